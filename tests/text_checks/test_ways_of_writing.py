"""What is written in two ways, with blanks, or twice; marks that part what belongs together."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("儿童 1388人，入学1380 人。", ["童 1", "0 人"]),
        ("毕业率100% ，学历达标率98 %。", ["% ，", "8 %"]),
        ("2024 年验收。", ["4 年"]),
        ("附件 1", []),
        ("表 2 各校情况", []),
        ("表2　义务教育均衡指标", []),
        ("一、 指导思想", ["、 指"]),
        ("副组长： 李明", []),
    ],
)
def test_blanks_beside_figures(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.SPACES, text) == found


def test_blanks_throughout_are_told_once(find: Finder) -> None:
    lines = [f"学校有学生 {at} 名。" for at in range(3)]
    assert find(TextRule.SPACES, *lines) == ["生 0"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["现有六个教学班，学生208人。", "6个教学班共有教师12名，6个教学班设施齐全。"],
            ["六个教学班"],
        ),
        (["近五年增加六个班，现有30个教学班。"], []),
        (["一轨制学校，一年级为2轨，二年级2轨。"], ["一轨"]),
        (["初中三年级共3个班，1—4年级开设英语课，5年级开设信息课。"], ["三年级"]),
        (["预算为九十六万元，已投入12万元。"], ["九十六万元"]),
        (["计算机十四台，音响2支。"], ["十四台"]),
        (["八九年度评为先进，获“九三年先进单位”称号。"], ["八九年", "九三年"]),
        (["6个教学班，一个年级一个班，一所学校，每班三四十人，七八年前建成。"], []),
        (["一是加强领导，三个校区，四个方面，第二十四条，一人一案，实有12人。"], []),
        (["十四台计算机，二十四间教室。"], []),
    ],
)
def test_numbers_in_two_ways(find: Finder, lines: list[str], found: list[str]) -> None:
    assert find(TextRule.NUMERALS, *lines) == found


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("音乐教室一间，美术教室一间、书法教室一间。", TextRule.LIST_MARKS, ["，"]),
        ("实验室6间，物理实验室2间、化学实验室4间。", TextRule.LIST_MARKS, []),
        ("有物理实验室1间，化学实验室1间、生物实验室1间。", TextRule.LIST_MARKS, ["，"]),
        ("图书室、阅览室，仪器室、保管室。", TextRule.LIST_MARKS, ["，仪器室"]),
        ("开设语文、数学，英语、音乐等课程。", TextRule.LIST_MARKS, ["，"]),
        ("设教导处、总务处，政教处、团委。", TextRule.LIST_MARKS, ["，"]),
        ("校园绿树成荫鸟语花香。", TextRule.LIST_MARKS, ["绿树成荫鸟语花香"]),
        ("校园绿树成荫，鸟语花香。", TextRule.LIST_MARKS, []),
        ("共有学生1094名。其中：中心小学410名。", TextRule.MISPLACED_MARK, ["。"]),
        ("共有学生1094名，其中中心小学410名。", TextRule.MISPLACED_MARK, []),
        ("对教育工作，进行了自查。", TextRule.MISPLACED_MARK, ["，"]),
        ("教学点，均无食堂。", TextRule.MISPLACED_MARK, ["，"]),
        ("经查，均有食堂。", TextRule.MISPLACED_MARK, []),
        ("6个教学班（不含学前班，学生156人。", TextRule.BRACKET_PAIRS, ["（不含学前班，"]),
    ],
)
def test_marks_between(find: Finder, text: str, rule: TextRule, found: list[str]) -> None:
    assert find(rule, text) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["20.本校没有建宿舍，不寄宿。", "21.本校没有建宿舍，不寄宿。"],
            ["21.本校没有建宿舍，不寄宿。"],
        ),
        (
            ["", "", "", "", "教学班12个，符合要求。教学班12个，符合要求。"],
            ["教学班12个，符合要求。"],
        ),
        (["1.加强管理。", "2.加强管理。"], []),
        (["各校达标。", "各校达标。"], []),
    ],
)
def test_items_and_sentences_told_twice(find: Finder, lines: list[str], found: list[str]) -> None:
    assert find(TextRule.TOLD_TWICE, *lines) == found
