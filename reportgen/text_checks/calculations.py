"""What the dictionary computes of facts, held against what a text states of these."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.facts import FactKind
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn, quote_stated

_QUOTIENT = " / "


def check_calculations(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for each derived fact to which the figures in the text do not come.

    What the data know is held against them instead; quotients are held against all that they may
    be computed of (`reckoned`).
    """
    for each in text.stated:
        quantity = each.quantity
        plain = quantity.subjects and not (quantity.kind or quantity.scope.grade)
        if plain and quantity.per is None and not known.find(quantity.subjects, quantity.per):
            yield from _check_formula(each, text.figures, known)


def _check_formula(
    stated: StatedIn, figures: StatedFigures, known: KnownFigures
) -> Iterator[TextFinding]:
    subject = stated.quantity.subjects[0]
    fact = known.dictionary.find(subject)
    if fact is None or fact.formula is None or fact.kind is FactKind.COUNTS:
        return
    scope = figures.scope_of(stated)
    if _QUOTIENT in fact.formula.text or (figures.is_of_stages and not scope.stage):
        return
    computed = figures.compute(fact.formula, scope)
    if computed is None or not isinstance(computed.value, Decimal):
        return
    if not figures.agrees(stated, subject, computed.value):
        yield _finding(stated, computed.value, tuple(computed.used.values()))


def _finding(stated: StatedIn, value: Decimal, used: tuple[StatedIn, ...]) -> TextFinding:
    told = quote_stated(used, stated)
    message = f"文中写的是“{stated.words}”，按{told}算是 {format_short(value)}"
    span = stated.quantity.start, stated.quantity.end
    hint = "请核对这几个数"
    return TextFinding(TextRule.CALCULATION, Severity.ERROR, stated.part, *span, message, hint)
