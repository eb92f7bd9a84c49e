"""A school held against its standards: every indicator, every group, the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.assess.fact_sheet import FactSheet
from reportgen.assess.indicators import applies, assess_indicator
from reportgen.model.assessment import (
    Assessment,
    GroupResult,
    Prospect,
    Result,
    StandardResult,
    Verdict,
    judge_whole,
)
from reportgen.model.facts import FactDictionary
from reportgen.model.school import Figure, FigureKey, School
from reportgen.model.stages import Stage
from reportgen.model.standard import IndicatorGroup, Rule, Standard


def assess_school(
    school: School,
    standards: Sequence[Standard],
    dictionary: FactDictionary,
    sheet: FactSheet | None = None,
) -> Assessment:
    """The school's assessment under the standards that judge any of its stages.

    A combined school's stages are each judged by their own limits. `sheet` holds the school's
    figures where they have been asked before.
    """
    sheet = sheet or FactSheet(school, dictionary)
    results = tuple(
        _assess_standard(standard, sheet) for standard in standards if standard.judged(school.type)
    )
    assessment = Assessment(results, sheet.known_facts())
    return assessment._replace(prospects=_find_prospects(school, assessment, dictionary))


def judge_group(results: Sequence[Result], rule: Rule) -> Verdict:
    """The verdict on indicators judged together; those without a limit take no part.

    `rule.at_least` None asks for all. Source of k-of-n with a floor: 教督〔2017〕6号
    (每所学校至少 6 项达到，余项不低于要求的 85%).
    """
    judged = [result for result in results if result.verdict is not Verdict.NO_LIMIT]
    if not judged:
        return Verdict.NO_LIMIT
    needed = len(judged) if rule.at_least is None else rule.at_least
    met = sum(result.verdict is Verdict.MET for result in judged)
    unknown = sum(result.verdict is Verdict.NO_DATA for result in judged)
    below_floor = any(
        result.verdict is Verdict.UNMET and result.floor_met is False for result in judged
    )
    if below_floor or met + unknown < needed:
        return Verdict.UNMET
    # A rest that is not known may still fall below the floor, so k met alone do not decide.
    return Verdict.NO_DATA if unknown and (met < needed or rule.floor is not None) else Verdict.MET


def _assess_standard(standard: Standard, sheet: FactSheet) -> StandardResult:
    judged = standard.judged(sheet.school.type)
    whole = sheet.counting(judged)
    sheets: dict[Stage | None, FactSheet] = {**dict.fromkeys(judged, sheet), None: whole}
    assessed = (_assess_group(group, sheets) for group in standard.groups)
    groups = tuple(each for by_stage in assessed for each in by_stage)
    return StandardResult(
        standard=standard,
        groups=groups,
        verdict=judge_whole(group.verdict for group in groups),
        results=_in_order(standard, groups),
        excluded=_find_exclusion(standard, whole),
    )


def _in_order(standard: Standard, groups: Sequence[GroupResult]) -> tuple[Result, ...]:
    order = {indicator.id: place for place, indicator in enumerate(standard.indicators)}
    results = (result for group in groups for result in group.results)
    return tuple(sorted(results, key=lambda result: order[result.indicator.id]))


def _find_exclusion(standard: Standard, sheet: FactSheet) -> str:
    exclusions = standard.variation.exclusions if standard.variation else ()
    found = (each.reason for each in exclusions if sheet.evaluate(each.condition, None) is True)
    return next(found, "")


def _assess_group(
    group: IndicatorGroup, sheets: Mapping[Stage | None, FactSheet]
) -> Iterator[GroupResult]:
    """The group for each stage that has indicators of it; None: those of the whole school."""
    for stage, sheet in sheets.items():
        is_whole = stage is None
        results = tuple(
            assess_indicator(indicator, stage, sheet, group.rule.floor)
            for indicator in group.indicators
            if indicator.whole_school is is_whole and applies(indicator, stage, sheet)
        )
        if results:
            yield GroupResult(group, stage, results, judge_group(results, group.rule))


def _find_prospects(
    school: School, assessment: Assessment, dictionary: FactDictionary
) -> tuple[Prospect, ...]:
    expected = [plan.expected for plan in school.plans if plan.expected]
    if not expected or not assessment.failing:
        return ()
    figures = dict(school.figures)
    for plan in expected:
        for key, figure in plan.items():
            figures[key] = _grow(figures.get(key), figure)
    return _compare(assessment, school._replace(figures=figures), _growing(expected), dictionary)


def _compare(
    assessment: Assessment, future: School, growing: frozenset[str], dictionary: FactDictionary
) -> tuple[Prospect, ...]:
    found: list[Prospect] = []
    for judged in assessment.standards:
        sheet = FactSheet(future, dictionary, judged.standard.judged(future.type))
        for before in judged.failing:
            if growing & dictionary.beneath(before.indicator.names):
                after = assess_indicator(before.indicator, before.stage, sheet)
                found.append(Prospect(before, after))
    return tuple(found)


def _growing(expected: Iterable[Iterable[FigureKey]]) -> frozenset[str]:
    return frozenset(name for plan in expected for name, _ in plan)


def _grow(before: Figure | None, added: Figure) -> Figure:
    if (
        before is None
        or not isinstance(before.value, Decimal)
        or not isinstance(added.value, Decimal)
    ):
        return added
    return Figure(before.value + added.value, before.location)
