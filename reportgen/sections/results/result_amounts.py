"""The figures of a result as prose prints them: with units, and beside the limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from reportgen.model.amounts import format_amount, format_lack, format_money, round_amount_up
from reportgen.model.assessment import Result, Verdict
from reportgen.model.facts import Fact, FactKind, Scope, Value
from reportgen.model.figure_source import WHOLE, result_code
from reportgen.model.formula import Formula
from reportgen.model.numbers import exact_arithmetic, exact_text, format_short
from reportgen.model.sourced_text import sourced
from reportgen.model.standard import Direction, Indicator, IndicatorKind, with_unit
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.sections.printed_facts import printed_figures, told_numerator
from reportgen.sections.results.indicator_words import fact_noun, measure_word
from reportgen.words.quoting import before_figure

ABOVE, EQUAL, REACHED, BELOW = "高于", "等于", "达到", "低于"


def amount_text(value: Value | None, fact: Fact | None) -> str:
    """The amount with the fact's unit: 49人, 4300平方米, 182.5万元; empty for what is no figure."""
    if fact is None or not isinstance(value, Decimal):
        return ""
    if fact.kind is FactKind.MONEY:
        return format_money(value)
    if fact.kind is FactKind.AREA:
        return format_amount(value, fact.unit)
    return format_short(value) + printed_unit(fact.unit)


def numerator_amount(result: Result, material: Material) -> str:
    """What is divided, as the school has it; empty for a share of it that weights gave."""
    fact = _first_fact(result.indicator.numerator, material)
    if fact is None or result.denominator is None or is_split(result, fact, material):
        return ""
    return amount_text(told_numerator(result, fact), fact)


def _first_fact(formula: Formula | None, material: Material) -> Fact | None:
    return material.dictionary.find(formula.names[0]) if formula and formula.names else None


def counted_noun(result: Result, noun: str, material: Material) -> str:
    """The noun of what is divided; that of the whole where nothing was taken off it, that of the
    only part where nothing was added to it.

    教学及辅助用房（不含室内体育用房） is 教学及辅助用房 in a school without a gymnasium, and
    体育运动场馆 is 运动场地.
    """
    fact = material.dictionary.find(result.indicator.numerator.text)
    formula = fact.formula if fact is not None else None
    if fact is None or formula is None or noun != fact_noun(fact):
        return noun
    if " + " in formula.text:
        parts = _parts(result, formula, material)
        return fact_noun(parts[0][0]) if len(parts) == 1 else noun
    minuend, sign, _ = formula.text.partition(" - ")
    whole = material.dictionary.find(minuend) if sign else None
    if whole is None:
        return noun
    taken = material.assessment.facts.get((fact.name, result.stage))
    given = material.assessment.facts.get((whole.name, result.stage))
    return fact_noun(whole) if taken == given else noun


def _parts(result: Result, formula: Formula, material: Material) -> list[tuple[Fact, Decimal]]:
    """The facts of a sum of which the school has any, with its amounts; none where one is unknown.

    Of what the stages share they are those of the whole school.
    """
    known = material.assessment.facts
    found: list[tuple[Fact, Decimal]] = []
    for name in formula.names:
        fact = material.dictionary.find(name)
        value = known.get((name, None), known.get((name, result.stage)))
        if fact is None or not isinstance(value, Decimal):
            return []
        found.append((fact, value))
    return [(fact, value) for fact, value in found if value]


def made_of(result: Result, material: Material) -> str:
    """What the numerator adds up, in brackets: （运动场地4150平方米、室内体育用房520平方米）.

    Empty for what is no sum of areas, or has a single part.
    """
    fact = material.dictionary.find(result.indicator.numerator.text)
    formula = fact.formula if fact is not None and fact.kind is FactKind.AREA else None
    if formula is None or " + " not in formula.text:
        return ""
    parts = _parts(result, formula, material)
    told = "、".join(fact_noun(each) + amount_text(value, each) for each, value in parts)
    return f"（{told}）" if len(parts) > 1 else ""


def whole_amount(result: Result, material: Material) -> str:
    """Of what stages share and weights split, what the whole school has; else empty."""
    if not _may_be_split(result, material):
        return ""
    fact = _first_fact(result.indicator.numerator, material)
    if fact is None or fact.formula is None or not is_split(result, fact, material):
        return ""
    return amount_text(material.once(printed_figures).get((fact.name, None)), fact)


def is_split(result: Result, fact: Fact, material: Material) -> bool:
    """Whether the figure is a stage's part of one that the stages share."""
    given = (fact.name, result.stage) in material.school.figures
    return _may_be_split(result, material) and fact.scope is Scope.SHARED and not given


def _may_be_split(result: Result, material: Material) -> bool:
    """Whether it is a stage's result among those of others."""
    return result.stage is not None and material.school.type.is_combined


class Whole(NamedTuple):
    """What a value is a share of: its amount, and the two in one (49名专任教师)."""

    amount: str = ""
    named: str = ""


def whole_of(result: Result, noun: str, material: Material) -> Whole:
    """The whole of the result; empty where it has none, or where it is no plain fact."""
    formula = result.indicator.denominator
    fact = _first_fact(formula, material)
    if fact is None or formula is None or "向上取整" in formula.text:
        return Whole()
    code = result_code(result, WHOLE)
    amount = sourced(amount_text(result.denominator, fact), code)
    if fact.kind is not FactKind.COUNT or result.denominator is None:
        return Whole(amount, noun + amount)
    number = sourced(format_short(result.denominator), code)
    return Whole(amount, number + f"{measure_word(fact)}{noun}")


