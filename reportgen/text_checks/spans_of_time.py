"""Spans of time that are not as long as they are said to be, or end before they begin, and days
that are another day of the week.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import DIGITS, NUMERAL_SIGNS, read_numeral

_TO = r"\s?(?:[-—–－~～一]{1,2}|[至到])\s?"
_YEAR = r"(?:19|20)\d\d"
_MANY = rf"(?P<many>[{NUMERAL_SIGNS}两]|\d)"
# 从2021年到2024年的三年间, 2021—2024年三年来; 2021年9月到2024年8月 has months.
_LONG = late_regex(
    rf"(?<![\d.])(?P<from>{_YEAR})年?{_TO}(?P<to>{_YEAR})年?(?:底|末)?[，,]?(?:这|的|，)?"
    rf"(?P<at>{_MANY}年)(?:来|间|内|时间|期间|里)"
)
# 近三年（2021—2024年）, 近三年（2021、2022、2023、2024年）.
# 从2019年起至2023年，四年共: the first and the last are counted.
_COUNTED = late_regex(
    rf"(?P<from>{_YEAR})年(?:开始|起){_TO}(?P<to>{_YEAR})年?(?:底|末|止)?[，,]?(?:这|的)?(?P<at>{_MANY}年)[间来内]?(?:共|累计|总)"
)
_LAST = rf"(?:[近最前过][近去]?){_MANY}(?:个?学)?年(?:来|间|内)?"
_BRACKETED = late_regex(
    rf"(?P<at>{_LAST})[（(](?P<years>(?:{_YEAR}年?[-—–－~～至到]{{1,2}}{_YEAR}(?P<school>学)?年?(?:度)?"
    rf"|{_YEAR}年?(?:[、，,和及]{_YEAR}年?)+(?:度)?))[）)]"
)
# 近三年，2020年投入…，2021年投入…: 2019年以来 and 比2019年 are none of them.
_EACH = late_regex(rf"{_LAST}(?=[^。；\n]{{0,80}}{_YEAR}年)")
_EACH_YEAR = late_regex(rf"[，、：:；](?P<year>{_YEAR})年(?![以之底末前到至—-])")
_SENTENCE = late_regex("[。\n]|$")
_PLAN = late_regex(
    rf"(?P<plan>十[{DIGITS[1:6]}]五)”?(?:期间|时期|规划期?)?[（(](?P<from>{_YEAR})年?{_TO}(?P<to>{_YEAR})年?[）)]"
)
_TERM = late_regex(
    rf"(?<![\d.])(?P<at>(?P<from>{_YEAR}){_TO}(?P<to>{_YEAR})\s?学年)度?(?:的?(?:第[一二]|[上下]|[春秋]季)学期)"
)
_DAYS = late_regex(
    r"(?<![\d.月至到—-])(?P<at>(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:[-—–－~～]{1,2}|[至到])"
    r"(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日)"
)
_YEAR_BEFORE = late_regex(rf"{_YEAR}\s?年\s?$")
_HOURS = late_regex(
    r"(?<![\d.:：比])(?P<at>(?P<h>\d{1,2})[:：](?P<m>[0-5]\d)(?:[-—–－~～]{1,2}|[至到])"
    r"(?P<h2>\d{1,2})[:：](?P<m2>[0-5]\d))(?![\d.:：])"
)
_WEEKDAY = late_regex(
    rf"(?P<year>{_YEAR})\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日\s?[，（(]?\s?"
    rf"(?P<at>(?:星期|周|礼拜)(?P<day>[{DIGITS[1:7]}日天]))(?![至到、—-])"
)
_WEEK = f"{DIGITS[1:7]}日"
_FIRST_PLAN, _FIRST_YEAR, _PLAN_YEARS = 10, 2001, 5
# School hours: what is said of the evening ends at night, and 8:00—5:30 in the afternoon.
_MORNING, _NIGHT, _MOST_MINUTES, _HOUR = 6, 18, 120, 60
_FEW, _HALF, _MONTHS, _LONGEST = 3, 6, 12, 300
_NEAR = 8
_HINT = "请核对起止和时间长短"


def check_spans_of_time(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each of them."""
    for cue, check in _CHECKS.items():
        for part in text.parts_with(cue):
            yield from check(part)


def _many(found: re.Match[str]) -> int:
    told = found["many"]
    return int(told) if told.isdecimal() else read_numeral(told) or 0


def _check_long(part: TextPart) -> Iterator[TextFinding]:
    """Both the first and the last year may be counted, or one of them."""
    for found in _LONG.finditer(part.text):
        years = int(found["to"]) - int(found["from"])
        if _many(found) not in (years, years + 1):
            message = f"“{found[0]}”：{found['from']} 年到 {found['to']} 年是 {years + 1} 个年份"
            yield remind(TextRule.CALCULATION, part, found.span("at"), message, _HINT)


def _check_counted(part: TextPart) -> Iterator[TextFinding]:
    for found in _COUNTED.finditer(part.text):
        years = int(found["to"]) - int(found["from"]) + 1
        if _many(found) != years:
            message = f"“{found[0]}”：{found['from']} 年到 {found['to']} 年是 {years} 个年份"
            yield remind(TextRule.CALCULATION, part, found.span("at"), message, _HINT)


