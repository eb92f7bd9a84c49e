"""The heads of a list of schools on a sheet → the columns of each field, block beside block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.load.workbooks.column_titles import plain_title
from reportgen.load.workbooks.grid import Grid
from reportgen.model.vocabulary import ListWords
from reportgen.named_tuple import NamedTuple

_HEAD_WITHIN = 20
_MOST_LINES = 6
# Lists beside the first; a page has room for a few.
_MOST_BLOCKS = 50
_NAME = "name"
Columns = Mapping[str, int]
"""The column of each field."""


class ListHead(NamedTuple):
    """The heads of a list: the row of the lowest, and all columns of each title, from the left.

    `blocks` are the columns of each list that stands beside another; `unread` is a further column
    of names that is none's.
    """

    row: int
    titles: Mapping[str, tuple[int, ...]]
    blocks: tuple[Columns, ...]
    unread: int = 0

    @property
    def columns(self) -> Columns:
        """Those of the first block."""
        return self.blocks[0]


def find_head(grid: Grid, words: ListWords) -> ListHead | None:
    """The heads of the list on that sheet; None if there is none.

    A head over others (学校 over 序号, 名称, 类型) is none of a column.
    """
    for row in sorted(row for row in grid.rows if row <= _HEAD_WITHIN):
        if _NAME in words.find(_first_of(_titles(grid, (row,)))):
            return _head(grid, range(row, _last_row(grid, row, words) + 1), words)
    return None


def _head(grid: Grid, lines: range, words: ListWords) -> ListHead:
    titles = _titles(grid, lines)
    first = words.find(_first_of(titles))
    again = next((columns for columns in titles.values() if columns[0] == first[_NAME]), ())[1:]
    if not again or len(lines) > 1:
        # Under different heads a second 名称 may be that of anything.
        return ListHead(lines[-1], titles, (first,), again[0] if again else 0)
    read, unread = again[:_MOST_BLOCKS], again[_MOST_BLOCKS:]
    others = (words.find(_nth_of(titles, at)) for at in range(1, len(read) + 1))
    return ListHead(lines[-1], titles, (first, *others), unread[0] if unread else 0)


def _last_row(grid: Grid, row: int, words: ListWords) -> int:
    """The lowest row of heads, from the first that names schools."""
    deepest = row + _MOST_LINES
    while row < deepest and _NAME in words.find(_first_of(_titles(grid, (row + 1,)))):
        row += 1
    named = words.find(_first_of(_titles(grid, (row,))))[_NAME]
    ends = (
        area.last_row
        for area in grid.merged
        if area.first_column == named and area.first_row <= row <= area.last_row
    )
    return min(max(ends, default=row), deepest)


def _titles(grid: Grid, lines: Iterable[int]) -> Mapping[str, tuple[int, ...]]:
    """All columns of each title; over a column the lowest counts."""
    lowest: dict[int, str] = {}
    for row in lines:
        lowest |= {
            column: title
            for column in grid.rows.get(row, ())
            if (title := plain_title(grid.text(row, column)))
        }
    titles: dict[str, list[int]] = {}
    for column, title in sorted(lowest.items()):
        titles.setdefault(title, []).append(column)
    return {title: tuple(columns) for title, columns in titles.items()}


def _first_of(titles: Mapping[str, tuple[int, ...]]) -> Columns:
    return _nth_of(titles, 0)


def _nth_of(titles: Mapping[str, tuple[int, ...]], at: int) -> Columns:
    """The column of each title that stands so often."""
    return {title: columns[at] for title, columns in titles.items() if len(columns) > at}
