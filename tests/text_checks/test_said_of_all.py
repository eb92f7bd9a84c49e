"""What is said of all, ranks, and rows that a count stands behind."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("近视率控制在20%以内，为23.7%，每年举行运动会。", "控制在20%以内，为23.7%"),
        ("教师培训均达到360学时，人均318学时。", "人均318学时"),
        (
            "小学、初中教师学历合格率分别达到98.9%和89.2%，各学段教师学历合格率全部达到95%以上。",
            "合格率全部达到95%以上",
        ),
        ("全校78名教师全部完成培训任务，完成率98.7%。", "完成率98.7%"),
        ("家长满意度97.2%、学生满意度98.1%，综合满意度98.4%。", "综合满意度98.4%"),
    ],
)
def test_a_number_that_belies_what_is_said_of_all_is_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.CLAIMS_DIFFER, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "近视率控制在20%以内，为13.7%，班额控制在45人以内，平均班额40人。",
        "教师培训均达到360学时，人均380学时；图书均达到20册，平均25册。",
        "学历合格率分别达到98.9%和97%，各学段教师学历合格率全部达到95%以上。",
        "去年巩固率94%，今年巩固率均达到95%以上。",
        "全部完成培训任务，完成率100%；全部参加考试，合格率98%。",
        "家长满意度97.2%、学生满意度98.1%，综合满意度97.4%；家长满意度97%，总体满意度98%。",
    ],
)
def test_a_number_that_may_be_so_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CLAIMS_DIFFER, text) == []


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.RELATION, "在全县18所初中综合评比中排名第20名。", ["第20名"]),
        (TextRule.RELATION, "在全县18所初中中排第8名，12个班的学生参加，王明获第13名。", []),
        (TextRule.COUNT, "连续3年获得冠军（2021年、2022年、2024年）。", ["连续3年"]),
        (TextRule.COUNT, "连续三年获奖（2021、2022年）。", ["连续三年"]),
        (TextRule.COUNT, "连续3年获奖（2022年、2023年、2024年），连续三年（2021—2023年）。", []),
        (TextRule.COUNT, "下设资料组、校园组、仪器组、安全组和宣传组四个工作组。", ["四个工作组"]),
        (TextRule.COUNT, "下设资料组、后勤组、宣传组、接待组五个组。", ["五个组"]),
        (TextRule.COUNT, "由教育局、财政局、人社局、编办等三部门检查。", ["三部门"]),
        (TextRule.COUNT, "设有语文组、数学组、英语组共4个教研组。", ["4个教研组"]),
        (
            TextRule.COUNT,
            "由教育局、财政局、人社局等五部门检查，仪器按物理、化学、生物二类标准。",
            [],
        ),
        (TextRule.COUNT, "下设资料组、后勤组和宣传组三个组，质量和安全、后勤两个方面。", []),
    ],
)
def test_ranks_years_and_rows(find: Finder, rule: TextRule, text: str, found: list[str]) -> None:
    assert find(rule, text) == found


def test_a_rank_told_in_two_ways_is_told_at_both_places(find: Finder) -> None:
    text = "2009年中考及格率41.3%，居全县第三位。", "2009年中考成绩保持全县第二位。"
    assert find(TextRule.REPEATED, *text) == ["全县第三位", "全县第二位"]
    others = "2009年中考居全县第三位。", "2010年中考居全县第二位。", "2009年期末考试居全县第五位。"
    assert find(TextRule.REPEATED, *others) == []


def test_an_age_in_chinese_numerals(find: Finder) -> None:
    wrong = "学校始建于1984年，至今已有五十余年的办学历史。"
    right = "学校始建于1974年，至今已有五十年历史。学校始建于1908年，已有百余年、一百一十六年历史。"
    assert find(TextRule.CALCULATION, wrong, year=2024) == ["五十余年"]
    assert find(TextRule.CALCULATION, right, year=2024) == []
