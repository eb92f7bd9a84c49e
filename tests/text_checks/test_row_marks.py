"""Marks that differ within one row, or are lacking or too many between its members."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (
            TextRule.LIST_MARKS,
            "投入中央9700万元、省级资金5360万元，区级资金7648万元。",
            ["，"],
        ),
        (TextRule.LIST_MARKS, "本科10人，专科8人、中专2人。", ["，"]),
        (TextRule.LIST_MARKS, "有校园网络系统，多媒体教室、校园广播系统等。", ["，"]),
        (TextRule.LIST_MARKS, "坚持“德育为首、质量立校，全面发展”的思路。", ["，"]),
        (TextRule.LIST_MARKS, "音乐、美术、专业教师仅有2名。", ["、"]),
        (TextRule.LIST_MARKS, "达到53%，高于50%的要求并向农村初中倾斜。", ["并"]),
        (TextRule.LIST_MARKS, "实验室2间（物理、化学）图书室1间，音乐教室1间。", ["）"]),
        (TextRule.LIST_MARKS, "专任教师45人、且学历达标。", ["、"]),
        (TextRule.MISPLACED_MARK, "辍学10人，辍学率0.86%。符合国家的基本要求。", ["。符合"]),
        (TextRule.MISPLACED_MARK, "布局合理，环境优美。有利于师生的学习。", ["。有利于"]),
        (TextRule.BOOK_MARKS, "按《小学音乐器材配备目录>配齐。", [">"]),
        (TextRule.NUMERALS, "学校始建于一九五三年，2023年改造。", ["一九五三年"]),
    ],
)
def test_a_mark_that_does_not_fit_is_told(
    find: Finder, rule: TextRule, text: str, found: list[str]
) -> None:
    assert find(rule, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "其中男生20人、女生30人，寄宿生10人。",
        "本科40人、专科30人，党员12人。",
        "坚持“以人为本、全面发展，科学管理、特色兴校”的思路。",
        "教室12间（含功能室）面积200平方米，小学8所（含教学点）教师20人。",
        "音乐、体育、美术、专业教室齐全，环境优美，有利于师生的学习。",
        "本科10人、专科8人、中专2人，高级3人、中级5人、初级2人。",
    ],
)
def test_marks_that_part_what_is_apart_are_left_alone(find: Finder, text: str) -> None:
    assert [find(rule, text) for rule in (TextRule.LIST_MARKS, TextRule.MISPLACED_MARK)] == [[], []]


def test_an_area_and_a_school_in_it_are_two(find: Finder) -> None:
    assert find(TextRule.REPEATED, "全镇26个班。学校24个班。") == []
    assert find(TextRule.REPEATED, "学校26个班。我校24个班。") != []


@pytest.mark.parametrize(
    "text",
    [
        "适龄儿童76318人，入学率为98.8%；其中女童35720人，入学率为98.3%。",
        "图书室藏书11298册，生均21册，达到生均20册的标准。",
    ],
)
def test_a_part_and_what_is_asked_are_no_second_value(find: Finder, text: str) -> None:
    assert find(TextRule.REPEATED, text) == []


def test_what_follows_brackets_is_of_what_stands_before_them(find: Finder) -> None:
    assert find(TextRule.PARTS, "有学校63所（含市直学校5所），其中小学48所，初中7所。") == []
