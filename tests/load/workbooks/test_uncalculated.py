"""A formula that no program has worked out is told wherever a cell is read, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.school_list import load_school_list
from reportgen.load.source import Source
from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.load.workbooks.school_tables import SchoolTables
from reportgen.load.workbooks.uncalculated import UNCALCULATED
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, ReportgenError
from reportgen.resources import data_folder
from tests.workbooks import write_form, write_workbook

WORDS = load_vocabulary(data_folder() / "vocabulary.yaml").lists
HEADS = ("学校名称", "学校代码", "学校类型", "报告年度", "在校生数", "图书册数")
ROWS = (
    HEADS,
    ("甲小学", "41001", "小学", 2024, 100, 1000),
    ("乙小学", "41002", "小学", 2024, 217, 2300),
)
FORMULA = "=1+1"


def cells(problems: tuple[Problem, ...]) -> list[str]:
    found = [each for each in problems if each.code == UNCALCULATED]
    assert all("保存一次" in each.hint for each in found)
    return [each.location.cell for each in found]


def with_cell(rows: tuple[tuple[object, ...], ...], row: int, column: int) -> list[list[object]]:
    changed = [list(each) for each in rows]
    changed[row][column] = FORMULA
    return changed


@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("column", range(6))
def test_each_cell_of_a_table_is_told_once(
    row: int, column: int, tmp_path: Path, workshop: Workshop
) -> None:
    file = write_workbook(tmp_path / "汇总.xlsx", {"汇总": with_cell(ROWS, row, column)})
    source = Source(file)
    try:
        opened = workshop.reader.open(source)
    except ReportgenError as fault:
        # Without the head of the names, or of all figures but one, there is no table.
        assert row == 0 and cells(fault.problems) == [f"汇总!{'ABCDEF'[column]}1"]
        return
    assert isinstance(opened, SchoolTables)
    told = list(opened.problems)
    for part in workshop.reader.split(source):
        told += examine_school(part, workshop, ("基本均衡2012",)).problems
    assert cells(tuple(told)) == [f"汇总!{'ABCDEF'[column]}{row + 1}"]
    assert not [each for each in told if each.code in ("no_name", "nameless_row")]


def test_a_total_is_told_as_not_checked(tmp_path: Path, workshop: Workshop) -> None:
    rows = (*ROWS, ("合计", "", "", "", "=SUM(E2:E3)", "=SUM(F2:F3)"))
    opened = workshop.reader.open(Source(write_workbook(tmp_path / "汇总.xlsx", {"汇总": rows})))
    assert isinstance(opened, SchoolTables)
    (problem,) = (each for each in opened.problems if each.code == UNCALCULATED)
    assert problem.message == "有 2 个格子（E4、F4）是没有算过的公式，没有核对"
    assert not problem.stops


@pytest.mark.parametrize("column", range(3))
def test_each_cell_of_a_list_of_schools_is_told(column: int, tmp_path: Path) -> None:
    rows = with_cell((HEADS[:3], ROWS[1][:3], ROWS[2][:3]), 1, column)
    found = load_school_list(write_workbook(tmp_path / "名单.xlsx", {"名单": rows}), WORDS)
    assert cells(found.problems) == [f"名单!{'ABC'[column]}2"]
    assert [each.code for each in found.problems] == [UNCALCULATED]


def test_a_list_of_formulas_alone_is_refused_for_them(tmp_path: Path) -> None:
    rows = with_cell((HEADS[:3], ROWS[1][:3]), 1, 0)
    with pytest.raises(ReportgenError) as caught:
        load_school_list(write_workbook(tmp_path / "名单.xlsx", {"名单": rows}), WORDS)
    assert cells(caught.value.problems) == ["名单!A2"]


@pytest.mark.parametrize(
    "place",
    [
        "学校信息!B3",
        "学校信息!B5",
        "学校信息!A6",
        "基本数据!B3",
        "基本数据!E3",
        "基本数据!D4",
        "领导小组!B2",
    ],
)
def test_each_cell_of_a_form_is_told_labels_and_texts_too(
    place: str, tmp_path: Path, workshop: Workshop
) -> None:
    leaders = (("职责", "姓名", "职务"), ("组长", "张三", "校长"))
    file = write_form(tmp_path / "表.xlsx", {place: FORMULA}, 领导小组=leaders)
    assert cells(examine_school(Source(file), workshop).problems) == [place]
