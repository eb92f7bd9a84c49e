"""Columns of a table by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.report import Table

# All of it is 100, whatever decimals its parts have.
_ALL = "100"


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


def alike_decimals(texts: Sequence[str]) -> tuple[str, ...]:
    """The numbers with the decimals of that which has most: 35.0 beside 31.3.

    100 and what is no plain number stay as they are.
    """
    plain = [text for text in texts if text.replace(".", "", 1).isdigit() and text != _ALL]
    most = max((len(text.partition(".")[2]) for text in plain), default=0)
    return tuple(_with_decimals(text, most) if text in plain else text for text in texts)


def shares_note(shares: Sequence[str]) -> str:
    """What is to be said below a table whose printed shares of one whole do not add up to 100."""
    added = sum((Decimal(share) for share in shares if share), Decimal(0))
    return "" if added in (0, Decimal(_ALL)) else "占比四舍五入，各项相加不等于100%。"


def _with_decimals(text: str, most: int) -> str:
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<{most}}" if most else text
