"""Spans of time, days of the week, ages and jubilees."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.CALCULATION, "2021年到2024年五年来投入百万。", "五年"),
        (TextRule.COUNT, "近三年（2020年、2021年、2022年、2023年）获奖。", "近三年"),
        (TextRule.COUNT, "近三年（2019—2023年）获奖。", "近三年"),
        (
            TextRule.COUNT,
            "近三年来，2021年投入20万元，2022年投入30万元，2023年投入15万元，2024年投入9万元。",
            "近三年来",
        ),
        (TextRule.SPAN_OF_YEARS, "“十四五”期间（2020—2025年）新建。", "十四五”期间（2020—2025年）"),
        (TextRule.SPAN_OF_YEARS, "2023—2025学年度第一学期开课。", "2023—2025学年"),
        (TextRule.DATE, "培训时间为5月20日至5月12日。", "5月20日至5月12日"),
        (TextRule.DATE, "9月25日—20日开展检查。", "9月25日—20日"),
        (TextRule.DATE, "2024年10月9日至9月20日开展检查。", "10月9日至9月20日"),
        (TextRule.DATE, "上午8:30—7:50早读。", "8:30—7:50"),
        (TextRule.DATE, "2024年3月15日（星期一）召开大会。", "星期一"),
    ],
)
def test_a_span_that_is_not_as_it_is_said_is_told(
    find: Finder, rule: TextRule, text: str, found: str
) -> None:
    assert find(rule, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "2021年到2024年的三年间，2021年到2024年的四年间，2022—2024年两年来，近三年（2021—2024年）。",
        "近三年（2022年、2023年、2024年），近三个学年（2021—2024学年），近两年（2023、2024年）。",
        "近三年来，2022年投入2万元，2023年投入3万元，2024年投入5万元，比2021年多，2020年以来也是。",
        "“十四五”期间（2021—2025年），“十三五”（2016-2020年），2021—2024学年三年，2024—2025学年度第一学期。",
        "11月25日至2月10日，9月10日—12日，2023年12月25日至1月5日，2024年10月8日至10日。",
        "8:00—5:30，11:30—1:00，22:00—6:00，8:30—11:50，师生比1:13—1:12。",
        "2024年3月15日（星期五），2024年3月15日周五，2024年3月15日星期一至星期五。",
    ],
)
def test_spans_as_they_are_said_are_left_alone(find: Finder, text: str) -> None:
    rules = TextRule.CALCULATION, TextRule.COUNT, TextRule.SPAN_OF_YEARS, TextRule.DATE
    assert [found for rule in rules for found in find(rule, text)] == []


def test_a_jubilee_is_held_against_the_year_of_founding(find: Finder) -> None:
    wrong = "学校始建于1958年。", "2023年迎来建校60周年。"
    right = (
        "学校始建于1958年，教学楼建于1999年。",
        "2023年迎来建校65周年，2024年是新中国成立75周年。",
    )
    assert find(TextRule.CALCULATION, *wrong) == ["建校60周年"]
    assert find(TextRule.CALCULATION, *right) == []


def test_an_age_is_held_against_the_year_of_birth(find: Finder) -> None:
    assert find(TextRule.CALCULATION, "王某，1975年3月生，现年60岁。", year=2024) == ["现年60岁"]
    assert find(TextRule.CALCULATION, "王某，1975年3月生，现年49岁。", year=2024) == []


def test_the_name_of_a_five_year_plan_has_no_character_twice(find: Finder) -> None:
    assert find(TextRule.TOLD_TWICE, "面向十五五，“十五五”期间（2026—2030年）。") == []
