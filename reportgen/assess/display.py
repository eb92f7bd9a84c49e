"""Values and limits of an indicator as the report prints them."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.facts import Value
from reportgen.model.numbers import exact_text, format_fixed, round_half_up
from reportgen.model.standard import Direction, Indicator, IndicatorKind, Limit

_MOST_DECIMALS = 4
_SIGNS = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤"}


def display_value(indicator: Indicator, value: Value | None) -> str:
    """The value rounded to the indicator's decimals (`5.9`, `1∶18`, `51%`, 一类, 是); 缺数据 for None."""
    if value is None:
        return "缺数据"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Decimal):
        return str(value)
    number = format_fixed(value, _decimals(indicator, value))
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶{number}"
    return f"{number}%" if indicator.unit == "%" else number


def _decimals(indicator: Indicator, value: Decimal) -> int:
    """The indicator's decimals; more where a figure was given with more, or would be rounded up to 100%."""
    decimals = indicator.decimals
    if indicator.kind is IndicatorKind.NUMBER:
        exponent = value.normalize().as_tuple().exponent
        given = -exponent if isinstance(exponent, int) else 0
        decimals = max(decimals, given) if given <= _MOST_DECIMALS else decimals
    while indicator.unit == "%" and decimals < _MOST_DECIMALS and value < 100 <= round_half_up(value, decimals):
        decimals += 1
    return decimals


def display_limit(indicator: Indicator, limit: Limit | None) -> str:
    """The limit with its sign (`≥34`, `≥1∶19`, `≤45`, 一类); a dash where none is set."""
    if limit is None:
        return "—"
    if isinstance(limit, bool):
        return "是" if limit else "否"
    if isinstance(limit, str):
        return limit
    number = exact_text(limit)
    if indicator.kind is IndicatorKind.ONE_TO:
        number = f"1∶{number}"
    return _SIGNS[indicator.direction] + number + ("%" if indicator.unit == "%" else "")
