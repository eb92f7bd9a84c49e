"""What a text computes, held against what it computes it from: 生均, 师生比, 平均班额."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from reportgen.model.facts import FactKind, Quotient
from reportgen.model.numbers import exact_arithmetic, format_short, settle
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import QuantityScope
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn, quote_stated

_Pair = tuple[StatedIn, str]
_HINT = "请核对这几个数"
_LOOK = "看看是不是多写或少写了一位、点错了小数点"
_SHIFTS = (-3, -2, -1, 1, 2, 3)


def check_calculations(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for each quotient that none of the figures in the text comes to.

    What the data know is held against them instead.
    """
    checker = _Checker(text.figures, known)
    for each in text.stated:
        quantity = each.quantity
        plain = quantity.subjects and not (quantity.kind or quantity.scope.grade)
        if plain and not known.find(quantity.subjects, quantity.per):
            yield from checker.check(each)


class _Checker:
    """Holds one statement against the others."""

    def __init__(self, stated: StatedFigures, known: KnownFigures) -> None:
        self._stated, self._known = stated, known
        facts = known.dictionary.facts.values()
        self._students = [each.name for each in facts if each.role is Role.STUDENTS]
        self._quotients = {each.name: each for each in known.dictionary.quotients}

    def check(self, stated: StatedIn) -> Iterator[TextFinding]:
        """What is wrong with it, if it is computed of others."""
        subject = stated.quantity.subjects[0]
        scope = self._stated.scope_of(stated)
        if self._stated.is_of_stages and not scope.stage:
            return
        if stated.quantity.per is not None:
            yield from self._check_per(stated, subject, scope)
        elif subject in self._quotients:
            yield from self._check_quotient(stated, self._quotients[subject], scope)
        else:
            yield from self._check_formula(stated, subject, scope)

    def _check_per(
        self, stated: StatedIn, subject: str, scope: QuantityScope
    ) -> Iterator[TextFinding]:
        above = self._all((subject,), scope)
        below = self._all(self._students, scope)
        yield from self._check_pairs(stated, above, below, stated.quantity.per or Decimal(1))

    def _check_quotient(
        self, stated: StatedIn, quotient: Quotient, scope: QuantityScope
    ) -> Iterator[TextFinding]:
        above = self._all(quotient.dividends, scope)
        yield from self._check_pairs(stated, above, self._all(quotient.divisors, scope))

    def _all(self, names: Iterable[str], scope: QuantityScope) -> list[_Pair]:
        return [(each, name) for name in names for each in self._stated.find(name, scope)]

    def _check_pairs(
        self,
        stated: StatedIn,
        above: list[_Pair],
        below: list[_Pair],
        times: Decimal = Decimal(1),
    ) -> Iterator[TextFinding]:
        """Nothing where one of the pairs comes to it; else the last pair before it is told."""
        subject, results = stated.quantity.subjects[0], []
        for one, other in product(above, below):
            divisor = self._stated.value_of(*other)
            if divisor:
                with exact_arithmetic():
                    value = settle(self._stated.value_of(*one) * times / divisor)
                results.append((value, one[0], other[0]))
        if results and not any(self._stated.agrees(stated, subject, each[0]) for each in results):
            value, dividend, by = results[-1]
            yield _finding(stated, value, (dividend, by))
            if _is_shifted(stated, value):
                yield _dividend_finding(stated, dividend)

    def _check_formula(
        self, stated: StatedIn, subject: str, scope: QuantityScope
    ) -> Iterator[TextFinding]:
        fact = self._known.dictionary.find(subject)
        if fact is None or fact.formula is None or fact.kind is FactKind.COUNTS:
            return
        computed = self._stated.compute(fact.formula, scope)
        if computed is None or not isinstance(computed.value, Decimal):
            return
        if not self._stated.agrees(stated, subject, computed.value):
            yield _finding(stated, computed.value, tuple(computed.used.values()))


def _finding(stated: StatedIn, value: Decimal, used: tuple[StatedIn, ...]) -> TextFinding:
    told = quote_stated(used, stated)
    message = f"文中写的是“{stated.words}”，按{told}算是 {format_short(value)}"
    quantity = stated.quantity
    return TextFinding(
        TextRule.CALCULATION,
        Severity.ERROR,
        stated.part,
        quantity.start,
        quantity.end,
        message,
        _hint(stated, value),
    )


def _hint(stated: StatedIn, value: Decimal) -> str:
    """What to look for: where one is ten times the other a digit is too many or missing."""
    return f"{_HINT}，{_LOOK}" if _is_shifted(stated, value) else _HINT


def _is_shifted(stated: StatedIn, value: Decimal) -> bool:
    number, step = stated.quantity.number, stated.quantity.step
    return any(abs(value.scaleb(places) - number) < step for places in _SHIFTS)


def _dividend_finding(stated: StatedIn, dividend: StatedIn) -> TextFinding:
    """A reminder where the quotient fits but for a power of ten: either may be the wrong one."""
    quantity = dividend.quantity
    message = f"“{dividend.words}”和{quote_stated((stated,), dividend)}只差小数点的位置"
    return TextFinding(
        TextRule.CALCULATION,
        Severity.WARNING,
        dividend.part,
        quantity.start,
        quantity.end,
        message,
        _LOOK,
    )
