"""The sentence about outlays says no figure that the school's own words have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.model.report import Paragraph

TEXT = """\
学校: {{名称: 示例小学, 类型: 小学}}
报告: {{年度: 2024, 标准: [], 提纲: [投入明细, 主要措施]}}
投入: [{{项目: 电脑, 金额: 30万元, 年份: {year}}}, {{项目: 图书, 金额: 6万元, 年份: 2024}}]
主要措施: [{{标题: 条件, 内容: {words}}}]
"""


@pytest.mark.parametrize(
    ("year", "words", "told"),
    [
        (2023, "累计投入36万元。", "学校用于改善办学条件的投入，2023年30万元、2024年6万元。"),
        (2023, "累计投入 360000 元。", "学校用于改善办学条件的投入，2023年30万元、2024年6万元。"),
        (2024, "累计投入36万元。", "2024年，学校用于改善办学条件的投入有2笔。"),
        (
            2023,
            "累计投入136万元。",
            "2023年至2024年，学校用于改善办学条件的投入共36万元，其中2023年30万元、2024年6万元。",
        ),
    ],
)
def test_a_total_that_the_words_have_is_not_said_again(
    examine_text: Callable[..., Any], year: int, words: str, told: str
) -> None:
    report = examine_text(TEXT.format(year=year, words=words)).report
    said = next(each for each in report.sections[0].blocks if isinstance(each, Paragraph))
    assert "".join(run.text for run in said.runs) == f"{told}各项投入见表1。"
