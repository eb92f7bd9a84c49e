"""A result whose figure no one reads (师生比 0.074, 生均 0.060 人) as people say it: 1∶13.5, and
每百名学生 6.0 人. Tables keep the form that the standard has.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.assessment import Result, Verdict
from reportgen.model.numbers import exact_arithmetic, exact_text, round_half_up
from reportgen.model.standard import Indicator, IndicatorKind

_HUNDRED = 100
_DECIMALS = 1


def spoken_result(result: Result) -> Result:
    """The result with such a value in words; any other as it is, and one with a limit, which has
    the form of its value.
    """
    value = result.value
    if result.verdict is not Verdict.NO_LIMIT or not isinstance(value, Decimal):
        return result
    if not _is_plain_quotient(result.indicator) or not 0 < value < 1:
        return result
    return _per_hundred(result, value) if result.indicator.unit else _as_ratio(result, value)


def _is_plain_quotient(indicator: Indicator) -> bool:
    per_one = indicator.multiple == 1 and indicator.denominator is not None
    is_ratio = indicator.kind is IndicatorKind.RATIO and indicator.wants_more
    return is_ratio and per_one and indicator.unit in ("", "人")


def _as_ratio(result: Result, value: Decimal) -> Result:
    with exact_arithmetic():
        shown = exact_text(round_half_up(1 / value, _DECIMALS).normalize())
    return result._replace(display=f"1∶{shown}")


def _per_hundred(result: Result, value: Decimal) -> Result:
    indicator = result.indicator._replace(multiple=Decimal(_HUNDRED))
    with exact_arithmetic():
        per_hundred = value * _HUNDRED
    shown = round_half_up(per_hundred, _DECIMALS)
    return result._replace(
        indicator=indicator, value=per_hundred, shown=shown, display=f"{shown}{indicator.unit}"
    )
