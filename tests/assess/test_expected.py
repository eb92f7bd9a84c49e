"""What a plan promises to add (预计增加)."""

from __future__ import annotations

from tests.conftest import Examine

BOOKS = "数据: {在校生数: 880, 图书册数: 100}\n"


def test_what_no_failing_indicator_is_about_is_told_at_its_place(examine: Examine) -> None:
    plan = "{标题: 购书, 内容: 购。, 预计增加: {图书册数: 3000, 计算机台数: 20}}"
    examined = examine(f"{BOOKS}今后措施: [{plan}]\n", standards="[河南省办学基本标准]")
    found = [each for each in examined.problems if each.code == "expected_unused"]
    assert [each.location.path for each in found] == ["今后措施[1].预计增加.计算机台数"]
    assert not found[0].stops
    assert found[0].message.endswith("没有写进报告：没有哪项未达标的指标用到它")


def test_what_is_met_already_is_named(examine: Examine) -> None:
    plan = "{标题: 购书, 内容: 购。, 预计增加: {图书册数: 3000}}"
    books = "数据: {在校生数: 10, 图书册数: 1000}\n"
    examined = examine(f"{books}今后措施: [{plan}]\n", standards="[河南省办学基本标准]")
    (found,) = [each for each in examined.problems if each.code == "expected_unused"]
    assert found.message.endswith("用到它的指标“生均图书册数”已经达标")
