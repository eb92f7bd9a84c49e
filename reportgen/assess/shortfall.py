"""How much is lacking where an indicator is not met, in the unit of what has to be added."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from reportgen.model.amounts import format_amount
from reportgen.model.assessment import Result
from reportgen.model.facts import FactDictionary, FactKind
from reportgen.model.formula import Formula
from reportgen.model.numbers import SQUARE_METRES_PER_MU, exact_arithmetic, format_short, settle
from reportgen.model.standard import Direction, Indicator, IndicatorKind

_NOTHING: tuple[None, str, str] = (None, "", "")


def find_shortfall(result: Result, dictionary: FactDictionary) -> tuple[Decimal | None, str, str]:
    """The amount, its unit, and both as printed (缺3班, 超出6人, 缺50533㎡（75.8亩）).

    None and empty texts for a grade or a yes/no, where nothing can be counted.
    """
    if not isinstance(result.value, Decimal) or not isinstance(result.limit, Decimal):
        return _NOTHING
    if result.denominator is None:
        return _beyond_limit(result, result.value, result.limit)
    if not isinstance(result.numerator, Decimal) or not result.limit:
        return _NOTHING
    formula = result.indicator.lacking_part
    with exact_arithmetic():
        amount = settle(
            _lacking_amount(result.indicator, result.numerator, result.denominator, result.limit)
        )
    if _is_counted(formula, dictionary):
        amount = amount.to_integral_value(ROUND_CEILING)
    unit = result.indicator.shortfall_unit
    return (
        amount,
        unit,
        f"缺{format_amount(amount, unit)}{_in_second_unit(amount, formula, dictionary)}",
    )


def _lacking_amount(
    indicator: Indicator, numerator: Decimal, denominator: Decimal, limit: Decimal
) -> Decimal:
    if indicator.kind is IndicatorKind.ONE_TO:
        return denominator / limit - numerator
    if indicator.direction is Direction.AT_MOST:
        return numerator * indicator.multiple / limit - denominator
    return limit * denominator / indicator.multiple - numerator


def _beyond_limit(result: Result, value: Decimal, limit: Decimal) -> tuple[Decimal, str, str]:
    amount, unit = settle(abs(value - limit)), result.indicator.unit
    word = "缺" if result.indicator.direction is Direction.AT_LEAST else "超出"
    if unit == "%":
        return (
            amount,
            "个百分点",
            f"{'差' if word == '缺' else word}{format_amount(amount, '个百分点')}",
        )
    return amount, unit, f"{word}{format_amount(amount, unit)}"


def _is_counted(formula: Formula, dictionary: FactDictionary) -> bool:
    facts = [dictionary.find(name) for name in formula.names]
    return all(fact is not None and fact.kind is FactKind.COUNT for fact in facts)


def _in_second_unit(amount: Decimal, formula: Formula, dictionary: FactDictionary) -> str:
    fact = dictionary.find(formula.text)
    if fact is None or fact.second_unit != "亩":
        return ""
    with exact_arithmetic():
        return f"（{format_short(amount / SQUARE_METRES_PER_MU, 1)}亩）"
