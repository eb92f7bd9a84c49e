"""A strip of so many schools that points would be one blob → a box: from the lowest to the highest,
the middle half, the median, how far the failing ones reach, and the names of the lowest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from reportgen.model.report import Chart, Spread
from reportgen.named_tuple import NamedTuple
from reportgen.render.chart_parts import SeriesLook
from reportgen.render.chart_rows import GAP, Groups, Placed
from reportgen.words.width import printed_width

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
    """The spread of a strip, and where it stands."""

    label: str
    spread: Spread
    y: Decimal
    edge: Decimal


def distribution_groups(chart: Chart, edge: int) -> Groups:
    """The series that show how the schools of each strip are distributed."""
    count = len(chart.strips)
    bands = [
        _Band(strip.label, strip.spread, count - place + _MIDDLE, Decimal(edge))
        for place, strip in enumerate(chart.strips)
        if strip.spread
    ]
    return [
        ("最低到最高", SeriesLook.span(), _rows(bands, _span)),
        ("中间一半，断开处是中位数", SeriesLook.box(), _rows(bands, _box)),
        (chart.failing, SeriesLook.failing_span(), _rows(bands, _failing_span)),
    ]


def name_lowest(label: str, spread: Spread) -> str:
    """The failing schools of the strip from the lowest on, as many as fit beside its label; the
    lowest school where none fails.

    Of more that are equally low than fit it says how many there are, with the shortest names:
    甲小学等4所.
    """
    room = _LINE - printed_width(label) - len(_LOWEST)
    named, ending = _that_fit(spread.named, room), ""
    if len(named) < spread.equal:
        ending = f"等{spread.equal}所"
        named = _that_fit(spread.shortest, room - printed_width(ending))
    return f"{_LOWEST}{'、'.join(named)}{ending}" if named else ""


def _that_fit(names: Sequence[str], room: float) -> Sequence[str]:
    """The first of the names that have room in a line, with a sign behind each."""
    taken = accumulate(printed_width(each) + 1 for each in names)
    return names[: sum(each <= room for each in taken)]


def _span(band: _Band) -> Iterator[Placed]:
    """From the lowest to the box, and from the box to the highest."""
    (low, high), (first, _, last) = band.spread.ends, band.spread.quarters
    yield from _line(band, (low.name, low.value), ("四分之一处", first))
    yield from _line(band, ("四分之三处", last), (high.name, high.value))


def _box(band: _Band) -> Iterator[Placed]:
    """The middle half, open at the median."""
    first, middle, last = band.spread.quarters
    half = _GAP * band.edge
    yield from _line(band, ("四分之一处", first), ("中位数", middle - half))
    yield from _line(band, ("中位数", middle + half), ("四分之三处", last))


def _failing_span(band: _Band) -> Iterator[Placed]:
    if band.spread.failing:
        beneath = band._replace(y=band.y - _BENEATH)
        yield from _line(beneath, *((each.name, each.value) for each in band.spread.failing))


def _line(band: _Band, *ends: tuple[str, Decimal]) -> Iterator[Placed]:
    """A line between the two; none where the second is not beyond the first."""
    if ends[0][1] <= ends[1][1]:
        for name, value in ends:
            yield Placed(band.label, name, value, min(value, band.edge), band.y)
        yield GAP


def _rows(bands: Sequence[_Band], make: Callable[[_Band], Iterator[Placed]]) -> list[Placed]:
    return [row for band in bands for row in make(band)]
