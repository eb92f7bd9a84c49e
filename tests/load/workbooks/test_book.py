"""The raw reader: what each cell of each kind of workbook says."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.workbooks.book import book_of, open_book
from reportgen.load.workbooks.grid import (
    CellKind,
    Grid,
    Visibility,
    Working,
)
from reportgen.load.workbooks.number_format import Shown, plain_number, shown_by
from reportgen.ooxml.cell_names import cell_name
from tests.workbooks import convert, package, write_workbook

TEXT, NUMBER, SHARE, DATE, FLAG = (
    CellKind.TEXT,
    CellKind.NUMBER,
    CellKind.SHARE,
    CellKind.DATE,
    CellKind.FLAG,
)
EXPECTED = {
    "B2": ("文字 <&>", TEXT),
    "B3": ("30", NUMBER),
    "C3": ("0.3", NUMBER),
    "D3": ("1000000000000", NUMBER),
    "B4": ("96%", SHARE),
    "C4": ("2024-11-04", DATE),
    "D4": ("2025-12", DATE),
    "E4": ("1:18", DATE),
    "B5": ("TRUE", FLAG),
    "C5": ("30.3", NUMBER),
    "B7": (" ", TEXT),
    "B8": ("两行\n文字", TEXT),
    "B9": ("0101", TEXT),
    "A11": ("并", TEXT),
}


def many_kinds(path: Path) -> Path:
    """A workbook as XlsxWriter writes it, with one cell of each kind."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    percent, date = (
        book.add_format({"num_format": "0.0%"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    month, time = (
        book.add_format({"num_format": 'yyyy"年"m"月"'}),
        book.add_format({"num_format": "h:mm"}),
    )
    for place, value in (
        ("B2", "文字 <&>"),
        ("B3", 30),
        ("C3", 0.1 + 0.2),
        ("D3", 1e12),
        ("B7", " "),
    ):
        sheet.write(place, value)
    sheet.write("B4", 0.96, percent)
    sheet.write_datetime("C4", datetime.datetime(2024, 11, 4), date)
    sheet.write_datetime("D4", datetime.datetime(2025, 12, 1), month)
    sheet.write("E4", 78 / 1440, time)
    sheet.write_boolean("B5", True)
    sheet.write_formula("C5", "=SUM(B3:C3)", None, 30.3)
    sheet.write_blank("C7", None, percent)
    sheet.write_string("B8", "两行\n文字")
    sheet.write_string("B9", "0101")
    sheet.merge_range("A11:B12", "并")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    book.add_worksheet("隐").very_hidden()
    book.close()
    return path


def read(path: Path, sheet: str = "表") -> Grid:
    return open_book(path).grid(sheet)


def said(grid: Grid) -> dict[str, tuple[str, CellKind]]:
    return {cell_name(row, column): (cell.text, cell.kind) for row, column, cell in grid.cells()}


def test_every_kind_of_cell_says_what_the_clerk_sees(tmp_path: Path) -> None:
    grid = read(many_kinds(tmp_path / "a.xlsx"))
    assert said(grid) == EXPECTED
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset({4}), frozenset({3}))
    assert [tuple(area) for area in grid.merged] == [(11, 1, 12, 2)]
    assert read(tmp_path / "a.xlsx", "隐").visibility is Visibility.VERY_HIDDEN


@pytest.mark.slow
def test_what_libreoffice_saved_says_the_same(tmp_path: Path) -> None:
    source = many_kinds(tmp_path / "a.xlsx")
    assert said(read(convert(source, "xlsx"))) == EXPECTED
    ods = read(convert(source, "ods"))
    # A month has no kind of its own there, and this boolean is written as the formula TRUE().
    assert said(ods) == EXPECTED | {"D4": ("2025-12-01", DATE), "B5": ("1", NUMBER)}
    assert (ods.hidden_rows, ods.hidden_columns) == (frozenset({4}), frozenset({3}))
    assert [tuple(area) for area in ods.merged] == [(11, 1, 12, 2)]


@pytest.mark.slow
def test_an_old_file_says_its_numbers_and_a_warning_what_it_cannot_tell(tmp_path: Path) -> None:
    book = open_book(convert(many_kinds(tmp_path / "a.xlsx"), "xls"))
    cells = said(book.grid("表"))
    assert [cells[key][0] for key in ("B2", "B3", "C3", "B4", "C4", "B9")] == [
        *("文字 <&>", "30", "0.3", "0.96", "2024-11-04", "0101")
    ]
    assert [problem.code for problem in book.problems] == ["old_format"]


def test_a_formula_that_no_program_worked_out_is_told_from_a_zero(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    sheet.write("A1", 0)
    sheet.write_formula("A2", "=SUM(B3:C3)")
    sheet.write_formula("A3", "=SUM(B3:C3)", None, "")
    sheet.write_formula("A4", "=SUM(B3:C3)", None, 7)
    book.close()
    workings = {row: cell.working for row, _, cell in read(path).cells()}
    never = Working.UNCALCULATED
    assert workings == {1: Working.TYPED, 2: never, 3: never, 4: Working.CALCULATED}
    by_openpyxl = write_workbook(tmp_path / "b.xlsx", {"表": [["=1+1"]]})
    assert [cell.working for _, _, cell in read(by_openpyxl).cells()] == [never]


def test_error_values_are_kept_as_such(tmp_path: Path) -> None:
    def put(book: openpyxl.Workbook) -> None:
        book["表"]["A1"].value = "#REF!"
        book["表"]["A1"].data_type = "e"

    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": [[1]]}, put))
    assert said(grid) == {"A1": ("#REF!", CellKind.ERROR)}


def test_names_with_a_prefix_and_cells_without_a_place_are_read() -> None:
    sheet = (
        '<x:worksheet xmlns:x="m"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="C4"><x:v>6</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    grid = book_of(package({"xl/worksheets/s.xml": sheet}), "a.xlsx").grid("表")
    assert said(grid) == {"A1": ("甲", TEXT), "B1": ("5", NUMBER), "C4": ("6", NUMBER)}


@settings(max_examples=60, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_of_fifteen_digits_comes_back(number: float) -> None:
    written = float(f"{number:.15g}")
    assert abs(float(plain_number(repr(number))) - written) <= abs(written) * 1e-14


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (10, "", Shown.SHARE),
        (14, "", Shown.DATE),
        (31, "", Shown.DATE),
        (164, "0.00%", Shown.SHARE),
        (164, 'yyyy"年"m"月"d"日"', Shown.DATE),
        (164, '0.0"%"', Shown.NUMBER),
        (164, "h:mm", Shown.TIME),
        (164, '#,##0"亩"', Shown.NUMBER),
        (164, "[Red]General", Shown.NUMBER),
    ],
)
def test_a_format_says_how_a_number_is_shown(number: int, code: str, shown: Shown) -> None:
    assert shown_by(number, code) is shown
