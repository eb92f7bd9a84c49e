"""The wide table, a school a row: each school's figures, and what is said of the table as a
whole.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reportgen.load.source import Source
from reportgen.load.workbooks.school_tables import SchoolTables
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import UnreadableFileError
from tests.workbooks import Change, Rows, convert, write_workbook

HEADS: Rows = (
    ("示例县义务教育学校数据汇总表（2024年度）",),
    ("一所学校一行；没有统计的留空。",),
    ("学校", None, None, None, "学生与班级", None, None, "占地与设备"),
    (
        *(
            "序号",
            "学校名称",
            "学校代码",
            "学校类型",
            "在校生数（小学）",
            "在校生数（初中）",
            "班级人数（小学）",
        ),
        *("校园面积", "图书册数", "教学仪器设备值（万元）"),
    ),
    ("", "", "", "", "人", "人", "人", "㎡", "万册", ""),
)
SCHOOLS: Rows = (
    (1, "实验小学", "41001", "小学", 89, None, "45、44", 27000, 1.89, 63.5),
    (2, "城关中学", "41002", "初中", None, 600, None, 18000, 1.2, 40),
    (3, "九年学校", "41003", "九年一贯制", 166, 210, None, 20000, 2.3226, 98.6),
)
META: Rows = (("版本", "1"), ("形式", "汇总表"), ("年度", "2024"), ("标准", "河南省办学基本标准"))


def merge(book: openpyxl.Workbook) -> None:
    for area in ("A3:D3", "E3:G3", "H3:J3"):
        book["汇总表"].merge_cells(area)


def write_table(
    path: Path, schools: Rows = SCHOOLS, change: Change = merge, meta: Rows = META
) -> Path:
    sheets: dict[str, Rows] = {"汇总表": (*HEADS, *schools)}
    return write_workbook(path, {**sheets, "_reportgen": meta} if meta else sheets, change)


def table(path: Path, workshop: Workshop) -> SchoolTables:
    opened = workshop.reader.open(Source(path))
    assert isinstance(opened, SchoolTables)
    return opened


def examine(path: Path, workshop: Workshop, name: str) -> Examined:
    return examine_school(Source(path, name), workshop)


def figures(examined: Examined) -> dict[tuple[str, str], str]:
    assert examined.school is not None
    return {
        (name, str(stage or "")): str(each.value)
        for (name, stage), each in examined.school.figures.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", ""])
def test_each_school_has_the_figures_of_its_row(
    kind: str, tmp_path: Path, workshop: Workshop
) -> None:
    path = write_table(tmp_path / "汇总表.xlsx")
    path = convert(path, kind) if kind else path
    examined = examine(path, workshop, "实验小学")
    assert examined.school is not None
    assert (examined.school.code, examined.school.settings.year) == ("41001", 2024)
    assert examined.school.settings.standards == ("河南省办学基本标准",)
    assert figures(examined) == {
        ("在校生数", "小学"): "89",
        ("班级人数", "小学"): "(Decimal('45'), Decimal('44'))",
        ("校园面积", ""): "27000",
        ("图书册数", ""): "18900.00",
        ("教学仪器设备值", ""): "635000.0",
    }
    assert figures(examine(path, workshop, "九年学校"))["在校生数", "初中"] == "210"


def test_places_are_cells_of_the_row(tmp_path: Path, workshop: Workshop) -> None:
    schools = (*SCHOOLS[:1], (2, "城关中学", "41002", "初中", None, "约600", None, 18000, None, 40))
    examined = examine(write_table(tmp_path / "a.xlsx", schools), workshop, "城关中学")
    places = {(each.code, each.location.cell) for each in examined.problems}
    assert {("bad_value", "汇总表!F7"), ("missing_fact", "汇总表!I7")} <= places


def test_several_schools_and_no_name_is_answered_with_what_to_write(
    tmp_path: Path, workshop: Workshop
) -> None:
    path = write_table(tmp_path / "a.xlsx")
    with pytest.raises(
        UnreadableFileError,
        match="表里有 3 所学校；请加上 --school 学校名称（例如 --school 实验小学）",
    ):
        examine_school(path, workshop)
    with pytest.raises(
        UnreadableFileError, match="表里没有“实验学校”；表里有：实验小学、城关中学、九年学校"
    ):
        examine(path, workshop, "实验学校")
    assert [each.part for each in workshop.reader.split(Source(path))] == [
        *("6/实验小学", "7/城关中学", "8/九年学校")
    ]


def test_two_schools_of_one_name_are_told_by_their_rows(tmp_path: Path, workshop: Workshop) -> None:
    path = write_table(tmp_path / "a.xlsx", (SCHOOLS[0], SCHOOLS[0]))
    with pytest.raises(UnreadableFileError, match="请写成“6/实验小学”这样"):
        examine(path, workshop, "实验小学")
    assert examine(path, workshop, "7/实验小学").school is not None


def test_a_total_is_no_school_and_must_agree(tmp_path: Path, workshop: Workshop) -> None:
    total = ("", "合 计", "", "", 255, 810, "", 65000, 6, 202.1)
    note = ("注：图书以万册计",)
    found = table(write_table(tmp_path / "a.xlsx", (*SCHOOLS, total, ("",), note)), workshop)
    assert [row.name for row in found.rows] == ["实验小学", "城关中学", "九年学校"]
    assert [(each.code, each.location.cell, each.message) for each in found.problems] == [
        ("total_mismatch", "汇总表!I9", "合计写的是 6，各行相加是 5.4126"),
        ("unread_cells", "汇总表!A11", "这一格没有读：A11“注：图书以万册计”"),
    ]


def test_a_column_pasted_one_row_off_is_seen(tmp_path: Path, workshop: Workshop) -> None:
    def shift(book: openpyxl.Workbook) -> None:
        merge(book)
        sheet = book["汇总表"]
        for row in (9, 8, 7, 6):
            sheet.cell(row, 9).value = sheet.cell(row - 1, 9).value if row > 6 else None

    found = table(write_table(tmp_path / "a.xlsx", change=shift), workshop)
    assert [(each.code, each.location.cell) for each in found.problems] == [
        ("no_name", "汇总表!B9")
    ]


def test_columns_and_rows_that_are_no_data_are_said_once(
    tmp_path: Path, workshop: Workshop
) -> None:
    def add(book: openpyxl.Workbook) -> None:
        merge(book)
        book["汇总表"]["K4"] = "图书馆册数"
        book["汇总表"]["B9"] = "城关镇"

    told = table(write_table(tmp_path / "a.xlsx", change=add), workshop).problems
    assert [(each.code, each.location.cell) for each in told] == [
        ("unknown_heads", "汇总表!K4"),
        ("empty_rows", ""),
    ]


def test_a_head_is_not_told_to_be_one_that_another_column_has(
    tmp_path: Path, workshop: Workshop
) -> None:
    def add(book: openpyxl.Workbook) -> None:
        merge(book)
        book["汇总表"]["K4"] = "图书册"
        book["汇总表"]["L4"] = "计算机台"

    (told,) = table(write_table(tmp_path / "a.xlsx", change=add), workshop).problems
    assert "图书册数”" not in told.hint and "“计算机台”是不是“计算机台数”？" in told.hint


def test_only_a_row_that_changed_has_another_digest(tmp_path: Path, workshop: Workshop) -> None:
    before = table(write_table(tmp_path / "a.xlsx"), workshop).rows
    changed = (SCHOOLS[0], (*SCHOOLS[1][:5], 601, *SCHOOLS[1][6:]), SCHOOLS[2])
    after = table(write_table(tmp_path / "b.xlsx", changed), workshop).rows
    assert [one.digest == two.digest for one, two in zip(before, after, strict=True)] == [
        True,
        False,
        True,
    ]


def test_a_table_without_the_hidden_sheet_is_known_by_its_heads(
    tmp_path: Path, workshop: Workshop
) -> None:
    examined = examine(write_table(tmp_path / "a.xlsx", meta=()), workshop, "实验小学")
    assert not [each.code for each in examined.problems if each.stops]
    assert examined.school and examined.school.settings.year == 2024
    assert "year_from_title" in {
        each.code for each in table(tmp_path / "a.xlsx", workshop).problems
    }
    assert figures(examined)["在校生数", "小学"] == "89"
