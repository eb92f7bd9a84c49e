"""A workbook's cells as values: what is written where, of what kind, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import cell_name
from reportgen.problems import CellName


class CellKind(StrEnum):
    """What a cell holds. A share is a number that the cell shows with a percent sign."""

    TEXT = "文字"
    NUMBER = "数"
    SHARE = "百分比"
    DATE = "日期"
    FLAG = "是否"
    ERROR = "错误值"


class Working(StrEnum):
    """Where a cell's value comes from: typed, or a formula that a program has worked out or not."""

    TYPED = "填写"
    CALCULATED = "公式"
    UNCALCULATED = "没有算过的公式"


class GridCell(NamedTuple):
    """A cell that is not blank; `text` has numbers to 15 digits and dates as 2024-11-20."""

    text: str
    kind: CellKind = CellKind.TEXT
    working: Working = Working.TYPED


class Area(NamedTuple):
    """Merged cells; rows and columns from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Visibility(StrEnum):
    """Whether a sheet can be seen, and whether the program's menu can show it."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class EmbeddedPicture(NamedTuple):
    """A picture as it stands on its sheet: the row and column from 1, and the file's bytes."""

    row: int
    column: int
    data: bytes


class CellComment(NamedTuple):
    """A comment at the cell `row`, `column` (from 1): who wrote it, if that is known, and what."""

    row: int
    column: int
    author: str
    text: str


# A report has a few dozen at most.
MOST_PICTURES = 100
Row = Mapping[int, GridCell]
NO_CELLS: Row = {}


class Grid(NamedTuple):
    """One sheet: its rows by number, their cells by column, both from 1, without blank ones.

    `at` is its place in the workbook.
    """

    name: str
    rows: Mapping[int, Row] = MappingProxyType({})
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.VISIBLE
    at: int = 0

    def find(self, row: int, column: int) -> GridCell | None:
        """The cell there, or None for a blank one."""
        return self.rows.get(row, NO_CELLS).get(column)

    def text(self, row: int, column: int) -> str:
        """The cell's text without blanks around it; empty for a blank one."""
        cell = self.find(row, column)
        return cell.text.strip() if cell else ""

    def place(self, row: int, column: int) -> str:
        """The cell's name with its sheet: `基本数据!D12`."""
        return CellName(f"{self.name}!{cell_name(row, column)}", self.at)

    def cells(self) -> Iterator[tuple[int, int, GridCell]]:
        """Every cell with its row and column."""
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                yield row, column, cell
