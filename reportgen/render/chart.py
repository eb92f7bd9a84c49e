"""A chart of strips → a native Word chart: its part, and in it the workbook that Word opens to edit
it.

Every school is a point of a scatter chart. A strip is a band of the chart, its label the label of
an unseen point; points that would hide each other move to lanes beside the band's middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from reportgen.model.numbers import format_short
from reportgen.model.report import Chart, Point, Strip
from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.render.chart_parts import Series, SeriesLook, XAxis, chart_part
from reportgen.render.template import Media

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "数据"
_COLUMNS = (
    Column("组", 22),
    Column("指标", 46),
    Column("学校", 36),
    Column("比例（%）"),
    Column("横坐标"),
    Column("纵坐标"),
)

# In tenths of a millimetre: two charts of eight strips with their captions fit on a page.
_BAND = 95
_AROUND = 235
_HIGHEST = 2000
_HUNDRED = Decimal(100)
# Values beyond stand at the edge: one school many times above the rest would press all others
# together.
_FARTHEST = 300
_STEP = 50
_MIDDLE = Decimal("-0.19")
_LABEL = Decimal("0.27")
# In bands: how far the lanes are apart, and in shares of the axis how near points may come in one
# lane.
_LANES = (Decimal(0), Decimal("0.15"), Decimal("-0.15"))
_NEAR = Decimal("0.016")


class _Placed(NamedTuple):
    """A row of the workbook: a point of a series, where it stands and what it says; None is a
    gap in a line.
    """

    strip: str
    name: str
    value: Decimal | None
    x: Decimal | None
    y: Decimal | None
    failing: bool = False


_GAP = _Placed("", "", None, None, None)


def chart_height(chart: Chart) -> int:
    """How high the chart is shown, in tenths of a millimetre."""
    return min(_BAND * len(chart.strips) + _AROUND, _HIGHEST)


def make_chart(chart: Chart, number: int) -> Media:
    """The chart's part with its workbook, to be shown by the relation `rIdChart{number}`.

    A chart must have a strip, and every strip a point.
    """
    edge = _find_edge(chart)
    groups = _groups(chart, edge)
    workbook = Media(
        rel_id="rId1",
        name=f"chart{number}.xlsx",
        data=write_workbook((_sheet(groups),)),
        folder="word/embeddings",
        relation="package",
        content_type=_WORKBOOK_TYPE,
    )
    part = chart_part(
        _series(groups),
        XAxis(_axis_title(chart, edge), edge, _STEP),
        bands=len(chart.strips),
        share=_BAND * len(chart.strips) / chart_height(chart),
    )
    return Media(
        f"rIdChart{number}",
        f"chart{number}.xml",
        part,
        "word/charts",
        "chart",
        _CHART_TYPE,
        (workbook,),
    )


def _find_edge(chart: Chart) -> int:
    """Where the axis ends: a full step beyond the largest value, at most `_FARTHEST`."""
    largest = max(point.value for strip in chart.strips for point in strip.points)
    return min(_FARTHEST, (int(max(largest, _HUNDRED)) // _STEP + 1) * _STEP)


def _axis_title(chart: Chart, edge: int) -> str:
    beyond = any(point.value > edge for strip in chart.strips for point in strip.points)
    return f"{chart.axis}（%；超过{edge}%的画在右边线上）" if beyond else f"{chart.axis}（%）"


_Groups = Sequence[tuple[str, SeriesLook, Sequence[_Placed]]]


def _groups(chart: Chart, edge: int) -> _Groups:
    """The series by name and look, those that would be empty left out."""
    count = len(chart.strips)
    placed = [
        each
        for place, strip in enumerate(chart.strips)
        for each in _place_strip(strip, count - place, edge)
    ]
    crowd = max(len(strip.points) for strip in chart.strips)
    groups: list[tuple[str, SeriesLook, Sequence[_Placed]]] = [
        (chart.points, SeriesLook.point(crowd), [each for each in placed if not each.failing]),
        (chart.failing, SeriesLook.failing_point(crowd), [each for each in placed if each.failing]),
        (f"{chart.line}（100%）", SeriesLook.line(), _line(_HUNDRED, count)),
    ]
    if chart.floor is not None:
        groups.append(
            (
                f"{chart.floor_name}（{format_short(chart.floor)}%）",
                SeriesLook.floor(),
                _line(chart.floor, count),
            )
        )
    groups.append(
        (
            "指标名称",
            SeriesLook.label(),
            [_label(strip, count - place) for place, strip in enumerate(chart.strips)],
        )
    )
    return _first_as_long([group for group in groups if group[2]])


def _first_as_long(groups: _Groups) -> _Groups:
    """The groups with the first filled up with gaps: LibreOffice draws no points where a later
    series is longer.
    """
    (name, look, rows), *rest = groups
    longest = max(len(each) for _, _, each in groups)
    return [(name, look, [*rows, *[_GAP] * (longest - len(rows))]), *rest]


def _place_strip(strip: Strip, band: int, edge: int) -> Iterable[_Placed]:
    """The points from left to right, each in the first lane where it hides none, else where it
    hides least.
    """
    ends = [-_NEAR * edge] * len(_LANES)
    for point in sorted(strip.points, key=_by_place):
        x = min(point.value, Decimal(edge))
        free = (place for place, end in enumerate(ends) if x - end >= _NEAR * edge)
        lane = next(free, ends.index(min(ends)))
        ends[lane] = x
        yield _Placed(
            strip.label, point.name, point.value, x, band + _MIDDLE + _LANES[lane], point.failing
        )


def _by_place(point: Point) -> tuple[Decimal, str]:
    return point.value, point.name


def _line(value: Decimal, bands: int) -> Sequence[_Placed]:
    """An upright line, broken where the labels stand."""
    low, high = Decimal("-0.5"), Decimal("0.08")
    return [
        each
        for band in range(1, bands + 1)
        for each in (
            _Placed("", "", value, value, band + low),
            _Placed("", "", value, value, band + high),
            _GAP,
        )
    ]


def _label(strip: Strip, band: int) -> _Placed:
    return _Placed(strip.label, "", Decimal(0), Decimal(0), band + _LABEL)


def _series(groups: _Groups) -> Sequence[Series]:
    firsts = accumulate((len(rows) for _, _, rows in groups), initial=2)
    return [
        Series(
            name,
            look,
            xs=tuple(_number(each.x) for each in rows),
            ys=tuple(_number(each.y) for each in rows),
            labels=tuple(each.strip for each in rows) if look.labelled else (),
            name_cell=f"'{_SHEET}'!$A${first}",
            x_cells=f"'{_SHEET}'!$E${first}:$E${first + len(rows) - 1}",
            y_cells=f"'{_SHEET}'!$F${first}:$F${first + len(rows) - 1}",
        )
        for (name, look, rows), first in zip(groups, firsts, strict=False)
    ]


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_short(value, 4)


def _sheet(groups: _Groups) -> Sheet:
    rows = (_sheet_row(name, each) for name, _, placed in groups for each in placed)
    return Sheet(_SHEET, _COLUMNS, tuple(rows))


def _sheet_row(name: str, each: _Placed) -> tuple[SheetCell, ...]:
    numbers = (
        SheetCell(value and Decimal(_number(value))) for value in (each.value, each.x, each.y)
    )
    return (SheetCell(name), SheetCell(each.strip), SheetCell(each.name), *numbers)
