"""Dates that no calendar has, and spans of dates that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATE = late_regex(
    rf"(?<!\d)(?:{_YEAR}\s?年\s?)?(?<!\d)(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?[日号])?"
)
_DOTTED = late_regex(
    rf"(?<![\d.]){_YEAR}(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d.%])"
)
_MONTH = rf"{_YEAR}\s?(?:年\s?|\.)(?P<month>\d{{1,2}})\s?(?:月份?)?(?:\s?(?P<day>\d{{1,2}})\s?日)?"
_SPAN = late_regex(
    rf"(?<![\d.]){_MONTH}\s?[-—–－~～至到]+\s?{_MONTH.replace('?P<', '?P<to_')}(?![\d.%])"
)
_CUE = late_regex(r"[月./-](?:(?<=[\d\s]月)|(?<=\d{4}[./-])\d)")
# The year is not told: 29 February may be a day.
_LEAP = 2024
_MONTHS = 12


class _Date(NamedTuple):
    """A date as written; `day` is None where none is told."""

    year: int
    month: int
    day: int | None

    @property
    def exists(self) -> bool:
        """Whether there is that day, or that month."""
        if not 1 <= self.month <= _MONTHS:
            return False
        return self.day is None or 1 <= self.day <= _days_of(self.year, self.month)

    def is_before(self, other: _Date) -> bool:
        """By days where both tell them, else by months."""
        exact = self.day is not None and other.day is not None
        mine, theirs = (self[:2], other[:2])
        return mine < theirs or (exact and mine == theirs and (self.day or 0) < (other.day or 0))


def _days_of(year: int, month: int) -> int:
    # The module that knows them takes a run as long to import as all checks of dates.
    next_month = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return (next_month - date(year, month, 1)).days


def check_calendar_dates(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each day or month that there is not (2月30日), and each span the wrong way
    round (2024年9月至2024年3月).
    """
    for part in text.parts_with(_CUE):
        yield from _check_days(part)
        yield from _check_spans(part)


def _check_days(part: TextPart) -> Iterator[TextFinding]:
    for found in (*_DATE.finditer(part.text), *_DOTTED.finditer(part.text)):
        if not _read(found).exists:
            message = f"没有“{found[0]}”这个日期"
            yield remind(TextRule.DATE, part, found.span(), message, "请核对年、月、日")


def _check_spans(part: TextPart) -> Iterator[TextFinding]:
    for found in _SPAN.finditer(part.text):
        begin, end = _read(found), _read(found, "to_")
        if begin.exists and end.exists and end.is_before(begin):
            message = f"起止日期“{found[0]}”不对：后一个日期早于前一个"
            yield remind(TextRule.DATE, part, found.span(), message, "请核对年、月、日")


def _read(found: re.Match[str], which: str = "") -> _Date:
    named = found.groupdict()
    year, month, day = (named.get(f"{which}{key}") for key in ("year", "month", "day"))
    return _Date(int(year or _LEAP), int(month or 0), int(day) if day else None)
