"""The failings of a district's schools, gathered by indicator and stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.model.amounts import format_lack
from reportgen.model.assessment import Verdict
from reportgen.model.district import (
    COMPOSITE,
    DistrictSummary,
    Failing,
    StageSummary,
    StandardSummary,
)
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, IndicatorKind, with_unit
from reportgen.sections.district.lack_table import counted_failing, total_lack
from reportgen.sections.district.material import is_limited, name_list
from reportgen.sections.district.notes import coefficient_text, exact_limit
from reportgen.sections.district.ranking import worst_first


class Lack(NamedTuple):
    """Schools of one stage (None: whole schools) that fail an indicator or lack its data."""

    indicator: Indicator
    stage: Stage | None
    verdict: Verdict
    failings: tuple[Failing, ...]


class Missing(NamedTuple):
    """Schools of one stage (None: whole schools), and indicators whose data they all lack."""

    stage: Stage | None
    schools: tuple[str, ...]
    indicators: tuple[str, ...]


class Excess(NamedTuple):
    """A coefficient of variation over its limit; `name` is the indicator's, or 综合差异系数."""

    name: str
    stage: Stage
    coefficient: str
    limit: str


def find_lacks(summary: StandardSummary, verdict: Verdict) -> Iterator[Lack]:
    """What schools fail, or lack data for, by indicator in the standard's order, then by stage.

    The schools that are farthest from what is asked come first.
    """
    found: dict[tuple[str, Stage | None], list[Failing]] = {}
    for each in counted_failing(summary, verdict):
        found.setdefault((each.result.indicator, each.result.stage), []).append(each)
    for indicator in summary.standard.indicators:
        for stage in (*summary.standard.stages, None):
            failing = found.get((indicator.id, stage), ())
            if failing:
                yield Lack(indicator, stage, verdict, worst_first(indicator, failing))


def find_excesses(summary: StandardSummary) -> Iterator[Excess]:
    """The coefficients that are over their limits, for a composite one only that."""
    rule = summary.standard.variation
    if rule is not None:
        find = _composite_excess if rule.composite else _indicator_excesses
        for stage in summary.stages:
            yield from find(stage)


def _composite_excess(stage: StageSummary) -> Iterator[Excess]:
    if stage.verdict is Verdict.UNMET and stage.composite is not None and stage.limit is not None:
        yield Excess(
            COMPOSITE,
            stage.stage,
            coefficient_text(stage.composite, stage.limit),
            exact_limit(stage.limit),
        )


def _indicator_excesses(stage: StageSummary) -> Iterator[Excess]:
    for each in stage.indicators:
        if each.verdict is Verdict.UNMET and each.variation is not None and each.limit is not None:
            coefficient = coefficient_text(each.variation.coefficient, each.limit)
            yield Excess(each.name, stage.stage, coefficient, exact_limit(each.limit))


def gather_missing(summary: DistrictSummary) -> tuple[Missing, ...]:
    """Missing data, each once for all standards.

    Indicators for which the same schools lack data are put together.
    """
    lacks = [lack for each in summary.standards for lack in find_lacks(each, Verdict.NO_DATA)]
    found: dict[tuple[Stage | None, tuple[str, ...]], list[str]] = {}
    for lack in lacks:
        schools = tuple(each.school for each in lack.failings)
        found.setdefault((lack.stage, schools), []).append(lack.indicator.name)
    return tuple(
        Missing(stage, schools, tuple(dict.fromkeys(names)))
        for (stage, schools), names in found.items()
    )


def missing_values(missing: Missing) -> dict[str, object]:
    """The names that 县域问题.j2 and 县域措施.j2 may use of missing data."""
    return {
        "种类": Verdict.NO_DATA.label,
        "名称": "、".join(missing.indicators),
        "项数": len(missing.indicators),
        "学段": str(missing.stage) if missing.stage else "",
        "校数": len(missing.schools),
        "名单": name_list(missing.schools),
    }


def lack_total(lack: Lack) -> str:
    """What the schools lack together, as a sentence says it; empty where it cannot be added up."""
    total = total_lack(lack.indicator, [each.result for each in lack.failings])
    return format_lack(total, lack.indicator.shortfall_unit) if total is not None else ""


def lack_values(lack: Lack) -> dict[str, object]:
    """The names that 县域问题.j2 and 县域措施.j2 may use of a lack."""
    results = [each.result for each in lack.failings]
    required = dict.fromkeys(
        with_unit(lack.indicator, each.required) for each in results if is_limited(each)
    )
    return {
        "种类": lack.verdict.label,
        "名称": lack.indicator.name,
        "类型": str(lack.indicator.kind),
        "方向": str(lack.indicator.direction),
        "学段": str(lack.stage) if lack.stage else "",
        "校数": len(lack.failings),
        "名单": name_list(tuple(each.school for each in lack.failings)),
        "明细": _details(lack),
        "标准": "" if _is_answer(lack.indicator) else "、".join(required),
        "合计": lack_total(lack),
    }


def _details(lack: Lack) -> str:
    """Each school with its value and what it lacks, or with its name alone where it answered 否."""
    if _is_answer(lack.indicator):
        return name_list(tuple(each.school for each in lack.failings))
    return name_list(
        tuple(f"{each.school}（{_figures(lack.indicator, each)}）" for each in lack.failings)
    )


def _is_answer(indicator: Indicator) -> bool:
    """Whether it asks for 是, so that there is nothing to be told of its limit and value."""
    limits = indicator.limits.by_stage.values()
    return indicator.kind is IndicatorKind.YES_NO and not any(each is False for each in limits)


def _figures(indicator: Indicator, failing: Failing) -> str:
    result = failing.result
    return "，".join(filter(None, (with_unit(indicator, result.display), result.shortfall_display)))


def excess_values(excess: Excess) -> dict[str, object]:
    """The names that 县域差异.j2 and 县域措施.j2 may use of a coefficient over its limit."""
    return {
        "种类": "差异系数",
        "名称": excess.name,
        "学段": str(excess.stage),
        "系数": excess.coefficient,
        "限值": excess.limit,
    }


def has_lacks(summary: DistrictSummary) -> bool:
    """Whether any school fails, lacks data, or a coefficient is over its limit."""
    return any(
        (*counted_failing(each), *counted_failing(each, Verdict.NO_DATA), *find_excesses(each))
        for each in summary.standards
    )
