"""Marks that are printed as they stand are told, with the line at which they begin."""

from __future__ import annotations

from tests.conftest import Examine


def test_too_many_marks_are_told_at_their_line(examine: Examine) -> None:
    text = "第一段。\n\n  " + "**甲**" * 300
    examined = examine(f"数据: {{在校生数: 880}}\n主要措施: |\n  {text}\n")
    (problem,) = [each for each in examined.problems if each.code == "crowded_markup"]
    assert problem.location.line == 7 and "超过 1000 个" in problem.message


def test_a_list_too_deep_is_told_at_its_line(examine: Examine) -> None:
    lines = "\n".join("  " * (1 + each) + "- 甲" for each in range(200))
    examined = examine(f"数据: {{在校生数: 880}}\n主要措施: |\n  开头。\n\n{lines}\n")
    (problem,) = [each for each in examined.problems if each.code == "crowded_markup"]
    assert problem.location.line >= 6 and "超过 30 层" in problem.message
    assert examined.report is not None


def test_usual_texts_are_not_told_of(examine: Examine) -> None:
    text = "**组织到位。** 学校成立小组。\n\n  - 每月*开会*\n\n  " * 50
    examined = examine(f"数据: {{在校生数: 880}}\n主要措施: |\n  {text}\n")
    assert "crowded_markup" not in {each.code for each in examined.problems}
