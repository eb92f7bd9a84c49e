"""县域今后措施: the district's plans, and an answer to every kind of lack that has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.model.answers import is_answered
from reportgen.model.assessment import Verdict
from reportgen.model.report import Block, Heading
from reportgen.sections.builder import Material
from reportgen.sections.district.lacks import (
    excess_values,
    find_excesses,
    find_lacks,
    gather_missing,
    lack_values,
    missing_values,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.gaps import in_themes, remedies
from reportgen.sections.plans import plan_blocks, unanswered


def build_district_plans(material: DistrictMaterial) -> tuple[Block, ...]:
    """Each plan under its title, then a sentence for each lack that no plan answers.

    A lack is an indicator that the district fails, or that schools fail or lack data for, or a
    coefficient over its limit.
    """
    blocks: list[Block] = list(material.own.whole("今后措施"))
    for plan in material.own.school.plans:
        blocks.extend(plan_blocks(plan, material.own))
    said = [*_own_unplanned(material.own)]
    said += [block for each in _unanswered(material) for block in material.say("县域措施", each)]
    if said:
        blocks.append(Heading(2, "补足其他差距"))
    return (*blocks, *said)


def _own_unplanned(own: Material) -> Iterator[Block]:
    """What the district has to do about its own indicators, in one paragraph."""
    clauses = remedies(in_themes(unanswered(own), own), own)
    if clauses:
        yield from own.say("县级措施", {"各项": clauses, "项数": len(clauses)})


def _unanswered(material: DistrictMaterial) -> Iterator[Mapping[str, object]]:
    own, standards = material.own.school, material.summary.standards
    lacks = (lack for each in standards for lack in find_lacks(each, Verdict.UNMET))
    yield from (lack_values(lack) for lack in lacks if not is_answered(own, lack.indicator.name))
    yield from _unanswered_missing(material)
    excesses = (excess for each in standards for excess in find_excesses(each))
    yield from (excess_values(excess) for excess in excesses if not is_answered(own, excess.name))


def _unanswered_missing(material: DistrictMaterial) -> Iterator[Mapping[str, object]]:
    for missing in gather_missing(material.summary):
        names = (name for name in missing.indicators if not is_answered(material.own.school, name))
        indicators = tuple(names)
        if indicators:
            yield missing_values(missing._replace(indicators=indicators))
