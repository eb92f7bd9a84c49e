"""Rows and columns 合计 and 小计 of a document's tables, held against what they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.text_table import TableCell, TextTable
from reportgen.model.wordings import Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.text_checks.table_numbers import (
    CellNumber,
    cell_at,
    count_heads,
    heads_of,
    is_number,
    plain_text,
    read_cell_number,
)

_FEWEST, _MOST_TOLD = 2, 4
_AMONG = "其中"


class _Sum(NamedTuple):
    """A total as it is written, and what it should add up; `is_plain` tells that all of that are
    numbers under one head.
    """

    cell: TableCell
    head: str
    said: CellNumber
    added: tuple[CellNumber, ...]
    is_plain: bool

    @property
    def value(self) -> Decimal:
        return sum((each.value for each in self.added), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Whether it is their sum, as exactly as they are rounded."""
        steps = [each.step for each in self.added if each.step < 1]
        slack = sum(steps, self.said.step if self.said.step < 1 else Decimal(0)) / 2
        return abs(self.said.value - self.value) <= slack

    @property
    def is_doubtful(self) -> bool:
        """Whether what is added may hold sums itself, or the total once more."""
        return self.value == 2 * self.said.value or any(
            each.value == self.said.value for each in self.added
        )


class _Place(NamedTuple):
    """A row and a column of a table, below so many rows of heads."""

    row: int
    column: int
    heads: int


def check_table_sums(tables: Iterable[TextTable], wordings: Wordings) -> Iterator[TextFinding]:
    """Each total that is not the sum of its column or row: an error where all of them are numbers
    and another total of the same row or column is right, or it is the only one; else a reminder.
    """
    for table in tables:
        for row in _totals_below(table, wordings):
            yield from _tell(tuple(_column_sums(table, row, wordings)), "上面各行")
        for column in _totals_beside(table, wordings):
            yield from _tell(_likely(table, column, wordings), "同一行各列")


def _tell(sums: Sequence[_Sum], what: str) -> Iterator[TextFinding]:
    is_sure = len(sums) == 1 or any(each.agrees for each in sums)
    for each in sums:
        part = each.cell.part
        if not each.agrees and not each.is_doubtful and part is not None:
            severity = Severity.ERROR if is_sure and each.is_plain else Severity.WARNING
            message = f"“{each.head}”写的是“{part.text.strip()}”，{what}{_listed(each)}"
            start = len(part.text) - len(part.text.lstrip())
            end = len(part.text.rstrip())
            hint = "请核对各数和合计"
            yield TextFinding(TextRule.PARTS, severity, part, start, end, message, hint)


def _listed(each: _Sum) -> str:
    told = [format_short(one.value) for one in each.added]
    more = f"等 {len(told)} 个数" if len(told) > _MOST_TOLD else ""
    return f"（{'、'.join(told[:_MOST_TOLD])}{more}）相加是 {format_short(each.value)}"


def _label(row: Sequence[TableCell]) -> str:
    """What a row is called: the first text in it that is no number."""
    texts = (plain_text(each) for each in row[:2] if not is_number(each))
    return next(filter(None, texts), "")


def _totals_below(table: TextTable, wordings: Wordings) -> Iterator[int]:
    """The places of rows that are called totals."""
    if any(_AMONG in _label(row) for row in table.rows):
        return
    named = (*wordings.totals, *wordings.subtotals)
    for at in range(count_heads(table) + _FEWEST, len(table.rows)):
        if _label(table.rows[at]) in named:
            yield at


def _column_sums(table: TextTable, row: int, wordings: Wordings) -> Iterator[_Sum]:
    """What the row says of each column that can be added up."""
    heads = count_heads(table)
    for cell in table.rows[row]:
        said, head = read_cell_number(cell), "".join(map(plain_text, heads_of(table, cell.column)))
        if said is None or said.is_blank or _is_no_amount(head, wordings):
            continue
        added = _added_above(table, _Place(row, cell.column, heads), wordings)
        if added is not None and len(added) >= _FEWEST:
            plain = bool(head) and not any(each.is_blank for each in added)
            yield _Sum(cell, _label(table.rows[row]), said, added, plain)


def _is_no_amount(head: str, wordings: Wordings) -> bool:
    return any(word in head for word in wordings.not_added)


def _added_above(
    table: TextTable, place: _Place, wordings: Wordings
) -> tuple[CellNumber, ...] | None:
    """What stands above: since the last subtotal for one, the subtotals for a total where there
    are any; None where one of them is no number, or merged.
    """
    row, column, heads = place
    is_total = _label(table.rows[row]) in wordings.totals
    added: list[CellNumber] = []
    beyond_subtotal = False
    # A long table is gone up once, and not from its head for each total.
    for at in range(row - 1, heads - 1, -1):
        above = table.rows[at]
        name = _label(above)
        if name in wordings.totals or (name in wordings.subtotals and not is_total):
            break
        cell = cell_at(above, column)
        number = read_cell_number(cell) if cell is not None and not cell.is_merged else None
        if number is None:
            return None
        beyond_subtotal = beyond_subtotal or name in wordings.subtotals
        if name in wordings.subtotals or not beyond_subtotal:
            added.append(number)
    return tuple(reversed(added))


def _totals_beside(table: TextTable, wordings: Wordings) -> Iterator[int]:
    """The columns that are called totals in the one row of heads of a table without merged ones."""
    heads = count_heads(table)
    if heads != 1 or any(each.is_merged for row in table.rows for each in row):
        return
    texts = [plain_text(each) for each in table.rows[0]]
    if any(_AMONG in text or _is_no_amount(text, wordings) for text in texts):
        return
    named = (*wordings.totals, *wordings.subtotals)
    yield from (
        each.column
        for each, text in zip(table.rows[0], texts, strict=True)
        if text.partition("（")[0].partition("(")[0] in named
    )


def _likely(table: TextTable, column: int, wordings: Wordings) -> tuple[_Sum, ...]:
    """The sums of the rows in that column, of what is left of it or else right of it: of the side
    of which more are right. None where hardly one is.
    """
    sides = [tuple(_row_sums(table, column, step)) for step in (-1, 1)]
    counts = [sum(each.agrees for each in side) for side in sides]
    best = counts.index(max(counts))
    return sides[best] if counts[best] * 2 > len(sides[best]) else ()


def _row_sums(table: TextTable, column: int, step: int) -> Iterator[_Sum]:
    head = cell_at(table.rows[0], column)
    for row in table.rows[1:]:
        cell = cell_at(row, column)
        said = read_cell_number(cell) if cell is not None else None
        added = tuple(_added_beside(row, column, step))
        if cell is None or said is None or said.is_blank or len(added) < _FEWEST:
            continue
        plain = not any(each.is_blank for each in added)
        yield _Sum(cell, plain_text(head) if head else "", said, added, plain)


def _added_beside(row: Sequence[TableCell], column: int, step: int) -> Iterator[CellNumber]:
    """The numbers that stand beside that column, until something else does."""
    at = column + step
    while (cell := cell_at(row, at)) is not None:
        number = read_cell_number(cell)
        if number is None:
            return
        yield number
        at += step
