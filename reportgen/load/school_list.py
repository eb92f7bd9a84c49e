"""A list of schools in a workbook (名称, 类型, 代码), a sheet or several → whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grid import CellKind, Grid, Visibility
from reportgen.model.admission import ListedSchool
from reportgen.problems import Location, Problem, ReportgenError, error, warning
from reportgen.words.listing import list_first

_NAMES = ("学校名称", "名称", "学校", "校名")
_HEADS = {
    **dict.fromkeys(_NAMES, "name"),
    **dict.fromkeys(("学校类型", "类型", "办学类型"), "type"),
    **dict.fromkeys(("学校代码", "代码", "标识码", "学校标识码"), "code"),
    **dict.fromkeys(("所在区县", "区县"), "district"),
    **dict.fromkeys(("学校地址", "地址"), "address"),
}
_HEAD_WITHIN = 20
_SUM = re.compile(r".{0,8}(合计|总计|共计|小计)")
# Numbers below these count the rows: they are there before the names are.
_COUNTING = frozenset({"序号", "编号", "行号"})
_TELLING = ("type", "code", "address")
_MOST_NAMED = 10


class SchoolList(NamedTuple):
    """The schools of a list, sheet after sheet; `problems` tell what in it is not read."""

    schools: tuple[ListedSchool, ...]
    problems: tuple[Problem, ...] = ()


class ListHead(NamedTuple):
    """The row of the titles, and the column of each field."""

    row: int
    columns: Mapping[str, int]


class RosterSheet(NamedTuple):
    """A sheet with the head of a list."""

    file: str
    grid: Grid
    head: ListHead


def load_school_list(path: Path) -> SchoolList:
    """The schools on every sheet that has a column 学校名称; hidden sheets are told and not read.

    A school that an earlier sheet has in the same words is taken once.

    Errors: UnreadableFileError if it is not a workbook, ReportgenError if it has no such column or
    no school.
    """
    book = open_book(path)
    grids = tuple(map(book.grid, book.names))
    shown = [grid for grid in grids if grid.visibility is Visibility.VISIBLE]
    hidden = [grid for grid in grids if grid.visibility is not Visibility.VISIBLE]
    sheets = list(_find_lists(book.file, shown))
    told = tuple(_tell_hidden(each) for each in _find_lists(book.file, hidden))
    if not sheets:
        raise ReportgenError(_no_heads(book.file), *told)
    schools = tuple(_once_each(sheets))
    if not schools:
        place = Location(book.file, cell=sheets[0].grid.place(1, 1))
        raise ReportgenError(error("no_schools", "名单里没有学校", place), *told)
    unlisted = tuple(_tell_unlisted(book.file, grid) for grid in shown if _is_unlisted(grid))
    nameless = (problem for each in sheets if (problem := _tell_nameless(each)))
    return SchoolList(schools, (*unlisted, *told, *nameless))


def _find_lists(file: str, grids: Iterable[Grid]) -> Iterator[RosterSheet]:
    return filter(None, (find_list(file, grid) for grid in grids))


def find_list(file: str, grid: Grid) -> RosterSheet | None:
    """The list on that sheet of the file; None if there is none."""
    head = _find_head(grid)
    return RosterSheet(file, grid, head) if head else None


def is_known_title(text: str) -> bool:
    """Whether a list's column has that title."""
    return text in _HEADS


def _find_head(grid: Grid) -> ListHead | None:
    for row in sorted(row for row in grid.rows if row <= _HEAD_WITHIN):
        titles = {column: grid.text(row, column) for column in sorted(grid.rows[row])}
        columns = {_HEADS[title]: column for column, title in titles.items() if title in _HEADS}
        if "name" in columns:
            return ListHead(row, columns)
    return None


# ---- the schools ----


def _once_each(sheets: Iterable[RosterSheet]) -> Iterator[ListedSchool]:
    """The schools of the sheets; lists of kinds of schools repeat the list of all."""
    before: set[tuple[str, ...]] = set()
    for sheet in sheets:
        schools = list(_schools(sheet.grid, sheet.head))
        yield from (each for each in schools if _words(each) not in before)
        before.update(map(_words, schools))


def _words(school: ListedSchool) -> tuple[str, ...]:
    return school.name, school.type, school.code


def _schools(grid: Grid, head: ListHead) -> Iterator[ListedSchool]:
    for row in rows_below(grid, head):
        texts = {field: grid.text(row, column) for field, column in head.columns.items()}
        if texts["name"]:
            yield ListedSchool(**texts, cell=grid.place(row, head.columns["name"]))


def rows_below(grid: Grid, head: ListHead) -> Iterator[int]:
    """The rows below the head, but sums."""
    for row in sorted(row for row in grid.rows if row > head.row):
        first = grid.text(row, min(grid.rows[row], default=0))
        named = grid.text(row, head.columns["name"])
        if not any(_SUM.fullmatch("".join(text.split())) for text in (first, named)):
            yield row


# ---- what is not read ----


def _no_heads(file: str) -> Problem:
    hint = (
        f"请在一行里写上“学校名称”“学校类型”，下面一行一所；名称这一列可以叫：{'、'.join(_NAMES)}"
    )
    return error("no_heads", "没有找到“学校名称”这一列", Location(file), hint)


def _is_unlisted(grid: Grid) -> bool:
    return bool(grid.rows) and _find_head(grid) is None


def _tell_unlisted(file: str, grid: Grid) -> Problem:
    row = min(grid.rows)
    place = Location(file, cell=grid.place(row, min(grid.rows[row], default=1)))
    message = f"名单的“{grid.name}”这一张没有“学校名称”一列，没有读"
    hint = f"上面有学校的，请写上栏目；名称这一列可以叫：{'、'.join(_NAMES)}"
    return warning("sheet_without_list", message, place, hint)


def _tell_hidden(sheet: RosterSheet) -> Problem:
    place = Location(sheet.file, cell=sheet.grid.place(sheet.head.row, sheet.head.columns["name"]))
    message = f"名单的“{sheet.grid.name}”这一张是隐藏的，没有读"
    return warning("hidden_list", message, place, "上面的学校要算的，请取消隐藏；不用的请删去")


def _tell_nameless(sheet: RosterSheet) -> Problem | None:
    """The rows of a sheet that say something of a school and not which."""
    grid, head = sheet.grid, sheet.head
    rows = [row for row in rows_below(grid, head) if _is_nameless(grid, head, row)]
    if not rows:
        return None
    place = Location(sheet.file, cell=grid.place(rows[0], head.columns["name"]))
    told = list_first([str(row) for row in rows], _MOST_NAMED)
    message = f"名单的“{grid.name}”第 {told} 行没有写学校名称，没有算"
    return warning("nameless_row", message, place, "请补上学校名称；不用的行请删去")


def _is_nameless(grid: Grid, head: ListHead, row: int) -> bool:
    name = head.columns["name"]
    if grid.text(row, name) or _is_merged_on(grid, row, name):
        return False
    told = (grid.text(row, head.columns[field]) for field in _TELLING if field in head.columns)
    return any(text and "：" not in text for text in told) or _has_figures(grid, head, row)


def _has_figures(grid: Grid, head: ListHead, row: int) -> bool:
    return any(
        cell.kind is CellKind.NUMBER and grid.text(head.row, column) not in _COUNTING
        for column, cell in grid.rows[row].items()
    )


def _is_merged_on(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell there is the lower part of a merged one."""
    return any(
        area.first_row < row <= area.last_row and area.first_column <= column <= area.last_column
        for area in grid.merged
    )
