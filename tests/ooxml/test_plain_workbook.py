"""Sheets become a workbook that people can look at and sort, and that no text can make run."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.sheet import Column, Mark, Sheet, SheetCell
from reportgen.ooxml.plain_workbook import write_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def sheet(*rows: tuple[SheetCell, ...], name: str = "表") -> Sheet:
    return Sheet(
        name, tuple(Column(f"列{place}") for place in range(len(rows[0]) if rows else 1)), rows
    )


def test_equal_sheets_give_equal_bytes() -> None:
    one = sheet((SheetCell("甲"), SheetCell(Decimal("1.25"), 2)))
    assert write_workbook([one]) == write_workbook([one])


def test_the_head_is_frozen_and_the_rows_can_be_filtered() -> None:
    page = part(
        write_workbook([sheet((SheetCell("甲"), SheetCell(3)))]), "xl/worksheets/sheet1.xml"
    )
    (pane,) = page.iter(f"{MAIN}pane")
    assert pane.get("state") == "frozen"
    assert next(page.iter(f"{MAIN}autoFilter")).get("ref") == "A1:B2"


def test_what_begins_like_a_formula_or_a_link_is_text() -> None:
    data = write_workbook([sheet((SheetCell("=1+1"), SheetCell("http://x"), SheetCell("@sum")))])
    page = part(data, "xl/worksheets/sheet1.xml")
    assert not list(page.iter(f"{MAIN}f")) and not list(page.iter(f"{MAIN}hyperlink"))
    assert {cell.get("t") for cell in page.iter(f"{MAIN}c")} == {"s"}


def test_numbers_are_numbers_with_their_format_and_colour() -> None:
    data = write_workbook([sheet((SheetCell(Decimal("5.9"), 2, Mark.BAD, "㎡"),))])
    styles = part(data, "xl/styles.xml")
    assert '0.00"㎡"' in [each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")]
    cells = [
        cell
        for cell in part(data, "xl/worksheets/sheet1.xml").iter(f"{MAIN}c")
        if cell.get("r") == "A2"
    ]
    assert [cell.findtext(f"{MAIN}v") for cell in cells] == ["5.9"]


def test_a_ratio_has_its_sign_before_the_number() -> None:
    data = write_workbook([sheet((SheetCell(Decimal("19.04"), 2, sign="1∶"),))])
    styles = part(data, "xl/styles.xml")
    assert '"1∶"0.00' in [each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")]


def test_sheets_of_one_name_and_names_that_excel_forbids_are_told_apart() -> None:
    book = part(
        write_workbook([sheet(name="表[1]/x" * 9), sheet(name="表[1]/x" * 9), sheet(name="")]),
        "xl/workbook.xml",
    )
    names = [each.get("name", "") for each in book.iter(f"{MAIN}sheet")]
    assert len(set(names)) == 3
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.slow
@given(st.text(max_size=40))
def test_any_text_gives_a_sound_workbook(text: str) -> None:
    data = write_workbook([sheet((SheetCell(text),))])
    assert part(data, "xl/worksheets/sheet1.xml") is not None


def test_a_row_is_so_high_that_no_line_is_cut_where_signs_move_to_the_next() -> None:
    text = SheetCell("甲" * 10)
    made = write_workbook([Sheet("表", (Column("列", 12),), ((text,), (SheetCell("甲" * 5),)))])
    _, high, low = part(made, "xl/worksheets/sheet1.xml").iter(f"{MAIN}row")
    assert float(high.get("ht", 0)) >= 3 * 13 and float(low.get("ht", 0)) < 2 * 13


def test_numbers_of_rows_and_short_words_stand_in_the_middle() -> None:
    columns = (Column("序号", 6), Column("项目", 30), Column("值"), Column("值"))
    cells = (SheetCell(1), SheetCell("缺数据"), SheetCell("缺数据"), SheetCell(2))
    made = write_workbook([Sheet("表", columns, (cells,))])
    styles = part(made, "xl/styles.xml").find(f"{MAIN}cellXfs")
    assert styles is not None
    centred = [each.find(f"{MAIN}alignment[@horizontal='center']") is not None for each in styles]
    _, row = part(made, "xl/worksheets/sheet1.xml").iter(f"{MAIN}row")
    assert [centred[int(cell.get("s", 0))] for cell in row] == [True, False, True, False]
