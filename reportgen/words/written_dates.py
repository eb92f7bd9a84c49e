"""Dates as people write them: 2024-11-20, 20241120, 二〇二四年十一月二十日, 24.11.20, 45616."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import (
    DIGIT_SPELLINGS,
    NUMERAL_SIGNS,
    read_digits,
    read_numeral,
)
from reportgen.words.written_numbers import LONGEST_FIGURE

_YEAR_SIGNS = late_regex(rf"[{DIGIT_SPELLINGS}]{{2,4}}(?=年)")
_DAY_SIGNS = late_regex(rf"[{NUMERAL_SIGNS}廿卅]+(?=[月日号])")
_TIME = late_regex(r"[T\s]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_WEEKDAY = late_regex(r"[（(]?(?:星期|周)[一二三四五六日天][）)]?$")
_STOPS = late_regex(r"[\s。．.;；,，、!！]+$")
_MARK = r"\s*[-—–年/.．、]\s*"
_MONTH_MARK = r"\s*[-—–月/.．、]\s*"
_YEAR_FIRST = late_regex(rf"(\d{{4}}|\d\d){_MARK}(\d{{1,2}}){_MONTH_MARK}(\d{{1,2}})\s*[日号]?")
_YEAR_LAST = late_regex(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH_FIRST = late_regex(r"(\d{1,2})/(\d{1,2})/(\d\d)")
_EIGHT = late_regex(r"(\d{4})(\d\d)(\d\d)")
_MONTH = late_regex(rf"(\d{{4}}|\d\d){_MARK}(\d{{1,2}})\s*月?(?:份)?")
_SIX = late_regex(r"(20\d\d)(\d\d)")
_DAY_OF_YEAR = late_regex(r"(\d{1,2})[./月-](\d{1,2})[日号]?")
# Serial numbers of 1954 to 2119: what may be a date that lost its format.
_SERIALS = range(20_000, 80_000)
_MOST_DIGITS = 20
# Excel counts a 29 February 1900 that never was.
_FIRST_DAY = datetime.date(1899, 12, 30)
# A year of two digits up to this is of this century.
_THIS_CENTURY = 49


def plain_date(text: str) -> str:
    """The text in plain digits, without the day of the week, the time of day and blanks."""
    plain = unicodedata.normalize("NFKC", text.strip())
    plain = _WEEKDAY.sub("", _TIME.sub("", _STOPS.sub("", plain))).strip()
    plain = _YEAR_SIGNS.sub(lambda found: str(read_digits(found.group())), plain)
    return _DAY_SIGNS.sub(lambda found: str(read_numeral(found.group())), plain)


def read_dates(text: str) -> tuple[datetime.date, ...]:
    """Every date that the text may mean, the likeliest first; none where it is no whole date."""
    if len(text) > LONGEST_FIGURE:
        return ()
    plain = plain_date(text)
    found = (day for parts in _date_parts(plain) if (day := _make_date(*parts)) is not None)
    return tuple(dict.fromkeys(found))


def read_serial(text: str) -> datetime.date | None:
    """The date that Excel keeps as that number; None for any other text."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        return None
    if int(text) not in _SERIALS:
        return None
    return _FIRST_DAY + datetime.timedelta(days=int(text))


def read_months(text: str) -> tuple[str, ...]:
    """The month that the text means, as 2025-12: of 2025年12月, 202512 or 25.12. Where it may be a
    day of no year too (10.12), that as well, as it is said: 10月12日.
    """
    if len(text) > LONGEST_FIGURE:
        return ()
    plain = plain_date(text)
    match = _MONTH.fullmatch(plain) or _SIX.fullmatch(plain)
    month = _make_month(*match.groups()) if match else ""
    day = _say_day(plain) if match is None or len(match.group(1)) == 2 else ""
    return tuple(filter(None, (month, day)))


def _date_parts(plain: str) -> Iterator[tuple[str, str, str]]:
    """Year, month and day in each way in which the text can be read."""
    if match := _YEAR_FIRST.fullmatch(plain) or _EIGHT.fullmatch(plain):
        yield match[1], match[2], match[3]
    if match := _YEAR_LAST.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain):
        yield match[3], match[1], match[2]
    if match := _YEAR_LAST.fullmatch(plain):
        yield match[3], match[2], match[1]


def _make_date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(full_year(year), int(month), int(day))
    except ValueError:
        return None


def _make_month(year: str, month: str) -> str:
    return f"{full_year(year)}-{int(month):02d}" if 1 <= int(month) <= 12 else ""


def _say_day(plain: str) -> str:
    match = _DAY_OF_YEAR.fullmatch(plain)
    # Of a leap year, which knows every day.
    day = _make_date("2024", *match.groups()) if match else None
    return f"{day.month}月{day.day}日" if day else ""


def full_year(digits: str) -> int:
    """24 as 2024, 87 as 1987; four digits as they are."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= _THIS_CENTURY else 1900)
