"""县域今后措施: the district's plans, then what no plan answers, once for each theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.answers import is_answered
from reportgen.model.report import Block, Heading
from reportgen.sections.builder import paragraph
from reportgen.sections.district.lack_words import excess_values, lack_values, missing_values
from reportgen.sections.district.lacks import (
    IndicatorLack,
    find_excesses,
    gather_lacks,
    gather_missing,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.troubles import Trouble, gather_troubles
from reportgen.sections.plans import plan_blocks
from reportgen.sections.results.gaps import remedies

# So many clauses make one paragraph; more are told by theme.
_MOST_TOGETHER = 4


def build_district_plans(material: DistrictMaterial) -> tuple[Block, ...]:
    """Each plan under its title, then what has to be done where no plan is.

    That is an indicator that the district or its schools fail, data that schools lack, and a
    coefficient over its limit.
    """
    planned: list[Block] = list(material.own.whole("今后措施"))
    for plan in material.own.school.plans:
        planned.extend(plan_blocks(plan, material.own))
    return (*planned, *_unplanned(material, bool(planned)))


def _unplanned(material: DistrictMaterial, below: bool) -> Iterator[Block]:
    """Under a heading of its own if anything stands above."""
    by_theme = [(each.name, _clauses(each, material)) for each in _troubles(material)]
    by_theme += [("", _others(material))]
    clauses = [clause for _, said in by_theme for clause in said]
    if not clauses:
        return
    if below:
        yield Heading(2, material.clause("措施标题", {"项数": len(clauses), "有措施": True}))
    if len(clauses) <= _MOST_TOGETHER:
        values = {"主题": "", "各项": clauses, "项数": len(clauses), "分列": False}
        yield from material.say("措施汇总", values)
        return
    yield from material.say("县域措施引言", {"项数": len(clauses)})
    for theme, said in by_theme:
        if said:
            yield paragraph(material.sentence("县域主题措施", {"主题": theme, "各项": said}))


def _troubles(material: DistrictMaterial) -> Sequence[Trouble]:
    """What fails and has no plan, by theme."""
    own = material.own
    results = [
        each for each in own.assessment.failing if not is_answered(own.school, each.indicator.name)
    ]
    return gather_troubles(results, unplanned_lacks(material), material)


def unplanned_lacks(material: DistrictMaterial) -> tuple[IndicatorLack, ...]:
    """The indicators that schools fail and no plan answers."""
    own, lacks = material.own.school, gather_lacks(material.summary)
    return tuple(each for each in lacks if not is_answered(own, each.indicator.name))


def _clauses(trouble: Trouble, material: DistrictMaterial) -> tuple[str, ...]:
    own = remedies(trouble.results, material.own)
    of_schools = (
        material.clause("县域措施", lack_values(each, material)) for each in trouble.lacks
    )
    return (*own, *filter(None, of_schools))


def _others(material: DistrictMaterial) -> tuple[str, ...]:
    """What is to be done about differences between schools, and about missing data."""
    told = unplanned_others(material)
    return tuple(filter(None, (material.clause("县域措施", each) for each in told)))


def unplanned_others(material: DistrictMaterial) -> Sequence[Mapping[str, object]]:
    """Coefficients over their limits, then missing data, that no plan answers, by the names that
    phrases use.
    """
    own = material.own.school
    excesses = (one for each in material.summary.standards for one in find_excesses(each))
    told = [excess_values(each) for each in excesses if not is_answered(own, each.name)]
    for missing in gather_missing(material.summary, material.registers):
        names = tuple(name for name in missing.indicators if not is_answered(own, name))
        if names:
            told.append(missing_values(missing._replace(indicators=names)))
    return told
