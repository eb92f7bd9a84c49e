"""Sheets → the bytes of an Excel workbook. Text is always text: nothing becomes a formula or a
link.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.model.sheet import Column, Mark, Sheet, SheetCell
from reportgen.ooxml.cell_texts import clean, cut
from reportgen.ooxml.sheet_pages import column_breaks, set_pages

if TYPE_CHECKING:
    from reportgen.ooxml.text_book import TextBook

_COLOURS: Mapping[Mark, str] = {Mark.GOOD: "#E2EFDA", Mark.BAD: "#F8CBAD", Mark.DOUBTFUL: "#FFF2CC"}
_FONT = "宋体"
# Of a unit or sign in a number format, which has room for 255 characters.
_LONGEST_SIGN = 60
# Points a line of 10 pt takes, and what stands above and below the lines of a cell.
_LINE, _SPACE = 13, 5
_MOST_LINES = 12
# What stands in the middle of its cell: the numbers of rows, and in narrow columns short words.
_NUMBERS, _LONGEST_WORD, _NARROW = "序号", 5, 20
# How much of its width a line of several may leave empty.
_EARLY = 3


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """The workbook with those sheets, in order; equal sheets give equal bytes.

    No sheet is held longer than until it is written.
    """
    from reportgen.ooxml.text_book import TextBook

    book = TextBook()
    formats = _Formats(book)
    for sheet in sheets:
        _write_sheet(book.add_page(sheet.name), sheet, formats)
        # Not held while the next is made.
        del sheet
    return book.close()


class _Formats:
    """The book's cell formats, each made once."""

    def __init__(self, book: TextBook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def head(self) -> Any:
        """Of the columns' heads."""
        look = {"bold": True, "bg_color": "#D9D9D9", "align": "center", "text_wrap": True}
        return self._get(("head",), look)

    def cell(self, cell: SheetCell, centred: bool) -> Any:
        """Of that cell."""
        look: dict[str, object] = {"text_wrap": isinstance(cell.value, str)}
        if centred:
            look["align"] = "center"
        if isinstance(cell.value, (Decimal, int)) and cell.decimals is not None:
            number = "0." + "0" * cell.decimals if cell.decimals else "0"
            look["num_format"] = f"{_literal(cell.sign)}{number}{_literal(cell.unit)}"
        if cell.mark in _COLOURS:
            look["bg_color"] = _COLOURS[cell.mark]
        key = (cell.mark, cell.decimals, cell.unit, cell.sign, look["text_wrap"], centred)
        return self._get(key, look)

    def note(self) -> Any:
        """Of the notes below the rows."""
        return self._get(("note",), {"border": 0, "text_wrap": True, "valign": "top"})

    def _get(self, key: tuple[object, ...], look: Mapping[str, object]) -> Any:
        if key not in self._made:
            usual = {"font_name": _FONT, "font_size": 10, "border": 1, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**usual, **look})
        return self._made[key]


def _literal(text: str) -> str:
    """The text as it stands in a number format; what cannot stand there is left out."""
    plain = cut(clean(text), _LONGEST_SIGN)
    return f'"{plain}"' if plain and '"' not in plain else ""


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    page.set_default_row(_LINE + _SPACE)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title, formats.head())
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            centred = _is_centred(cell, sheet.columns[place])
            _write_cell(page, (number, place), cell, formats.cell(cell, centred))
        texts = (
            (cell.value, column.width) for cell, column in zip(row, sheet.columns, strict=True)
        )
        height = max(
            _lines(text, width) for text, width in (*texts, ("", 1.0)) if isinstance(text, str)
        )
        if height > 1:
            page.set_row(number, _LINE * min(height, _MOST_LINES) + _SPACE)
    lines = max(_lines(column.title, column.width) for column in sheet.columns)
    page.set_row(0, _LINE * lines + _SPACE)
    _write_notes(page, sheet, formats)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    set_pages(page, sheet)


def _write_notes(page: Any, sheet: Sheet, formats: _Formats) -> None:
    """Below the rows, over the columns that stand on the first printed page alone."""
    breaks = column_breaks(sheet)
    first, last = 0, len(sheet.columns) - 1
    if breaks:
        # Programs differ by a column or two in where they break.
        first = sheet.keys
        last = max(first, first + (breaks[0] - first) * 2 // 3 - 1)
    width = sum(column.width for column in sheet.columns[first : last + 1])
    for number, note in enumerate(sheet.notes, len(sheet.rows) + 2):
        page.set_row(number, _LINE * _lines(note, width) + _SPACE)
        if last > first:
            page.merge_range(number, first, number, last, note, formats.note())
        else:
            page.write_string(number, first, note, formats.note())


def _is_centred(cell: SheetCell, column: Column) -> bool:
    """Whether it is a row's number, or a word or dash that may stand among figures."""
    if isinstance(cell.value, str):
        return len(cell.value) <= _LONGEST_WORD and column.width < _NARROW
    return column.title == _NUMBERS


def _write_cell(page: Any, place: tuple[int, int], cell: SheetCell, look: Any) -> None:
    if cell.value is None or cell.value == "":
        page.write_blank(*place, None, look)
    elif isinstance(cell.value, str):
        page.write_string(*place, cell.value, look)
    else:
        page.write_number(*place, cell.value, look)


def _lines(text: str, width: float) -> int:
    """How many lines the text takes in a cell of that width, a Chinese character being two wide.

    A line ends early where the next sign must not begin one; a row too low would cut the text.
    """
    parts = [sum(2 if sign > "\u2e7f" else 1 for sign in line) for line in text.split("\n")]
    usable = (width - 1 if part <= width - 1 else width - _EARLY for part in parts)
    return sum(
        max(1, math.ceil(part / max(room, 1))) for part, room in zip(parts, usable, strict=True)
    )
