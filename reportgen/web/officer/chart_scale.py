"""The scale of a chart: from where to where it goes, and where its axis has marks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.model.numbers import format_short
from reportgen.named_tuple import NamedTuple

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_MOST_TICKS = 6


class Tick(NamedTuple):
    """A mark of an axis: where it is, and what stands at it."""

    x: int
    text: str


class Scale(NamedTuple):
    """Values from `low` to `high` on so many units of the picture, from `left` on."""

    low: Decimal
    high: Decimal
    left: int
    width: int
    step: Decimal

    def at(self, value: Decimal) -> int:
        """Where the value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + round(share * self.width)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The marks of the axis."""
        count = int((self.high - self.low) / self.step)
        values = (self.low + self.step * number for number in range(count + 1))
        return tuple(Tick(self.at(each), format_short(each, 4)) for each in values)


def make_scale(values: Iterable[Decimal], left: int, width: int, from_zero: bool) -> Scale:
    """A scale on which all of them stand, with round marks; values must not be empty."""
    found = list(values)
    low, high = min(found), max(found)
    low = min(low, Decimal(0)) if from_zero else low
    step = _step((high - low) or abs(high) or Decimal(1))
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    last = (high / step).to_integral_value(rounding="ROUND_CEILING") * step
    return Scale(first, last if last > first else first + step, left, width, step)


def _step(span: Decimal) -> Decimal:
    """A round step of which a few make up the span."""
    unit = Decimal(1).scaleb((span / _MOST_TICKS).adjusted())
    return next(each * unit for each in _STEPS if each * unit * _MOST_TICKS >= span)
