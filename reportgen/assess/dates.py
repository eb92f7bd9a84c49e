"""Years and dates that cannot be, or that say otherwise than 年度 → Problems at their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.school import SaidYear, School
from reportgen.problems import Problem, warning

# A report may be written in the year after its own, and is rarely later.
_LONGEST = 1
_MONTH = late_regex(r"((?:19|20)\d\d)(?:[年.\-/](\d{1,2})(?!\d))?")
_CHECK = "请核对"


def check_dates(school: School) -> Iterator[Problem]:
    """A reminder for each year and date that does not go with the report's."""
    if school.settings.year:
        yield from _check_said_years(school)
        yield from _check_date(school)
        yield from _check_honours(school)
        yield from _check_deadlines(school)
        yield from _check_outlays(school)


def _check_said_years(school: School) -> Iterator[Problem]:
    """One for each year, where 年度 stands: both may be wrong, and what is locked hardly is."""
    year, said = school.settings.year, school.said_years
    for other in dict.fromkeys(each.year for each in said):
        alike = [each for each in said if each.year == other]
        place = school.places.get("年度", alike[0].location)
        message = f"年度是 {year}，{'、'.join(each.what for each in alike)}写的是 {other}"
        kept = f"是 {year} 年的{_otherwise(alike, year)}"
        hint = f"请核对是哪一年的数据：是 {other} 年的请改年度，{kept}"
        yield warning("other_year", message, place, hint)


def _otherwise(said: Sequence[SaidYear], year: int) -> str:
    """What is to be done where 年度 is right."""
    locked = next((each.locked_in for each in said if each.locked_in), "")
    if locked:
        return f"请填进 {year} 年的{locked}"
    return f"请改正{'、'.join(each.what for each in said)}"


def _check_date(school: School) -> Iterator[Problem]:
    year, date = school.settings.year, school.settings.date
    if date is None or year <= date.year <= year + _LONGEST:
        return
    told = "早于年度" if date.year < year else "比年度晚了一年以上"
    message = f"报告日期是 {date}，{told} {year}"
    place = school.places.get("日期", school.location)
    yield warning("odd_date", message, place, "请核对日期和年度")


def latest_year(school: School) -> int:
    """The last year of which the report can tell that it has been; 0 if its year is not known."""
    year, date = school.settings.year, school.settings.date
    if not year:
        return 0
    return max(year, date.year) if date else year + _LONGEST


def told_now(school: School) -> str:
    """The report's date, or its year where it has none, as a message says it."""
    date = school.settings.date
    return f"报告日期是 {date}" if date else f"年度是 {school.settings.year}"


def _check_honours(school: School) -> Iterator[Problem]:
    for each in school.achievements:
        if each.year and each.year > latest_year(school):
            message = f"成绩“{each.name}”的年份是 {each.year}，{told_now(school)}"
            yield warning("future_year", message, each.location, f"{_CHECK}年份")


def _check_deadlines(school: School) -> Iterator[Problem]:
    """Plans that were to be done before the report; one that tells its progress has been."""
    date, year = school.settings.date, school.settings.year
    now = (date.year, date.month) if date else (year, 1)
    for plan in school.plans:
        until = _last_month(plan.deadline)
        if until and until < now and not plan.progress:
            message = f"完成时限是“{plan.deadline}”，{told_now(school)}，已经过了"
            hint = f"{_CHECK}完成时限；已经做完的请写在“主要措施”里，或写明“进展”"
            yield warning("past_deadline", message, plan.deadline_location, hint)


def _last_month(text: str) -> tuple[int, int] | None:
    """The last year and month that the text names; December where it names no month."""
    found = _MONTH.findall(text)
    return max((int(year), int(month or 12)) for year, month in found) if found else None


def _check_outlays(school: School) -> Iterator[Problem]:
    for each in school.outlays:
        if each.year is None:
            continue
        if each.planned and each.year < school.settings.year:
            told = f"是“拟投入”，年份是 {each.year}"
        elif not each.planned and each.year > latest_year(school):
            told = f"是“已投入”，年份是 {each.year}"
        else:
            continue
        message = f"投入“{each.name}”{told}，{told_now(school)}"
        yield warning("odd_outlay_year", message, each.location, f"{_CHECK}年份和状态")
