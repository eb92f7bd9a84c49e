"""The sheets 教师结构 and 教师年龄 of a form → the block of a data file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from reportgen.load.workbooks.column_titles import TitledTable, find_titled_table
from reportgen.load.workbooks.tree import CellReader, mapping, sequence
from reportgen.model.form import AGE_COLUMNS, AGES_SHEET, STAFF_SHEET, staff_columns
from reportgen.model.staff import AGES_KEY, DEGREES_KEY, STAFF_BLOCK, StaffWords

# Stage and label; what stands behind them are numbers.
_LABELS = 2


def staff_block(
    tables: Mapping[str, TitledTable], cells: Mapping[str, CellReader], words: StaffWords
) -> Iterator[tuple[str, yaml.Node]]:
    """The block, if either sheet has a number in it."""
    parts = []
    for key, sheet, columns in (
        (DEGREES_KEY, STAFF_SHEET, staff_columns(words)),
        (AGES_KEY, AGES_SHEET, AGE_COLUMNS),
    ):
        if sheet in tables and (rows := list(_rows(tables[sheet], cells[sheet], columns))):
            parts.append((key, sequence(rows, rows[0].start_mark)))
    if parts:
        yield STAFF_BLOCK, mapping(parts, parts[0][1].start_mark)


def _rows(table: TitledTable, cells: CellReader, columns: Sequence[str]) -> Iterator[yaml.Node]:
    """The lines that have a number."""
    # What the dictionary calls the ranks is not known where sheets are told apart.
    found = find_titled_table(table.grid, columns, _LABELS) or table
    found = found._replace(left_out=table.left_out)
    counts = [found.columns[each] for each in columns[_LABELS:] if each in found.columns]
    for row in found.rows():
        if not any(found.grid.text(row, column) for column in counts):
            continue
        nodes = {
            title: cells.node(row, found.columns[title], title)
            for title in columns
            if title in found.columns
        }
        fields = {title: node for title, node in nodes.items() if node is not None}
        if fields.keys() & set(columns[_LABELS:]):
            yield mapping(fields.items(), next(iter(fields.values())).start_mark)
