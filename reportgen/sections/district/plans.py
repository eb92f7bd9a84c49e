"""县域今后措施: the district's plans, then what no plan answers, once for each theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.answers import is_answered
from reportgen.model.assessment import Result
from reportgen.model.report import Block, Heading
from reportgen.model.standard import DistrictTable
from reportgen.sections.builder import paragraph
from reportgen.sections.district.attachments import refer_to
from reportgen.sections.district.lack_words import excess_values, missing_values
from reportgen.sections.district.lacks import (
    IndicatorLack,
    all_excesses,
    gather_lacks,
    gather_missing,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.matters import matter_remedies, merge_concerned
from reportgen.sections.district.troubles import Trouble, gather_troubles
from reportgen.sections.plans import plan_blocks

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
    themes = [(each.name, _clauses(each, material)) for each in _troubles(material)]
    themes += _others(material)
    clauses = [clause for _, said in themes for clause in said]
    if not clauses:
        return
    if below:
        yield Heading(2, material.clause("措施标题", {"项数": len(clauses), "有措施": True}))
    if len(clauses) <= _MOST_TOGETHER:
        values = {"主题": "", "各项": clauses, "项数": len(clauses), "分列": False}
        yield from material.say("措施汇总", values)
        return
    attachment = refer_to(DistrictTable.LACKING, material)
    yield from material.say("县域措施引言", {"项数": len(clauses), "缺口附件": attachment})
    for theme, said in themes:
        if said:
            yield paragraph(material.sentence("县域主题措施", {"主题": theme, "各项": said}))


def _troubles(material: DistrictMaterial) -> Sequence[Trouble]:
    """What fails and has no plan, by theme."""
    return gather_troubles(unplanned_results(material), unplanned_lacks(material), material)


def unplanned_results(material: DistrictMaterial) -> tuple[Result, ...]:
    """The indicators that the district fails itself and no plan answers."""
    own = material.own
    return tuple(
        each for each in own.assessment.failing if not is_answered(own.school, each.indicator.name)
    )


def unplanned_lacks(material: DistrictMaterial) -> tuple[IndicatorLack, ...]:
    """The indicators that schools fail and no plan answers."""
    own, lacks = material.own.school, gather_lacks(material.summary)
    return tuple(each for each in lacks if not is_answered(own, each.indicator.name))


def _clauses(trouble: Trouble, material: DistrictMaterial) -> tuple[str, ...]:
    said = matter_remedies(trouble.results, trouble.lacks, material)
    return merge_concerned(tuple(dict.fromkeys(filter(None, said))))


def _others(material: DistrictMaterial) -> list[tuple[str, tuple[str, ...]]]:
    """What is to be done about differences between schools, and about missing data."""
    told = unplanned_others(material)
    return [
        (
            name,
            tuple(material.clause("县域措施", each) for each in told if ("系数" in each) is over),
        )
        for name, over in ((material.own.genre.terms.variation, True), ("数据", False))
    ]


def unplanned_others(material: DistrictMaterial) -> Sequence[Mapping[str, object]]:
    """Coefficients over their limits, then missing data, that no plan answers, by the names that
    phrases use.
    """
    own = material.own.school
    excesses = all_excesses(material.summary)
    told = [excess_values(each) for each in excesses if not is_answered(own, each.name)]
    noun = material.registers.noun
    # A measure for what schools fail is none for the data that others lack.
    failed = {each.indicator.name for each in gather_lacks(material.summary)}
    for missing in gather_missing(material.summary, material.registers):
        names = tuple(
            name for name in missing.indicators if name in failed or not is_answered(own, name)
        )
        if names:
            told.append(missing_values(missing._replace(indicators=names), noun))
    return told
