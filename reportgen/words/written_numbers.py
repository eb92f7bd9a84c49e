"""Numbers as people write them: 620, 13,200册, 共６２０人。, 六百二十人."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.chinese_numerals import DIGIT_SPELLINGS, NUMERAL_SPELLINGS, read_exact_numeral

_NUMBER = late_regex(
    r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+)\s*(.*)", re.DOTALL
)
_NUMERAL = late_regex(rf"([{NUMERAL_SPELLINGS}]+)\s*(.*)", re.DOTALL)
# NFKC would make 32 of 3² and 21 of 2①.
_SMALL_DIGIT = late_regex(r"[0-9０-９]\s*[²³¹⁰⁴-⁹₀-₉①-⑳½¼¾]")
_AROUND = r"约|左右|上下|余|多(?!媒体)|近|大概|大致|以上|以下|以内|几|不足|不到|超过|至少|至多"
# No date: 600-700, but not 2024-11-20.
_SPAN = r"(?<!-)(?<!-\d)\d\s*[-~～—–至到]+\s*\d+(?!\d*-)"
_ABOUT = late_regex(
    rf"{_AROUND}|[十百千万\d]来|^[≥≤><±~]|{_SPAN}|\d\s*[+~～]|数[十百千万]"
    rf"|^[{DIGIT_SPELLINGS}]{{2}}(?![{DIGIT_SPELLINGS}])"
)
# What may follow a number; an O or l that is followed by no word is a digit gone wrong.
_UNIT = late_regex(r"(?![oOlI][\d,.oOlI]*$)(?:[^\W\d]|[%‰(]|$)")
_BEFORE = late_regex(r"^(?:一?共计?|总计|总共|合计|计|人民币|¥|￥|RMB)\s*+[:：]?\s*+(?=[\d.一-龥])")
_BEHIND = late_regex(r"[\s。．.;；,，、!！]+")
_SPLIT = late_regex(r"[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])")
_ALONE = late_regex(rf"(?:[+-]?[0-9][0-9,.]*|[{NUMERAL_SPELLINGS}]+)[万千]?")

LONGEST_FIGURE = 300
"""What has more characters is no figure, date or answer, whatever it begins with."""


class WrittenNumber(NamedTuple):
    """A number, the text that says it, and what follows it: mostly a unit."""

    number: Decimal
    digits: str
    rest: str


def plain_words(text: str) -> str:
    """The text with plain characters for full-width ones, without blanks and stops at its ends."""
    plain = unicodedata.normalize("NFKC", text).strip()
    # Read from its end: looked for from its beginning, each stop would be tried.
    behind = _BEHIND.match(plain[::-1])
    return plain[: len(plain) - behind.end()] if behind else plain


def plain_figure(text: str) -> str:
    """As `plain_words`, without the 共 or ¥ before a number."""
    return _BEFORE.sub("", plain_words(text))


def read_written_number(text: str) -> WrittenNumber | None:
    """The number at the head of the text; None where there is none, or not one certain number."""
    if len(text) > LONGEST_FIGURE:
        return None
    plain = plain_figure(text)
    if _SMALL_DIGIT.search(text) or is_about(text):
        return None
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return _read_numeral(plain)
    digits, rest = match.groups()
    number = Decimal(digits.replace(",", ""))
    # NFKC writes ㎡ as m2, which would join the digits before it: units are matched after it.
    return WrittenNumber(number, digits, rest.strip()) if _UNIT.match(rest) else None


def _read_numeral(plain: str) -> WrittenNumber | None:
    match = _NUMERAL.fullmatch(plain)
    number = read_exact_numeral(match.group(1)) if match else None
    if match is None or number is None:
        return None
    return WrittenNumber(Decimal(number), match.group(1), match.group(2).strip())


def is_about(text: str) -> bool:
    """Whether it says about how much: 约620, 600余, 六百多人, 600～700, 620以上."""
    if len(text) > LONGEST_FIGURE:
        return False
    return _ABOUT.search(unicodedata.normalize("NFKC", text).strip()) is not None


def split_digits(text: str) -> str:
    """The digits of a number written in groups with blanks between them (13 200); else empty."""
    match = _SPLIT.match(plain_figure(text))
    return re.sub(r"\s", "", match.group()) if match else ""


def is_number_alone(text: str) -> bool:
    """Whether it is a number that says no unit, at most how many ten thousands it is of."""
    return _ALONE.fullmatch(plain_figure(text)) is not None
