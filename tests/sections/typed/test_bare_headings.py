"""Titles of which a file says no more."""

from __future__ import annotations

import pytest

from reportgen.pipeline import Examined
from reportgen.problems import Severity
from tests.conftest import Examine

BOOKS = "数据: {在校生数: 880, 图书册数: 100}\n"
BY_HENAN = "[河南省办学基本标准]"


def told(examined: Examined) -> list[tuple[str, str]]:
    found = [each for each in examined.problems if each.code == "bare_heading"]
    assert all(each.severity is Severity.WARNING for each in found)
    return [(each.message.split("”")[0][1:], each.location.path) for each in found]


@pytest.mark.parametrize("block", ["存在问题", "今后措施", "主要措施", "特色"])
def test_a_title_alone_is_told_at_its_place(examine: Examine, block: str) -> None:
    examined = examine(f"{block}: [{{标题: 一、书旧, 内容: 旧。}}, {{标题: 钱少}}]\n")
    assert told(examined) == [("钱少", f"{block}[2]")]


def test_a_title_with_the_figures_of_what_fails_is_not_alone(examine: Examine) -> None:
    body = BOOKS + "存在问题: [{标题: 书少, 指标: 生均图书册数}]\n"
    assert not told(examine(body, standards=BY_HENAN))


def test_a_plan_with_who_does_it_is_not_alone(examine: Examine) -> None:
    assert not told(examine("今后措施: [{标题: 购书, 责任人: 教务主任}]\n"))


def test_a_heading_within_a_text_is_told_at_its_line(examine: Examine) -> None:
    examined = examine("主要措施: |\n  ## 抓管理\n\n  ## 抓安全\n\n  常查。\n")
    (problem,) = [each for each in examined.problems if each.code == "bare_heading"]
    assert "“抓管理”" in problem.message and problem.location.line == 4
