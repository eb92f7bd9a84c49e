"""A text → its place among others, as people put them in order: dates and terms by time, levels
by rank, amounts by what they come to, 10班 behind 9班, 八年级 behind 七年级.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import NUMERAL_SPELLINGS, read_digits, read_numeral
from reportgen.words.levels import LEVELS
from reportgen.words.written_dates import full_year, plain_date

Order = tuple[int, tuple[tuple[int, Decimal, str], ...]]
"""Of what kind a text is (its place among the kinds), and what it is sorted by."""

_DATE, _AMOUNT, _LEVEL, _TEXT = range(4)
_YEAR_FIRST = late_regex(
    r"(?:于|在|到)?((?:19|20)\d\d)(?:\s*+(?:学年)?度?\s*+[-—–~至/.年]\s*|年?$|学年|年度)(.*)",
    re.DOTALL,
)
_OTHER_YEAR = late_regex(r"\d{4}(?:学年)?(?:度)?")
_MONTH = late_regex(r"(\d{1,2})(?:\s*[-—–/.月]\s*(\d{1,2})?)?")
# What stands for a part of the year, by the month with which it ends.
_PARTS = (
    *(("寒假", 2), ("春", 6), ("上半年", 6), ("暑假", 8), ("夏", 8), ("秋", 12), ("下半年", 12)),
    *(("第一季度", 3), ("第二季度", 6), ("第三季度", 9), ("第四季度", 12), ("一季度", 3)),
    *(("二季度", 6), ("三季度", 9), ("四季度", 12), ("年初", 1), ("年中", 6), ("底", 12)),
    *(("第一学期", 12), ("第二学期", 18), ("上学期", 12), ("下学期", 18), ("末", 12), ("冬", 12)),
)
_DAYS = (("上旬", 10), ("中旬", 20), ("下旬", 31), ("初", 1), ("底", 31), ("末", 31))
_WHOLE_YEAR, _WHOLE_MONTH = 12, 31
_AMOUNTS = late_regex(r"(?:约|共|计)?(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*(万亿|亿|万|千)?(元|平方米)")
_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000}
_PIECE = late_regex(rf"(\d+(?:\.\d+)?)|([{NUMERAL_SPELLINGS}]+)|([^\d{NUMERAL_SPELLINGS}]+)")
_LONGEST = 60


@lru_cache(maxsize=4096)
def order_of(text: str) -> Order:
    """By what the text is sorted and compared with other texts."""
    plain = text.strip()[:_LONGEST]
    if plain in LEVELS:
        return _LEVEL, ((0, Decimal(LEVELS.index(plain)), ""),)
    day = _day_of(plain_date(plain)) if plain else None
    if day is not None:
        return _DATE, tuple((0, Decimal(each), "") for each in day)
    if amount := _AMOUNTS.fullmatch(plain):
        number = Decimal(amount[1].replace(",", "")) * _SIZES.get(amount[2] or "", 1)
        return _AMOUNT, ((0, number, amount[3]),)
    return _TEXT, tuple(_pieces(text.lower()))


def _day_of(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day with which what the text says ends; None where it begins with no year."""
    found = _YEAR_FIRST.match(plain)
    if found is None:
        return None
    rest = _OTHER_YEAR.sub("", found[2], count=1) if "学年" in plain else found[2]
    return full_year(found[1]), *_month_of(rest)


def _month_of(rest: str) -> tuple[int, int]:
    if month := _MONTH.match(rest):
        day = int(month[2]) if month[2] else _find(_DAYS, rest, _WHOLE_MONTH)
        return int(month[1]), day
    return _find(_PARTS, rest, _WHOLE_YEAR), _WHOLE_MONTH


def _find(words: tuple[tuple[str, int], ...], text: str, other: int) -> int:
    return next((number for word, number in words if word in text), other)


def _pieces(text: str) -> list[tuple[int, Decimal, str]]:
    """Numbers by what they are, before what is no number."""
    return [_piece(*found.groups()) for found in _PIECE.finditer(text)]


def _piece(digits: str | None, numeral: str | None, other: str | None) -> tuple[int, Decimal, str]:
    if digits:
        return 0, Decimal(digits), ""
    number = _number_of(numeral) if numeral else None
    return (1, Decimal(0), numeral or other or "") if number is None else (0, Decimal(number), "")


def _number_of(numeral: str) -> int | None:
    number = read_numeral(numeral)
    return read_digits(numeral) if number is None else number
