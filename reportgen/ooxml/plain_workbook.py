"""Sheets → the bytes of an Excel workbook. Text is always text: nothing becomes a formula or a
link.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
    from reportgen.ooxml.text_book import RowPage, TextBook

    book = TextBook()
    formats = _Formats(book)
    for sheet in sheets:
        _write_sheet(book.add_page(sheet.name, RowPage), sheet, formats)
        # Not held while the next is made.
        del sheet
    return book.close()


class _Formats:
    """The book's cell formats, each made once, with the number by which cells name it."""

    def __init__(self, book: TextBook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], tuple[Any, int]] = {}

    def head(self) -> Any:
        """Of the columns' heads."""
        look = {"bold": True, "bg_color": "#D9D9D9", "align": "center", "text_wrap": True}
        return self._get(("head",), look)[0]

    def number_of(self, cell: SheetCell, centred: bool) -> int:
        """The number of that cell's."""
        value, decimals, mark, unit, sign = cell
        key = (mark, decimals, unit, sign, isinstance(value, str), centred)
        found = self._made.get(key) or self._get(key, _look_of(cell, centred))
        return found[1]

    def note(self) -> Any:
        """Of the notes below the rows."""
        return self._get(("note",), {"border": 0, "text_wrap": True, "valign": "top"})[0]

    def _get(self, key: tuple[object, ...], look: Mapping[str, object]) -> tuple[Any, int]:
        if key not in self._made:
            usual = {"font_name": _FONT, "font_size": 10, "border": 1, "valign": "vcenter"}
            made = self._book.add_format({**usual, **look})
            self._made[key] = made, self._book.number_of(made)
        return self._made[key]


def _look_of(cell: SheetCell, centred: bool) -> Mapping[str, object]:
    look: dict[str, object] = {"text_wrap": isinstance(cell.value, str)}
    if centred:
        look["align"] = "center"
    if isinstance(cell.value, (Decimal, int)) and cell.decimals is not None:
        number = "0." + "0" * cell.decimals if cell.decimals else "0"
        look["num_format"] = f"{_literal(cell.sign)}{number}{_literal(cell.unit)}"
    if cell.mark in _COLOURS:
        look["bg_color"] = _COLOURS[cell.mark]
    return look


def _literal(text: str) -> str:
    """The text as it stands in a number format; what cannot stand there is left out."""
    plain = cut(clean(text), _LONGEST_SIGN)
    return f'"{plain}"' if plain and '"' not in plain else ""


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    page.set_default_row(_LINE + _SPACE)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title, formats.head())
    for row in sheet.rows:
        _write_row(page, row, sheet.columns, formats)
    rows = page.count
    lines = max(_lines(column.title, column.width) for column in sheet.columns)
    page.set_row(0, _LINE * lines + _SPACE)
    _write_notes(page, sheet, rows, formats)
    page.freeze_panes(1, 0)
    if rows:
        page.autofilter(0, 0, rows, len(sheet.columns) - 1)
    set_pages(page, sheet)


def _write_row(
    page: Any, row: Sequence[SheetCell], columns: Sequence[Column], formats: _Formats
) -> None:
    lines, cells = 1, list[tuple[object, int]]()
    for cell, column in zip(row, columns, strict=True):
        value = cell.value
        if isinstance(value, str):
            lines = max(lines, _lines(value, column.width))
        cells.append((value, formats.number_of(cell, _is_centred(cell, column))))
    page.add_row(cells, _LINE * min(lines, _MOST_LINES) + _SPACE if lines > 1 else None)


def _write_notes(page: Any, sheet: Sheet, rows: int, formats: _Formats) -> None:
    """Below the rows, over the columns that stand on the first printed page alone."""
    breaks = column_breaks(sheet)
    first, last = 0, len(sheet.columns) - 1
    if breaks:
        # Programs differ by a column or two in where they break.
        first = sheet.keys
        last = max(first, first + (breaks[0] - first) * 2 // 3 - 1)
    width = sum(column.width for column in sheet.columns[first : last + 1])
    for number, note in enumerate(sheet.notes, rows + 2):
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


def _lines(text: str, width: float) -> int:
    """How many lines the text takes in a cell of that width, a Chinese character being two wide.

    A line ends early where the next sign must not begin one; a row too low would cut the text.
    """
    if 2 * len(text) <= width - 1 and "\n" not in text:
        return 1
    parts = [sum(2 if sign > "\u2e7f" else 1 for sign in line) for line in text.split("\n")]
    usable = (width - 1 if part <= width - 1 else width - _EARLY for part in parts)
    return sum(
        max(1, math.ceil(part / max(room, 1))) for part, room in zip(parts, usable, strict=True)
    )
