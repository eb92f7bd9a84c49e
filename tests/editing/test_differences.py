"""The values in which two versions of a school's data differ."""

from __future__ import annotations

from pathlib import Path

from reportgen.editing.differences import (
    Difference,
    find_differences,
    find_school_differences,
)
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop, examine_school


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


def test_figures_are_held_against_each_other_as_they_were_read(tmp_path: Path) -> None:
    head = "学校: {名称: 河口小学, 类型: 小学}\n报告: {年度: 2026, 标准: []}\n数据: "
    told = (
        "{在校生数: 八百八十, 教学仪器设备值: 30万元}",
        "{在校生数: {小学: 880}, 教学仪器设备值: 310000}",
    )
    read = []
    for number, figures in enumerate(told):
        file = tmp_path / f"{number}.yaml"
        file.write_text(f"{head}{figures}\n", encoding="utf-8")
        school = examine_school(file, Workshop()).school
        read.append(({"数据": figures}, school))
    assert find_school_differences(*read) == (Difference("教学仪器设备值", "300000", "310000"),)
