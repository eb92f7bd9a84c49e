"""The term of a Chinese school year in which a day falls: 2024年秋季学期."""

from __future__ import annotations

import datetime

_THIS = "本学期"
# From September to January, and from March to July. February and August are holidays for the most
# part: a day in them may speak of either term.
_AUTUMN, _JANUARY, _SPRING = range(9, 13), 1, range(3, 8)


def school_term(day: datetime.date | None) -> str:
    """The term by its name; 本学期 where the day is not known or falls between two terms."""
    if day is None:
        return _THIS
    if day.month in _SPRING:
        return f"{day.year}年春季学期"
    if day.month in _AUTUMN:
        return f"{day.year}年秋季学期"
    return f"{day.year - 1}年秋季学期" if day.month == _JANUARY else _THIS
