"""A title that is too long for a line breaks after the school's name, and never into a
rectangle.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.sections.title import break_title
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


@pytest.mark.parametrize(
    ("title", "name", "lines"),
    [
        (
            "示例县2024年度义务教育优质均衡发展自查报告",
            "示例县",
            "示例县2024年度 义务教育优质均衡发展自查报告",
        ),
        (
            "河东镇中心小学2024年度校园安全自查报告",
            "河东镇中心小学",
            "河东镇中心小学2024年度校园安全自查报告",
        ),
        (
            "甲自治区乙市丙县丁街道办事处中心幼儿园文化路分园2024年度自查报告",
            "甲自治区乙市丙县丁街道办事处中心幼儿园文化路分园",
            "甲自治区乙市丙县 丁街道办事处中心幼儿园文化路分园 2024年度自查报告",
        ),
        (
            "光明小学关于2024年度义务教育优质均衡发展工作情况的自查报告",
            "另一所小学",
            "光明小学关于2024年度 义务教育优质均衡发展工作情况的自查报告",
        ),
        (
            "关于光明镇中心小学2024年义务教育均衡发展自查情况的报告",
            "光明镇中心小学",
            "关于光明镇中心小学2024年 义务教育均衡发展自查情况的报告",
        ),
        (
            "一二三四五六七八九十一二三四五六七八九十甲",
            "",
            "一二三四五六七八九十一二三四五六七 八九十甲",
        ),
        (
            "东方小学2024年度义务教育均衡发展自查报告",
            "东方小学",
            "东方小学2024年度 义务教育均衡发展自查报告",
        ),
        (
            "示例县东城区光明镇人民路第一中心小学自查报告",
            "",
            "示例县东城区光明镇人民路第一中心小学 自查报告",
        ),
        (
            "光明镇中心小学迎接上级义务教育均衡发展督导评估汇报",
            "光明镇中心小学",
            "光明镇中心小学 迎接上级义务教育均衡发展督导评估汇报",
        ),
    ],
)
def test_lines_are_balanced_and_no_fragment_stands_alone(title: str, name: str, lines: str) -> None:
    assert break_title(title, name).split("\n") == lines.split()


@given(
    st.text("示例县中心镇校小学", min_size=4, max_size=30), st.text("年度义务教育报告", max_size=30)
)
def test_a_title_breaks_within_the_name_only_where_the_name_is_too_long(
    name: str, subject: str
) -> None:
    title = f"{name}2024年{subject}"
    first = break_title(title, name).split("\n")[0]
    assert break_title(title, name).replace("\n", "") == title
    assert len(name) > 20 or first.startswith(name)


def test_a_title_of_any_length_is_left_to_word() -> None:
    title = "自查报告" * 2000
    assert break_title(title).replace("\n", "") == title
