"""What was done after the day of the signature: 2023年12月完成了……, signed 2012年5月."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
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
_TITLE = late_regex(
    r"^\s*[^，。；]{0,24}(?P<year>20\d\d)年度?[^，。；]{0,24}(?:报告|总结|汇报)\s*$"
)
_LAST, _NEAR, _TITLE_LINES = 8, 16, 3


class Signature(NamedTuple):
    """The line with the date under a text, and its year and month."""

    part: TextPart
    month: tuple[int, int]


def check_later_dates(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each date of what has been done that is later than the date of the text, and
    for a date of the text before the year of its title.
    """
    signature = find_signature(text)
    if signature is None:
        return
    yield from _check_title(text, signature)
    signed = signature.month
    for part in text.parts_with(_DATE):
        for found in _DATE.finditer(part.text):
            later = (int(found["year"]), int(found["month"] or 0)) > signed
            before = part.text[max(found.start() - _NEAR, 0) : found.start()]
            if later and not _PLANNED.search(before) and _DONE.match(part.text[found.end() :]):
                message = f"“{found['at']}”在落款的日期之后，写的是已经做过的事"
                hint = "请核对年份；可能是替换年份时一起换掉的"
                yield remind(TextRule.YEAR_RESIDUE, part, found.span("at"), message, hint)


def _check_title(text: ReadText, signature: Signature) -> Iterator[TextFinding]:
    """A report on 2024 is not signed in 2023."""
    titles = (_TITLE.search(part.text) for part in text.parts[:_TITLE_LINES])
    found = next(filter(None, titles), None)
    if found is None or int(found["year"]) <= signature.month[0]:
        return
    words = signature.part.text.strip()
    start = signature.part.text.index(words)
    message = f"落款写的是“{words}”，标题里是“{found['year']}年”"
    span = start, start + len(words)
    yield remind(TextRule.YEAR_RESIDUE, signature.part, span, message, "请核对是哪一年")


def find_signature(text: ReadText) -> Signature | None:
    """The date under the text; None where it has none."""
    for part in reversed(text.parts[-_LAST:]):
        if found := _SIGNED.match(part.text):
            return Signature(part, (_number(found["year"]), _number(found["month"])))
    return None


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_digits(told) or read_numeral(told) or 0
