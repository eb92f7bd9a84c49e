"""A workbook that is neither a form nor a table of figures → whether it is a list of schools."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from reportgen.load.identity import ROSTER_CODE
from reportgen.load.school_list import RosterSheet, find_list, is_known_title, rows_below
from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid, GridCell, Visibility
from reportgen.problems import Advice, Location, Problem

# Numbers below these say nothing of how many there are of anything.
_NUMBERED = frozenset({"序号", "编号", "行号", "电话", "联系电话", "手机", "手机号", "邮编"})
_PLAIN = _NUMBERED | {"备注", "校长", "联系人", "负责人"}


def looks_like_roster(book: Book) -> bool:
    """Whether what can be seen of it are lists of schools without figures, and notes."""
    grids = map(book.grid, book.names)
    shown = [grid for grid in grids if grid.visibility is Visibility.VISIBLE and grid.rows]
    lists = [found for grid in shown if (found := find_list(book.file, grid))]
    heads = {found.grid.name for found in lists}
    others = (grid for grid in shown if grid.name not in heads)
    return bool(lists) and all(map(_names_schools, lists)) and not any(map(_has_numbers, others))


def tell_roster(make: Callable[[str, str, Location, Advice], Problem], path: Path) -> Problem:
    """What is said of such a workbook among schools' data, as bad as `make` makes it."""
    hint = (
        "是应交的学校名单，请用 --roster 写明，或在区县.yaml里写“名单:”；"
        "是学校数据，请用 reportgen form new 做的采集表填写"
    )
    return make(ROSTER_CODE, "像一份学校名单，没有当作学校", Location(str(path)), hint)


def _names_schools(sheet: RosterSheet) -> bool:
    """Whether most titles are those of a list and no figures stand below them.

    The name of the one school of a sheet stands beside 学校名称, where a list has a title.
    """
    grid, row = sheet.grid, sheet.head.row
    titles = {column: grid.text(row, column) for column in grid.rows[row]}
    known = [each for each in titles.values() if is_known_title(each) or each in _PLAIN]
    is_list = len(titles) == 1 or (len(known) > 1 and 2 * len(known) >= len(titles))
    codes = sheet.head.columns.get("code", 0)
    plain = {column for column, title in titles.items() if title in _NUMBERED} | {codes}
    return is_list and not any(
        column not in plain and _is_number(cell)
        for each in rows_below(grid, sheet.head)
        for column, cell in grid.rows[each].items()
    )


def _has_numbers(grid: Grid) -> bool:
    return any(_is_number(cell) for _, _, cell in grid.cells())


def _is_number(cell: GridCell) -> bool:
    try:
        return Decimal(cell.text.strip().rstrip("%")).is_finite()
    except InvalidOperation:
        return False
