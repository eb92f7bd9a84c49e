"""A stage's schools → a chart of how far each is from the limits, or from the mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import (
    IndicatorVariation,
    ResultRecord,
    SchoolRow,
    StageSummary,
    StandardSummary,
)
from reportgen.model.numbers import format_fixed, percent_of
from reportgen.model.report import Chart, Point, Strip
from reportgen.model.standard import Indicator, with_unit
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.crowd import condense
from reportgen.sections.district.material import (
    Registers,
    results_of_rows,
)


class _Counted(NamedTuple):
    """The schools that count, and what each is called: one text for its points in all strips."""

    rows: tuple[SchoolRow, ...]
    names: list[str]

    def judged_by(self, indicator: Indicator) -> list[tuple[str, ResultRecord]]:
        """Those with a result for that indicator, each with it."""
        found = zip(self.names, results_of_rows(self.rows, indicator), strict=True)
        return [(name, result) for name, result in found if result is not None]


def _find_counted(stage: StageSummary, registers: Registers) -> _Counted:
    rows = stage.counted
    return _Counted(rows, [registers.row_name(row) for row in rows])


def build_chart(
    stage: StageSummary, summary: StandardSummary, registers: Registers
) -> Chart | None:
    """A strip for each indicator, a point for each school that counts, or how a crowd of them is
    distributed.

    None where there is nothing to draw. Points are values in percent of the standard or, where it
    sets no limits, of the district's mean. Where less is better the share is turned round, so that
    the right of the line is always met.
    """
    chart = (
        _against_limits(stage, summary, registers)
        if stage.has_limits
        else _against_mean(stage, summary, registers)
    )
    return condense(chart) if chart.strips else None


def _against_limits(stage: StageSummary, summary: StandardSummary, registers: Registers) -> Chart:
    indicators = summary.standard.compared(stage.stage)
    counted = _find_counted(stage, registers)
    strips = (_limit_strip(each, counted) for each in indicators)
    floor = summary.standard.floor
    return Chart(
        strips=tuple(strip for strip in strips if strip.points),
        axis=f"{registers.each_of(stage.stage)}数值与标准之比",
        line="标准",
        points=f"达标的{registers.noun}",
        failing=f"未达标的{registers.noun}",
        floor=None if floor is None else floor * 100,
        floor_name="单项最低要求" if floor is not None else "",
        caption=f"{summary.standard.short_title}：{registers.each_of(stage.stage)}数值与标准之比",
    )


def _limit_strip(indicator: Indicator, counted: _Counted) -> Strip:
    found = counted.judged_by(indicator)
    points: list[Point] = []
    for name, result in found:
        share = _share_of_limit(indicator, result)
        if share is not None:
            failing = result.verdict is Verdict.UNMET
            points.append(Point(name, share, failing))
    return Strip(_limit_label(indicator, [result for _, result in found]), tuple(points))


def _limit_label(indicator: Indicator, results: Sequence[ResultRecord]) -> str:
    required = dict.fromkeys(each.required for each in results if each.is_limited)
    limits = "、".join(with_unit(indicator, each) for each in required)
    counted = Counter(each.verdict for each in results)
    said = (
        f"{verdict.label}{counted[verdict]}所"
        for verdict in Verdict
        if verdict.is_open and counted[verdict]
    )
    return f"{indicator.name}（{'，'.join((limits, *said))}）"


def _share_of_limit(indicator: Indicator, result: ResultRecord) -> Decimal | None:
    limit = result.limit
    if limit is None or result.value is None:
        return None
    above, below = (result.value, limit) if indicator.wants_more else (limit, result.value)
    return percent_of(above, below)


def _against_mean(stage: StageSummary, summary: StandardSummary, registers: Registers) -> Chart:
    title = summary.standard.short_title
    indicators = {each.id: each for each in summary.standard.indicators}
    counted = _find_counted(stage, registers)
    strips = (_mean_strip(each, indicators[each.indicator], counted) for each in stage.indicators)
    return Chart(
        strips=tuple(strip for strip in strips if strip.points),
        axis=f"{registers.each_of(stage.stage)}数值与全县平均值之比",
        line="全县平均值",
        points=registers.noun,
        caption=f"{title}：{registers.each_of(stage.stage)}数值与全县平均值之比",
    )


def _mean_strip(varied: IndicatorVariation, indicator: Indicator, counted: _Counted) -> Strip:
    mean = varied.variation.mean if varied.variation else Decimal(0)
    points: list[Point] = []
    for name, result in counted.judged_by(indicator):
        share = None if result.value is None else percent_of(result.value, mean)
        if share is not None:
            points.append(Point(name, share))
    shown = f"平均{format_fixed(mean, indicator.decimals)}{printed_unit(indicator.unit)}"
    missing = f"，缺{len(varied.missing)}所" if varied.missing else ""
    return Strip(f"{indicator.name}（{shown}{missing}）", tuple(points))
