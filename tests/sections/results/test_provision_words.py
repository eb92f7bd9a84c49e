"""Rooms for every so many classes are told in whole rooms, item by item as in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.model.report import Paragraph

TEXT = """\
学校: {{名称: 示例小学, 类型: 小学}}
报告: {{年度: 2024, 标准: [甲], 提纲: [{{章节: 达标情况, 写法: 逐项}}]}}
数据: {{教学班数: 21, 音乐专用教室面积: {rooms}, 在校生数: 880, 转入学生数: 0}}
自定标准:
  标识: 甲
  名称: 甲标准
  学段: [小学]
  指标:
    - {{名称: 配备, 分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12), 单位: 间, 小数: 1, 整校: 是,
       标准: 1, 缺口单位: 间}}
    - {{名称: 面积, 类型: 数值, 分子: 最小(音乐专用教室面积), 单位: ㎡, 小数: 0, 整校: 是, 标准: 96}}
    - {{名称: 转入比, 分子: 在校生数, 分母: 转入学生数, 标准: 1}}
"""


@pytest.mark.parametrize(
    ("rooms", "told"),
    [
        (
            "[98, 88]",
            (
                "指标1　配备：应配2间，实有2间，达标。",
                "指标2　面积：2间音乐专用教室，最小的88平方米，标准为不低于96平方米，未达标",
            ),
        ),
        (
            "[98]",
            (
                "指标1　配备：应配2间，实有1间，未达标，缺1间。",
                "指标2　面积：98平方米，标准为不低于96平方米，达标。",
            ),
        ),
        ("0", ("指标1　配备：应配2间，实有0间，未达标，缺2间。", "指标2　转入比：暂不能计算。")),
    ],
)
def test_rooms_are_told_whole_and_no_sentence_is_a_stump(
    examine_text: Callable[..., Any], rooms: str, told: tuple[str, str]
) -> None:
    report = examine_text(TEXT.format(rooms=rooms)).report
    blocks = [block for section in report.sections for block in section.blocks]
    found = ["".join(r.text for r in each.runs) for each in blocks if isinstance(each, Paragraph)]
    for line, start in zip(found[:2], told, strict=True):
        assert line.startswith(start)
