"""Counts that stand behind what they count: 一是……；二是……；三是……。针对以上二个问题, and
校领导包年级、年级组长包班、班主任包学生的四包责任制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_CUE = late_regex("(?:以上|上述)(?=[^，。；]{1,8}(?:问题|不足|困难|短板|差距))")
_ABOVE = late_regex(
    rf"(?:以上|上述)(?P<at>(?P<n>[{NUMERAL_SIGNS}两]|\d)(?:个|大|项|点)?(?:方面)?的?(?:主要)?"
    r"(?:问题|不足|困难|短板|差距))"
)
_SAID = late_regex(rf"(?:^|(?<=[。；，：、\s]))(?P<n>[{NUMERAL_SIGNS}])是")
_LED = late_regex(
    rf"^\s*(?:(?P<said>[{NUMERAL_SIGNS}])是|[（(](?P<braced>[{NUMERAL_SIGNS}])[）)]|(?P<plain>\d)[.．、])"
)
# 包 of each of them: 三定, 四包.
_WORKS = "包定清查进访"
_WORKS_CUE = late_regex(rf"[{NUMERAL_SIGNS}](?=[{_WORKS}]的?(?:责任|制度|机制|工作|要求))")
_OF_WORKS = late_regex(
    rf"(?P<items>[^。；：:\n]{{6,80}}?)的(?P<at>(?P<n>[{NUMERAL_SIGNS}])(?P<work>[{_WORKS}]))"
    r"的?(?:责任|制度|机制|工作|要求)"
)
_ROW = late_regex("[、，]")
_FEWEST, _FARTHEST = 2, 12
_HINT = "请核对，使数与所列的一致"


def check_counted_above(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that is not that of what is listed before it."""
    for at in text.find_parts(_CUE):
        part = text.parts[at]
        above = text.parts[max(at - _FARTHEST, 0) : at]
        for found in _ABOVE.finditer(part.text):
            listed = _run_in(part.text[: found.start()]) or _run_of(above)
            yield from _check(part, found, listed)
    for part in text.parts_with(_WORKS_CUE):
        for found in _OF_WORKS.finditer(part.text):
            yield from _check(part, found, _works_in(found["items"], found["work"]))


def _check(part: TextPart, found: re.Match[str], listed: int) -> Iterator[TextFinding]:
    said = _number(found["n"])
    if listed >= _FEWEST and said > 1 and listed != said:
        message = f"文中写的是“{found['at']}”，前面列出的是 {listed} 项"
        yield remind(TextRule.COUNT, part, found.span("at"), message, _HINT)


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told.replace("两", "二")) or 0


def _run_in(words: str) -> int:
    """How many the last list of the words has: 一是…二是…; 0 for none, or one with a gap."""
    last = 0
    for found in _SAID.finditer(words):
        number = _number(found["n"])
        if number != last + 1 and number != 1:
            return 0
        last = number
    return last


def _run_of(above: Sequence[TextPart]) -> int:
    """How many paragraphs right above begin with an ordinal, back to the first; 0 for none."""
    last = count = 0
    for part in reversed(above):
        found = _LED.match(part.text)
        if found is None:
            return 0
        number = _number(next(each for each in found.groups() if each))
        if last and number != last - 1:
            return 0
        count = count or number
        if number == 1:
            return count
        last = number
    return 0


def _works_in(items: str, work: str) -> int:
    """How many of the row's last items have that sign."""
    many = 0
    for each in reversed(_ROW.split(items)):
        if work not in each:
            break
        many += 1
    return many
