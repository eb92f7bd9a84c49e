"""Limits that a text quotes (高于省定20册, 应达到4.5人), held against those of the standards, and
against the data that are said to be on that side of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.standard import Indicator
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.quantities.claims import any_of
from reportgen.quantities.contexts import read_context
from reportgen.quantities.lexicon import indicator_unit, split_unit
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import Judged, KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_FARTHEST = 300
_BESIDE = "，,、（( "
_DOCUMENT = late_regex(r"[一-龥]{1,8}〔\d{4}〕\d{1,4}号")


class _Words:
    """What finds the words of limits before a number."""

    def __init__(self, dictionary: FactDictionary) -> None:
        prose, claims = dictionary.vocabulary.prose, dictionary.vocabulary.claims
        told = (*prose.bounds, *claims.reach, *claims.above, *claims.below, *claims.short)
        self.tail = late_regex(rf"(?:{any_of((*told, *claims.denials))}|[的了、为是在])+$")
        denied = any_of(claims.denials)
        self.sides = late_regex(
            rf"(?P<denied>{denied})?(?:(?P<above>{any_of(claims.above)})|(?P<below>{any_of(claims.below)})"
            rf"|(?P<short>{any_of(claims.short)})|(?P<reach>{any_of(claims.reach)}))"
        )
        self.demands = late_regex(any_of(set(prose.bounds) - {*claims.above, *claims.below}))
        self.differs = late_regex(rf"(?:{any_of(claims.differs)})(?!于)")


@lru_cache(maxsize=16)
def _words(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


class _Limit(NamedTuple):
    """A limit in a text: the words that say so, what it is for, and the figure right before it that
    is held against it (None: it is named alone).
    """

    stated: StatedIn
    told: str
    subjects: tuple[str, ...]
    per: Decimal | None
    figure: StatedIn | None


def check_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for what is said, without its number, to be on the side of a limit on which it is
    not by the data; a reminder for a limit that no standard of the school has, whatever the stage.
    """
    words = _words(known.dictionary)
    before: StatedIn | None = None
    for each in text.stated:
        limit = _read_limit(each, before, text, words)
        if limit is None:
            before = each if each.quantity.subjects and not each.quantity.kind else before
        elif not each.quantity.scope.period and not _cites_another(limit, known):
            yield from _Check(limit, known, words).run()


def _read_limit(
    each: StatedIn, before: StatedIn | None, text: ReadText, words: _Words
) -> _Limit | None:
    quantity = each.quantity
    tail = words.tail.search(quantity.kind)
    if quantity.subjects or not quantity.kind or tail is None:
        return None
    if tail.start():
        named = read_context(quantity.kind[: tail.start()], text.lexicon)
        subjects = text.lexicon.before.get(named.noun, ())
        alone = not (named.rest or named.grade)
        return _Limit(each, tail[0], subjects, named.per, None) if subjects and alone else None
    if before is None or not _is_held(each, before):
        return None
    figure = before.quantity
    return _Limit(each, tail[0], figure.subjects, figure.per, before)


def _is_held(each: StatedIn, before: StatedIn) -> bool:
    """Whether it is of the kind of the figure, in whose sentence it stands."""
    quantity, figure = each.quantity, before.quantity
    alike = quantity.form is figure.form and quantity.units == figure.units
    # A long sentence may state any number of limits behind one figure.
    near = quantity.start - figure.said_to <= _FARTHEST
    if not (alike and near and each.part is before.part):
        return False
    return "。" not in each.part.text[figure.said_to : quantity.start]


