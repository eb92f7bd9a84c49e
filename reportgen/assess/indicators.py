"""One indicator for one stage: its value, its verdict, and what is lacking."""

from __future__ import annotations

from decimal import Decimal

from reportgen.assess.display import show_value
from reportgen.assess.fact_sheet import FactSheet
from reportgen.assess.limits import find_limit
from reportgen.assess.shortfall import find_shortfall
from reportgen.model.assessment import Result, Verdict
from reportgen.model.facts import FactDictionary, Value
from reportgen.model.numbers import exact_arithmetic, settle
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, IndicatorKind, Limit, display_limit


def assess_indicator(
    indicator: Indicator, stage: Stage | None, sheet: FactSheet, floor: Decimal | None = None
) -> Result:
    """The indicator's result for that stage (None: the whole school).

    A missing fact gives 缺数据 with the facts' names; no limit gives 未设标准.
    """
    numerator, denominator = _find_parts(indicator, stage, sheet)
    value = _find_value(indicator, numerator, denominator)
    limit, variant = find_limit(indicator, stage, sheet)
    verdict = judge(indicator, value, limit)
    shown = show_value(indicator, value, _bounds(indicator, verdict, limit, floor))
    result = Result(
        indicator=indicator,
        stage=stage,
        verdict=verdict,
        value=value,
        display=shown.text,
        shown=shown.number,
        limit=limit,
        required=display_limit(indicator, limit),
        numerator=numerator,
        denominator=denominator,
        missing=_find_missing(indicator, stage, sheet) if value is None else (),
        variant=variant,
    )
    if verdict is not Verdict.UNMET:
        return result
    return _with_shortfall(result, sheet.dictionary, floor)


def judge(indicator: Indicator, value: Value | None, limit: Limit | None) -> Verdict:
    """The verdict on an exact value; rounding plays no part in it."""
    if value is None:
        return Verdict.NO_DATA
    if limit is None:
        return Verdict.NO_LIMIT
    return Verdict.MET if _reaches(indicator, value, limit) else Verdict.UNMET


def applies(indicator: Indicator, stage: Stage | None, sheet: FactSheet) -> bool:
    """Whether the indicator counts here; where its condition cannot be answered, it does."""
    if not indicator.is_judged_for(stage, sheet.counted):
        return False
    return indicator.condition is None or sheet.evaluate(indicator.condition, stage) is not False


def _find_parts(
    indicator: Indicator, stage: Stage | None, sheet: FactSheet
) -> tuple[Value | None, Decimal | None]:
    numerator = sheet.evaluate(indicator.numerator, stage)
    if isinstance(numerator, tuple):
        numerator = max(numerator, default=None)
    denominator = sheet.evaluate(indicator.denominator, stage) if indicator.denominator else None
    return numerator, denominator if isinstance(denominator, Decimal) else None


def _find_value(
    indicator: Indicator, numerator: Value | None, denominator: Decimal | None
) -> Value | None:
    if not isinstance(numerator, Decimal):
        return numerator if indicator.denominator is None else None
    if indicator.denominator is None:
        return settle(numerator * indicator.multiple)
    if denominator is None:
        return None
    above, below = numerator * indicator.multiple, denominator
    if indicator.kind is IndicatorKind.ONE_TO:
        above, below = denominator, numerator
    if not below:
        return None
    with exact_arithmetic():
        return settle(above / below)


def _find_missing(indicator: Indicator, stage: Stage | None, sheet: FactSheet) -> tuple[str, ...]:
    """The facts to be filled in: those that tell whether the indicator applies before its own."""
    condition = indicator.condition
    asked = sheet.find_missing(condition, stage) if condition is not None else ()
    formulas = [formula for formula in (indicator.numerator, indicator.denominator) if formula]
    lacking = (name for formula in formulas for name in sheet.find_missing(formula, stage))
    own = tuple(dict.fromkeys(lacking))
    return own if _follow(asked, own, sheet.dictionary) else asked


def _follow(asked: tuple[str, ...], given: tuple[str, ...], dictionary: FactDictionary) -> bool:
    """Whether those facts are known once the others are: rooms are counted where listed."""
    formulas = (fact.formula for name in asked if (fact := dictionary.find(name)))
    return all(each is not None and {*each.names} <= {*given} for each in formulas)


def _reaches(
    indicator: Indicator, value: Value, limit: Limit, floor: Decimal | None = None
) -> bool:
    if not isinstance(value, Decimal) or not isinstance(limit, Decimal):
        return _reaches_word(indicator, value, limit) and floor is None
    if floor is not None:
        limit = _share_of(limit, floor, indicator)
    return value >= limit if indicator.wants_more else value <= limit


def _share_of(limit: Decimal, floor: Decimal, indicator: Indicator) -> Decimal:
    """That share of the limit; where less is better, the value of which the limit is that share."""
    return limit * floor if indicator.wants_more else limit / floor


def _bounds(
    indicator: Indicator, verdict: Verdict, limit: Limit | None, floor: Decimal | None
) -> tuple[Decimal, ...]:
    """What the printed value has to be on the right side of."""
    if not isinstance(limit, Decimal):
        return ()
    if floor is None or verdict is not Verdict.UNMET:
        return (limit,)
    return limit, _share_of(limit, floor, indicator)


def _reaches_word(indicator: Indicator, value: Value, limit: Limit) -> bool:
    if (
        indicator.kind is IndicatorKind.GRADE
        and value in indicator.grades
        and limit in indicator.grades
    ):
        return indicator.grades.index(str(value)) <= indicator.grades.index(str(limit))
    return value == limit


def _with_shortfall(result: Result, dictionary: FactDictionary, floor: Decimal | None) -> Result:
    indicator, value, limit = result.indicator, result.value, result.limit
    shortfall = find_shortfall(result, dictionary)
    floor_met = None
    if floor is not None and value is not None and limit is not None:
        floor_met = _reaches(indicator, value, limit, floor)
    return result._replace(
        shortfall=shortfall.amount,
        shortfall_unit=shortfall.unit,
        shortfall_display=shortfall.display,
        floor=floor,
        floor_met=floor_met,
    )
