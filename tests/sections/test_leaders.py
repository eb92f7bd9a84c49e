"""What a clerk is reminded of in the list of the leading group and in what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SCHOOL = "学校: {名称: 示例小学, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n"


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("组长", "组长"), "领导小组名单里有2个组长：甲、乙"),
        (("组　长", "组长"), "领导小组名单里有2个组长：甲、乙"),
        (("组长", "副组长"), ""),
        (("第一组长", "组长"), ""),
    ],
)
def test_two_who_lead_are_reminded_of(
    examine_text: Callable[..., Any], roles: tuple[str, str], told: str
) -> None:
    rows = "".join(
        f"  - {{职责: {role}, 姓名: {name}}}\n" for role, name in zip(roles, "甲乙", strict=True)
    )
    problems = examine_text(f"{SCHOOL}领导小组:\n{rows}").problems
    found = [each.message for each in problems if each.code == "two_leaders"]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("成立迎检工作领导小组", ["领导小组前面叫“创建工作领导小组”，这里叫“迎检工作领导小组”"]),
        ("成立创建工作领导小组", []),
        ("成立安全工作领导小组", []),
        ("成立领导小组", []),
    ],
)
def test_two_names_of_the_group_are_reminded_of(
    examine_text: Callable[..., Any], second: str, told: list[str]
) -> None:
    body = (
        "主要措施:\n"
        "  - {标题: 组织, 内容: 学校成立创建工作领导小组，校长任组长。}\n"
        f"  - {{标题: 督查, 内容: 学校{second}，每月检查。}}\n"
    )
    problems = examine_text(SCHOOL + body).problems
    assert [each.message for each in problems if each.code == "two_groups"] == told
