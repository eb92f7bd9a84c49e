"""What was done after the day of the signature: 2023年12月完成了……, signed 2012年5月."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import DIGITS, read_digits, read_numeral

_SIGNED = late_regex(
    rf"^\s*(?P<year>(?:19|20)\d\d|[{DIGITS}〇○]{{4}})年(?P<month>\d{{1,2}}|[{DIGITS}十]{{1,3}})月(?:[^年月，。]{{1,3}}日)?\s*$"
)
_DATE = late_regex(
    r"(?<![\d—\-至到])(?P<at>(?P<year>20[0-4]\d)年(?:(?P<month>\d{1,2})月)?)(?![—\-至到度])"
)
# What has been done; 将于2023年12月完成 has not.
_DONE = late_regex(
    r"^[^。；]{0,30}?(?:(?:完成|建成|获得|通过|进行|召开|开展|新建|举办|改造|组织)了|荣获|被[^，。；]{0,12}[评授])"
)
_PLANNED = late_regex("将|拟|计划|规划|预计|力争|争取|目标|[到至]$|底前|以前|之前|打算")
_LAST, _NEAR = 8, 16


def check_later_dates(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each date of what has been done that is later than the date of the text."""
    signed = _signed(text)
    if signed is None:
        return
    for part in text.parts_with(_DATE):
        for found in _DATE.finditer(part.text):
            later = (int(found["year"]), int(found["month"] or 0)) > signed
            before = part.text[max(found.start() - _NEAR, 0) : found.start()]
            if later and not _PLANNED.search(before) and _DONE.match(part.text[found.end() :]):
                message = f"“{found['at']}”在落款的日期之后，写的是已经做过的事"
                hint = "请核对年份；可能是替换年份时一起换掉的"
                yield remind(TextRule.YEAR_RESIDUE, part, found.span("at"), message, hint)


def _signed(text: ReadText) -> tuple[int, int] | None:
    """The year and month under the text; None where it has none."""
    for part in reversed(text.parts[-_LAST:]):
        if found := _SIGNED.match(part.text):
            return _number(found["year"]), _number(found["month"])
    return None


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_digits(told) or read_numeral(told) or 0
