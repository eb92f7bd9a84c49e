"""县级指标: what standards that judge the district itself come to."""

from __future__ import annotations

from reportgen.model.report import Block, Heading
from reportgen.sections.attainment import Surroundings, standard_blocks
from reportgen.sections.district.material import OWN_INDICATORS, DistrictMaterial
from reportgen.sections.district.school_indicators import school_indicators


def build_own_attainment(material: DistrictMaterial) -> tuple[Block, ...]:
    """The indicators of each such standard; nothing where there is none."""
    standards = material.own.assessment.standards
    blocks: list[Block] = []
    for each in standards:
        if len(standards) > 1:
            blocks.append(Heading(2, each.standard.short_title))
        level = 3 if len(standards) > 1 else 2
        frame = Surroundings(
            level,
            OWN_INDICATORS,
            "县级结论",
            "县域存在问题",
            beside=school_indicators(each.standard, material),
        )
        blocks.extend(standard_blocks(each, material.own, frame))
    return tuple(blocks)
