"""Items without an end, brackets round a row, and numbers with a blank."""

from __future__ import annotations

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


def test_an_item_lacks_the_mark_that_the_one_before_it_has(find: Finder) -> None:
    before = "（2）师资不足，部分课程由其他教师兼任。"
    text = "（3）部分家长重智轻体，对学生锻炼督促不够"
    assert find(TextRule.OPEN_END, before, text) == ["不够"]
    assert find(TextRule.OPEN_END, "（1）加强领导，落实各项责任", text) == []


def test_a_bracket_that_is_open_is_told_with_its_row(find: Finder) -> None:
    text = "专任教师15人（体育7人、音乐4人、美术4人，每百名学生0.92人。"
    assert find(TextRule.BRACKET_PAIRS, text) == ["（体育7人、音乐4人、美术4人"]


def test_a_number_has_no_blank_within(find: Finder) -> None:
    assert find(TextRule.BROKEN_NUMBER, "宿舍建筑面积18 746平方米。") == ["18 746"]
    assert find(TextRule.BROKEN_NUMBER, "表1 350人，2023年 350人。") == []


def test_words_of_others_are_told_where_they_stand_in_a_row(find: Finder) -> None:
    assert find(TextRule.WORDING, "由学校领导、老师代表、学生代表组成。") == ["老师代表"]
    assert find(TextRule.WORDING, "坚持“以人为本、全面进展”的办学理念。") == ["全面进展"]
    assert find(TextRule.WORDING, "各项工作取得全面进展。") == []
