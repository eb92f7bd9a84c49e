"""Exact figures and how they are printed: rounding half up, at the last step only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

# Figures have at most about fifteen digits and thresholds six decimals, so two different
# ratios differ long before the 28th digit: computing with 50 digits and rounding once to
# 28 makes a ratio that is equal to its threshold compare equal, even after a split by
# weights that does not end (166 / 397).
_COMPUTING = Context(prec=50, rounding=ROUND_HALF_UP)
_RESULT = Context(prec=28, rounding=ROUND_HALF_UP)

# A figure that its rounding would belie gets at most so many decimals.
_MOST_DECIMALS = 6

SQUARE_METRES_PER_MU = _COMPUTING.divide(Decimal(2000), Decimal(3))


def exact_arithmetic() -> AbstractContextManager[Context]:
    """Within it Decimal computes with 50 digits; give results through `settle`."""
    return localcontext(_COMPUTING)


def settle(value: Decimal) -> Decimal:
    """The value at the precision in which verdicts compare it (28 digits)."""
    return _RESULT.plus(value)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value with so many decimals, five rounded away from zero."""
    return value.quantize(_last_place(decimals), rounding=ROUND_HALF_UP, context=_COMPUTING)


def round_up(value: Decimal, decimals: int) -> Decimal:
    """The least value with so many decimals that is no smaller."""
    return value.quantize(_last_place(decimals), rounding=ROUND_CEILING, context=_COMPUTING)


def round_until(value: Decimal, decimals: int, tells: Callable[[Decimal], bool]) -> Decimal | None:
    """The value with so many decimals, or as many more as it takes until `tells` holds of it.

    None where six decimals are not enough.
    """
    shown = round_half_up(value, decimals)
    while not tells(shown):
        decimals += 1
        if decimals > _MOST_DECIMALS:
            return None
        shown = round_half_up(value, decimals)
    return shown


def keeps_side(value: Decimal, shown: Decimal, bound: Decimal, *, at_least: bool) -> bool:
    """Whether the shown value meets the bound where the value does, and nowhere else."""
    if at_least:
        return (shown >= bound) is (value >= bound)
    return (shown <= bound) is (value <= bound)


def round_share(share: Decimal, decimals: int) -> Decimal:
    """A share in percent with so many decimals; only all of it is 100, and only nothing 0."""
    shown = round_until(share, decimals, lambda shown: (shown in _ENDS) is (share in _ENDS))
    return share if shown is None else shown


_ENDS = (Decimal(0), Decimal(100))


class PrintedFigure(Decimal):
    """A figure with just the decimals that it is printed with; none is taken off it again."""

    __slots__ = ()


def round_down(value: Decimal, decimals: int) -> Decimal:
    """The greatest value with so many decimals that is no greater."""
    return value.quantize(_last_place(decimals), rounding=ROUND_FLOOR, context=_COMPUTING)


def rounds_to(value: Decimal, shown: Decimal) -> bool:
    """Whether the value, with as many decimals as `shown` has, is `shown`."""
    exponent = shown.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return value == shown or round_half_up(value, decimals) == shown


@lru_cache(maxsize=64)
def _last_place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def format_fixed(value: Decimal, decimals: int) -> str:
    """The value with exactly so many decimals: `5.90`."""
    return f"{round_half_up(value, decimals):f}"


def format_short(value: Decimal, decimals: int = 2) -> str:
    """The value with at most so many decimals, closing zeros left out: `5.9`, `880`.

    A `PrintedFigure` has all of its own.
    """
    if isinstance(value, PrintedFigure):
        return exact_text(value)
    # Most are whole numbers, which are written as they stand.
    whole = str(value)
    if whole.isdecimal() or "." not in (whole := f"{value:f}"):
        return whole
    text = format_fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_percent(share: Decimal, decimals: int = 2) -> str:
    """A share of one in percent with at most so many decimals: 0.856 is `85.6%`.

    Only all of it is `100%`, and only nothing `0%`.
    """
    with exact_arithmetic():
        return f"{exact_text(round_share(share * 100, decimals))}%"


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """The part in percent of the whole; None where the whole is 0."""
    if not whole:
        return None
    with exact_arithmetic():
        return settle(part * 100 / whole)


def exact_text(value: Decimal) -> str:
    """The whole value without an exponent and without closing zeros, for machines."""
    text = f"{settle(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
