"""Where the schools of a table stand, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.title_year import TitleYear
from reportgen.model.facts import Fact
from reportgen.model.opening import Opening
from reportgen.named_tuple import NamedTuple


class TableColumn(NamedTuple):
    """What a column holds: `block` and `key` as a data file has them.

    A column of 数据 has a stage, a unit and a fact.
    """

    column: int
    block: str
    key: str
    stage: str = ""
    unit: str = ""
    fact: Fact | None = None


def find_column(columns: Iterable[TableColumn], block: str, key: str) -> int:
    """The number of the column that holds that field; 0 if none does."""
    return next((each.column for each in columns if (each.block, each.key) == (block, key)), 0)


class TableSchool(NamedTuple):
    """A school of the table: its row and name. `digest` is of all that its tree is made from.

    `sheet` is its table's, where its workbook has several tables.
    """

    row: int
    name: str
    digest: str
    sheet: str = ""

    @property
    def part(self) -> str:
        """What tells it from the other schools of its file: `5/实验小学`, `初中!5/实验中学`."""
        return f"{self.sheet}!{self.row}/{self.name}" if self.sheet else f"{self.row}/{self.name}"


class TableShape(NamedTuple):
    """Where a table's schools stand and what its columns hold.

    `settings` are entries of 报告 that hold for every school; `types` gives the school type that a
    word stands for; `counted` is the column that says 0 if the row is not a school of its own;
    schools of a type `left_out` have no report. What stands below a column's title is read, or the
    title was told: `titled` are those columns. `opening` is how it takes another column.
    `title_year` is what the title above it says, `kept_year` what the program kept in the workbook.
    """

    file: str
    grid: Grid
    last_head: int
    columns: tuple[TableColumn, ...]
    name_column: int
    settings: Mapping[str, str] = {}
    settings_cell: str = ""
    types: Mapping[str, str] = {}
    left_out: frozenset[str] = frozenset()
    counted: int = 0
    source: str = ""
    titled: frozenset[int] = frozenset()
    opening: Opening | None = None
    title_year: TitleYear | None = None
    kept_year: str = ""
