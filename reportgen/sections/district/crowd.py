"""A chart of so many schools that their points would be one blob → the same with how they are
distributed. Of thousands of schools the points of a chart are most of what a report would hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.report import Chart, Point, Spread, Strip
from reportgen.words.width import printed_width

# Of more schools in a band than this the distribution is drawn.
_MOST_APART = 60
# More names than any line of a chart has room for.
_MOST_NAMED = 60
_QUARTERS = Decimal("0.25"), Decimal("0.5"), Decimal("0.75")


def condense(chart: Chart) -> Chart:
    """The chart with the spread of each strip in the place of its points, where any strip has too
    many of them; else as it is. Every strip must have a point.
    """
    if all(len(strip.points) <= _MOST_APART for strip in chart.strips):
        return chart
    return chart._replace(strips=tuple(map(_condense, chart.strips)))


def _condense(strip: Strip) -> Strip:
    return strip._replace(points=(), spread=_measure(strip.points))


def _measure(points: Sequence[Point]) -> Spread:
    ordered = sorted(points, key=lambda each: (each.value, each.name))
    failing = [each for each in ordered if each.failing]
    low = failing or ordered
    equal = [each.name for each in low if each.value == low[0].value]
    named = [each.name for each in failing] or equal
    first, half, last = (_quantile(ordered, share) for share in _QUARTERS)
    return Spread(
        (ordered[0], ordered[-1]),
        (first, half, last),
        (failing[0], failing[-1]) if failing else (),
        tuple(named[:_MOST_NAMED]),
        len(equal),
        tuple(sorted(equal, key=printed_width)[:_MOST_NAMED]),
    )


def _quantile(points: Sequence[Point], share: Decimal) -> Decimal:
    """The value below which that share of the points lies, between two of them where it must."""
    place = (len(points) - 1) * share
    before = int(place)
    low, high = points[before].value, points[min(before + 1, len(points) - 1)].value
    return low + (high - low) * (place - before)
