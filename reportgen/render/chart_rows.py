"""The rows of a chart's workbook: what is drawn, where it stands, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.named_tuple import NamedTuple
from reportgen.render.chart_parts import SeriesLook

MIDDLE = Decimal("-0.19")
"""Where the points of a band stand, in bands from its middle."""


class Placed(NamedTuple):
    """A row of the workbook: a point of a series; None is a gap in a line."""

    strip: str
    name: str
    value: Decimal | None
    x: Decimal | None
    y: Decimal | None
    failing: bool = False


GAP = Placed("", "", None, None, None)
# The series by name and look.
Groups = Sequence[tuple[str, SeriesLook, Sequence[Placed]]]
