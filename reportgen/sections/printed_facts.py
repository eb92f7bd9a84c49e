"""The figures of facts as all of a report prints them: text, tables and attachments alike."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.model.amounts import round_amount
from reportgen.model.assessment import Result, Verdict
from reportgen.model.facts import Fact, FactDictionary, FactKind, Value
from reportgen.model.figure_source import fact_code
from reportgen.model.numbers import (
    PrintedFigure,
    exact_arithmetic,
    round_half_up,
    round_until,
    settle,
)
from reportgen.model.school import FigureKey
from reportgen.model.sourced_figure import sourced_figure
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material

# So many decimals has a quotient that no indicator prints.
_DECIMALS = 1


def printed_figures(material: Material) -> Mapping[FigureKey, Decimal]:
    """Every known figure, rounded as the report prints it.

    One that an indicator judges is as its table prints it, an area as `format_amount` does, a
    quotient has at most one decimal. All else, and what the school gave, is as it is.
    """
    judged, rounded = dict(_judged(material)), _to_be_rounded(material.dictionary)
    given, known = material.school.figures, material.assessment.facts
    return {
        key: sourced_figure(
            judged[key] if key in judged else rounded.round(key, value, given), fact_code(*key)
        )
        for key, value in known.items()
        if isinstance(value, Decimal)
    }


def whole_school_figures(material: Material) -> Mapping[str, Decimal]:
    """Those of the whole school, by name."""
    figures = material.once(printed_figures)
    return {name: value for (name, stage), value in figures.items() if not stage}


def _judged(material: Material) -> Iterator[tuple[FigureKey, Decimal]]:
    """The facts that an indicator judges, as its table and the text beside it print them."""
    facts = material.assessment.facts
    for result in material.assessment.results:
        if result.shown is not None:
            shown = _with_its_decimals(result, result.shown)
            told = (key for key in _keys(result) if key in facts)
            yield from ((key, shown) for key in told if facts[key] == result.value)
            yield from _numerator(result, material)


def _numerator(result: Result, material: Material) -> Iterator[tuple[FigureKey, Decimal]]:
    """The fact that is divided, where its usual decimals would belie the verdict."""
    fact = material.dictionary.find(result.indicator.numerator.text)
    told = told_numerator(result, fact) if fact is not None else None
    if fact is not None and isinstance(told, PrintedFigure):
        for key in ((fact.name, result.stage), (fact.name, None)):
            if material.assessment.facts.get(key) == result.numerator:
                yield key, told


def _with_its_decimals(result: Result, shown: Decimal) -> Decimal:
    """The figure; where it needs more decimals than its indicator has, all of them are printed."""
    exponent = shown.as_tuple().exponent
    needs_more = isinstance(exponent, int) and -exponent > result.indicator.decimals
    return PrintedFigure(shown) if needs_more else shown


def _keys(result: Result) -> Iterator[FigureKey]:
    """The facts of the indicator's name and of its formula, of its stage and of the school."""
    plain = (result.indicator.numerator.text,) if result.indicator.denominator is None else ()
    for name in (result.indicator.name, *plain):
        yield from ((name, result.stage), (name, None))


class _Rounded(NamedTuple):
    """The facts that are areas, and of the others those that are worked out by dividing."""

    areas: frozenset[str]
    quotients: frozenset[str]

    def round(self, key: FigureKey, value: Decimal, given: Container[FigureKey]) -> Decimal:
        """The figure as it is printed; a quotient that was given is as it is."""
        if key[0] in self.areas:
            return round_amount(value)
        is_divided = key[0] in self.quotients and key not in given
        return round_half_up(value, _DECIMALS) if is_divided else value


@lru_cache(maxsize=16)
def _to_be_rounded(dictionary: FactDictionary) -> _Rounded:
    facts = dictionary.facts.values()
    areas = frozenset(fact.name for fact in facts if fact.kind is FactKind.AREA)
    divided = (fact.name for fact in facts if fact.formula and "/" in fact.formula.text)
    return _Rounded(areas, frozenset(divided) - areas)


def told_numerator(result: Result, fact: Fact) -> Value | None:
    """What is divided, as it is printed beside the quotient.

    An area gets decimals where the whole number would reach a limit that it does not, miss one that
    it reaches, or not come to it with what is lacking.
    """
    amount = result.numerator
    if fact.kind is not FactKind.AREA or not isinstance(amount, Decimal):
        return amount
    if round_amount(amount) == amount:
        return amount
    needed = _needed(result)
    if needed is None or _tells(round_amount(amount), needed, result):
        return amount
    shown = round_until(amount, 1, lambda shown: _tells(shown, needed, result))
    return amount if shown is None else PrintedFigure(shown)


def _needed(result: Result) -> Decimal | None:
    """What would just reach the limit; None where no quotient that should be greater is judged."""
    indicator, limit, below = result.indicator, result.limit, result.denominator
    if below is None or not isinstance(limit, Decimal) or not indicator.wants_more:
        return None
    with exact_arithmetic():
        return settle(limit * below / indicator.multiple)


def _tells(shown: Decimal, needed: Decimal, result: Result) -> bool:
    """Whether the numerator as shown has the verdict, and is enough with what is lacking."""
    if result.verdict is Verdict.MET:
        return shown >= needed
    lacking = result.shortfall or Decimal(0)
    return shown < needed <= shown + lacking < needed + _last_place(lacking)


def _last_place(amount: Decimal) -> Decimal:
    """The least step of an amount as it is printed."""
    return Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01")
