"""Values of an indicator as the report prints them."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.facts import Value
from reportgen.model.numbers import format_fixed, round_half_up
from reportgen.model.standard import Indicator, IndicatorKind

_MOST_DECIMALS = 4


def display_value(indicator: Indicator, value: Value | None) -> str:
    """The value as printed: `5.9`, `1∶18`, `51%`, 一类, 是; 缺数据 for None.

    A number is rounded to the indicator's decimals.
    """
    if value is None:
        return Verdict.NO_DATA.label
    if isinstance(value, bool):
        return yes_no(value)
    if not isinstance(value, Decimal):
        return str(value)
    number = format_fixed(value, _decimals(indicator, value))
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶{number}"
    return f"{number}%" if indicator.unit == "%" else number


def _decimals(indicator: Indicator, value: Decimal) -> int:
    """The decimals to print.

    They are the indicator's, or more where the figure was given with more, or would be rounded up
    to 100%.
    """
    decimals = indicator.decimals
    if indicator.kind is IndicatorKind.NUMBER:
        exponent = value.normalize().as_tuple().exponent
        given = -exponent if isinstance(exponent, int) else 0
        decimals = max(decimals, given) if given <= _MOST_DECIMALS else decimals
    while (
        indicator.unit == "%"
        and decimals < _MOST_DECIMALS
        and value < 100 <= round_half_up(value, decimals)
    ):
        decimals += 1
    return decimals
