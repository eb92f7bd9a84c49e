"""Numbers told one by one, of so many: 近三年分别投入20万元、30万元 lacks one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, are_in_row
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_CUE = late_regex("分别")
_SAID = late_regex(
    rf"(?<![第\d{NUMERAL_SIGNS}两])(?P<n>[{NUMERAL_SIGNS}两]|\d)(?:学?年(?![级代度])|个(?:学期|年级|学段|校区|学年))"
    r"(?P<of>[^。；：:\d]{0,24}?)分别[^。；，：:\d]{0,8}$"
)
# 三年来小学、初中分别: of those.
_OTHERS = late_regex("[、和与及]|男女|中小|城乡|上下|前后|双")
_FEWEST, _MOST, _BEFORE = 2, 12, 48


def check_respective_counts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where more or fewer numbers follow 分别 than there are years or grades of which
    they are told; twice as many may be two of each.
    """
    for at in text.find_parts(_CUE):
        end = text.count_stated(at + 1)
        for place in range(text.count_stated(at), end):
            yield from _check(text.parts[at], text.stated[place : min(end, place + _MOST)])


def _check(part: TextPart, behind: tuple[StatedIn, ...]) -> Iterator[TextFinding]:
    first = behind[0].quantity
    low = max(first.start - _BEFORE, 0)
    said = _SAID.search(part.text[low : first.start])
    if said is None or _OTHERS.search(said["of"]):
        return
    many = int(said["n"]) if said["n"].isdecimal() else read_numeral(said["n"].replace("两", "二"))
    row = _row(behind)
    if many is None or many < _FEWEST or len(row) < _FEWEST or len(row) % many == 0:
        return
    span = low + said.start("n"), row[-1].quantity.end
    message = f"写着“{part.text[span[0] : low + said.end('n') + 1]}”，后面分别写了 {len(row)} 个数"
    yield remind(TextRule.COUNT, part, span, message, "请核对，一一写全")


def _row(behind: tuple[StatedIn, ...]) -> list[StatedIn]:
    """The numbers that stand one by one."""
    in_row = takewhile(lambda pair: are_in_row(*pair), pairwise(behind))
    return [behind[0], *(each for _, each in in_row)]