def limit_text(result: Result) -> str:
    """The limit with its unit and nothing before it: 4.5平方米, 1∶19, 60%, 良好."""
    if not isinstance(result.limit, Decimal):
        return "" if result.limit is None or isinstance(result.limit, bool) else result.limit
    return with_unit(result.indicator, result.required.lstrip("≥≤"))


def value_text(result: Result) -> str:
    """The value with its unit; one that is whole has no decimals (2小时)."""
    text, value = result.display, result.value
    if isinstance(value, Decimal) and value == value.to_integral_value() and "." in text:
        whole, _, rest = text.partition(".")
        text = whole + rest.lstrip("0")
    return with_unit(result.indicator, text)


def alike_values(*results: Result) -> Sequence[str]:
    """The values of one indicator with their units; where they are not all whole, those that are
    keep their decimals: 7.00平方米 beside 7.80平方米.
    """
    told = [value_text(each) for each in results]
    printed = [with_unit(each.indicator, each.display) for each in results]
    whole = [short != long for short, long in zip(told, printed, strict=True)]
    return told if all(whole) else printed


def whole_count(result: Result, material: Material) -> str:
    """The value of a quotient of things that are counted, where it is whole: 1 and not 1.0 次.

    Empty for any other: an area or a sum keeps the decimals that the others have.
    """
    value, indicator = result.value, result.indicator
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        return ""
    facts = [material.dictionary.find(name) for name in indicator.numerator.names]
    counted = all(fact and fact.kind is FactKind.COUNT for fact in facts) and bool(facts)
    is_counted = counted and indicator.kind is IndicatorKind.RATIO and indicator.unit != "%"
    return exact_text(value) if is_counted else ""


def relation(result: Result) -> str:
    """How the value stands to its limit; 达到 where it is above, but is printed as the limit is."""
    value, limit = result.value, result.limit
    if not isinstance(value, Decimal) or not isinstance(limit, Decimal):
        return ""
    if value == limit:
        return EQUAL
    if result.verdict is Verdict.MET and result.shown == limit:
        return REACHED
    # 1∶18 is above 1∶19.
    over = value > limit
    return ABOVE if over is not (result.indicator.kind is IndicatorKind.ONE_TO) else BELOW


def lacking(result: Result) -> str:
    """How much is lacking or too much, with its unit; empty where nothing can be counted.

    Land is in 亩 too, as the table has it: 50534平方米（75.8亩）.
    """
    if result.shortfall is None:
        return ""
    _, bracket, second = result.shortfall_display.partition("（")
    return format_lack(result.shortfall, result.shortfall_unit) + bracket + second


def counted(noun: str, amount: str) -> str:
    """The noun with its amount: 教学班3个; only the amount where its unit says the noun (3个班)."""
    return amount if amount and noun.endswith(amount[-1]) else noun + amount


def needed(result: Result, material: Material) -> str:
    """How much there should be of what has to grow: 应有9人; empty for a plain figure."""
    indicator = result.indicator
    below = result.denominator
    if below is None or not isinstance(result.limit, Decimal) or not result.limit:
        return ""
    if result.verdict is Verdict.MET and "向上取整" not in _below(indicator):
        return ""
    fact = _first_fact(indicator.lacking_part, material)
    if fact is None:
        return ""
    amount = _needed_amount(indicator, result, below)
    if fact.kind is FactKind.COUNT:
        amount = amount.to_integral_value(ROUND_CEILING)
    if fact.kind is FactKind.MONEY:
        return format_lack(round_amount_up(amount), "元")
    return format_amount(round_amount_up(amount), indicator.shortfall_unit)


def _below(indicator: Indicator) -> str:
    return indicator.denominator.text if indicator.denominator else ""


def _needed_amount(indicator: Indicator, result: Result, below: Decimal) -> Decimal:
    limit, above = result.limit, result.numerator
    assert isinstance(limit, Decimal)
    with exact_arithmetic():
        if indicator.kind is IndicatorKind.ONE_TO:
            return below / limit
        if indicator.direction is Direction.AT_MOST:
            return (
                (above if isinstance(above, Decimal) else Decimal(0)) * indicator.multiple / limit
            )
        return limit * below / indicator.multiple


class Listed(NamedTuple):
    """The figures that are judged one by one: all of them, and those beyond the limit.

    `number` says how many they are (21个班; empty where the fact has no noun for them),
    `number_beyond` how many of them are beyond the limit (2个). Each is printed with its unit;
    `beyond` has the name of each (empty: not known) before it.
    """

    number: str = ""
    values: tuple[str, ...] = ()
    beyond: tuple[tuple[str, str], ...] = ()
    number_beyond: str = ""


def listed_values(result: Result, name: str, material: Material) -> Listed:
    """The listed figures of that fact; none of them where it was not given."""
    fact = material.dictionary.find(name) if name else None
    values = material.assessment.facts.get((name, result.stage)) if fact else None
    if fact is None or not isinstance(values, tuple):
        return Listed()
    unit = printed_unit(fact.unit)
    beyond = [at for at, each in enumerate(values) if result.is_beyond(each)]
    names = _names(result, name, material)
    measure = fact.words.measure or "个"
    return Listed(
        number=f"{len(values)}{measure}{fact.words.noun}" if fact.words.noun else "",
        number_beyond=f"{len(beyond)}{measure}" if beyond else "",
        values=tuple(f"{exact_text(each)}{unit}" for each in values),
        beyond=tuple((names.get(at, ""), f"{exact_text(values[at])}{unit}") for at in beyond),
    )


def _names(result: Result, name: str, material: Material) -> Mapping[int, str]:
    """The names of the listed figures by their place, as far as the school gave any."""
    figure = material.school.figures.get((name, result.stage))
    labels = figure.labels if figure is not None else ()
    return {at: before_figure(label) for at, label in enumerate(labels)}
