"""Deadlines that do not say which year they mean → Problems at their place."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.school import Plan, School
from reportgen.problems import Problem, warning
from reportgen.words.chinese_numerals import DIGIT_SPELLINGS

# How many years after the report's a word is.
_YEARS = {"明年": 1, "次年": 1, "后年": 2, "今年": 0, "本年": 0, "当年": 0}
_RELATIVE = late_regex("|".join(_YEARS))
_OPEN = late_regex(r"年[内底末]|[上下本][一个]*学[年期]|^\d{1,2}月|下一?年")
_NAMED = late_regex(rf"\d{{4}}|[{DIGIT_SPELLINGS}]{{4}}年")


def check_deadlines(school: School) -> Iterator[Problem]:
    """A reminder for each plan whose deadline names no year: 明年秋季, 年底, 9月底."""
    for plan in school.plans:
        text = plan.deadline
        if _NAMED.search(text) or not (_RELATIVE.search(text) or _OPEN.search(text)):
            continue
        message = f"完成时限写的是“{text}”，看不出是哪一年"
        yield warning("deadline_year", message, plan.deadline_location, _hint(plan, school))


def _hint(plan: Plan, school: School) -> str:
    """The deadline with the year that its word means, where that is certain."""
    match, settings = _RELATIVE.search(plan.deadline), school.settings
    written_then = settings.date is None or settings.date.year == settings.year
    if match is None or not settings.year or not written_then:
        return "请写明年份"
    year = f"{settings.year + _YEARS[match.group()]}年"
    return f"请写成“{_RELATIVE.sub(year, plan.deadline, count=1)}”"
