"""A chart of strips → a native Word chart: its part, and in it the workbook that Word opens to edit
it.

Every school is a point of a scatter chart; of a crowd its distribution is drawn. A strip is a
band of the chart, its label the label of an unseen point; points that would hide each other move to
lanes beside the band's middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from reportgen.model.numbers import format_short
from reportgen.model.report import Chart, Point, Strip
from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.render.chart_parts import ChartFrame, Series, SeriesLook, XAxis, chart_part
from reportgen.render.chart_rows import GAP, MIDDLE, Groups, Placed
from reportgen.render.distribution import distribution_groups, name_lowest
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
_WIDTH = 1560
_HIGHEST = 2000
_HUNDRED = Decimal(100)
# Values beyond stand at the edge: one school many times above the rest would press all others
# together.
_FARTHEST = 300
_STEP = 50
_LABEL = Decimal("0.29")
# In bands from where the points of a band stand: the lanes, the upper one clear of the label. In
# shares of the axis: how near points may come in one lane.
_LANES = (Decimal("-0.03"), Decimal("0.1"), Decimal("-0.16"))
_NEAR = Decimal("0.016")


def chart_height(chart: Chart) -> int:
    """How high the chart is shown, in tenths of a millimetre."""
    return min(_BAND * len(chart.strips) + _AROUND, _HIGHEST)


def make_chart(chart: Chart, number: int) -> Media:
    """The chart's part with its workbook, to be shown by the relation `rIdChart{number}`.

    A chart must have a strip, and every strip a point, or all of them the spread of a crowd.
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
        ChartFrame(len(chart.strips), _WIDTH, chart_height(chart), _AROUND),
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
    largest = max(strip.highest for strip in chart.strips)
    return min(_FARTHEST, (int(max(largest, _HUNDRED)) // _STEP + 1) * _STEP)


def _axis_title(chart: Chart, edge: int) -> str:
    beyond = any(strip.highest > edge for strip in chart.strips)
    return f"{chart.axis}（%；超过{edge}%的画在右边线上）" if beyond else f"{chart.axis}（%）"


def _groups(chart: Chart, edge: int) -> Groups:
    """The series by name and look, those that would be empty left out."""
    is_crowd = any(strip.spread for strip in chart.strips)
    groups = distribution_groups(chart, edge) if is_crowd else _point_groups(chart, edge)
    marks = (*groups, *_line_groups(chart), *_label_groups(chart, edge if is_crowd else None))
    return _first_as_long([group for group in marks if group[2]])


def _point_groups(chart: Chart, edge: int) -> Groups:
    """A point for each school, those that fail apart."""
    count, crowd = len(chart.strips), max(len(strip.points) for strip in chart.strips)
    placed = [
        each
        for place, strip in enumerate(chart.strips)
        for each in _place_strip(strip, count - place, edge)
    ]
    return [
        (chart.points, SeriesLook.point(crowd), [each for each in placed if not each.failing]),
        (chart.failing, SeriesLook.failing_point(crowd), [each for each in placed if each.failing]),
    ]


def _line_groups(chart: Chart) -> Iterator[tuple[str, SeriesLook, Sequence[Placed]]]:
    """The line at 100 % and the floor below it."""
    count = len(chart.strips)
    yield f"{chart.line}（100%）", SeriesLook.line(), _line(_HUNDRED, count)
    if chart.floor is not None:
        name = f"{chart.floor_name}（{format_short(chart.floor)}%）"
        yield name, SeriesLook.floor(), _line(chart.floor, count)


def _label_groups(
    chart: Chart, edge: int | None
) -> Iterator[tuple[str, SeriesLook, Sequence[Placed]]]:
    """What stands above each band: its label on the left, the lowest schools at the edge."""
    bands = list(zip(chart.strips, range(len(chart.strips), 0, -1), strict=True))
    labels = [_label(strip.label, Decimal(0), band) for strip, band in bands]
    yield "指标名称", SeriesLook.label(), labels
    if edge is not None:
        crowds = ((strip.label, strip.spread, band) for strip, band in bands if strip.spread)
        named = ((name_lowest(label, spread), band) for label, spread, band in crowds)
        lowest = [_label(text, Decimal(edge), band) for text, band in named if text]
        yield "最低的学校", SeriesLook.label_at_the_edge(), lowest


def _first_as_long(groups: Groups) -> Groups:
    """The groups with the first filled up with gaps: LibreOffice draws no points where a later
    series is longer.
    """
    (name, look, rows), *rest = groups
    longest = max(len(each) for _, _, each in groups)
    return [(name, look, [*rows, *[GAP] * (longest - len(rows))]), *rest]


def _place_strip(strip: Strip, band: int, edge: int) -> Iterable[Placed]:
    """The points from left to right, each in the first lane where it hides none, else where it
    hides least.
    """
    ends = [-_NEAR * edge] * len(_LANES)
    for point in sorted(strip.points, key=_by_place):
        x = min(point.value, Decimal(edge))
        free = (place for place, end in enumerate(ends) if x - end >= _NEAR * edge)
        lane = next(free, ends.index(min(ends)))
        ends[lane] = x
        yield Placed(
            strip.label, point.name, point.value, x, band + MIDDLE + _LANES[lane], point.failing
        )


def _by_place(point: Point) -> tuple[Decimal, str]:
    return point.value, point.name


def _line(value: Decimal, bands: int) -> Sequence[Placed]:
    """An upright line, broken where the labels stand."""
    low, high = Decimal("-0.5"), Decimal("0.02")
    return [
        each
        for band in range(1, bands + 1)
        for each in (
            Placed("", "", value, value, band + low),
            Placed("", "", value, value, band + high),
            GAP,
        )
    ]


def _label(text: str, x: Decimal, band: int) -> Placed:
    return Placed(text, "", x, x, band + _LABEL)


def _series(groups: Groups) -> Sequence[Series]:
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


def _sheet(groups: Groups) -> Sheet:
    rows = (_sheet_row(name, each) for name, _, placed in groups for each in placed)
    return Sheet(_SHEET, _COLUMNS, rows)


def _sheet_row(name: str, each: Placed) -> tuple[SheetCell, ...]:
    numbers = (
        SheetCell(value and Decimal(_number(value))) for value in (each.value, each.x, each.y)
    )
    return (SheetCell(name), SheetCell(each.strip), SheetCell(each.name), *numbers)
