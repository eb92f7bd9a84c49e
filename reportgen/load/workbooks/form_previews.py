"""What a form's own formulas made of the indicators."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.column_titles import find_titled_table
from reportgen.model.form import PREVIEW_SHEET
from reportgen.model.school import Preview
from reportgen.problems import Location

_PREVIEW_HEADS = ("指标", "学段", "本校数值")


def form_previews(book: Book) -> Iterator[Preview]:
    """What the form's own formulas made of the indicators, where a program has worked them out."""
    if PREVIEW_SHEET not in book.names:
        return
    table = find_titled_table(book.grid(PREVIEW_SHEET), _PREVIEW_HEADS, len(_PREVIEW_HEADS))
    if table is None:
        return
    column = table.columns["本校数值"]
    for row in table.rows():
        if value := table.grid.text(row, column):
            place = Location(book.file, cell=table.grid.place(row, column))
            yield Preview(table.text(row, "指标"), table.text(row, "学段"), value, place)
