"""Formulas that no program has worked out, in cells of which nobody asks one by one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.grid import Grid, Working
from reportgen.load.workbooks.table_shape import TableShape
from reportgen.load.workbooks.unread_cells import Place
from reportgen.model.form import FactColumn
from reportgen.ooxml.cell_names import cell_name
from reportgen.problems import Location, Problem, gap, warning
from reportgen.words.listing import list_first

_MOST_NAMED = 6
# What a form's own formulas work out, and what is not read of a line.
_WORKED_OUT = (FactColumn.PREVIEW, FactColumn.REQUIRED, FactColumn.VERDICT)
_NO_LABELS = ("序号",)
UNCALCULATED = "uncalculated"
SAVE_IT = "请用 Excel 或 WPS 打开并保存一次，或者直接填写"


def find_uncalculated(grid: Grid) -> Sequence[Place]:
    """The row and column of each cell whose formula has no value, in order."""
    return sorted(
        (row, column) for row, column, cell in grid.cells() if cell.working is Working.UNCALCULATED
    )


def tell_uncalculated(file: str, grid: Grid, places: Sequence[Place]) -> Iterator[Problem]:
    """One error of those cells, what they say being lost; none for none."""
    yield from _tell(file, grid, places, "读不出来")


def tell_unchecked(file: str, grid: Grid, places: Sequence[Place]) -> Iterator[Problem]:
    """One reminder of those cells, whose sums are held against nothing; none for none."""
    yield from _tell(file, grid, places, "没有核对", is_lost=False)


def _tell(
    file: str, grid: Grid, places: Sequence[Place], what: str, is_lost: bool = True
) -> Iterator[Problem]:
    cells = [cell_name(*place) for place in places]
    if cells:
        several = len(cells) > 1
        which = f"有 {len(cells)} 个格子（{list_first(cells, _MOST_NAMED)}）" if several else ""
        make = gap if is_lost else warning
        place = Location(file, cell=grid.place(*min(places)))
        yield make(UNCALCULATED, f"{which}是没有算过的公式，{what}", place, SAVE_IT)


def table_uncalculated(shape: TableShape, schools: Container[int]) -> Iterator[Problem]:
    """What is said of such cells of a table of schools, but those in the rows `schools`, which are
    told as each is read: heads and names are lost, sums are not held against anything.
    """
    columns = frozenset(each.column for each in shape.columns)
    lost, sums = [], []
    for row, column in find_uncalculated(shape.grid):
        if row <= shape.last_head or (column == shape.name_column and row not in schools):
            lost.append((row, column))
        elif column in columns and row not in schools:
            sums.append((row, column))
    nameless = {row for row, _ in lost}
    yield from tell_uncalculated(shape.file, shape.grid, lost)
    sums = [place for place in sums if place[0] not in nameless]
    yield from tell_unchecked(shape.file, shape.grid, sums)


def form_uncalculated(file: str, table: TitledTable, read: Container[Place]) -> Iterator[Problem]:
    """What is said of such cells of a form's table that were not read: its labels, which say what
    the rows are of.
    """
    worked_out = (table.columns.get(title) for title in (*_WORKED_OUT, *_NO_LABELS))
    columns = frozenset(table.columns.values()).difference(worked_out)
    lost = [
        (row, column)
        for row, column in find_uncalculated(table.grid)
        if row > table.head_row and column in columns and row not in table.left_out
    ]
    yield from tell_uncalculated(file, table.grid, [each for each in lost if each not in read])
