"""A district is summed up by the stages of its standards, whatever these are."""

from __future__ import annotations

import pytest

from reportgen.district_pipeline import find_registers
from reportgen.model.assessment import Verdict
from reportgen.pipeline import Workshop
from reportgen.sections.district.lacks import find_lacks
from reportgen.sections.district.overview import district_values
from reportgen.sections.district.tables import school_table, variation_table
from tests.districts import STANDARD, District, read_district, school_text, write_district

NURSERY = """\
标识: 园标
名称: 幼儿园办园标准
学段: [幼儿园]
事实: {户外场地面积: {类型: 面积, 单位: ㎡, 学段: 共用}}
差异系数: {方式: 各项, 幼儿园: 0.5}
列代码: {分校达标: {在园幼儿数: L1, 班级数: L2, 场: L3}}
指标:
  - {编号: 场, 名称: 生均户外场地, 分子: 户外场地面积, 分母: 在园幼儿数, 单位: ㎡, 小数: 1, 标准: 4}
"""
GARDEN = school_text("甲幼儿园", "幼儿园", "{在园幼儿数: 90, 教学班数: 3, 户外场地面积: 450}")
SMALL = school_text("乙幼儿园", "幼儿园", "{在园幼儿数: 60, 教学班数: 2, 户外场地面积: 120}")
SCHOOL = school_text(
    "丙小学", "小学", "{在校生数: 100, 图书册数: 1200, 专任教师数: 6, 计算机台数: 10}"
)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> District:
    """Two kindergartens and a school, each judged by the standard that is for it."""
    folder = tmp_path_factory.mktemp("县") / "县"
    standards = {"园.yaml": NURSERY, "校.yaml": STANDARD}
    return read_district(write_district(folder, [SCHOOL, GARDEN, SMALL], standards), workshop)


def test_each_standard_counts_the_schools_of_its_stages(district: District) -> None:
    gardens, schools = district.summary.standards
    assert [[stage.stage for stage in each.stages] for each in (gardens, schools)] == [
        ["幼儿园"],
        ["小学"],
    ]
    assert (gardens.schools_met, gardens.schools_total, schools.schools_total) == (1, 2, 1)
    assert not [problem for problem in district.problems if problem.stops]


def test_a_row_of_a_kindergarten_has_its_own_counts(district: District, workshop: Workshop) -> None:
    table = school_table(
        district.summary.standards[0], find_registers(workshop, workshop.library.genres.neutral)
    )
    assert table.header[:5] == ("序号", "学校名称", "举办者类型", "在园幼儿数", "班级数")
    assert table.codes[:6] == ("", "", "", "L1", "L2", "L3")
    assert [tuple(cell.text for cell in row[:6]) for row in table.rows] == [
        ("", "幼儿园标准", "", "", "", "≥4"),
        ("1", "甲幼儿园", "", "90", "3", "5.0"),
        ("2", "乙幼儿园", "", "60", "2", "2.0"),
    ]
    assert len(table.aligns) == len(table.header)


def test_lacks_and_variation_are_told_by_stage(district: District) -> None:
    gardens = district.summary.standards[0]
    (lack,) = find_lacks(gardens, Verdict.UNMET)
    assert (lack.stage, [each.school for each in lack.failings]) == ("幼儿园", ["乙幼儿园"])
    assert [row[0].text for row in variation_table(gardens).rows] == ["幼儿园", "幼儿园"]


def test_the_overview_adds_up_each_stage(district: District) -> None:
    values = district_values(district.material)
    stages = values["各学段"]
    assert isinstance(stages, list)
    assert [(each["学段"], each["学校数"], each["组成"]) for each in stages] == [
        ("幼儿园", 2, "幼儿园2所"),
        ("小学", 1, "小学1所"),
    ]
    assert stages[0]["在园幼儿数"] == 150 and stages[1]["在校生数"] == 100
    # A fact that one of the stages is not asked for is complete without it.
    total = values["合计"]
    assert isinstance(total, dict)
    assert (total["在园幼儿数"], total["在校生数"], total["户外场地面积"]) == (150, 100, 570)
    assert total["计算机台数"] == 10 and "图书册数" not in total
    assert values["另计学段"] == []


def test_its_report_is_made(district: District) -> None:
    made = district.make()
    assert made.document and not [problem for problem in made.problems if problem.stops]