class _Check:
    """Holds one limit against the figures and against the standards."""

    def __init__(self, limit: _Limit, known: KnownFigures, words: _Words) -> None:
        self._limit, self._known, self._words = limit, known, words
        self._said = limit.stated.quantity
        self._judged = known.find_judged(limit.subjects, limit.per)
        self._limits = {each for one in self._judged for each in _limits(one.indicator)}
        self._figures = list(self._find_figures())

    def run(self) -> Iterator[TextFinding]:
        """What is wrong with it; nothing of what is said to be the distance from a limit."""
        if self._words.differs.search(self._limit.told) or self._is_distance():
            return
        severity = self._belied()
        if severity is not None:
            yield self._side_finding(severity)
        if self._limits and not any(map(self._quotes, self._judged)):
            yield self._limit_finding()

    def _quotes(self, judged: Judged) -> bool:
        unit, scale = split_unit(indicator_unit(judged.indicator))
        said = stated_value(self._said, unit)
        return any(said == each * scale for each in _limits(judged.indicator))

    def _find_figures(self) -> Iterator[tuple[Decimal, str, str]]:
        """What is held against the limit, with its unit, and how that is told."""
        figure = self._limit.figure
        if figure is None:
            for each in self._known.find(self._limit.subjects, self._limit.per):
                told = f"{self._known.whose}{each.name}是 {format_short(each.value)}{each.unit}"
                yield each.value, each.unit, told
            return
        between = figure.part.text[figure.quantity.said_to : self._said.start]
        if self._words.tail.fullmatch(between.strip(_BESIDE)):
            unit = next((unit for unit, _ in figure.quantity.units), "")
            yield stated_value(figure.quantity, unit), unit, f"“{figure.words}”不是这样"

    def _is_distance(self) -> bool:
        """高于标准159元 of 2159: by so much."""
        apart = (
            (abs(value - each), unit) for value, unit, _ in self._figures for each in self._limits
        )
        return any(may_stand_for(self._said, distance, unit) for distance, unit in apart)

    def _belied(self) -> Severity | None:
        """How much it weighs that no figure is on the side of the limit that is told."""
        side = self._words.sides.search(self._limit.told)
        exact = self._said.nearness is Nearness.EXACT and self._said.high is None
        # What stands beside a number of the text is held against that number.
        alone = exact and self._limit.figure is None
        if side is None or not alone or self._said.form is QuantityForm.RATIO:
            return None
        figures = ((value, stated_value(self._said, unit)) for value, unit, _ in self._figures)
        if any(_is_on_side(value, bound, side) for value, bound in figures) or not self._figures:
            return None
        return None if self._is_demand(side) else Severity.ERROR

    def _is_demand(self, side: re.Match[str]) -> bool:
        """Whether it says what is to be, and not what is: 不低于, 应达到."""
        kept = side["denied"] and (side["above"] or side["below"])
        rest = self._limit.told.replace(side[0], "")
        return bool(kept or self._words.demands.search(rest))

    def _side_finding(self, severity: Severity) -> TextFinding:
        start = self._said.said_from
        words = f"{self._said.kind}{self._limit.stated.part.text[start : self._said.said_to]}"
        message = f"文中写的是“{words}”，{self._figures[0][2]}"
        return TextFinding(
            TextRule.FALSE_CLAIM,
            severity,
            self._limit.stated.part,
            start,
            self._said.said_to,
            message,
            "请核对数字，或改写这句话",
        )

    def _limit_finding(self) -> TextFinding:
        told = "、".join(format_short(value) for value in sorted(self._limits))
        names = "、".join(dict.fromkeys(one.name for one in self._judged))
        source = "、".join(dict.fromkeys(filter(None, map(_source, self._judged))))
        where = f"（{source}）" if source else ""
        words = self._limit.stated.words
        return TextFinding(
            TextRule.QUOTED_LIMIT,
            Severity.WARNING,
            self._limit.stated.part,
            self._said.start,
            self._said.end,
            f"文中写的标准是“{words}”，{names}的标准是 {told}{where}",
            "请对照标准核对；写的是别的标准的，写明是哪一个",
        )


def _is_on_side(value: Decimal, bound: Decimal, side: re.Match[str]) -> bool:
    """Whether the value is on the side of the bound that the words tell."""
    denied = bool(side["denied"])
    if side["above"]:
        return (value > bound) is not denied
    if side["below"]:
        return (value < bound) is not denied
    return (value < bound) is (denied or bool(side["short"]))


def _cites_another(limit: _Limit, known: KnownFigures) -> bool:
    """Whether the text names a document before the number that is none of the standards'."""
    part, quantity = limit.stated.part, limit.stated.quantity
    near = part.text[max(quantity.start - _FARTHEST, 0) : quantity.start]
    cited = _DOCUMENT.findall(near)
    numbers = [each.standard.number for each in known.judged if each.standard is not None]
    return bool(cited) and not any(number and number in cited[-1] for number in numbers)


def _source(judged: Judged) -> str:
    """The document and the clause that set the limit."""
    standard = judged.standard
    document = (standard.number or f"《{standard.title}》") if standard is not None else ""
    clause = judged.indicator.source.partition("；")[0].removeprefix("办法").strip()
    return f"{document} {clause}".strip()


def _limits(indicator: Indicator) -> Iterable[Decimal]:
    every = (indicator.limits, *(variant.limits for variant in indicator.variants))
    found = (value for each in every for value in each.by_stage.values())
    return (value for value in found if isinstance(value, Decimal))
