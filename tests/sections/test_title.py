"""A title that is too long for a line breaks after the school's name, and never into a
rectangle.
"""

from __future__ import annotations

import pytest

from tests.conftest import Examine


@pytest.mark.parametrize(
    ("name", "title", "lines"),
    [
        ("光明小学", "光明小学2024年自查报告", ["光明小学2024年自查报告"]),
        (
            "示例县光明镇中心小学",
            "2024年义务教育均衡发展自查报告",
            ["2024年义务教育均衡发展自查报告"],
        ),
        (
            "示例县光明镇中心小学",
            "示例县光明镇中心小学2024年义务教育均衡发展自查报告",
            ["示例县光明镇中心小学", "2024年义务教育均衡发展自查报告"],
        ),
        (
            "示例县光明镇中心小学南校区五",
            "示例县光明镇中心小学南校区五2024年义务教育均衡发展的报告",
            ["示例县光明镇中心小学南校区五2024年", "义务教育均衡发展的报告"],
        ),
    ],
)
def test_title_breaks_by_its_meaning(
    examine_text: Examine, name: str, title: str, lines: list[str]
) -> None:
    report = examine_text(
        f"学校: {{名称: {name}, 类型: 小学}}\n报告: {{年度: 2024, 标题: {title}}}\n"
    ).report
    assert report is not None and report.title.split("\n") == lines
