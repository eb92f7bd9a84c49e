"""Between which values a number fits, and what lies between them, found without trying all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Generic, TypeVar

from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import Nearness, StatedQuantity
from reportgen.text_checks.reckoned.reckoning import ABOUT
from reportgen.text_checks.stated_figures import StatedIn

_Thing = TypeVar("_Thing")
_INFINITE, _ZERO, _ONE, _ALL = Decimal("Infinity"), Decimal(0), Decimal(1), Decimal(100)
# What is computed twice may differ in its last digit.
_STEPS = Decimal("1.001")


class Span(NamedTuple):
    """Two values and all between."""

    low: Decimal
    high: Decimal

    def times(self, divisor: Decimal, loose: Decimal) -> Span:
        """What divided by that may come into it."""
        if not loose:
            return Span(self.low * divisor, self.high * divisor)
        sure = _sure_share(loose)
        return Span(self.low * divisor * sure, self.high * divisor / sure) if sure else ALL_VALUES

    def under(self, dividend: Decimal, loose: Decimal) -> Span:
        """What that divided by may come into it."""
        sure = _sure_share(loose)
        if not sure:
            return ALL_VALUES
        if self.high < 0:
            return NOTHING
        high = dividend / (self.low * sure) if self.low > 0 else _INFINITE
        return Span(dividend * sure / self.high if self.high > 0 else _ZERO, high)

    def rest(self) -> Span:
        """What is left of all is in it."""
        return Span(_ALL - self.high, _ALL - self.low)


ALL_VALUES, NOTHING = Span(-_INFINITE, _INFINITE), Span(_INFINITE, -_INFINITE)


def reach_of(quantity: StatedQuantity) -> Span:
    """Between which values those lie that fit the number, or a little beyond."""
    number, nearness = quantity.number, quantity.nearness
    if nearness is Nearness.EXACT or nearness is Nearness.ABOUT:
        off = quantity.step * _STEPS
        off = off if nearness is Nearness.EXACT else max(off, number * ABOUT * _STEPS)
        return Span(number - off, number + off)
    over = nearness in (Nearness.OVER, Nearness.BEYOND)
    beyond = quantity.step * (_STEPS - 1)
    return Span(number - beyond, _INFINITE) if over else Span(-_INFINITE, number + beyond)


def _sure_share(loose: Decimal) -> Decimal:
    """What of a number is sure whatever it is divided by; nothing where little is."""
    return max(_ONE - 2 * loose, _ZERO)


class BySize(Generic[_Thing]):
    """Things by their sizes, each known as far as its looseness tells: those that are in a span are
    found without a look at all of them.
    """

    def __init__(self, sized: Iterable[tuple[Decimal, Decimal, _Thing]]) -> None:
        found = sorted((_spread(*each) for each in sized), key=itemgetter(1))
        self._found, self._most = found, [most for _, most, _ in found]
        self.largest = self._most[-1] if found else _ZERO
        self._narrowest = min(
            (_ratio(*each) for each in found if each[0] is not each[1]), default=_ONE
        )

    def within(self, span: Span) -> Iterator[_Thing]:
        """Those that may be in the span."""
        low, high = span
        begin, end = bisect_left(self._most, low), len(self._most)
        if self._narrowest > 0:
            end = bisect_right(self._most, high / self._narrowest)
        for least, _, thing in self._found[begin:end]:
            if least <= high:
                yield thing


def _ratio(least: Decimal, most: Decimal, _thing: object) -> Decimal:
    return least / most if least > 0 else _ZERO


def _spread(size: Decimal, loose: Decimal, thing: _Thing) -> tuple[Decimal, Decimal, _Thing]:
    if not loose and size >= 0:
        return size, size, thing
    sure = _sure_share(loose) if size >= 0 else _ZERO
    return (size * sure, size / sure, thing) if sure else (-_INFINITE, _INFINITE, thing)


def factors_of(each: StatedIn) -> Sequence[tuple[str, Decimal]]:
    """The units in which it may be compared with others, and how many of each its own is."""
    quantity = each.quantity
    if quantity.units:
        return quantity.units
    return ((quantity.unit or f"?{each.part.text[quantity.end : quantity.end + 1]}", _ONE),)
