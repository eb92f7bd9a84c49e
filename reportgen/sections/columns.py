"""Columns of a table by what stands in them."""

from __future__ import annotations

from reportgen.model.report import Table


def without_empty_columns(table: Table) -> Table:
    """The table without the columns in which no row has anything, the others widened."""
    columns = zip(*([cell.text for cell in row] for row in table.rows), strict=True)
    kept = [number for number, texts in enumerate(columns) if any(texts)]
    room = sum(table.widths[number] for number in kept)
    return table._replace(
        header=tuple(table.header[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in table.rows),
        widths=tuple(table.widths[number] / room for number in kept),
        aligns=tuple(table.aligns[number] for number in kept),
    )
