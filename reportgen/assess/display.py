"""Values of an indicator as every document prints them.

A printed value never contradicts the verdict beside it. Where its usual decimals would put it on
the other side of its limit, or of the share of the limit that must be reached, it gets more; all
that prints the result takes the value from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.facts import Value
from reportgen.model.numbers import exact_text, keeps_side, round_until
from reportgen.model.standard import Indicator, IndicatorKind
from reportgen.named_tuple import NamedTuple

# A figure with more decimals was worked out, not typed.
_MOST_GIVEN = 4


class PrintedValue(NamedTuple):
    """A value as printed, and its number; None for what is no number."""

    text: str
    number: Decimal | None = None


def show_value(
    indicator: Indicator, value: Value | None, bounds: Sequence[Decimal] = ()
) -> PrintedValue:
    """The value as printed: `5.9`, `1∶18`, `51%`, 一类, 是; 缺数据 for None.

    A number has the indicator's decimals, or as many more as tell on which side of each of `bounds`
    it is, and that it is not 100%. One that is too near to tell is 略低于5.8.
    """
    if value is None:
        return PrintedValue(Verdict.NO_DATA.label)
    if isinstance(value, bool):
        return PrintedValue(yes_no(value))
    if not isinstance(value, Decimal):
        return PrintedValue(str(value))
    number = round_until(
        value,
        _usual_decimals(indicator, value),
        lambda shown: _tells(indicator, value, shown, bounds),
    )
    if number is None:
        return PrintedValue(_nearly(indicator, value, bounds), value)
    return PrintedValue(_with_signs(indicator, f"{number:f}"), number)


def _usual_decimals(indicator: Indicator, value: Decimal) -> int:
    """The indicator's decimals, or more where the figure was given with more."""
    decimals = indicator.decimals
    if indicator.kind is not IndicatorKind.NUMBER:
        return decimals
    exponent = value.normalize().as_tuple().exponent
    given = -exponent if isinstance(exponent, int) else 0
    return max(decimals, given) if given <= _MOST_GIVEN else decimals


def _tells(indicator: Indicator, value: Decimal, shown: Decimal, bounds: Sequence[Decimal]) -> bool:
    if indicator.unit == "%" and value < 100 <= shown:
        return False
    more = indicator.wants_more
    return all(keeps_side(value, shown, bound, at_least=more) for bound in bounds)


def _nearly(indicator: Indicator, value: Decimal, bounds: Sequence[Decimal]) -> str:
    """略低于5.8, 略高于45: that the value does not reach the bound which it is nearest to."""
    bound = min(bounds, key=lambda each: abs(each - value), default=Decimal(100))
    # 1∶19.0000001 is below 1∶19.
    below = (value < bound) is not (indicator.kind is IndicatorKind.ONE_TO)
    return f"略{'低' if below else '高'}于{_with_signs(indicator, exact_text(bound))}"


def _with_signs(indicator: Indicator, number: str) -> str:
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶{number}"
    return f"{number}%" if indicator.unit == "%" else number
