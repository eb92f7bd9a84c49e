"""A sheet's lines → the one with the heads of a table, and the column of each head."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.no_names import says_ditto

if TYPE_CHECKING:
    from reportgen.load.workbooks.grid import Grid, Row

# Heads stand near the top; below them are the entries.
_DEEPEST_HEAD = 30
_LONGEST_DITTO = 8
_MARKS = late_regex(r"[\s*＊★]+")


class TitledTable(NamedTuple):
    """A table on a sheet: the row of its heads, and the column of each head by its title.

    `left_out` are rows below them that are no entries.
    """

    grid: Grid
    head_row: int
    columns: Mapping[str, int]
    left_out: frozenset[int] = frozenset()

    def rows(self) -> Iterable[int]:
        """The rows below the heads that are not blank, in order."""
        below = (row for row in sorted(self.grid.rows) if row > self.head_row)
        return (row for row in below if row not in self.left_out)

    def text(self, row: int, title: str) -> str:
        """What stands in that row under that head; empty where there is no such head."""
        column = self.columns.get(title)
        return self.grid.text(row, column) if column else ""

    def meant(self, row: int, title: str) -> str:
        """As `text`; where it says 同上, what the nearest row above does."""
        text = self.text(row, title)
        if not (text and len(text) <= _LONGEST_DITTO and says_ditto(text)):
            return text
        above = [self.text(each, title) for each in self.rows() if each < row]
        return next((each for each in reversed(above) if each and not says_ditto(each)), "")

    def next_cell(self, titles: Sequence[str]) -> str:
        """The first cell of a new entry, behind the last row that has one of those heads filled."""
        columns = [self.columns[title] for title in titles if title in self.columns]
        filled = (row for row in self.rows() if any(self.grid.text(row, at) for at in columns))
        row = max(filled, default=self.head_row) + 1
        return self.grid.place(row, columns[0] if columns else 1)


@lru_cache(maxsize=4096)
def plain_title(text: str) -> str:
    """A head without blanks, line breaks and the star that marks what is required."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


HeadLine = tuple[int, Mapping[str, int]]
"""A row and the first column of each text in it, which may be a head."""


def head_lines(grid: Grid) -> Iterator[HeadLine]:
    """The first rows, in which the heads of a table may stand."""
    for row in sorted(grid.rows)[:_DEEPEST_HEAD]:
        yield row, _first_columns(grid.rows[row])


def _first_columns(cells: Row) -> Mapping[str, int]:
    columns: dict[str, int] = {}
    for column, cell in cells.items():
        columns.setdefault(plain_title(cell.text.strip()), column)
    return columns


def find_titled_table(
    grid: Grid, titles: Sequence[str], needed: int, lines: Iterable[HeadLine] | None = None
) -> TitledTable | None:
    """The table that the first row with at least `needed` of those heads begins; `lines` are the
    grid's `head_lines`, where more than one table is looked for.
    """
    wanted = {plain_title(title): title for title in titles}
    for row, columns in head_lines(grid) if lines is None else lines:
        found = {columns[plain]: title for plain, title in wanted.items() if plain in columns}
        if len(found) >= needed:
            ordered = {found[column]: column for column in sorted(found)}
            return TitledTable(grid, row, ordered)
    return None
