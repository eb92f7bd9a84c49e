"""A verdict that its own sentence belies: 生均7平方米，低于7.5平方米的要求，自评达标."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.quantities.claims import any_of, may_claim, sentence_start
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_LINKS = (
    "(?:自评|自查|结论|结果|评定|判定|认定|[此该本这]项|[此该]指标|这一指标|指标|属于"
    "|[为均已是：:])*"
)


class _Words:
    """What finds a number held against a limit, with the verdict right behind."""

    def __init__(self, words: ClaimWords) -> None:
        aims, denied = any_of(words.aims), any_of(words.denials)
        below = any_of((*words.below, *words.short))
        self.pattern = late_regex(
            rf"(?:(?P<below>{below})|(?P<above>{any_of(words.above)}))[^，。；、：\d]{{0,14}}"
            rf"\d[\d.∶:]*[^，。；、\d]{{0,8}}?(?:{aims})[，,；]{_LINKS}"
            rf"(?P<verdict>(?P<denied>{denied})?(?:{any_of(words.met)}|(?:{any_of(words.reach)})了?(?:{aims})))"
            rf"(?=[，。；）)]|$)"
        )
        self.cue = late_regex(rf"(?:{aims})[，,；]")
        self.fewer = late_regex(any_of(words.fewer))
        self.denied = late_regex(rf"(?:{denied})$")


@lru_cache(maxsize=8)
def _words(words: ClaimWords) -> _Words:
    return _Words(words)


def check_verdicts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for 达标 behind a number that is told to be below its limit, and the other way."""
    claims = known.dictionary.vocabulary.claims
    words = _words(claims)
    for part in text.parts_with(words.cue):
        for found in words.pattern.finditer(part.text):
            begin = sentence_start(part.text, found.start())
            if _is_belied(part.text[begin : found.start()], found, words) and may_claim(
                part.text, found.start(), claims
            ):
                message = f"写着“{found['verdict']}”，前面写的是“{_told(found)}”"
                span = found.span("verdict")
                yield remind(TextRule.FALSE_CLAIM, part, span, message, "请核对结论和数字")


def _is_belied(before: str, found: re.Match[str], words: _Words) -> bool:
    """Whether it cannot be; of what is the better the less there is, nothing is known."""
    if words.fewer.search(before):
        return False
    short = (found["below"] is not None) is not bool(words.denied.search(before))
    return short is not bool(found["denied"])


def _told(found: re.Match[str]) -> str:
    return found[0][: found.start("verdict") - found.start()].partition("，")[0]
