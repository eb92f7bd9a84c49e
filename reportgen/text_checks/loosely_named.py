"""A loose name that may mean two facts, beside either: 教师48人, who are the 专任教师 or all who
work there, are no fewer than 专任教师52人 and no more than 教职工46人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import QuantityScope
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_NOT_ABOVE = late_regex(r"\s*(\w+)\s*<=\s*(\w+)\s*")
# Those with a post are not all, nor those who came or are wanted.
_SOME = late_regex("编|在册|正式|公办|招|聘|引进|培训|参|核定|应|需|缺|新|退休|其中")
_BEFORE, _TWO = 12, 2
_HINT = "请核对这两个数；说的不是同一些人的，写明各是哪些人"


def check_loosely_named(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that a loosely named one cannot stand beside."""
    told = dict.fromkeys(each.quantity.subjects for each in text.stated)
    loose = [each for each in told if len(each) == _TWO]
    both = {frozenset(each) for each in loose}
    figures = text.figures
    for pair in _pairs(known.dictionary) if both else ():
        if frozenset(pair) in both and known.find(pair, None) == ():
            for scope in figures.scopes:
                if scope.stage or not figures.is_of_stages:
                    yield from _check(text, pair, scope)


@lru_cache(maxsize=8)
def _pairs(dictionary: FactDictionary) -> tuple[tuple[str, str], ...]:
    """The facts of which the one is never above the other."""
    told = (_NOT_ABOVE.fullmatch(each.formula.text) for each in dictionary.relations)
    return tuple((found[1], found[2]) for found in told if found)


def _check(text: ReadText, pair: tuple[str, str], scope: QuantityScope) -> Iterator[TextFinding]:
    low, high = pair
    loose = _plain(text, low, scope, {*pair})
    values = {each.quantity.number for each in loose}
    if len(values) != 1:
        return
    for each in _plain(text, low, scope, {low}):
        if each.quantity.number > loose[0].quantity.number:
            yield _finding(each, loose[0])
    for each in _plain(text, high, scope, {high}):
        if each.quantity.number < loose[0].quantity.number:
            yield _finding(loose[0], each)


def _plain(
    text: ReadText, name: str, scope: QuantityScope, subjects: set[str]
) -> Sequence[StatedIn]:
    """What is told of those facts as a whole."""
    found = text.figures.find(name, scope)
    return [each for each in found if {*each.quantity.subjects} == subjects and _is_of_all(each)]


def _is_of_all(each: StatedIn) -> bool:
    first = max(each.quantity.said_from - _BEFORE, 0)
    before = each.part.text[first : each.quantity.start]
    clause = before[max(map(before.rfind, "，。；\n")) + 1 :]
    return bool(each.quantity.noun) and _SOME.search(clause) is None


def _finding(more: StatedIn, whole: StatedIn) -> TextFinding:
    message = f"“{more.words}”多于{quote_stated((whole,), more)}"
    span = more.quantity.start, more.quantity.end
    return remind(TextRule.RELATION, more.part, span, message, _HINT)
