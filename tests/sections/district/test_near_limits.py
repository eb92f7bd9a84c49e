"""Schools of a district just below and just above their limits: tables and sheets agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.batch.district_sheets import district_sheets
from reportgen.model.assessment import Verdict
from reportgen.model.district import ResultRecord, StandardSummary
from reportgen.model.numbers import round_half_up
from reportgen.model.sheet import SheetCell
from reportgen.model.standard import DistrictTable
from reportgen.pipeline import Workshop
from reportgen.sections.district.lack_list import lack_list
from reportgen.sections.district.lack_table import lack_table
from reportgen.sections.district.lacks import find_lacks, lack_total
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.tables import school_table
from tests.districts import (
    District,
    read_district,
    said,
    school_text,
    texts,
    write_district,
)

STANDARD = """\
标识: 三项标准
名称: 三项办学标准
学段: [小学]
规则: {至少达标: 1, 其余不低于: 85%}
差异系数: {方式: 各项, 小学: 0.5}
指标:
  - {编号: 书, 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1, 标准: 20}
  - {编号: 场, 名称: 生均运动场地面积, 分子: 运动场地面积, 分母: 在校生数, 单位: ㎡, 标准: 5.8}
  - {编号: 师, 名称: 每百名学生骨干教师数, 分子: 县级以上骨干教师数, 分母: 在校生数, 倍数: 100,
     单位: 人, 标准: 1}
"""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
PUPILS = (880, 1180, 2533, 4771)


def school(number: int, pupils: int, share: str, step: int) -> str:
    """A school whose figures are a step from that share of each limit."""
    part = Decimal(share)
    books = int(20 * part * pupils) + step
    leaders = int(Decimal("0.01") * part * pupils) + step
    area = Decimal("5.8") * part * pupils + Decimal(step) / 10
    figures = f"图书册数: {books}, 县级以上骨干教师数: {leaders}, 运动场地面积: {area}"
    return school_text(f"第{number}小学", "小学", f"{{在校生数: {pupils}, {figures}}}")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    cases = [
        (pupils, share, step) for pupils in PUPILS for share in ("1", "0.85") for step in (-1, 0, 1)
    ]
    schools = [school(number, *case) for number, case in enumerate(cases, 1)]
    folder = tmp_path_factory.mktemp("县")
    return read_district(write_district(folder, schools, {"三项.yaml": STANDARD}), Workshop())


def summary(district: District) -> StandardSummary:
    (found,) = district.summary.standards
    return found


def number(text: str) -> Decimal:
    return Decimal(_NUMBER.findall(text)[-1])


def test_lists_print_values_that_agree_with_limit_and_floor(district: District) -> None:
    registers = district.material.registers
    rows = [row for row in texts(lack_list(summary(district), registers)) if row[1]]
    assert len(rows) > 20
    for _, _, value, limit, lacking, reached in rows:
        assert number(value) < number(limit)
        assert (number(value) >= number(limit) * Decimal("0.85")) is (reached[0] == "是"), value
        assert number(lacking) > 0


def test_schools_in_a_table_are_shaded_where_their_printed_value_is_short(
    district: District,
) -> None:
    table = school_table(summary(district), district.material.registers)
    limits, *rows = table.rows
    columns = [place for place, cell in enumerate(limits) if cell.text.startswith("≥")]
    assert len(columns) == 3 and len(rows) == 24
    for row in rows:
        for place in columns:
            short = number(row[place].text) < number(limits[place].text)
            assert short is row[place].shaded, row[place].text


def test_totals_are_the_sums_of_the_amounts_beside_them(district: District) -> None:
    rows = texts(lack_table(summary(district), district.material.registers))
    for column in range(3, 6):
        *amounts, total = [row[column] for row in rows if row[column]]
        assert sum(map(number, amounts), Decimal(0)) == number(total)
    for lack in find_lacks(summary(district), Verdict.UNMET):
        printed = [number(each.result.shortfall_display) for each in lack.failings]
        assert sum(printed, Decimal(0)) == number(lack_total([lack], large=False))


def _results(district: District) -> Iterator[ResultRecord]:
    for stage in summary(district).stages:
        for row in stage.rows:
            yield from row.results


def test_sheets_show_numbers_as_the_report_prints_them(district: District) -> None:
    names = district.workshop.library.genres.neutral.tables
    sheets = tuple(district_sheets(district.summary, district.material.registers, names))
    by_school = sheets[list(DistrictTable).index(DistrictTable.BY_SCHOOL)]
    shown = {_shown(cell) for row in by_school.rows for cell in row}
    assert {each.display for each in _results(district)} <= shown


def _shown(cell: SheetCell) -> str:
    """What a reader of the workbook sees."""
    if isinstance(cell.value, Decimal) and cell.decimals is not None:
        return f"{cell.sign}{round_half_up(cell.value, cell.decimals):f}{cell.unit}"
    return str(cell.value)


SHARE = """\
标识: 占比标准
名称: 占比标准
学段: [小学]
指标:
  - {编号: 骨, 名称: 骨干教师比例, 分子: 县级以上骨干教师数, 分母: 专任教师数, 倍数: 100, 单位: "%",
     小数: 1, 标准: 20}
"""


def test_a_share_that_schools_fail_is_told_under_a_heading(tmp_path: Path) -> None:
    schools = [
        school_text(f"第{number}小学", "小学", f"{{专任教师数: 1003, 县级以上骨干教师数: {count}}}")
        for number, count in enumerate((200, 150), 1)
    ]
    folder = write_district(tmp_path, schools, {"占比.yaml": SHARE})
    blocks = build_district_shortcomings(read_district(folder, Workshop()).material)
    told = "".join(said(blocks))
    assert "第1小学（19.9%，缺1人）" in told and "共缺52人" in told
