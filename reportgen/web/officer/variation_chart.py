"""Coefficients of variation → bars beside their limits, as a page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import IndicatorVariation, StageSummary, StandardSummary
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.notes import coefficient_text, exact_limit
from reportgen.web.officer.chart_scale import Scale, Tick, make_scale
from reportgen.words.listing import list_first

# In units of the picture, which are pixels where it is not made smaller.
_WIDTH, _LABEL, _PLOT = 620, 226, 230
_ROW, _BAR, _TOP, _BENEATH = 36, 18, 14, 40
_LINE = 16
_MOST_NAMED = 5
# Of a label, in Chinese characters.
_LONGEST = 16
_NO_BEGINNING = "、，）"


class Bar(NamedTuple):
    """A row of the chart: its label by lines, how long its bar is, where its limit stands (None: it
    has none), what is written beside it.
    """

    y: int
    middle: int
    labels: tuple[tuple[str, int], ...]
    length: int
    limit: int | None
    told: str
    style: str


class VariationChart(NamedTuple):
    """The chart of a stage; `told` says in a sentence what it shows, `missing` whose data lack."""

    id: str
    title: str
    told: str
    width: int
    height: int
    left: int
    bar: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis: int
    missing: tuple[str, ...]


class _Row(NamedTuple):
    name: str
    coefficient: Decimal | None
    limit: Decimal | None
    verdict: Verdict
    lacking: int = 0


def variation_charts(summary: StandardSummary, mark: str) -> tuple[VariationChart, ...]:
    """The charts of a standard that limits how its schools differ, a stage each.

    `mark` tells their ids from those of another standard's.
    """
    if summary.standard.variation is None:
        return ()
    rows = ((stage, tuple(_rows(stage, summary))) for stage in summary.stages)
    return tuple(
        _chart(stage, found, f"{mark}-{number}")
        for number, (stage, found) in enumerate(rows)
        if any(each.coefficient is not None for each in found)
    )


def _rows(stage: StageSummary, summary: StandardSummary) -> Iterator[_Row]:
    composite = summary.standard.variation is not None and summary.standard.variation.composite
    for each in stage.indicators:
        verdict = Verdict.NO_LIMIT if composite else each.verdict
        coefficient = each.variation.coefficient if each.variation else None
        yield _Row(each.name, coefficient, each.limit, verdict, len(each.missing))
    if composite:
        yield _Row("综合差异系数", stage.composite, stage.limit, stage.verdict)


def _chart(stage: StageSummary, rows: Sequence[_Row], mark: str) -> VariationChart:
    values = (each for row in rows for each in (row.coefficient, row.limit))
    scale = make_scale([each for each in values if each is not None], _LABEL, _PLOT, from_zero=True)
    axis = _TOP + _ROW * len(rows)
    return VariationChart(
        id=f"variation-{mark}",
        title=f"{stage.stage}：各项差异系数和限值",
        told=_tell(rows),
        width=_WIDTH,
        height=axis + _BENEATH,
        left=_LABEL,
        bar=_BAR,
        bars=tuple(_bar(row, number, scale) for number, row in enumerate(rows)),
        ticks=scale.ticks,
        axis=axis,
        missing=tuple(_missing(stage.indicators)),
    )


def _bar(row: _Row, number: int, scale: Scale) -> Bar:
    top = _TOP + number * _ROW
    middle = top + _ROW // 2
    lines = _lines(row.name)
    first = middle - _LINE * (len(lines) - 1) // 2
    return Bar(
        y=middle - _BAR // 2,
        middle=middle,
        labels=tuple((text, first + _LINE * at) for at, text in enumerate(lines)),
        length=scale.at(row.coefficient) - _LABEL if row.coefficient is not None else 0,
        limit=scale.at(row.limit) if row.limit is not None else None,
        told=_beside(row),
        style=str(row.verdict),
    )


def _lines(name: str) -> tuple[str, ...]:
    """The name on one line, or cut into two of about one length."""
    if len(name) <= _LONGEST:
        return (name,)
    half = (len(name) + 1) // 2
    half += name[half] in _NO_BEGINNING
    return name[:half], name[half:]


def _beside(row: _Row) -> str:
    """0.600 未达标（限值0.50）; with data lacking what the other schools come to."""
    if row.coefficient is None:
        return Verdict.NO_DATA.label
    value = coefficient_text(row.coefficient, row.limit)
    if row.lacking:
        return f"{value}（缺{row.lacking}所）"
    said = row.verdict.label if row.verdict is not Verdict.NO_LIMIT else ""
    limit = f"（≤{exact_limit(row.limit)}）" if row.limit is not None else ""
    return f"{value} {said}{limit}".rstrip()


def _tell(rows: Sequence[_Row]) -> str:
    """What the chart shows, in words."""
    told = (f"{row.name}{_beside(row)}" for row in rows)
    return f"{'；'.join(told)}。"


def _missing(varied: Iterable[IndicatorVariation]) -> Iterator[str]:
    for each in varied:
        if each.missing:
            yield f"{each.name}：{list_first(each.missing, _MOST_NAMED)}"
