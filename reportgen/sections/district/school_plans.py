"""What schools plan themselves about what they fail → the rows and clauses of the district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reportgen.model.assessment import Result, Verdict
from reportgen.model.district import Failing, SchoolKey, SchoolPlan
from reportgen.model.school import Narrative, Plan
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lack_words import lack_values, missing_values, title_values
from reportgen.sections.district.lacks import IndicatorLack, Missing
from reportgen.sections.district.material import DistrictMaterial, Registers
from reportgen.sections.district.matters import pair
from reportgen.sections.district.school_names import bracket
from reportgen.sections.plans import deadline_text
from reportgen.words.duty import duty_label
from reportgen.words.listing import join_names
from reportgen.words.ordinals import strip_ordinal

# Of more schools than so many it is not told what each plans.
_MOST_TOLD = 3


def has_plan(failing: Failing) -> bool:
    """Whether the school has written what it will do about it."""
    return bool(failing.plans)


def has_no_plan(failing: Failing) -> bool:
    """Whether it has not."""
    return not failing.plans


def left_over(
    results: Sequence[Result], lacks: Sequence[IndicatorLack]
) -> tuple[tuple[Result, ...], tuple[IndicatorLack, ...]]:
    """What has still to be planned: the schools that have no plan, and what the district fails
    itself, unless it says no more than these schools do.
    """
    done = {
        id(matter.result)
        for matter in pair(results, lacks)
        if matter.is_told_by_schools and _with_plans(matter.lacks)
    }
    kept = (each.only(has_no_plan) for each in lacks)
    return (
        tuple(each for each in results if id(each) not in done),
        tuple(each for each in kept if each.lacks),
    )


def schools_plans(lacks: Sequence[IndicatorLack], material: DistrictMaterial) -> tuple[Plan, ...]:
    """What the schools plan about these, each in its words, under the name of the school.

    Plans of more schools than a text names are one: what they come to together, and by when.
    """
    planned = _with_plans(lacks)
    failings = [*chain.from_iterable(each.failings for each in planned)]
    if len({each.key for each in failings}) > MOST_NAMED:
        return (_together(planned, failings, material),)
    found = dict.fromkeys((each.key, plan) for each in failings for plan in each.plans)
    first = {each.key: each for each in reversed(failings)}
    return tuple(
        Plan(
            Narrative(plan.text),
            title=plan.title,
            owner=_owner(first[key], plan.owner, material.registers),
            deadline=plan.deadline,
        )
        for key, plan in found
    )


def _with_plans(lacks: Iterable[IndicatorLack]) -> list[IndicatorLack]:
    kept = (each.only(has_plan) for each in lacks)
    return [each for each in kept if each.lacks]


def _owner(failing: Failing, owner: str, registers: Registers) -> str:
    """The school, and who answers for it there: 河湾镇中心幼儿园（业务副园长）."""
    return bracket(registers.called(failing.school), owner)


def _together(
    lacks: Sequence[IndicatorLack], failings: Sequence[Failing], material: DistrictMaterial
) -> Plan:
    clauses = dict.fromkeys(_remedy(each, material) for each in lacks)
    said = "\n\n".join(f"{each}。" for each in clauses)
    return Plan(
        Narrative(said), owner=f"各有关{material.registers.noun}", deadline=_by_when(failings)
    )


def _remedy(lack: IndicatorLack, material: DistrictMaterial) -> str:
    values = lack_values(lack, material)
    if lack.lacks[0].verdict is Verdict.NO_DATA:
        schools = tuple(dict.fromkeys(map(material.registers.failing_name, lack.failings)))
        values = missing_values(Missing(schools, (lack.indicator.name,)), material.registers.noun)
    return material.clause("县域措施", values)


def _by_when(failings: Iterable[Failing]) -> str:
    """The day by which all have planned to be done; empty where one has not said, or said it in
    other words.
    """
    days = [plan.deadline for each in failings for plan in each.plans]
    written = [deadline_text(each) for each in days]
    if not days or any(day == text for day, text in zip(days, written, strict=True)):
        return written[0] if len(set(written)) == 1 else ""
    # 2025-09 and 2025.9 are one month.
    return max(zip(map(_numbers, days), written, strict=True))[1]


def _numbers(day: str) -> tuple[int, ...]:
    return tuple(map(int, day.replace(".", "-").replace("/", "-").strip().split("-")))


def school_measures(
    lacks: Iterable[IndicatorLack], material: DistrictMaterial
) -> Iterator[Mapping[str, object]]:
    """What schools mean to do about each of these, and by when, by the names of 县域各校措施."""
    for lack in _with_plans(lacks):
        failings = lack.failings
        said = material.clause("问题标题", title_values(lack, material))
        yield {**_measures_of(failings, material), "问题": said, "缺少": ""}


def supply_measures(
    lacks: Iterable[IndicatorLack], material: DistrictMaterial
) -> Iterator[Mapping[str, object]]:
    """What schools mean to do about data that they lack, by the same names."""
    for together in by_plans(lacks):
        names = join_names(names_together(together))
        failings = _once(together[0].failings)
        yield {**_measures_of(failings, material), "问题": "", "缺少": names}


def by_plans(lacks: Iterable[IndicatorLack]) -> tuple[tuple[IndicatorLack, ...], ...]:
    """The indicators about which the same schools plan the same, together."""
    found: dict[tuple[tuple[SchoolKey, tuple[SchoolPlan, ...]], ...], list[IndicatorLack]] = {}
    for lack in lacks:
        key = tuple((each.key, each.plans) for each in _once(lack.failings))
        found.setdefault(key, []).append(lack)
    return tuple(map(tuple, found.values()))


def names_together(lacks: Iterable[IndicatorLack]) -> tuple[str, ...]:
    """The names of the indicators, each once."""
    return tuple(dict.fromkeys(each.indicator.name for each in lacks))


def _once(failings: Iterable[Failing]) -> tuple[Failing, ...]:
    """One failing of each school."""
    return tuple({each.key: each for each in failings}.values())


def _measures_of(failings: Sequence[Failing], material: DistrictMaterial) -> dict[str, object]:
    months = {plan.deadline for each in failings for plan in each.plans}
    return {
        "各校": [*_each_school(failings, material)] if len(failings) <= _MOST_TOLD else [],
        "校数": len({each.key for each in failings}),
        "时限": _by_when(failings),
        "最迟": len(months) > 1,
    }


def _each_school(
    failings: Iterable[Failing], material: DistrictMaterial
) -> Iterator[Mapping[str, str]]:
    """Each plan of each school in few words."""
    for each in failings:
        for plan in each.plans:
            yield {
                "校名": material.registers.called(each.school),
                "措施": strip_ordinal(plan.title).rstrip("。"),
                "称呼": duty_label(plan.owner),
                "责任人": plan.owner,
                "时限": deadline_text(plan.deadline),
            }
