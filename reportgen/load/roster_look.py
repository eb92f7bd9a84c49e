"""A workbook that is neither a form nor a table of figures → whether it is a list of schools."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from reportgen.load.identity import ROSTER_CODE
from reportgen.load.school_list import RosterSheet, find_list, rows_below
from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid, GridCell, Visibility
from reportgen.model.vocabulary import ListWords
from reportgen.problems import Advice, Location, Problem


def looks_like_roster(book: Book, words: ListWords) -> bool:
    """Whether what can be seen of it are lists of schools without figures, and notes."""
    grids = map(book.grid, book.names)
    shown = [grid for grid in grids if grid.visibility is Visibility.VISIBLE and grid.rows]
    lists = [found for grid in shown if (found := find_list(book.file, grid, words))]
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
    titles, words = sheet.head.titles, sheet.words
    known = [each for each in titles if words.knows(each)]
    is_list = len(titles) == 1 or (len(known) > 1 and 2 * len(known) >= len(titles))
    return is_list and not _has_figures(sheet)


def _has_figures(sheet: RosterSheet) -> bool:
    """Whether numbers stand below other titles than those of codes and numbers."""
    words = sheet.words
    uncounted = words.counting | words.numbered | set(words.fields.get("code", ()))
    titles = sheet.head.titles
    plain = {column for title in uncounted for column in titles.get(title, ())}
    return any(
        column not in plain and _is_number(cell)
        for row in rows_below(sheet.grid, sheet.head)
        for column, cell in sheet.grid.rows[row].items()
    )


def _has_numbers(grid: Grid) -> bool:
    return any(_is_number(cell) for _, _, cell in grid.cells())


def _is_number(cell: GridCell) -> bool:
    try:
        return Decimal(cell.text.strip().rstrip("%")).is_finite()
    except InvalidOperation:
        return False
