"""The tables of the declaration form, cell by cell: text, shade and exact number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.lack_table import lack_table
from reportgen.sections.district.material import Registers
from reportgen.sections.district.notes import coefficient_text
from reportgen.sections.district.tables import (
    attainment_table,
    school_table,
    variation_table,
)
from tests.districts import (
    COMPOSITE,
    UNLIMITED,
    UNVARIED,
    District,
    primary,
    read_district,
    school_text,
    texts,
    write_district,
)
from tests.shared import LIBRARY

GOOD = primary("甲小学", 100, 1200, 6, ", 年级数: 6, 教学班数: 6, 举办者: 县级教育部门")
NEAR = primary("乙小学", 100, 900, 6, ", 举办者: 民办")
POOR = primary("丙小学", 50, 150, 1)
BLIND = primary("丁小学", 100, None, 6)
POINT = school_text("戊教学点", "教学点", "{在校生数: 20, 图书册数: 50, 专任教师数: 1}")
NINE = school_text(
    "己学校",
    "九年一贯制",
    "{在校生数: {小学: 50, 初中: 50}, 图书册数: 2100, 专任教师数: {小学: 4, 初中: 5}}",
)
MakeDistrict = Callable[..., District]
REGISTERS = Registers(LIBRARY.school_types, LIBRARY.dictionary, "学校")


@pytest.fixture
def district(tmp_path: Path, workshop: Workshop) -> MakeDistrict:
    def make(*schools: str, standard: str = "") -> District:
        files = {"两项.yaml": standard} if standard else None
        return read_district(write_district(tmp_path / "县", schools, files), workshop)

    return make


def test_attainment_counts_schools_by_indicator_and_as_a_whole(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, NEAR, POOR, NINE).summary.standards
    table = attainment_table(summary, REGISTERS)
    assert table.header == ("学段", "项目", "生均图书册数", "每百名学生教师数", "综合评估")
    assert table.codes == ("", "", "L1", "L2", "L3")
    assert texts(table) == [
        ("小学", "达标学校总数（所）", "2", "3", "3"),
        ("小学", "达标学校比例（%）", "50.0", "75.0", "75.0"),
        ("初中", "达标学校总数（所）", "1", "1", "1"),
        ("初中", "达标学校比例（%）", "100.0", "100.0", "100.0"),
    ]
    assert [row[0].joined for row in table.rows] == [False, True, False, True]
    assert table.rows[1][3].number == Decimal(75)


def test_attainment_has_no_figure_where_no_limit_is_set(district: MakeDistrict) -> None:
    (summary,) = district(
        GOOD, standard=UNVARIED.replace("标准: {小学: 10, 初中: 20}", "标准: {初中: 20}")
    ).summary.standards
    assert texts(attainment_table(summary, REGISTERS))[0] == (
        "小学",
        "达标学校总数（所）",
        "—",
        "1",
        "1",
    )


def test_a_school_without_data_is_not_counted_where_no_limit_is_set(district: MakeDistrict) -> None:
    standard = UNVARIED.replace("标准: {小学: 10, 初中: 20}", "标准: {初中: 20}")
    (summary,) = district(GOOD, BLIND, standard=standard).summary.standards
    assert attainment_table(summary, REGISTERS).rows[0][2].text == "—"


def test_schools_stand_in_rows_by_stage_with_their_values(
    district: MakeDistrict, workshop: Workshop
) -> None:
    (summary,) = district(GOOD, NEAR, POOR, BLIND, NINE, POINT).summary.standards
    table = school_table(summary, REGISTERS)
    assert table.header == (
        *(
            "序号",
            "学校名称",
            "举办者类型",
            "在校生数",
            "年级数",
            "班级数",
            "生均图书册数（册）",
            "每百名学生教师数（人）",
        ),
        *("该校综合评估是否达标", "备注"),
    )
    assert table.codes == ("", "", "", "L1", "", "", "L2", "L3", "", "")
    assert texts(table) == [
        ("", "小学标准", "", "", "", "", "≥10", "≥5", "", ""),
        ("1", "甲小学", "7", "100", "6", "6", "12.0", "6.00", "1", "2项均达标"),
        ("2", "乙小学", "10", "100", "", "", "9.0", "6.00", "1", "L2达到80%，其余1项达标"),
        ("3", "丙小学", "", "50", "", "", "3.0", "2.00", "", "L2、L3不到80%"),
        ("4", "丁小学", "", "100", "", "", "缺数据", "6.00", "", "L2缺数据，其余1项达标"),
        ("5", "己学校小学部", "", "50", "", "", "20.0", "8.00", "1", "2项均达标"),
        ("", "初中标准", "", "", "", "", "≥20", "≥5", "", ""),
        ("6", "己学校初中部", "", "50", "", "", "22.0", "10.00", "1", "2项均达标"),
    ]
    assert [cell.shaded for cell in table.rows[2]] == [cell.text == "9.0" for cell in table.rows[2]]
    assert table.rows[3][6].number == Decimal(3)
    assert table.rows[4][6].number is None


def test_the_foot_says_what_was_counted_and_what_was_not(
    district: MakeDistrict, workshop: Workshop
) -> None:
    (summary,) = district(GOOD, NEAR, NINE, POINT).summary.standards
    assert school_table(summary, REGISTERS).note == (
        "小学学校总数3所（其中九年一贯制小学部1所）；初中学校总数1所（其中九年一贯制初中部1所）。"
        "举办者类型：7为县级教育部门，10为民办。"
        "综合评估：1为达标，空的为未达标或数据不全。不计入的：戊教学点（教学点）。"
    )


def test_a_sheet_has_rows_of_schools_alone(district: MakeDistrict, workshop: Workshop) -> None:
    (summary,) = district(GOOD, NINE).summary.standards
    table = school_table(summary, REGISTERS, limits=False)
    assert [row[0].number for row in table.rows] == [1, 2, 3]


def test_without_limits_there_is_no_verdict(district: MakeDistrict, workshop: Workshop) -> None:
    (summary,) = district(GOOD, BLIND, standard=UNLIMITED).summary.standards
    table = school_table(summary, REGISTERS)
    assert table.header[-1] == "每百名学生教师数（人）"
    assert {len(row) for row in (*table.rows, table.aligns, table.codes)} == {len(table.header)}
    assert not any(cell.shaded for row in table.rows for cell in row)


def test_without_limits_stages_are_still_told_apart(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, NINE, standard=UNLIMITED).summary.standards
    rows = texts(school_table(summary, REGISTERS))
    assert [row[:2] for row in rows] == [
        ("", "小学"),
        ("1", "甲小学"),
        ("2", "己学校小学部"),
        ("", "初中"),
        ("3", "己学校初中部"),
    ]


def test_neighbouring_indicators_are_put_together_in_the_remark(
    workshop: Workshop, tmp_path: Path
) -> None:
    more = "".join(
        f"  - {{编号: 多{number}, 名称: 指标{number}, "
        f"分子: 专任教师数, 分母: 在校生数, 标准: {limit}}}\n"
        for number, limit in enumerate(("0.01", "0.01", "0.01", "9", "0.01"), 1)
    )
    standard = UNVARIED.replace("至少达标: 1", "至少达标: 6").partition("列代码")[0]
    standard += "指标:" + UNVARIED.partition("指标:")[2] + more
    found = read_district(write_district(tmp_path / "县", [GOOD], {"多.yaml": standard}), workshop)
    (row,) = school_table(
        found.summary.standards[0],
        REGISTERS,
        limits=False,
    ).rows
    assert row[-1].text == "多4不到80%，其余6项达标"


def test_variation_has_means_and_coefficients(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, POOR).summary.standards
    table = variation_table(summary)
    assert texts(table) == [
        ("小学", "全县平均值", "9.0", "4.67", "——"),
        ("小学", "差异系数", "0.471", "0.404", "0.438"),
    ]
    assert table.note == "各项差异系数的限值：小学不超过0.50。"
    assert table.codes == ()
    assert not any(cell.shaded for cell in table.rows[1])


def test_variation_is_judged_with_rows_of_limits_and_verdicts(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, primary("子小学", 100, 300, 6)).summary.standards
    table = variation_table(summary, judged=True)
    assert texts(table)[2:] == [
        ("小学", "限值", "≤0.50", "≤0.50", "——"),
        ("小学", "结论", "未达标", "达标", "——"),
    ]
    assert [cell.shaded for cell in table.rows[1]] == [False, False, True, False, False]


def test_a_composite_alone_is_judged_where_it_alone_is_limited(district: MakeDistrict) -> None:
    (summary,) = district(
        GOOD, primary("子小学", 100, 100, 1), standard=COMPOSITE
    ).summary.standards
    table = variation_table(summary, judged=True)
    assert texts(table)[2:] == [
        ("小学", "限值", "——", "——", "≤0.50"),
        ("小学", "结论", "——", "——", "未达标"),
    ]
    assert [cell.shaded for cell in table.rows[1]] == [False, False, False, False, True]


def test_what_cannot_be_judged_has_no_coefficient(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, BLIND).summary.standards
    table = variation_table(summary, judged=True)
    assert [row[2].text for row in table.rows] == ["缺数据", "缺数据", "≤0.50", "缺数据"]
    assert table.rows[1][-1].text == "缺数据"


def test_lacks_are_listed_by_school_and_added_up(district: MakeDistrict) -> None:
    (summary,) = district(GOOD, NEAR, POOR, NINE, POINT).summary.standards
    table = lack_table(summary, REGISTERS)
    assert table.header == ("序号", "学校名称", "学段", "生均图书册数", "每百名学生教师数")
    assert texts(table) == [
        ("1", "乙小学", "小学", "缺100册", ""),
        ("2", "丙小学", "小学", "缺350册", "缺2人"),
        ("", "合计", "", "450册", "2人"),
    ]
    assert table.rows[1][3].number == Decimal(350)


def test_where_nothing_is_lacking_the_list_is_empty(district: MakeDistrict) -> None:
    (summary,) = district(GOOD).summary.standards
    assert lack_table(summary, REGISTERS).rows == ()


@pytest.mark.parametrize(
    ("coefficient", "limit", "text"),
    [
        ("0.4996", "0.50", "0.500"),
        ("0.50004", "0.50", "0.50004"),
        ("0.5006", "0.50", "0.501"),
        ("0.1", None, "0.100"),
    ],
)
def test_coefficient_is_printed_so_that_it_agrees_with_its_verdict(
    coefficient: str, limit: str | None, text: str
) -> None:
    assert coefficient_text(Decimal(coefficient), Decimal(limit) if limit else None) == text


def test_a_standard_that_compares_nothing_still_judges_schools(
    tmp_path: Path, workshop: Workshop
) -> None:
    standard = (
        "标识: 清单\n名称: 清单\n学段: [小学]\n"
        "指标: [{编号: 师, 名称: 教师数, 类型: 数值, "
        "分子: 专任教师数, 单位: 人, 整校: 是, 标准: 5}]\n"
    )
    schools = [primary("甲小学", 100, 1200, 6), primary("乙小学", 100, 1200, 3)]
    folder = write_district(tmp_path / "县", schools, {"清单.yaml": standard})
    material = read_district(folder, workshop).material
    (summary,) = material.summary.standards
    assert texts(attainment_table(summary, REGISTERS)) == [
        ("小学", "达标学校总数（所）", "1"),
        ("小学", "达标学校比例（%）", "50.0"),
    ]
    table = school_table(summary, material.registers)
    assert [row[1] for row in texts(table)] == ["甲小学", "乙小学"]
    assert len(table.aligns) == len(table.header)
