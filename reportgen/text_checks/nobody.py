"""无一名学生辍学 in a text that tells of three, or of a rate above nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.claims import any_of, may_claim
from reportgen.quantities.scopes import ScopeMarks
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_CUE = late_regex("一(?:(?<=[无没]一)|(?<=[无没]有一))")
_ABOVE_NOTHING = r"(?=\d*[1-9]|0\.\d*[1-9])\d+(?:\.\d+)?"
_HINT = "请核对；说的不是同一个时候、同一批人的，写明是哪时、哪些人"


class _Event:
    """What finds that something happened to nobody, and that it happened."""

    def __init__(self, words: str) -> None:
        names = any_of(words.split("/"))
        self.nobody = late_regex(
            rf"(?:无|没有)一[名人例个起次位](?:[学师幼中小]?[生师儿童]+|孩子|人)?(?:中途|因[^，。；]{{1,6}})?(?:发生)?(?:{names})(?!率)"
        )
        self.some = late_regex(
            rf"(?:{names})(?:率(?:[为是约达]|控制在|仅)*{_ABOVE_NOTHING}[%％]"
            rf"|[^，。；：、\d率]{{0,6}}?{_ABOVE_NOTHING}[人名例起])"
        )


@lru_cache(maxsize=8)
def _events(nobody: Sequence[str]) -> tuple[_Event, ...]:
    return tuple(map(_Event, nobody))


def check_nobody(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places."""
    claims = known.dictionary.vocabulary.claims
    cued = next(iter(text.find_parts(_CUE)), None)
    for event in _events(claims.nobody) if cued is not None else ():
        nobody = next(_find(event.nobody, text, known), None)
        some = next(_find(event.some, text, known), None) if nobody else None
        if nobody and some:
            yield from remind_of_both(TextRule.FALSE_EXISTENCE, nobody, some, _HINT)


def _find(pattern: re.Pattern[str], text: ReadText, known: KnownFigures) -> Iterator[SaidWords]:
    """Where it is said, and is no plan; what was in other years is another matter."""
    claims, plans = known.dictionary.vocabulary.claims, text.lexicon.prose.plans
    for at in text.find_parts(pattern):
        part = text.parts[at]
        marks = ScopeMarks(part.text, text.lexicon)
        for found in pattern.finditer(part.text):
            period = marks.scope_at(found.start(), text.year).period
            if period not in plans and may_claim(part.text, found.start(), claims):
                yield SaidWords(part, *found.span())
