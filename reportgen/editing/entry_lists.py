"""A list of a data file → its rows of fields, and a row for an entry that is not there yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reportgen.editing.addresses import Address
from reportgen.editing.column_choices import CLOSED_COLUMNS, NOTHING, Choices
from reportgen.editing.entry_fields import EntryField, FieldKind, FieldRow, FieldTable, Takes
from reportgen.editing.list_rows import (
    cell_addresses,
    cell_words,
    entries_of,
    is_editable,
    row_cells,
)
from reportgen.editing.list_shapes import (
    ATTACHMENTS_LIST,
    NAMED_PICTURES,
    ListShape,
    list_shape,
)
from reportgen.model.facts import FactDictionary
from reportgen.model.form import EXPECTED_COLUMN, TEXT_COLUMN
from reportgen.model.tree import Tree

_PICTURES: Address = ("插图",)
_TAKES = {
    _PICTURES: Takes.PICTURES,
    NAMED_PICTURES: Takes.PICTURES,
    ATTACHMENTS_LIST: Takes.FILES,
}


class TableMaker:
    """Makes the tables of one data file, with what may be chosen in them."""

    def __init__(self, dictionary: FactDictionary, choices: Choices = NOTHING) -> None:
        self._dictionary, self._choices = dictionary, choices

    def make(self, address: Address, value: Tree, title: str, hint: str = "") -> FieldTable:
        """The list at that address. Errors: LookupError where a data file has no list there."""
        shape = list_shape(address, self._dictionary)
        if shape is None:
            raise LookupError(address)
        places = cell_addresses(address, value, shape)
        rows = [
            self._row((*address, entry[0] or place), at, row_cells(entry, shape), shape)
            for place, (entry, at) in enumerate(zip(entries_of(value, shape), places, strict=True))
        ]
        blank = self._new(address, len(rows), (), shape)
        table = FieldTable(address, title, shape, tuple(rows), blank, value, hint)
        return table._replace(takes=_TAKES.get(address, Takes.NOTHING))

    def offering(self, table: FieldTable, lines: Iterable[Sequence[str]]) -> FieldTable:
        """The list with those lines at its end, which are no entries yet."""
        count = len(table.rows)
        offered = [
            self._new(table.address, count + at, line, table.shape)._replace(offered=True)
            for at, line in enumerate(lines)
        ]
        return table._replace(rows=(*table.rows, *offered))

    def _new(
        self, address: Address, place: int, texts: Sequence[str], shape: ListShape
    ) -> FieldRow:
        at: Address = (*address, place)
        cells: list[Tree] = [*texts, *[""] * (len(shape.columns) - len(texts))]
        return self._row(at, [(*at, column) for column in shape.columns], cells, shape)

    def _row(
        self,
        address: Address,
        addresses: Sequence[Address],
        cells: Sequence[Tree],
        shape: ListShape,
    ) -> FieldRow:
        above = address[:-1]
        fields = (
            _cell(column, at, cell, shape, self._choices.get((above, column), ()))
            for column, at, cell in zip(shape.columns, addresses, cells, strict=True)
        )
        return FieldRow(address, tuple(fields))


def with_past(table: FieldTable, value: Tree) -> FieldTable:
    """The list with what it was the year before; its texts know whether they were the same."""
    entries = entries_of(value, table.shape)
    past = tuple(tuple(map(cell_words, row_cells(entry, table.shape))) for entry in entries)
    known = {text for cells in past for text in cells}
    rows = (
        row._replace(fields=tuple(_beside(each, known) for each in row.fields))
        for row in table.rows
    )
    return table._replace(past=past, rows=tuple(rows))


def _beside(field: EntryField, past: Collection[str]) -> EntryField:
    is_same = field.kind is FieldKind.TEXT and field.text in past
    return field._replace(is_old=is_same)


def _cell(
    column: str, address: Address, value: Tree, shape: ListShape, choices: tuple[str, ...]
) -> EntryField:
    text = cell_words(value)
    kind = FieldKind.LINE
    if not is_editable(column, value):
        kind = FieldKind.FIXED
    elif column == TEXT_COLUMN:
        kind = FieldKind.TEXT
    elif column == EXPECTED_COLUMN or column in shape.several or "\n" in text:
        kind = FieldKind.LINES
    elif choices and column in CLOSED_COLUMNS:
        kind = FieldKind.CHOICE
    return EntryField(address, column, kind, text, choices=choices)
