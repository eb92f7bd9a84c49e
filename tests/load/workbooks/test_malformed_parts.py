"""Parts that no program writes are read as far as they say something, whatever is not ended."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.load.workbooks.book import Book, book_of
from reportgen.load.workbooks.grid import Grid
from tests.workbooks import package

VALUE = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'


def grid_of(book: Book) -> Grid:
    return book.grid(book.names[0])


def xlsx(row: str, before: str = "", strings: str = "") -> Grid:
    sheet = f'<worksheet>{before}<sheetData><row r="1">{row}</row></sheetData></worksheet>'
    parts = {"xl/worksheets/s.xml": sheet, "xl/sharedStrings.xml": f"<sst>{strings}</sst>"}
    return grid_of(book_of(package(parts), "甲.xlsx"))


def ods(row: str) -> Grid:
    names = " ".join(f'xmlns:{each}="{each}"' for each in ("office", "table", "text"))
    table = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content {names}>{table}</office:document-content>"
        )
    return grid_of(book_of(held.getvalue(), "甲.ods"))


@pytest.mark.parametrize(
    "row",
    [
        f'{VALUE}<c r="B1"><v {"<v " * 200_000}',
        f"{VALUE}<c {'a' * 200_000}>",
        f"{VALUE}<c r{' ' * 200_000}x>",
        f"{VALUE}{'<![CDATA[' * 50_000}",
        f"{VALUE}{'<c ' * 100_000}",
    ],
)
def test_what_has_no_end_leaves_the_cells_before_it(row: str) -> None:
    assert xlsx(row).text(1, 1) == "甲"


def test_sections_of_cdata_are_text() -> None:
    cells = '<c r="A1" t="inlineStr"><is><t><![CDATA[甲<&>]]>乙<![CDATA[丙]]></t></is></c>'
    assert xlsx(cells).text(1, 1) == "甲<&>乙丙"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ('<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh><t>乙</t></si>', "甲乙"),
        (f"<si><t>甲</t>{'<rPh ' * 50_000}</si>", "甲"),
    ],
)
def test_how_a_text_is_pronounced_is_no_part_of_it(item: str, text: str) -> None:
    assert xlsx('<c r="A1" t="s"><v>0</v></c>', strings=item).text(1, 1) == text


def test_hidden_columns_are_told_once_however_often_the_file_tells_them() -> None:
    told = '<col min="3" max="4" hidden="1"/><col min="1" max="3" hidden="1"/>'
    assert xlsx(VALUE, told * 1000).hidden_columns == {1, 2, 3, 4}


def test_a_cell_of_many_blanks_and_paragraphs_is_one_text() -> None:
    blanks = "<text:s/>" * 20_000
    cell = f"<table:table-cell><text:p>甲{blanks}乙</text:p><text:p>丙</text:p></table:table-cell>"
    assert ods(cell).text(1, 1) == f"甲{' ' * 20_000}乙\n丙"
