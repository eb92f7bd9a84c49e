"""An indicator over a district's schools → a point each, stacked where they are near, as a page
draws them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import (
    ResultRecord,
    SchoolKey,
    SchoolRow,
    StageSummary,
    StandardSummary,
)
from reportgen.model.numbers import format_short
from reportgen.model.standard import Indicator, with_unit
from reportgen.named_tuple import NamedTuple
from reportgen.web.officer.chart_scale import Scale, Tick, make_scale

# In units of the picture, which are pixels where it is not made smaller.
_WIDTH, _LEFT, _PLOT = 900, 30, 840
_TOP, _HIGHEST, _LOWEST, _BENEATH = 58, 180, 60, 36
_COLUMNS = 56
_STEP, _SMALLEST = 15, 3
_MOST_LIMITS = 3
_LABEL_LINE = 18


class SpreadChoice(NamedTuple):
    """An indicator that may be chosen: the stage and the standard that it is of."""

    key: str
    label: str
    group: str


class Dot(NamedTuple):
    """A school in the chart."""

    x: int
    y: int
    told: str
    failing: bool


class UprightLine(NamedTuple):
    """A line across the chart, its text at that height."""

    x: int
    y: int
    text: str
    anchor: str
    style: str


class SchoolValue(NamedTuple):
    """A school's line of the table beneath."""

    name: str
    link: str
    value: str
    verdict: str
    style: str


class SpreadChart(NamedTuple):
    """The chart of an indicator, and the same as a table; `told` says in a sentence what it shows,
    `radius` is that of a point.
    """

    title: str
    told: str
    width: int
    height: int
    left: int
    right: int
    axis: int
    top: int
    radius: int
    dots: tuple[Dot, ...]
    lines: tuple[UprightLine, ...]
    ticks: tuple[Tick, ...]
    unit: str
    rows: tuple[SchoolValue, ...]
    has_limits: bool


class _Found(NamedTuple):
    summary: StandardSummary
    stage: StageSummary
    indicator: Indicator
    results: tuple[tuple[SchoolRow, ResultRecord], ...]

    @property
    def key(self) -> str:
        return f"{self.summary.standard.id}/{self.stage.stage}/{self.indicator.id}"


def spread_choices(summaries: Iterable[StandardSummary]) -> tuple[SpreadChoice, ...]:
    """The indicators of which schools have figures."""
    return tuple(
        SpreadChoice(
            each.key, f"{each.stage.stage}：{each.indicator.name}", each.summary.standard.title
        )
        for each in _all(summaries)
    )


def spread_chart(
    summaries: Iterable[StandardSummary], key: str, links: Mapping[SchoolKey, str]
) -> SpreadChart | None:
    """The chart of the indicator of that key, else of the first; None where there is none."""
    found = list(_all(summaries))
    chosen = next((each for each in found if each.key == key), None)
    chosen = chosen or next(iter(found), None)
    return _chart(chosen, links) if chosen else None


def _all(summaries: Iterable[StandardSummary]) -> Iterator[_Found]:
    for summary in summaries:
        for stage in summary.stages:
            for indicator in summary.standard.indicators:
                results = tuple(_results(stage, indicator))
                if any(result.value is not None for _, result in results):
                    yield _Found(summary, stage, indicator, results)


def _results(stage: StageSummary, indicator: Indicator) -> Iterator[tuple[SchoolRow, ResultRecord]]:
    for row in stage.counted:
        yield from ((row, each) for each in row.results if each.indicator == indicator.id)


