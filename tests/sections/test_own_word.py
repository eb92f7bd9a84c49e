"""The program calls the school as the clerk's texts do."""

from __future__ import annotations

import pytest

from tests.conftest import Examine
from tests.districts import said

MEASURES = "主要措施: [{标题: 抓管理, 内容: %s}, {标题: 抓质量, 内容: %s}]\n"
FACTS = "数据: {在校生数: 100, 教职工数: 10, 校园面积: 900㎡, 图书册数: 900}\n"


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (("我校每周检查。", "我校重视教研，我校开设社团。"), "我校"),
        (("我校每周检查。", "学校重视教研，我校开设社团。"), "学校"),
        (("我校每周检查。我校开会。", "学校重视教研，我校开设社团。"), "我校"),
        (("学校每周检查。我校开会。", "学校重视教研，我校开设社团，我校巡查。"), "学校"),
        (("我校每周检查。", "开设社团。"), "学校"),
        (("每周检查。", "开设社团。"), "学校"),
    ],
)
def test_it_says_what_they_say_throughout(
    examine: Examine, texts: tuple[str, str], word: str
) -> None:
    report = examine(FACTS + MEASURES % texts).report
    assert report is not None
    text = "".join(said(report.sections[0].blocks))
    assert f"{word}有图书900册" in text or f"{word}占地面积900平方米" in text
