"""Of what is judged one by one the district is told how many are beyond the limit, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.lack_list import lack_list
from reportgen.sections.district.lack_table import lack_table
from reportgen.sections.district.shortcomings import build_district_shortcomings
from tests.districts import District, headings, read_district, said, school_text, write_district

STANDARD = """\
标识: 校
名称: 办学标准
文号: 教〔2024〕1号
学段: [小学, 初中]
来源: 测试
指标:
  - {名称: 班级学生数, 类型: 最大值, 分子: 班级人数, 单位: 人, 小数: 0, 方向: 不超过,
     标准: {小学: 45, 初中: 50}}
"""


def school(name: str, *classes: int, type: str = "小学") -> str:
    return school_text(
        name, type, f"{{在校生数: {sum(classes)}, 班级人数: [{str(classes)[1:-1]}]}}"
    )


def read(folder: Path, workshop: Workshop, *schools: str) -> District:
    return read_district(write_district(folder / "县", schools, {"校.yaml": STANDARD}), workshop)


CROWDED = (
    school("甲小学", 48, 54, 40),
    school("乙小学", 54, 40, 40),
    school("丙小学", 46, 47, 49),
    school("丁中学", 51, 50, 50, type="初中"),
    school("戊中学", 40, 50, 50, type="初中"),
)


@pytest.fixture
def crowded(tmp_path: Path, workshop: Workshop) -> District:
    return read(tmp_path, workshop, *CROWDED)


def test_the_text_says_how_many_there_are_and_in_which_schools(crowded: District) -> None:
    text = "".join(said(build_district_shortcomings(crowded.material)))
    assert (
        "小学3所学校都有超过45人的班，共6个，最多54人，分别是甲小学（2个班，最多54人）、"
        "乙小学（1个班，54人）、丙小学（3个班，最多49人）；"
        "初中2所学校中，丁中学有1个班超过50人，为51人，超出1人。" in text
    )


def test_the_lists_say_it_of_each_school(crowded: District) -> None:
    (summary,) = crowded.summary.standards
    registers = crowded.material.registers
    listed = [[cell.text for cell in row] for row in lack_list(summary, registers).rows]
    assert listed[0][0] == "小学班级学生数：3所，共6个班"
    assert listed[1][1:3] == ["甲小学", "54人（2个班）"]
    cells = [[cell.text for cell in row] for row in lack_table(summary, registers).rows]
    assert cells[0][3] == "超出9人（2个班）"


def test_a_heading_that_names_the_school_is_not_said_again(
    tmp_path: Path, workshop: Workshop
) -> None:
    unknown = school_text("己小学", "小学", "{在校生数: 100}")
    found = read(tmp_path, workshop, CROWDED[0], school("庚小学", 40), unknown)
    blocks = build_district_shortcomings(found.material)
    assert headings(blocks) == ["甲小学2个班超过规定人数", "己小学数据不全"]
    assert said(blocks)[1:] == [
        "该校有2个班超过45人，最多54人，超出9人。",
        "该校缺少班级学生数的数据，暂不能判断。",
    ]


def test_a_school_that_gave_only_its_largest_class_has_no_number(
    tmp_path: Path, workshop: Workshop
) -> None:
    standard = STANDARD.replace("类型: 最大值, 分子: 班级人数", "类型: 数值, 分子: 在校生数")
    folder = write_district(tmp_path / "县", [CROWDED[0]], {"校.yaml": standard})
    (summary,) = read_district(folder, workshop).summary.standards
    assert [each.result.beyond for each in summary.failing] == [0]


def test_the_district_keeps_the_number_and_what_the_school_plans(
    tmp_path: Path, workshop: Workshop
) -> None:
    plan = "今后措施: [{针对: 班级学生数, 标题: 分流, 责任人: 校长, 完成时限: 2025-09}]\n"
    found = read(tmp_path, workshop, CROWDED[0] + plan)
    (failing,) = found.summary.standards[0].failing
    assert failing.result.beyond == 2
    assert [(each.title, each.owner) for each in failing.plans] == [("分流", "校长")]
