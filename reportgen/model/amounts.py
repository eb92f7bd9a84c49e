"""Amounts and their units → what reports print of them."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.numbers import (
    PrintedFigure,
    exact_arithmetic,
    format_short,
    round_half_up,
    round_up,
)
from reportgen.model.units import printed_unit

_TEN_THOUSAND, _HUNDRED_MILLION = 10_000, 100_000_000
# An amount from here on is whole.
_LARGE = 100


def round_amount(amount: Decimal) -> Decimal:
    """The amount as far as it is printed: whole where it is large, else with two decimals."""
    return round_half_up(amount, _decimals(amount))


def round_amount_up(amount: Decimal) -> Decimal:
    """The least amount that is enough, of those that are printed."""
    return round_up(amount, _decimals(amount))


def _decimals(amount: Decimal) -> int:
    return 0 if amount >= _LARGE else 2


def format_amount(amount: Decimal, unit: str) -> str:
    """The amount in that unit: whole where it is large, else with at most two decimals.

    A `PrintedFigure` has all of its own.
    """
    shown = amount if isinstance(amount, PrintedFigure) else round_amount(amount)
    return format_short(shown) + printed_unit(unit)


def format_money(yuan: Decimal) -> str:
    """An amount of 元, in 万元 or 亿元 where two decimals hold all of it.

    635000 is 63.5万元, 635001 is 635001元. What a report says must be what its tables and the
    school's books say, so nothing is rounded away. Source: GB/T 15835-1995, 8.3
    (整数尾数有多个“0”的，可以用万、亿作单位).
    """
    name, size = money_unit(yuan)
    return f"{_divide(yuan, size)}{name}"


def money_unit(yuan: Decimal) -> tuple[str, int]:
    """The unit in which `format_money` prints that amount, and how much of 元 it is."""
    if yuan >= _HUNDRED_MILLION and yuan % (_HUNDRED_MILLION // 100) == 0:
        return "亿元", _HUNDRED_MILLION
    if yuan >= _TEN_THOUSAND and yuan % (_TEN_THOUSAND // 100) == 0:
        return "万元", _TEN_THOUSAND
    return "元", 1


def format_ten_thousands(yuan: Decimal, decimals: int = 2) -> str:
    """An amount of 元 in 万元, rounded to at most so many decimals."""
    return f"{_divide(yuan, _TEN_THOUSAND, decimals)}万元"


def _divide(yuan: Decimal, unit: int, decimals: int = 2) -> str:
    with exact_arithmetic():
        return format_short(yuan / unit, decimals)


def format_lack(amount: Decimal, unit: str) -> str:
    """An amount that is lacking, as a sentence says it: 元 as money, all else in its unit.

    What is rounded (to two decimals) is rounded up, so that a sum is that of its printed parts.
    """
    enough = round_up(amount, 2)
    return format_money(enough) if unit == "元" else format_short(enough) + printed_unit(unit)
