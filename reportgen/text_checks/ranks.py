"""Ranks that cannot be (the 20th of 18 schools), or are told in two ways, and 连续3年 of years that
do not follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_NTH = rf"第(?P<nth>\d{{1,3}}|[{NUMERAL_SIGNS}]{{1,3}})(?:名|位)"
_OF_MANY = late_regex(
    rf"(?P<many>\d{{1,3}}|[{NUMERAL_SIGNS}]{{1,3}})[所个](?P<who>[一-鿿]{{1,8}})"
    rf"[^。；\n\d]{{0,30}}?(?P<at>{_NTH})(?!次)"
)
_IN = late_regex(
    rf"(?P<year>20\d\d)年(?P<what>[^，。；\n]{{0,4}}?(?:中考|高考|期末|统考|会考|毕业考试|质量监测|综合考评|目标考核))"
    rf"[^。\n]{{0,120}}?(?P<at>(?P<where>全[县区市镇乡旗])(?:同类学校)?{_NTH})"
)
_YEAR = r"20\d\d"
_STREAK = late_regex(
    rf"(?P<at>连续(?P<many>\d|[{NUMERAL_SIGNS}两])年)[^。；\n（(]{{0,30}}[（(](?P<years>{_YEAR}年?(?:[、，,和及]{_YEAR}年?)+)(?:度)?[）)]"
)
_CUE = late_regex("第[^，。；]{1,3}[名位]")
_STREAK_CUE = late_regex("连续.年")
_HINT = "请核对名次"
_NO_RANK = late_regex("个人|学生|教师|选手|队员")


def check_ranks(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that cannot be."""
    told: dict[tuple[str, str, str, int], SaidWords] = {}
    for part in text.parts_with(_CUE):
        yield from _check_many(part)
        for found in _IN.finditer(part.text):
            key = found["year"], found["what"][-2:], found["where"], _number(found["nth"])
            told.setdefault(key, SaidWords(part, *found.span("at")))
    for one, other in combinations(told, 2):
        if one[:-1] == other[:-1]:
            yield from remind_of_both(TextRule.REPEATED, told[one], told[other], _HINT)
    for part in text.parts_with(_STREAK_CUE):
        yield from _check_streak(part)


def _check_many(part: TextPart) -> Iterator[TextFinding]:
    for found in _OF_MANY.finditer(part.text):
        if _number(found["nth"]) > _number(found["many"]) > 1 and not _NO_RANK.search(found[0]):
            message = f"“{found[0]}”：一共 {_number(found['many'])} 个，没有{found['at']}"
            yield remind(TextRule.RELATION, part, found.span("at"), message, _HINT)


def _check_streak(part: TextPart) -> Iterator[TextFinding]:
    for found in _STREAK.finditer(part.text):
        years = sorted({int(year) for year in re.findall(_YEAR, found["years"])})
        follow = years[-1] - years[0] + 1 == len(years)
        if not follow or len(years) != _number(found["many"]):
            told = "不连续" if not follow else f"是 {len(years)} 年"
            message = f"写着“{found['at']}”，括号里的年份{told}：{found['years']}"
            yield remind(TextRule.COUNT, part, found.span("at"), message, "请核对年份")


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told.replace("两", "二")) or 0
