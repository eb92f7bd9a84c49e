"""A district whose schools answer 是 or 否, once for a school: what it says of those that fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.report import Chart, Table
from reportgen.pipeline import Workshop
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.tables import attainment_table, school_table
from tests.districts import (
    District,
    headings,
    read_district,
    said,
    school_text,
    tables,
    texts,
    write_district,
)

CHECKLIST = """\
标识: 清单
名称: 检查清单
简称: 清单
学段: [%s]
体裁: %s
事实:
  是否查夜: {类型: 是否, 学段: 整校, 定义: 每晚有人查铺}
  演练次数: {类型: 计数, 单位: 次, 学段: 整校}
指标:
  - {编号: 甲, 名称: 夜间查铺, 类型: 是否, 分子: 是否查夜, 整校: 是, 标准: 是}
  - {编号: 乙, 名称: 演练次数, 类型: 数值, 分子: 演练次数, 单位: 次, 小数: 0, 整校: 是, 标准: 2}
"""
ANSWERS = {
    "甲": "{是否查夜: 是, 演练次数: 2}",
    "乙": "{是否查夜: 否, 演练次数: 1}",
    "丙": "{是否查夜: 否}",
}


def read(folder: Path, workshop: Workshop, type: str, genre: str) -> District:
    schools = [school_text(f"{name}{type}", type, each) for name, each in ANSWERS.items()]
    standards = {"清单.yaml": CHECKLIST % (type, genre)}
    return read_district(write_district(folder / "县", schools, standards), workshop)


@pytest.fixture
def district(tmp_path: Path, workshop: Workshop) -> District:
    return read(tmp_path, workshop, "小学", "通用")


def test_an_answer_that_is_no_is_told_without_a_limit_and_a_value(district: District) -> None:
    blocks = build_district_shortcomings(district.material)
    assert headings(blocks) == [
        "2所学校夜间查铺没有达到要求",
        "乙小学演练次数没有达到标准",
        "丙小学数据不全",
    ]
    assert said(blocks) == [
        "全县3所学校中有2所存在未达标的指标。存在以下三个方面的问题：",
        "3所学校中有2所夜间查铺没有达到要求，分别是乙小学、丙小学。",
        "该校演练次数为1次，低于2次的标准，缺1次。",
        "该校缺少演练次数的数据，暂不能判断。",
    ]


def test_a_measure_for_it_is_no_amount_to_be_added(district: District) -> None:
    assert said(build_district_plans(district.material)) == [
        "以下各项尚需列入整改计划：落实夜间查铺的要求，涉及乙小学、丙小学；"
        "把演练次数提高到2次，涉及乙小学。",
        "由丙小学补报演练次数的数据，补报后重新核算。",
    ]


def test_the_table_of_those_that_fail_has_what_the_whole_school_lacks(district: District) -> None:
    (failing,) = tables(build_school_attainment(district.material))
    assert texts(failing) == [
        ("乙小学", "夜间查铺", "不符合要求", "符合要求", "—"),
        ("乙小学", "演练次数", "1次", "≥2次", "缺1次"),
        ("丙小学", "夜间查铺", "不符合要求", "符合要求", "—"),
    ]


def test_the_remark_names_what_the_whole_school_lacks(district: District) -> None:
    (summary,) = district.summary.standards
    table = school_table(summary, district.material.registers)
    assert [row[-2:] for row in texts(table)] == [
        ("1", ""),
        ("", "夜间查铺、演练次数未达标"),
        ("", "夜间查铺未达标，演练次数缺数据"),
    ]


def test_kindergartens_are_called_what_their_genre_calls_them(
    tmp_path: Path, workshop: Workshop
) -> None:
    material = read(tmp_path, workshop, "幼儿园", "学前教育普及普惠").material
    attainment = build_school_attainment(material)
    blocks = (
        *attainment,
        *build_district_shortcomings(material),
        *build_district_plans(material),
    )
    printed = [*headings(blocks), *said(blocks)]
    for each in blocks:
        if isinstance(each, (Table, Chart)):
            printed.append(each.caption)
        if isinstance(each, Table):
            printed += [*each.header, each.note]
    (summary,) = material.summary.standards
    table = school_table(summary, material.registers)
    printed += [*table.header, table.note]
    assert [text for text in printed if "校" in text or "幼儿园幼儿园" in text] == []
    assert "3所幼儿园中有2所夜间查铺没有达到要求，分别是乙幼儿园、丙幼儿园。" in printed
    assert "列入评估的幼儿园有3所" in said(attainment)[0]


BY_STAGE = """\
标识: 班额
名称: 班额
简称: 班额
学段: [小学]
指标:
  - {编号: 班, 名称: 班额, 分子: 在校生数, 分母: 教学班数, 单位: 人, 方向: 不超过, 适用: 教学班数 > 1, 标准: 45}
"""


def test_a_share_is_of_the_schools_that_an_indicator_is_asked_of(
    tmp_path: Path, workshop: Workshop
) -> None:
    figures = (
        "{在校生数: 80, 教学班数: 2}",
        "{在校生数: 99, 教学班数: 2}",
        "{在校生数: 60, 教学班数: 1}",
    )
    schools = [school_text(f"{number}小学", "小学", each) for number, each in enumerate(figures)]
    folder = write_district(tmp_path / "县", schools, {"班额.yaml": BY_STAGE})
    material = read_district(folder, workshop).material
    (summary,) = material.summary.standards
    assert texts(attainment_table(summary, material.registers)) == [
        ("小学", "达标学校总数（所）", "1", "1"),
        ("小学", "达标学校比例（%）", "50.0", "33.3"),
    ]
