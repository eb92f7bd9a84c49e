"""县域今后措施: the district's plans, then what no plan answers, once for each theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.answers import is_answered
from reportgen.model.report import Block, Heading, Items, ListItem
from reportgen.model.standard import DistrictTable
from reportgen.sections.builder import paragraph
from reportgen.sections.district.attachments import refer_to
from reportgen.sections.district.lack_words import excess_values, missing_values
from reportgen.sections.district.lacks import (
    IndicatorLack,
    all_excesses,
    gather_lacks,
    gather_missing,
    gather_unknown,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.matters import matter_remedies, merge_concerned
from reportgen.sections.district.school_plans import (
    has_no_plan,
    has_plan,
    left_over,
    school_measures,
    supply_measures,
)
from reportgen.sections.district.troubles import Trouble, gather_troubles
from reportgen.sections.plans import plan_blocks

# So many clauses make one paragraph; more are listed, by theme.
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
    """What the schools plan themselves, what nobody does, and the data that are to be sent.

    Under a heading of its own if anything stands above.
    """
    measures = [*school_measures(_unanswered_lacks(material), material)]
    supplied = [*supply_measures(planned_missing(material), material)]
    tasks = [*_tasks(material)]
    missing = [material.clause("县域措施", each) for each in unplanned_missing(material)]
    if not (measures or supplied or tasks or missing):
        return
    if below:
        values = {"有措施": True, "只补数据": not (measures or tasks)}
        yield Heading(2, material.clause("县域措施标题", values))
    yield from _of_schools([*measures, *supplied], material)
    yield from _to_plan(tasks, material)
    if missing:
        yield paragraph("".join(f"{each}。" for each in missing))


def _of_schools(
    measures: Sequence[Mapping[str, object]], material: DistrictMaterial
) -> Iterator[Block]:
    """What the schools plan: in a sentence, or of many in a list."""
    listed = len(measures) > _MOST_TOGETHER
    if measures:
        yield from material.say(
            "县域各校措施", {"各项": measures, "项数": len(measures), "引言": True, "分列": listed}
        )
    if listed:
        said = ({"各项": [each], "项数": 1, "引言": False, "分列": True} for each in measures)
        yield _numbered([material.sentence("县域各校措施", each) for each in said])


def _to_plan(
    tasks: Sequence[tuple[str, tuple[str, ...]]], material: DistrictMaterial
) -> Iterator[Block]:
    """What nobody has planned: in a sentence, or in a list with an entry for each theme."""
    clauses = [clause for _, said in tasks for clause in said]
    if len(clauses) > _MOST_TOGETHER:
        attachment = refer_to(DistrictTable.LACKING, material)
        yield from material.say("县域措施引言", {"项数": len(clauses), "缺口附件": attachment})
        by_theme = ({"主题": theme, "各项": said} for theme, said in tasks)
        yield _numbered([material.sentence("县域主题措施", each) for each in by_theme])
    elif clauses:
        values = {"主题": "", "各项": clauses, "项数": len(clauses), "分列": False}
        yield from material.say("措施汇总", values)


def _numbered(texts: Sequence[str]) -> Items:
    """The sentences as a numbered list."""
    numbered = enumerate(texts, 1)
    return Items(
        tuple(ListItem(paragraph(text).runs, marker=f"{number}.") for number, text in numbered)
    )


def _tasks(material: DistrictMaterial) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is to be done, by theme; the differences between schools come last."""
    for each in _troubles(material):
        if said := _clauses(each, material):
            yield each.name, said
    over = tuple(material.clause("县域措施", each) for each in unplanned_excesses(material))
    if over:
        yield material.own.genre.terms.variation, over


def _troubles(material: DistrictMaterial) -> Sequence[Trouble]:
    """What fails and has no plan, neither the district's nor a school's, by theme."""
    own = material.own
    results = tuple(
        each for each in own.assessment.failing if not is_answered(own.school, each.indicator.name)
    )
    return gather_troubles(*left_over(results, _unanswered_lacks(material)), material)


def _unanswered_lacks(material: DistrictMaterial) -> tuple[IndicatorLack, ...]:
    """The indicators that schools fail and no plan of the district answers."""
    own, lacks = material.own.school, gather_lacks(material.summary)
    return tuple(each for each in lacks if not is_answered(own, each.indicator.name))


def _clauses(trouble: Trouble, material: DistrictMaterial) -> tuple[str, ...]:
    said = matter_remedies(trouble.results, trouble.lacks, material)
    return merge_concerned(tuple(dict.fromkeys(filter(None, said))))


def unplanned_excesses(material: DistrictMaterial) -> Sequence[Mapping[str, object]]:
    """Coefficients over their limits that no plan answers, by the names that phrases use."""
    excesses = all_excesses(material.summary)
    own = material.own.school
    return [excess_values(each) for each in excesses if not is_answered(own, each.name)]


def planned_missing(material: DistrictMaterial) -> tuple[IndicatorLack, ...]:
    """The indicators that schools lack data for and mean to supply; no plan of the district
    answers them.
    """
    found = gather_unknown(material.summary, has_plan)
    return tuple(each for each in found if _is_open(each.indicator.name, material))


def unplanned_missing(material: DistrictMaterial) -> Iterator[Mapping[str, object]]:
    """Missing data that no plan answers, neither the district's nor a school's, by the names that
    phrases use.
    """
    noun = material.registers.noun
    for missing in gather_missing(material.summary, material.registers, has_no_plan):
        names = tuple(name for name in missing.indicators if _is_open(name, material))
        if names:
            yield missing_values(missing._replace(indicators=names), noun)


def _is_open(name: str, material: DistrictMaterial) -> bool:
    """Whether no plan of the district is for the data of that indicator.

    A measure for what schools fail is none for the data that others lack.
    """
    failed = {each.indicator.name for each in gather_lacks(material.summary)}
    return name in failed or not is_answered(material.own.school, name)
