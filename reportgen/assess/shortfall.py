"""How much is lacking where an indicator is not met, in the unit of what has to be added."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from reportgen.model.amounts import (
    format_amount,
    format_lack,
    round_amount,
    round_amount_up,
)
from reportgen.model.assessment import Result
from reportgen.model.facts import FactDictionary, FactKind
from reportgen.model.formula import Formula
from reportgen.model.numbers import (
    SQUARE_METRES_PER_MU,
    exact_arithmetic,
    format_short,
    round_half_up,
    round_up,
    settle,
)
from reportgen.model.standard import Direction, Indicator, IndicatorKind
from reportgen.named_tuple import NamedTuple

_LEAST_MU = Decimal("0.000001")
# From here on an area itself is printed whole.
_LEAST_WHOLE = 100
# What is lacking of these is a whole number.
_WHOLE = frozenset({FactKind.COUNT, FactKind.AREA})


class Shortfall(NamedTuple):
    """The amount that is lacking, its unit, and both as printed; None and empty for nothing.

    The amount is as it is printed and enough: what is rounded is rounded up.
    """

    amount: Decimal | None = None
    unit: str = ""
    display: str = ""


def find_shortfall(result: Result, dictionary: FactDictionary) -> Shortfall:
    """What is lacking of an unmet result: 缺3班, 超出6人, 缺50533㎡（75.8亩）.

    Nothing for a grade or a yes/no, where nothing can be counted.
    """
    if not isinstance(result.value, Decimal) or not isinstance(result.limit, Decimal):
        return Shortfall()
    if result.denominator is None:
        shown = result.value if result.shown is None else result.shown
        return _beyond_limit(result.indicator, shown, result.limit)
    if not isinstance(result.numerator, Decimal) or not result.limit:
        return Shortfall()
    lacking = partial(_lacking_amount, result.indicator, result.denominator, result.limit)
    amount, left = lacking(result.numerator), lacking(_printed(result, dictionary))
    printed = left if _LEAST_WHOLE <= left < amount else amount
    return _of_lacking_part(result.indicator, amount, printed, dictionary)


def _printed(result: Result, dictionary: FactDictionary) -> Decimal:
    """What is divided, as it is printed: an area is whole, so that what lacks of 27666.67 must be
    what a reader finds that lacks of 27667.
    """
    assert isinstance(result.numerator, Decimal)
    fact = dictionary.find(result.indicator.numerator.text)
    of_area = fact is not None and fact.kind is FactKind.AREA and result.indicator.wants_more
    return round_amount(result.numerator) if of_area else result.numerator


def _of_lacking_part(
    indicator: Indicator, amount: Decimal, printed: Decimal, dictionary: FactDictionary
) -> Shortfall:
    """So much of what has to grow: whole where it is counted or an area, land in 亩 too.

    `printed` is the amount as it follows from the figures that are printed.
    """
    formula, unit = indicator.lacking_part, indicator.shortfall_unit
    second = _in_second_unit(amount, formula, dictionary)
    whole = _is_whole(formula, dictionary)
    amount = round_up(printed, 0) if whole else round_amount_up(printed)
    told = format_lack(amount, unit) if unit == "元" else format_amount(amount, unit)
    return Shortfall(amount, unit, f"缺{told}{second}")


def _lacking_amount(
    indicator: Indicator, denominator: Decimal, limit: Decimal, numerator: Decimal
) -> Decimal:
    with exact_arithmetic():
        if indicator.kind is IndicatorKind.ONE_TO:
            return settle(denominator / limit - numerator)
        if indicator.direction is Direction.AT_MOST:
            return settle(numerator * indicator.multiple / limit - denominator)
        return settle(limit * denominator / indicator.multiple - numerator)


def _beyond_limit(indicator: Indicator, shown: Decimal, limit: Decimal) -> Shortfall:
    """How far the printed value is from the limit."""
    amount = round_amount_up(settle(abs(shown - limit)))
    is_share = indicator.unit == "%"
    unit = "个百分点" if is_share else indicator.unit
    lacking = "差" if is_share else "缺"
    word = lacking if indicator.direction is Direction.AT_LEAST else "超出"
    return Shortfall(amount, unit, f"{word}{format_amount(amount, unit)}")


def _is_whole(formula: Formula, dictionary: FactDictionary) -> bool:
    """Whether it is counted, or an area: in a list 24.43 does not stand beside 2419."""
    facts = [dictionary.find(name) for name in formula.names]
    return all(fact is not None and fact.kind in _WHOLE for fact in facts)


def _in_second_unit(amount: Decimal, formula: Formula, dictionary: FactDictionary) -> str:
    fact = dictionary.find(formula.text)
    if fact is None or fact.second_unit != "亩":
        return ""
    with exact_arithmetic():
        # Six decimals first: 75.8亩 kept in ㎡ comes back as a little more or less.
        in_mu = max(round_half_up(amount / SQUARE_METRES_PER_MU, 6), _LEAST_MU)
    return f"（{format_short(round_up(in_mu, 1), 1)}亩）"
