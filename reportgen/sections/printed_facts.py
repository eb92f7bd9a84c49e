"""The figures of facts as all of a report prints them: text, tables and attachments alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.model.amounts import round_amount
from reportgen.model.assessment import Result
from reportgen.model.facts import Fact, FactKind
from reportgen.model.numbers import round_half_up
from reportgen.model.school import FigureKey
from reportgen.sections.builder import Material

# So many decimals has a quotient that no indicator prints.
_DECIMALS = 1


def printed_figures(material: Material) -> Mapping[FigureKey, Decimal]:
    """Every known figure, rounded as the report prints it.

    One that an indicator judges is as its table prints it, an area as `format_amount` does, a
    quotient has at most one decimal. All else, and what the school gave, is as it is.
    """
    judged = dict(_judged(material))
    known = material.assessment.facts
    return {
        key: judged[key] if key in judged else _rounded(key, value, material)
        for key, value in known.items()
        if isinstance(value, Decimal)
    }


def _judged(material: Material) -> Iterator[tuple[FigureKey, Decimal]]:
    """The facts whose value is that of an indicator, as its table prints them."""
    facts = material.assessment.facts
    for result in material.assessment.results:
        if not isinstance(result.value, Decimal):
            continue
        # The display knows more than the decimals: 99.96% is not rounded up to 100%.
        shown = Decimal(result.display.removeprefix("1∶").removesuffix("%"))
        for key in _keys(result):
            if facts.get(key) == result.value:
                yield key, shown


def _keys(result: Result) -> Iterator[FigureKey]:
    """The facts of the indicator's name and of its formula, of its stage and of the school."""
    plain = (result.indicator.numerator.text,) if result.indicator.denominator is None else ()
    for name in (result.indicator.name, *plain):
        yield from ((name, result.stage), (name, None))


def _rounded(key: FigureKey, value: Decimal, material: Material) -> Decimal:
    fact = material.dictionary.find(key[0])
    if fact is not None and fact.kind is FactKind.AREA:
        return round_amount(value)
    return round_half_up(value, _DECIMALS) if _is_quotient(fact, key, material) else value


def _is_quotient(fact: Fact | None, key: FigureKey, material: Material) -> bool:
    """Whether the figure was worked out by dividing."""
    if fact is None or fact.formula is None or key in material.school.figures:
        return False
    return "/" in fact.formula.text
