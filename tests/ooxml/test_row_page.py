"""Rows that are written as they come: the sheet is what XlsxWriter makes of the same cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.ooxml.text_book import RowPage, TextBook, TextPage

VALUES = st.one_of(
    st.none(),
    st.sampled_from(("", "甲", "=1+1", "http://x", " 前", '<&>"\n二', "a\x00b", "_x0041_")),
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False),
    st.sampled_from((Decimal("1e400"), Decimal("NaN"))),
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), max_size=40)
    ),
    st.integers(0, 2),
)
def test_rows_are_written_as_xlsxwriter_writes_their_cells(
    rows: list[list[Any]], notes: int
) -> None:
    assert _streamed(rows, notes) == _cell_by_cell(rows, notes)


def test_no_cell_of_a_row_is_held() -> None:
    book = TextBook()
    page = book.add_page("表", RowPage)
    look = book.number_of(book.add_format({}))
    for number in range(100):
        page.add_row([(number, look), (f"第{number}行", look)])
    assert not page.table and page.count == 100


def _streamed(rows: list[list[Any]], notes: int) -> bytes:
    book = TextBook()
    page, look = book.add_page("表", RowPage), book.add_format({"bold": True})
    _write_head(page, rows, look)
    shown = book.number_of(look)
    for at, row in enumerate(rows, 1):
        page.add_row([(value, shown) for value in row], 40 if at % 3 == 0 else None)
    return _end(book, page, rows, notes, look)


def _cell_by_cell(rows: list[list[Any]], notes: int) -> bytes:
    book = TextBook()
    page, look = book.add_page("表", TextPage), book.add_format({"bold": True})
    _write_head(page, rows, look)
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if value is None or value == "":
                page.write_blank(at, place, None, look)
            elif isinstance(value, str):
                page.write_string(at, place, value, look)
            else:
                page.write_number(at, place, value, look)
        if at % 3 == 0:
            page.set_row(at, 40)
    return _end(book, page, rows, notes, look)


def _write_head(page: Any, rows: list[list[Any]], look: Any) -> None:
    for place in range(len(rows[0]) if rows else 1):
        page.write_string(0, place, f"列{place}", look)


def _end(book: TextBook, page: Any, rows: list[list[Any]], notes: int, look: Any) -> bytes:
    for number in range(notes):
        page.write_string(len(rows) + 2 + number, 0, f"注{number}", look)
    if rows:
        page.autofilter(0, 0, len(rows), len(rows[0]) - 1)
    return book.close()
