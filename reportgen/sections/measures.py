"""主要措施: what the school did."""

from __future__ import annotations

from reportgen.model.report import Block, Heading
from reportgen.sections.builder import Material
from reportgen.words.ordinals import strip_ordinal


def build_measures(material: Material) -> tuple[Block, ...]:
    """The section as given whole, or each measure under its title."""
    blocks: list[Block] = list(material.whole("主要措施"))
    for measure in material.school.measures:
        if measure.title:
            blocks.append(Heading(2, strip_ordinal(measure.title)))
        blocks.extend(material.narrative(measure.content, 3))
    return tuple(blocks)
