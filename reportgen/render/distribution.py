"""A strip of so many schools that points would be one blob → a box: from the lowest to the highest,
the middle half, the median, how far the failing ones reach, and the names of the lowest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from reportgen.model.report import Chart, Point, Strip
from reportgen.named_tuple import NamedTuple
from reportgen.render.chart_parts import SeriesLook
from reportgen.render.chart_rows import GAP, Groups, Placed
from reportgen.words.width import printed_width

_QUARTER, _HALF = Decimal("0.25"), Decimal("0.5")
# Where the box stands, in bands from the middle of its own, and how far beneath it what fails:
# clear of the next band. Nothing overlaps, since programs draw the series in different orders.
_MIDDLE, _BENEATH = Decimal("-0.11"), Decimal("0.19")
# The gap at the median, in shares of the axis.
_GAP = Decimal("0.0025")
# Characters of a label's size that fit into the width of a band, less what programs set between
# figures and characters.
_LINE = 44
_LOWEST = "最低："


class _Band(NamedTuple):
    """A strip, its points from the lowest on, and where it stands."""

    strip: Strip
    points: Sequence[Point]
    y: Decimal
    edge: Decimal


def distribution_groups(chart: Chart, edge: int) -> Groups:
    """The series that show how the schools of each strip are distributed."""
    count = len(chart.strips)
    bands = [
        _Band(strip, sorted(strip.points, key=_by_value), count - place + _MIDDLE, Decimal(edge))
        for place, strip in enumerate(chart.strips)
    ]
    return [
        ("最低到最高", SeriesLook.span(), _rows(bands, _span)),
        ("中间一半，断开处是中位数", SeriesLook.box(), _rows(bands, _box)),
        (chart.failing, SeriesLook.failing_span(), _rows(bands, _failing_span)),
    ]


def name_lowest(strip: Strip) -> str:
    """The failing schools of the strip from the lowest on, as many as fit beside its label; the
    lowest school where none fails.

    Of more that are equally low than fit it says how many there are, with the shortest names:
    甲小学等4所.
    """
    failing = [each for each in strip.points if each.failing]
    points = sorted(failing or strip.points, key=_by_value)
    equal = [each.name for each in points if each.value == points[0].value]
    room = _LINE - printed_width(strip.label) - len(_LOWEST)
    named = _that_fit([each.name for each in points] if failing else equal, room)
    if len(named) < len(equal):
        ending = f"等{len(equal)}所"
        named = _that_fit(sorted(equal, key=printed_width), room - printed_width(ending))
        return f"{_LOWEST}{'、'.join(named)}{ending}" if named else ""
    return f"{_LOWEST}{'、'.join(named)}" if named else ""


def _that_fit(names: Sequence[str], room: float) -> Sequence[str]:
    """The first of the names that have room in a line, with a sign behind each."""
    taken = accumulate(printed_width(each) + 1 for each in names)
    return names[: sum(each <= room for each in taken)]


def _by_value(point: Point) -> tuple[Decimal, str]:
    return point.value, point.name


def _span(band: _Band) -> Iterator[Placed]:
    """From the lowest to the box, and from the box to the highest."""
    low, high = band.points[0], band.points[-1]
    yield from _line(band, (low.name, low.value), ("四分之一处", _quantile(band, _QUARTER)))
    yield from _line(band, ("四分之三处", _quantile(band, 1 - _QUARTER)), (high.name, high.value))


def _box(band: _Band) -> Iterator[Placed]:
    """The middle half, open at the median."""
    middle, half = _quantile(band, _HALF), _GAP * band.edge
    yield from _line(band, ("四分之一处", _quantile(band, _QUARTER)), ("中位数", middle - half))
    yield from _line(band, ("中位数", middle + half), ("四分之三处", _quantile(band, 1 - _QUARTER)))


def _failing_span(band: _Band) -> Iterator[Placed]:
    failing = [each for each in band.points if each.failing]
    if failing:
        beneath = band._replace(y=band.y - _BENEATH)
        ends = ((each.name, each.value) for each in (failing[0], failing[-1]))
        yield from _line(beneath, *ends)


def _line(band: _Band, *ends: tuple[str, Decimal]) -> Iterator[Placed]:
    """A line between the two; none where the second is not beyond the first."""
    if ends[0][1] <= ends[1][1]:
        for name, value in ends:
            yield Placed(band.strip.label, name, value, min(value, band.edge), band.y)
        yield GAP


def _rows(bands: Sequence[_Band], make: Callable[[_Band], Iterator[Placed]]) -> list[Placed]:
    return [row for band in bands for row in make(band)]


def _quantile(band: _Band, share: Decimal) -> Decimal:
    """The value below which that share of the points lies, between two of them where it must."""
    points = band.points
    place = (len(points) - 1) * share
    before = int(place)
    low, high = points[before].value, points[min(before + 1, len(points) - 1)].value
    return low + (high - low) * (place - before)
