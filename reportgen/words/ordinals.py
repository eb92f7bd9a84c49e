"""Levels and numbers ⇄ what stands in front of a paragraph: 一、（一）1.（1）, however it was
typed.
"""

from __future__ import annotations

import re
import unicodedata

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral, write_numeral

_BLANK = r"[\s\u3000]*"
# What may stand behind a number by mistake; right or wrong is told by the checks.
_STOPS = "、.．。，,：:"

_FIRST = late_regex(rf"([{NUMERAL_SIGNS}百]{{1,5}}){_BLANK}(、|[.．，,](?!\d)|[ \u3000](?=\S))")
_SECOND = late_regex(
    rf"([（(]){_BLANK}([{NUMERAL_SIGNS}百]{{1,5}}){_BLANK}([）)]){_BLANK}([{_STOPS}]?)"
)
# A date, a decimal and 3.1 of a chapter are no numbers of a list.
_THIRD = late_regex(rf"([0-9０-９]{{1,2}}){_BLANK}([.．、])(?![0-9０-９](?!\d{{3}}年))")
_FOURTH = late_regex(rf"([（(]){_BLANK}([0-9０-９]{{1,2}}){_BLANK}([）)]){_BLANK}([{_STOPS}]?)")
_BEGINNINGS = frozenset(f"{NUMERAL_SIGNS}百（(0123456789０１２３４５６７８９")
_ENUMERATED = late_regex(rf"(第[{NUMERAL_SIGNS}]+|首先|其次|再次|最后)([、：:。.])")
_LISTED = late_regex(rf"([{NUMERAL_SIGNS}]{{1,2}}是)([、，,：:])")
CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
"""The numbers from 1 to 20 in circles."""

_CIRCLED = late_regex(rf"[{CIRCLED}]\s*[、.．]?\s*")


class Ordinal(NamedTuple):
    """A number before a text: level 1 to 4, its value, as it is written, and where the text
    begins.
    """

    level: int
    value: int
    written: str
    end: int
    brackets: str = ""
    stop: str = ""

    @property
    def usual(self) -> str:
        """The number as it should be written."""
        return write_ordinal(self.level, self.value)


def write_ordinal(level: int, value: int) -> str:
    """一、（一）1.（1） by level, from 1 to 4 (GB/T 9704-2012, 7.3.3)."""
    if level == 1:
        return f"{write_numeral(value)}、"
    if level == 2:
        return f"（{write_numeral(value)}）"
    return f"{value}." if level == 3 else f"（{value}）"


def find_ordinal(text: str) -> Ordinal | None:
    """The ordinal that the text begins with, or None."""
    if text[:1] not in _BEGINNINGS:
        return None
    if found := _FIRST.match(text):
        return _ordinal(1, read_numeral(found[1]), found, "", found[2])
    if found := _SECOND.match(text):
        return _ordinal(2, read_numeral(found[2]), found, found[1] + found[3], found[4])
    if found := _THIRD.match(text):
        return _ordinal(3, _digits(found[1]), found, "", found[2])
    if found := _FOURTH.match(text):
        return _ordinal(4, _digits(found[2]), found, found[1] + found[3], found[4])
    return None


def _ordinal(
    level: int, value: int | None, found: re.Match[str], brackets: str, stop: str
) -> Ordinal | None:
    return (
        Ordinal(level, value, found[0].strip(), found.end(), brackets, stop.strip())
        if value
        else None
    )


def strip_ordinal(title: str) -> str:
    """The title without a number typed in front of it, in a circle too: numbers are computed.

    Where a comma or a blank follows a number, it may belong to the words (一 班一品) and stays.
    """
    text = title.strip()
    if found := _CIRCLED.match(text):
        return text[found.end() :]
    ordinal = find_ordinal(text)
    if ordinal and (ordinal.brackets or ordinal.stop in ("、", ".", "．")):
        return text[ordinal.end :].lstrip()
    return text


def find_enumeration_fault(text: str) -> tuple[str, str] | None:
    """第一、 or 一是， at the beginning as it is written, and as it should be; None if nothing
    is wrong.
    """
    if found := _ENUMERATED.match(text):
        return found[0], f"{found[1]}，"
    if found := _LISTED.match(text):
        return found[0], found[1]
    return None


def _digits(text: str) -> int:
    return int(unicodedata.normalize("NFKC", text))
