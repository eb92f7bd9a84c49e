"""The classes of all grades added up: 12个教学班，一年级3个班，二至四年级各2个班，五年级2个班……"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import DIGITS, read_numeral

_GRADES = {name: at for at, name in enumerate(DIGITS[1:], 1)}
_GRADE = f"[{DIGITS[1:]}1-9]"
_ITEM = late_regex(
    rf"(?P<first>{_GRADE})(?:年级)?(?:(?P<to>至|到|[-—~～])(?P<last>{_GRADE})|(?P<more>(?:[、和]{_GRADE}(?:年级)?)+))?年级"
    r"(?P<each>各|均|每个年级|都)?(?:有|为|设|是)?(?:学生)?\s?(?P<n>\d{1,2}|[一二两三四五六七八九十])个?(?:教学)?班"
)
_WHOLE = late_regex(r"(?P<n>\d{1,3})个?(?:教学)?班")
# 小学每个年级1个班: of how many grades is not told.
_OF_EACH = late_regex("每个?年级")
_BETWEEN = late_regex(r"[^。；！？\n]{0,16}")
# All grades of a primary school, a junior secondary one, or both.
_ALL = ((1, 6), (7, 9), (1, 9), (1, 5))
_LONGEST = 60


class _Item(NamedTuple):
    """Some grades with how many classes they have together."""

    start: int
    end: int
    grades: tuple[int, ...]
    classes: int


def check_grades_added(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a number of classes that is not that of all grades together."""
    for part in text.parts_with(_CUE):
        for row in _rows(part.text):
            if _is_all(row):
                yield from _check(part, row)


_CUE = late_regex("年级(?:[各均都每有为设是]|\\d|[一二两三四五六七八九十]个)")


def _rows(text: str) -> Iterator[Sequence[_Item]]:
    """The items that follow one another in a sentence; one that says nothing plain ends a row."""
    row: list[_Item] = []
    for found in _ITEM.finditer(text):
        item = _item(found)
        if row and not (item and _BETWEEN.fullmatch(text, row[-1].end, item.start)):
            yield row
            row = []
        row += [item] if item else []
    yield row


def _item(found: re.Match[str]) -> _Item | None:
    grades = _grades(found)
    many = (
        int(found["n"]) if found["n"].isdecimal() else read_numeral(found["n"].replace("两", "二"))
    )
    if not grades or not many or (len(grades) > 1 and not found["each"]):
        return None
    return _Item(*found.span(), grades, many * len(grades))


def _grades(found: re.Match[str]) -> tuple[int, ...]:
    first = _grade(found["first"])
    if found["last"]:
        return tuple(range(first, _grade(found["last"]) + 1))
    return (first, *(_grade(sign) for sign in found["more"] or "" if sign not in "、和年级"))


def _grade(sign: str) -> int:
    return int(sign) if sign.isdecimal() else _GRADES[sign]


def _is_all(row: Sequence[_Item]) -> bool:
    grades = [grade for item in row for grade in item.grades]
    if not grades or grades != list(range(grades[0], grades[-1] + 1)):
        return False
    return len(row) > 1 and (grades[0], grades[-1]) in _ALL


def _check(part: TextPart, row: Sequence[_Item]) -> Iterator[TextFinding]:
    """What stands right before the row is all of them, or right behind."""
    first = max(row[0].start - _LONGEST, 0)
    low = max(first, *(part.text.rfind(mark, first, row[0].start) + 1 for mark in "。；"))
    if _OF_EACH.search(part.text, low, row[0].start):
        return
    before = list(_WHOLE.finditer(part.text, low, row[0].start))
    whole = before[-1] if before else None
    total = sum(item.classes for item in row)
    if whole is not None and int(whole["n"]) != total:
        words = part.text[row[0].start : row[-1].end]
        message = f"“{words}”相加是 {total} 个班，文中写的是“{whole[0]}”"
        span = whole.start(), row[-1].end
        yield remind(TextRule.PARTS, part, span, message, "请核对各年级的班数和总数")
