"""Items by their verdicts: 十项指标中，8项达标，1项基本达标 leaves one out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.quantities.claims import any_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_N = rf"(?:[{NUMERAL_SIGNS}两]{{1,4}}|\d{{1,3}})"
_CUE = late_regex(
    r"[项条个](?:[^，。；：\d]{0,10}?(?:指标|项目|要点|内容|条目))?[中里]?[，,：:]?(?:其中)?[，,：:]?(?=\S{1,6}[项条个])"
)
_FEWEST = 2


class _Words:
    """What finds a number of items with the verdicts on them."""

    def __init__(self, words: ClaimWords) -> None:
        degrees = any_of(("完全", "全面", *words.hedges, *words.denials))
        self.item = late_regex(
            rf"(?:有|共)?(?P<n>{_N})[项条个](?:指标|项目|要点)?(?:为|是)?“?(?P<verdict>(?:{degrees})?(?:{any_of(words.met)}))”?"
        )
        self.whole = late_regex(
            rf"(?<![第\d{NUMERAL_SIGNS}两])(?P<at>(?P<n>{_N})[项条个])(?:[^，。；：\d]{{0,10}}?(?:指标|项目|要点|内容|条目))"
            rf"[中里]?[，,：:]?(?:其中)?[，,：:]?(?=(?:有|共)?{_N}[项条个])"
        )
        self.joined = late_regex("[，、；]|和|及|以及|，?还有")


@lru_cache(maxsize=8)
def _words(words: ClaimWords) -> _Words:
    return _Words(words)


def check_counted_verdicts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where items told by their verdicts, of two kinds and more, are not all of them."""
    words = _words(known.dictionary.vocabulary.claims)
    for part in text.parts_with(_CUE):
        for found in words.whole.finditer(part.text):
            yield from _check(part, found, words)


def _check(part: TextPart, found: re.Match[str], words: _Words) -> Iterator[TextFinding]:
    counts: dict[str, int] = {}
    end = place = found.end()
    while item := words.item.match(part.text, place):
        if item["verdict"] in counts:
            return
        counts[item["verdict"]] = _number(item["n"])
        end = item.end()
        joined = words.joined.match(part.text, end)
        if joined is None:
            break
        place = joined.end()
    many, total = _number(found["n"]), sum(counts.values())
    if len(counts) >= _FEWEST and total != many:
        words_told = part.text[found.end() : end]
        message = f"“{words_told}”相加是 {total}，前面写的是“{found['at']}”"
        span = found.start("at"), end
        yield remind(TextRule.PARTS, part, span, message, "请核对各部分和总数")


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told.replace("两", "二")) or 0
