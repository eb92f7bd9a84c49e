"""The kinds of sheets that a form has, each known by its column titles."""

from __future__ import annotations

from reportgen.load.workbooks.column_titles import TitledTable, find_titled_table, head_lines
from reportgen.load.workbooks.grid import Grid
from reportgen.model.form import (
    AGE_COLUMNS,
    AGES_SHEET,
    CLASS_COLUMNS,
    CLASSES_SHEET,
    DETAIL_COLUMNS,
    DETAILS_SHEET,
    FACTS_SHEET,
    INFO_COLUMNS,
    INFO_SHEET,
    OTHER_COLUMNS,
    OTHER_SHEET,
    OUTLINE_COLUMNS,
    OUTLINE_SHEET,
    OVERVIEW_COLUMNS,
    OVERVIEW_SHEET,
    OVERVIEW_VALUE,
    STAFF_SHEET,
    TABLES,
    WHOLE_COLUMNS,
    WHOLE_SHEET,
    FactColumn,
)
from reportgen.model.staff import DEGREE_KEY, STAGE_KEY, TOTAL_KEY

_FACT_COLUMNS = tuple(map(str, FactColumn))
# The heads of each kind of sheet, and how many of them make one: some may have been deleted.
_SHEETS: dict[str, tuple[tuple[str, ...], int]] = {
    INFO_SHEET: (INFO_COLUMNS, 2),
    FACTS_SHEET: (_FACT_COLUMNS, 3),
    CLASSES_SHEET: (CLASS_COLUMNS, 3),
    DETAILS_SHEET: (DETAIL_COLUMNS, 4),
    OVERVIEW_SHEET: (OVERVIEW_COLUMNS, 3),
    STAFF_SHEET: ((STAGE_KEY, DEGREE_KEY, TOTAL_KEY), 2),
    AGES_SHEET: (AGE_COLUMNS, 2),
    **{table.name: (table.columns, 2) for table in TABLES},
    OUTLINE_SHEET: (OUTLINE_COLUMNS, 2),
    WHOLE_SHEET: (WHOLE_COLUMNS, 2),
    OTHER_SHEET: (OTHER_COLUMNS, 2),
}
_NEEDED = {
    FACTS_SHEET: (FactColumn.NAME, FactColumn.VALUE),
    OVERVIEW_SHEET: (FactColumn.NAME, OVERVIEW_VALUE),
    DETAILS_SHEET: ("项目", "数值"),
}


def best_kind(grid: Grid) -> tuple[str, TitledTable | None]:
    """The kind of the sheet, by the name that such a sheet has, and its table."""
    # A sheet that was renamed still has its title: some kinds have the same heads.
    own = next((each for each in (grid.name, grid.text(1, 1)) if each in _SHEETS), "")
    kinds = (own,) if own else tuple(_SHEETS)
    best: tuple[str, TitledTable | None] = ("", None)
    lines = None if own else tuple(head_lines(grid))
    for kind in kinds:
        titles, needed = _SHEETS[kind]
        table = find_titled_table(grid, titles, needed, lines)
        if table is None or not all(title in table.columns for title in _NEEDED.get(kind, ())):
            continue
        if best[1] is None or len(table.columns) > len(best[1].columns):
            best = (kind, table)
    return best


def find_kind_of_sheet(grid: Grid) -> str:
    """The name that such a sheet had when the form was made; empty for one of no form."""
    return best_kind(grid)[0]