def _chart(found: _Found, links: Mapping[SchoolKey, str]) -> SpreadChart:
    marked = [(row, result.value) for row, result in found.results if result.value is not None]
    limits = _limits(found)
    mean = _mean(found)
    lines = [*limits, *([mean] if mean is not None else [])]
    scale = make_scale([*(value for _, value in marked), *lines], _LEFT, _PLOT, from_zero=False)
    stacks = _stack(found, scale)
    axis = _TOP + stacks.height
    rows = tuple(_table(found, links))
    return SpreadChart(
        title=f"{found.stage.stage}：{found.indicator.name}",
        told=_tell(found, len(marked), limits),
        width=_WIDTH,
        height=axis + _BENEATH,
        left=_LEFT,
        right=_LEFT + _PLOT,
        axis=axis,
        top=_TOP - _LABEL_LINE,
        radius=max(stacks.step // 2 - 1, 1),
        dots=tuple(_dots(found, stacks, axis)),
        lines=tuple(_lines(found, scale, limits, mean)),
        ticks=scale.ticks,
        unit=found.indicator.unit,
        rows=rows,
        has_limits=bool(limits),
    )


def _limits(found: _Found) -> Mapping[Decimal, str]:
    """The limits that most schools have, each as it is printed."""
    limits = {
        result.limit: with_unit(found.indicator, result.required)
        for _, result in found.results
        if result.limit is not None
    }
    return dict(list(limits.items())[:_MOST_LIMITS])


def _mean(found: _Found) -> Decimal | None:
    varied = (each for each in found.stage.indicators if each.indicator == found.indicator.id)
    variation = next((each.variation for each in varied), None)
    return variation.mean if variation else None


_Placed = tuple[int, SchoolRow, ResultRecord]


class _Stacks(NamedTuple):
    """The schools in narrow columns from left to right, each with where it stands."""

    columns: tuple[tuple[_Placed, ...], ...]

    @property
    def step(self) -> int:
        """How far points stand from each other; of high stacks less."""
        highest = max(map(len, self.columns))
        return max(min(_STEP, _HIGHEST // highest), _SMALLEST)

    @property
    def height(self) -> int:
        """How high the highest stack is, or the least that a chart takes."""
        return max(self.step * max(map(len, self.columns)) + _STEP, _LOWEST)


def _stack(found: _Found, scale: Scale) -> _Stacks:
    columns = defaultdict[int, list[_Placed]](list)
    for row, result in found.results:
        if result.value is not None:
            x = scale.at(result.value)
            columns[(x - _LEFT) * _COLUMNS // _PLOT].append((x, row, result))
    ordered = (sorted(columns[at], key=_by_place) for at in sorted(columns))
    return _Stacks(tuple(map(tuple, ordered)))


def _dots(found: _Found, stacks: _Stacks, axis: int) -> Iterator[Dot]:
    """The points, each stack where its schools stand in the middle."""
    step = stacks.step
    for column in stacks.columns:
        x = sum(each[0] for each in column) // len(column)
        for at, (_, row, result) in enumerate(column):
            told = f"{row.school} {with_unit(found.indicator, result.display)}"
            y = axis - step // 2 - at * step - 1
            yield Dot(x, y, told, result.verdict is Verdict.UNMET)


def _by_place(placed: _Placed) -> tuple[Decimal, str]:
    return _by_value(placed[1:])


def _by_value(member: tuple[SchoolRow, ResultRecord]) -> tuple[Decimal, str]:
    return member[1].value or Decimal(0), member[0].school


def _lines(
    found: _Found, scale: Scale, limits: Mapping[Decimal, str], mean: Decimal | None
) -> Iterator[UprightLine]:
    """The limits, and the mean of the district."""
    for value, text in limits.items():
        yield _line(scale.at(value), _TOP - 2 * _LABEL_LINE, f"标准值 {text}", "limit")
    if mean is not None:
        text = with_unit(found.indicator, format_short(mean, 2))
        yield _line(scale.at(mean), _TOP - _LABEL_LINE, f"全县平均值 {text}", "mean")


def _line(x: int, y: int, text: str, style: str) -> UprightLine:
    anchor = "end" if x > _LEFT + _PLOT // 2 else "start"
    return UprightLine(x, y, text, anchor, style)


def _table(found: _Found, links: Mapping[SchoolKey, str]) -> Iterator[SchoolValue]:
    """The schools from the lowest value on; behind them those without."""
    ordered = sorted(found.results, key=lambda each: (each[1].value is None, *_by_value(each)))
    for row, result in ordered:
        value = with_unit(found.indicator, result.display) if result.value is not None else ""
        verdict = result.verdict.label if result.verdict is not Verdict.NO_LIMIT else ""
        link = links.get(row.key, "")
        yield SchoolValue(row.school, link, value, verdict, str(result.verdict))


def _tell(found: _Found, count: int, limits: Mapping[Decimal, str]) -> str:
    """What the chart shows, in words."""
    ordered: Sequence[ResultRecord] = sorted(
        (result for _, result in found.results if result.value is not None),
        key=lambda each: each.value or Decimal(0),
    )
    low, high = (with_unit(found.indicator, each.display) for each in (ordered[0], ordered[-1]))
    unmet = sum(each.verdict is Verdict.UNMET for each in ordered)
    lacking = len(found.results) - count
    parts = (
        f"{count}所学校，最低{low}，最高{high}",
        f"标准值{'、'.join(limits.values())}" if limits else "",
        f"未达标{unmet}所" if limits else "",
        f"缺数据{lacking}所" if lacking else "",
    )
    return f"{'，'.join(filter(None, parts))}。"
