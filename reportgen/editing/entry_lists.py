"""A list of a data file → its rows of fields, and a row for an entry that is not there yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportgen.editing.addresses import Address
from reportgen.editing.entry_fields import EntryField, FieldKind, FieldRow, FieldTable
from reportgen.editing.list_rows import (
    ListShape,
    cell_addresses,
    cell_words,
    entries_of,
    is_editable,
    list_shape,
    row_cells,
)
from reportgen.model.form import EXPECTED_COLUMN, TEXT_COLUMN
from reportgen.model.stages import Stage
from reportgen.model.tree import Tree


def field_table(
    address: Address, value: Tree, stages: Collection[Stage], title: str, hint: str = ""
) -> FieldTable:
    """The list at that address. Errors: LookupError where a data file has no list there."""
    shape = list_shape(address, stages)
    if shape is None:
        raise LookupError(address)
    places = cell_addresses(address, value, shape)
    rows = [
        _row((*address, entry[0] or place), at, row_cells(entry, shape), shape)
        for place, (entry, at) in enumerate(zip(entries_of(value, shape), places, strict=True))
    ]
    blank: Address = (*address, len(rows))
    addresses = [(*blank, column) for column in shape.columns]
    new = _row(blank, addresses, [None] * len(addresses), shape)
    return FieldTable(address, title, shape, tuple(rows), new, value, hint)


def with_past(table: FieldTable, value: Tree) -> FieldTable:
    """The list with what it was the year before."""
    entries = entries_of(value, table.shape)
    cells = (map(cell_words, row_cells(entry, table.shape)) for entry in entries)
    return table._replace(past=tuple(map(tuple, cells)))


def _row(
    address: Address, addresses: Sequence[Address], cells: Sequence[Tree], shape: ListShape
) -> FieldRow:
    fields = map(_cell, shape.columns, addresses, cells, [shape] * len(cells))
    return FieldRow(address, tuple(fields))


def _cell(column: str, address: Address, value: Tree, shape: ListShape) -> EntryField:
    text = cell_words(value)
    kind = FieldKind.LINE
    if not is_editable(column, value):
        kind = FieldKind.FIXED
    elif column == TEXT_COLUMN:
        kind = FieldKind.TEXT
    elif column == EXPECTED_COLUMN or column in shape.several or "\n" in text:
        kind = FieldKind.LINES
    return EntryField(address, column, kind, text)
