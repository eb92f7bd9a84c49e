"""What the program adds to a shortcoming of the clerk's own: all that its heading names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.model.report import Heading, Paragraph

TEXT = """\
学校: {{名称: 示例小学, 类型: 小学}}
报告: {{年度: 2024, 标准: [优质均衡2017], 提纲: [存在问题]}}
数据: {{班级人数: {{一班: 48, 二班: 62, 三班: 40}}, 音乐专用教室面积: 0, 美术专用教室面积: 0}}
存在问题: [{{标题: {title}, 指标: {indicator}, 内容: {words}}}]
"""


def tell(examine_text: Callable[..., Any], **told: str) -> dict[str, str]:
    """What stands below each heading."""
    (section,) = examine_text(TEXT.format(**told)).report.sections
    found: dict[str, str] = {}
    heading = ""
    for block in section.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph):
            text = "".join(run.text for run in block.runs)
            found[heading] = found.get(heading, "") + text
    return {heading.partition("）")[2]: text for heading, text in found.items()}


@pytest.mark.parametrize(
    ("title", "both"),
    [
        ("音乐美术教室不足", True),
        ("美术、音乐教室都没有", True),
        ("音乐教室不足", False),
        ("美术作品少", False),
    ],
)
def test_all_that_the_heading_names_is_told_below_it(
    examine_text: Callable[..., Any], title: str, both: bool
) -> None:
    found = tell(
        examine_text, title=title, indicator="每12个班级配备音乐专用教室", words="校舍紧张。"
    )
    assert "音乐专用教室1间，实有0间" in found[title]
    assert ("美术专用教室1间，实有0间" in found[title]) is both
    assert "".join(found.values()).count("美术专用教室1间") == 1


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("一班48人、二班62人，超过45人。", False),
        ("二班62人，超过45人。", True),
        ("安置小区新建，生源多。", True),
    ],
)
def test_every_class_over_the_limit_is_named_where_the_words_do_not(
    examine_text: Callable[..., Any], words: str, added: bool
) -> None:
    found = tell(examine_text, title="大班额", indicator="班级学生数", words=words)
    assert found["大班额"].endswith(words)
    assert ("一班48人和二班62人" in found["大班额"].removesuffix(words)) is added
