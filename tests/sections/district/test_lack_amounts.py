"""What schools lack adds up in the report and in the workbook, whoever adds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.batch.district_sheets import district_sheets
from reportgen.model.sheet import Sheet
from reportgen.pipeline import Workshop
from reportgen.sections.district.lack_list import lack_list
from reportgen.sections.district.lack_table import lack_table
from tests.districts import District, read_district, school_text, texts, write_district

STANDARD = """\
标识: 试
名称: 试行标准
学段: [小学]
指标:
  - {编号: 钱, 名称: 生均仪器值, 分子: 教学仪器设备值, 分母: 在校生数, 单位: 元, 小数: 2, 标准: 2000}
  - {编号: 地, 名称: 生均场地, 分子: 运动场地面积, 分母: 在校生数, 单位: ㎡, 小数: 2, 标准: 7.5}
"""
NURSERY = """\
标识: 园
名称: 办园标准
学段: [幼儿园]
体裁: 普及普惠
事实: {户外场地面积: {类型: 面积, 单位: ㎡, 学段: 共用}}
指标:
  - {编号: 场, 名称: 生均户外场地, 分子: 户外场地面积, 分母: 在园幼儿数, 单位: ㎡, 小数: 1, 标准: 4}
  - {编号: 班, 名称: 办园规模, 分子: 在园幼儿数, 单位: 人, 小数: 0, 方向: 不超过, 整校: 是, 标准: 50}
"""
# Amounts of 11111元 come to 1.12万元 each, areas of 24.43平方米 to 25.
SCHOOLS = [
    school_text(
        f"{name}小学",
        "小学",
        f"{{在校生数: 100, 教学仪器设备值: {200000 - lack}, 运动场地面积: {area}}}",
    )
    for name, lack, area in (("甲", 11111, "725.57"), ("乙", 11111, "100"), ("丙", 22222, "749.5"))
]
Make = Callable[..., District]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture
def make(tmp_path: Path, workshop: Workshop) -> Make:
    def read(schools: list[str], standard: str) -> District:
        folder = write_district(tmp_path / "县", schools, {"试.yaml": standard})
        return read_district(folder, workshop)

    return read


def workbook(district: District) -> dict[str, Sheet]:
    names = district.workshop.library.genres.neutral.tables
    sheets = district_sheets(district.summary, district.material.registers, names)
    return {each.name: each for each in sheets}


def number(text: str) -> Decimal:
    return Decimal(_NUMBER.findall(text)[-1])


def test_the_printed_parts_add_up_to_the_total_in_report_and_workbook(make: Make) -> None:
    district = make(SCHOOLS, STANDARD)
    (summary,) = district.summary.standards
    listed = texts(lack_list(summary, district.material.registers))
    totals = [row[0].partition("共缺")[2] for row in listed if "共缺" in row[0]]
    assert totals == ["4.47万元", "676平方米"]
    rows = lack_table(summary, district.material.registers).rows
    for place, total in enumerate(totals, 3):
        *parts, last = [row[place] for row in rows]
        assert last.text == total and last.number == number(total)
        assert sum(number(cell.text) for cell in parts) == number(total)
        assert [cell.number for cell in parts] == [number(cell.text) for cell in parts]


def test_a_school_of_one_stage_has_one_row_and_no_column_for_it(make: Make) -> None:
    garden = school_text("甲幼儿园", "幼儿园", "{在园幼儿数: 60, 教学班数: 2, 户外场地面积: 120}")
    district = make([garden], NURSERY)
    registers = district.material.registers._replace(noun="幼儿园")
    table = lack_table(district.summary.standards[0], registers)
    assert table.header == ("序号", "幼儿园名称", "生均户外场地", "办园规模")
    assert texts(table)[0] == ("1", "甲幼儿园", "缺120平方米", "超出10人")


def test_sums_have_their_units_and_only_what_can_be_added(make: Make) -> None:
    schools = [text.replace("{在校生数", "{年级数: 6, 在校生数") for text in SCHOOLS]
    sums = workbook(make(schools, STANDARD))["各校合计"]
    assert [each.title for each in sums.columns][2:] == ["合计", "单位", "没有填的学校数"]
    units = {row[0].value: row[3].value for row in sums.rows}
    assert units["教学仪器设备值"] == "元" and units["运动场地面积"] == "平方米"
    assert "年级数" not in units
