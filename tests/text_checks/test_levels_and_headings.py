"""Levels of satisfaction that are all there are, and headings with a count."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("满意的占86%，基本满意的占12%，不满意的占3%", True),
        ("非常满意72.5%，满意20.3%，基本满意5.2%，不满意3.0%", True),
        ("满意的占86%，基本满意的占12%，不满意的占2%", False),
        ("非常满意82.33%，满意12.33%，不满意5.33%", False),
        ("家长满意度98%，教师满意度97%，不满意3%", False),
    ],
)
def test_levels_come_to_all(find: Finder, text: str, wrong: bool) -> None:
    assert find(TextRule.PERCENTAGE, f"{text}。") == ([text] if wrong else [])


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("二、六项基本办学条件督查情况", ["六项基本办学条件"]),
        ("二、五项基本办学条件督查情况", []),
        ("二、六项管理落实情况", []),
        ("二、十四项重点任务进展情况", []),
    ],
)
def test_a_heading_counts_what_is_below_it(find: Finder, heading: str, found: list[str]) -> None:
    below = "1.校舍", "甲校有。", "2.图书", "3.仪器", "4.场地", "5.食堂", "三、问题"
    assert find(TextRule.COUNT, heading, *below) == found