def _check_bracketed(part: TextPart) -> Iterator[TextFinding]:
    for found in _BRACKETED.finditer(part.text):
        years = re.findall(_YEAR, found["years"])
        many, listed = _many(found), len(years)
        if listed == 2 and not re.search("[、，,和及]", found["years"]):
            listed = int(years[1]) - int(years[0]) + 1
            # 2021—2024学年 are three, 2021年到2024年 may be.
            if many == listed - 1:
                continue
        if many != listed:
            message = f"写的是“{found['at']}”，括号里是 {listed} 年：{found['years']}"
            yield remind(TextRule.COUNT, part, found.span("at"), message, _HINT)


def _check_each(part: TextPart) -> Iterator[TextFinding]:
    for found in _EACH.finditer(part.text):
        stop = _SENTENCE.search(part.text, found.end(), found.end() + _LONGEST)
        end = min(stop.start() if stop else len(part.text), found.end() + _LONGEST)
        years = {each["year"] for each in _EACH_YEAR.finditer(part.text, found.end(), end)}
        if len(years) > _many(found) >= _FEW:
            told = "、".join(sorted(years))
            message = f"写的是“{found[0]}”，后面写了 {len(years)} 个年份：{told}"
            yield remind(TextRule.COUNT, part, found.span(), message, _HINT)


def _check_plan(part: TextPart) -> Iterator[TextFinding]:
    for found in _PLAN.finditer(part.text):
        number = read_numeral(found["plan"][:-1]) or _FIRST_PLAN
        begin = _FIRST_YEAR + _PLAN_YEARS * (number - _FIRST_PLAN)
        end = begin + _PLAN_YEARS - 1
        if (int(found["from"]), int(found["to"])) != (begin, end):
            message = f"“{found['plan']}”是 {begin}—{end} 年，文中写的是“{found[0]}”"
            yield remind(TextRule.SPAN_OF_YEARS, part, found.span(), message, "请核对年份")


def _check_term(part: TextPart) -> Iterator[TextFinding]:
    for found in _TERM.finditer(part.text):
        if int(found["to"]) - int(found["from"]) > 1:
            message = f"“{found['at']}”跨了不止一个学年，后面写的是一个学期"
            yield remind(TextRule.SPAN_OF_YEARS, part, found.span("at"), message, "请核对年份")


def _check_days(part: TextPart) -> Iterator[TextFinding]:
    for found in _DAYS.finditer(part.text):
        month, last = int(found["m"]), int(found["m2"] or found["m"])
        # 11月25日至2月10日 goes on into the next year, 10月9日至9月20日 of a year does not.
        dated = month - last <= _HALF and _YEAR_BEFORE.search(
            part.text[max(found.start() - _NEAR, 0) : found.start()]
        )
        same = month == last and int(found["d2"]) < int(found["d"])
        wrong = same or (last < month and bool(dated))
        if wrong and max(month, last) <= _MONTHS:
            message = f"起止日期“{found['at']}”不对：后一个日期早于前一个"
            yield remind(TextRule.DATE, part, found.span("at"), message, "请核对月、日")


def _check_hours(part: TextPart) -> Iterator[TextFinding]:
    for found in _HOURS.finditer(part.text):
        hour, last = int(found["h"]), int(found["h2"])
        early = hour * _HOUR + int(found["m"]) - last * _HOUR - int(found["m2"])
        if _MORNING <= hour < _NIGHT and last >= _MORNING and 0 < early <= _MOST_MINUTES:
            message = f"起止时间“{found['at']}”不对：后一个时间早于前一个"
            yield remind(TextRule.DATE, part, found.span("at"), message, "请核对时间")


def _check_weekday(part: TextPart) -> Iterator[TextFinding]:
    for found in _WEEKDAY.finditer(part.text):
        try:
            day = date(int(found["year"]), int(found["m"]), int(found["d"]))
        except ValueError:
            # Another check tells of a day that there is not.
            continue
        if found["day"].replace("天", "日") != (real := _WEEK[day.weekday()]):
            message = (
                f"{day.year} 年 {day.month} 月 {day.day} 日是星期{real}，写的是“{found['at']}”"
            )
            yield remind(TextRule.DATE, part, found.span("at"), message, "请核对日期和星期")


_CHECKS: Mapping[re.Pattern[str], Callable[[TextPart], Iterator[TextFinding]]] = {
    late_regex(rf"年(?<=[{NUMERAL_SIGNS}两\d]年)(?:来|间|内|时间|期间|里)"): _check_long,
    late_regex(r"年(?:开始|起)\s?[至到—-]"): _check_counted,
    late_regex(rf"年[来间内]?[（(](?={_YEAR})"): _check_bracketed,
    late_regex(rf"[近最前过](?={_MANY}(?:个?学)?年[^。；\n]{{0,80}}{_YEAR}年)"): _check_each,
    late_regex(rf"十[{DIGITS[1:6]}]五"): _check_plan,
    late_regex(r"学年度?的?(?:第[一二]|[上下]|[春秋]季)学期"): _check_term,
    late_regex(r"月(?<=\d月)\d{1,2}日?[-—–－~～至到]"): _check_days,
    late_regex(r"[:：](?<=\d[:：])[0-5]\d[-—–－~～至到]"): _check_hours,
    late_regex(rf"日\s?[，（(]?\s?(?:星期|周|礼拜)[{DIGITS[1:7]}日天]"): _check_weekday,
}
