"""What a county's tables and sentences say of answers, and of schools that fail beside the whole."""

from __future__ import annotations

from pathlib import Path

from reportgen.batch.district_sheets import district_sheets
from reportgen.pipeline import Workshop
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.tables import attainment_table
from tests.districts import (
    STANDARD,
    UNVARIED,
    District,
    primary,
    read_district,
    said,
    school_text,
    write_district,
)

# Schools are compared by the first group, asked for the second.
BESIDE = """\
标识: 两组标准
名称: 两组办学标准
学段: [小学]
简称: 两组标准
体裁: 基本均衡
差异系数: {方式: 各项, 分组: 配置, 小学: 0.9}
分组:
  - 名称: 配置
    指标:
      - {编号: 书, 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1, 标准: 10}
  - 名称: 其他
    指标:
      - {编号: 师, 名称: 教师数, 类型: 数值, 分子: 专任教师数, 单位: 人, 小数: 0, 标准: 9}
"""


def read(folder: Path, workshop: Workshop, *schools: str, standard: str = STANDARD) -> District:
    standards = {"标准.yaml": standard}
    return read_district(write_district(folder / "县", schools, standards), workshop)


def told_beside(folder: Path, workshop: Workshop, poor: int) -> str:
    """What is said where 11 schools lack only teachers, and so many lack books."""
    beside = (primary(f"甲{number:02d}小学", 100, 1000, 6) for number in range(11))
    others = (primary(f"乙{number:02d}小学", 100, 700, 9) for number in range(poor))
    found = read(folder, workshop, *beside, *others, standard=BESIDE)
    return "".join(said(build_school_attainment(found.material)))


def test_many_that_fail_beside_the_whole_are_told_after_those_that_fail_it(
    tmp_path: Path, workshop: Workshop
) -> None:
    told = told_beside(tmp_path, workshop, poor=11)
    assert (
        "综合评估未达标的11所学校以外，另有11所综合评估达标，但教师数未达标，整体也未达标。" in told
    )


def test_those_alone_are_told_without_others(tmp_path: Path, workshop: Workshop) -> None:
    told = told_beside(tmp_path, workshop, poor=0)
    assert "有11所综合评估达标，但教师数未达标，整体也未达标。" in told and "另有11所" not in told


def test_equal_figures_of_several_schools_are_told_once(tmp_path: Path, workshop: Workshop) -> None:
    found = read(tmp_path, workshop, *(primary(f"{name}小学", 100, 700, 6) for name in "甲乙"))
    told = "".join(said(build_district_shortcomings(found.material)))
    assert "分别是甲小学、乙小学，2所都是7.0册，各缺300册，共缺600册。" in told


def test_none_of_something_is_0_among_other_figures(tmp_path: Path, workshop: Workshop) -> None:
    schools = (primary("甲小学", 100, 0, 6), primary("乙小学", 100, 700, 6))
    told = "".join(said(build_district_shortcomings(read(tmp_path, workshop, *schools).material)))
    assert "甲小学（0册，缺1000册）、乙小学（7.0册，缺300册）" in told


def test_the_foot_of_the_counts_says_what_is_not_asked_of_all_and_who_lacks_data(
    tmp_path: Path, workshop: Workshop
) -> None:
    standard = UNVARIED.replace("标准: 5}", "标准: 5, 适用: 图书册数 > 500}")
    schools = (primary("甲小学", 100, 1000, 6), primary("乙小学", 100, 500, 6))
    found = read(tmp_path, workshop, *schools, standard=standard)
    (summary,) = found.summary.standards
    assert attainment_table(summary, found.material.registers).note == (
        "不适用某项指标的学校，该项不计：小学每百名学生教师数按1所计。"
    )


def test_sums_stand_by_stage_from_the_lowest_then_all(tmp_path: Path, workshop: Workshop) -> None:
    middle = "{在校生数: 100, 图书册数: 1, 专任教师数: 9}"
    schools = (school_text("乙中学", "初中", middle), primary("甲小学", 100, 1000, 6))
    found = read(tmp_path, workshop, *schools)
    names = found.material.own.genre.tables
    *_, sums = district_sheets(found.summary, found.material.registers, names)
    rows = [[str(cell.value) for cell in row[:2]] for row in sums.rows]
    stages = [stage for name, stage in rows if name == "专任教师数"]
    assert stages == sorted(stages, key=["小学", "初中", "全部"].index) and len(stages) > 1
