"""Rows 合计 and 小计 on a form's list sheets: no entries, and held against those above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.row_kinds import RowKind, find_row_kind
from reportgen.load.workbooks.tree import CellReader
from reportgen.load.workbooks.uncalculated import find_uncalculated, tell_unchecked
from reportgen.model.form import (
    FACTS_SHEET,
    INFO_SHEET,
    OTHER_SHEET,
    OUTLINE_SHEET,
    OVERVIEW_SHEET,
    WHOLE_SHEET,
)
from reportgen.model.numbers import exact_text
from reportgen.problems import Location, warning
from reportgen.templating.quantity import number_of

_NO_LISTS = frozenset(
    {INFO_SHEET, FACTS_SHEET, OVERVIEW_SHEET, OUTLINE_SHEET, OTHER_SHEET, WHOLE_SHEET}
)
_SUMS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})
# A figure for the whole school has 合计 for its stage; these are no amounts.
_STAGE, _NO_AMOUNTS = "学段", frozenset({"学段", "年份", "序号", "年级"})


def leave_out_totals(tables: Mapping[str, TitledTable]) -> dict[str, TitledTable]:
    """The tables, those of lists without their rows of totals."""
    return {
        kind: table if kind in _NO_LISTS else table._replace(left_out=frozenset(_totals(table)))
        for kind, table in tables.items()
    }


def _totals(table: TitledTable) -> Iterator[int]:
    titles = [title for title in table.columns if title != _STAGE]
    for row in table.rows():
        if find_row_kind(filter(None, (table.text(row, title) for title in titles))) in _SUMS:
            yield row


def tell_totals(table: TitledTable, cells: CellReader, file: str) -> None:
    """Note each row of totals that was left out, and where it is not what stands above it."""
    for row in sorted(table.left_out):
        cells.claim(row, *table.grid.rows[row])
        first = min(table.grid.rows[row])
        place = Location(file, cell=table.grid.place(row, first))
        message = "这一行是合计，没有当作一项"
        cells.note(warning("total_row", message, place, "请删去这一行，合计由程序相加"))
        unworked = [place for place in find_uncalculated(table.grid) if place[0] == row]
        for told in tell_unchecked(file, table.grid, unworked):
            cells.note(told)
        for title, column in table.columns.items():
            if wrong := _compare(table, row, title):
                at = Location(file, cell=table.grid.place(row, column))
                cells.note(warning("sum_mismatch", wrong, at, "请核对上面各项，再删去这一行"))


def _compare(table: TitledTable, row: int, title: str) -> str:
    """What is wrong with the total in that column; empty where it is one of the sums above."""
    written = None if title in _NO_AMOUNTS else number_of(table.text(row, title))
    if written is None:
        return ""
    above = [each for each in table.rows() if each < row]
    before = max((each for each in table.left_out if each < row), default=0)
    sums = [_sum(table, title, rows) for rows in (above, [each for each in above if each > before])]
    if written in sums:
        return ""
    return f"合计行的“{title}”写的是 {exact_text(written)}，上面各项相加是 {exact_text(sums[0])}"


def _sum(table: TitledTable, title: str, rows: Iterable[int]) -> Decimal:
    numbers = (number_of(table.text(row, title)) for row in rows)
    return sum((number for number in numbers if number is not None), Decimal(0))
