"""Values and limits of an indicator as the report prints them."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.facts import Value
from reportgen.model.numbers import exact_text, format_fixed
from reportgen.model.standard import Direction, Indicator, IndicatorKind, Limit

_SIGNS = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤"}


def display_value(indicator: Indicator, value: Value | None) -> str:
    """The value rounded to the indicator's decimals (`5.9`, `1∶18`, `51%`, 一类, 是); 缺数据 for None."""
    if value is None:
        return "缺数据"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Decimal):
        return str(value)
    number = format_fixed(value, indicator.decimals)
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶{number}"
    return f"{number}%" if indicator.unit == "%" else number


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
