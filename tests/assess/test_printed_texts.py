"""What is left to fill in is seen in every text that can be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from reportgen.pipeline import Examined
from reportgen.problems import Location
from tests.conftest import Examine

EVERYWHERE = """学校: {名称: XX1小学, 类型: 小学, 所在区县: XX2县, 代码: XX3, 地址: XX4市良庆区}
报告:
  年度: 2024
  标准: []
  标题: XX5报告
  主送: XX6局
  署名: XX7学校
  依据: [XX8文件]
  附件: [XX9目录]
  提纲: [基本情况, {标题: XX10情况, 组成: [主要措施, 存在问题, 特色章]}, 取得成绩]
数据: {校训: XX11, 学校沿革: XX12年建校, 班级人数: {XX41班: 45}}
基本情况: XX13地处城区。
领导小组: [{职责: XX14, 姓名: XX15, 职务: XX16}]
主要措施: [{标题: XX17, 内容: XX18}]
特色: [{标题: XX19, 内容: XX20}]
成绩: [{名称: 第一届XX21市文明校园, 级别: XX22, 颁发单位: XX23, 年份: 2023}, XX24奖]
投入: [{项目: XX25楼, 金额: 100, 说明: XX26}]
存在问题: [{标题: XX27, 内容: XX28}]
今后措施:
  - {针对: XX29, 标题: XX30, 内容: XX31, 责任人: XX32, 完成时限: XX33, 进展: XX34}
章节: {特色章: XX35, XX36章: XX37}
佐证材料: [{指标: [], 名称: XX38, 存放: XX39}, XX40]
"""


def leaves(value: object) -> Iterator[str]:
    """Every text within the value, however deep, but for those of places."""
    if isinstance(value, Location):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in leaves(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in leaves(each))
    elif is_dataclass(value):
        yield from (text for each in fields(value) for text in leaves(getattr(value, each.name)))


def told(examined: Examined) -> list[str]:
    return [each.message for each in examined.problems if each.code == "placeholder"]


def test_no_text_of_a_school_that_can_be_printed_is_overlooked(
    examine_text: Callable[[str], Examined],
) -> None:
    examined = examine_text(EVERYWHERE)
    given = {text for text in leaves(examined.school) if "XX" in text}
    assert len(given) >= 41
    assert {text for text in given if not any(text in each for each in told(examined))} == set()


def test_each_is_told_at_its_own_place(examine_text: Callable[[str], Examined]) -> None:
    problems = [each for each in examine_text(EVERYWHERE).problems if each.code == "placeholder"]
    paths = {each.location.path for each in problems}
    assert {"学校.地址", "报告.署名", "报告.依据", "数据.校训", "成绩[2]", "投入[1]"} <= paths


@pytest.mark.parametrize("text", ["（填写）", "（请填写校名）", "【待填】", "____", "△△", "20XX年"])
def test_what_stands_for_a_text_is_recognised(examine: Examine, text: str) -> None:
    assert told(examine(f"投入: [{{项目: '添置{text}', 金额: 1}}]\n"))


@pytest.mark.parametrize("text", ["（如实填写的表册）", "www.xxjy.com", "Ⅱ-XXL号校服", "3×2"])
def test_what_only_looks_so_is_left_alone(examine: Examine, text: str) -> None:
    assert not told(examine(f"投入: [{{项目: '{text}', 金额: 1}}]\n"))
