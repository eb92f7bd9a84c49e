"""Cells of a table → the numbers that they are, and what stands in their heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_table import TableCell, TextTable
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.numerals import plain_numbers

_NUMBER = late_regex(
    r"\s*(-?\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,6})?\s*([\u4e00-\u9fff㎡]{0,4})\s*"
)
_NOTHING = frozenset(("", "-", "—", "——", "/", "／", "－", "无", "\\"))
_MOST_HEADS = 6
_BLANKS = late_regex(r"\s+")


class CellNumber(NamedTuple):
    """What a cell says as a number, with its unit; an empty one says 0 and `is_blank`."""

    value: Decimal
    unit: str = ""
    is_blank: bool = False

    @property
    def step(self) -> Decimal:
        """One of its last place."""
        return Decimal(1).scaleb(int(self.value.as_tuple().exponent))


def read_cell_number(cell: TableCell) -> CellNumber | None:
    """The number of a cell that holds nothing else; None for any other text, and per cent."""
    if cell.text.strip() in _NOTHING:
        return CellNumber(Decimal(0), is_blank=True)
    found = _NUMBER.fullmatch(plain_numbers(cell.text))
    if found is None:
        return None
    return CellNumber(Decimal(found[1].replace(",", "") + (found[2] or "")), found[3])


def is_number(cell: TableCell) -> bool:
    """Whether a number stands in the cell."""
    number = read_cell_number(cell)
    return number is not None and not number.is_blank


def plain_text(cell: TableCell) -> str:
    """The cell's text without blanks: 合　计 is 合计."""
    return _BLANKS.sub("", cell.text)


def count_heads(table: TextTable) -> int:
    """How many rows stand above the first that holds a number, as many as heads may be."""
    first = table.rows[:_MOST_HEADS]
    found = (at for at, row in enumerate(first) if any(map(is_number, row)))
    return next(found, len(first))


def cell_at(row: Sequence[TableCell], column: int) -> TableCell | None:
    """The cell that begins in that column; None where none does."""
    return next((each for each in row if each.column == column), None)


def heads_of(table: TextTable, column: int) -> Iterator[TableCell]:
    """The cells above the numbers of that column."""
    for row in table.rows[: count_heads(table)]:
        found = [each for each in row if each.column <= column]
        yield from found[-1:]
