"""The values in which two versions of a school's data differ."""

from __future__ import annotations

from reportgen.editing.differences import Difference, find_differences
from reportgen.model.tree import Tree


def test_values_that_differ_are_found_by_their_names() -> None:
    old: Tree = {
        "学校": {"名称": "甲"},
        "数据": {"人数": {"小学": "10"}, "班级": ("1", "2"), "面积": "5"},
    }
    new: Tree = {
        "学校": {"名称": "甲"},
        "数据": {"人数": {"小学": "12"}, "班级": ("1", "3"), "书": "9"},
    }
    assert find_differences(old, new) == (
        Difference("人数，小学", "10", "12"),
        Difference("班级", "1、2", "1、3"),
        Difference("面积", "5", ""),
        Difference("书", "", "9"),
    )


def test_spaces_and_widths_are_no_difference() -> None:
    assert not find_differences({"文字": "１２ 人"}, {"文字": "12人"})


def test_entries_of_lists_are_told_by_their_places() -> None:
    old, new = ({"特色": ({"题": "甲"}, {"题": each})} for each in ("乙", "丙"))
    assert find_differences(old, new) == (Difference("特色，第 2 项，题", "乙", "丙"),)
    assert not find_differences(None, {})
