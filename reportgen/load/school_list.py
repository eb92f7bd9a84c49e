"""A list of schools in a workbook (名称, 类型, 代码) → whom forms are made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grid import Grid
from reportgen.model.admission import ListedSchool
from reportgen.problems import Location, ReportgenError, error

_NAMES = ("学校名称", "名称", "学校", "校名")
_HEADS = {
    **dict.fromkeys(_NAMES, "name"),
    **dict.fromkeys(("学校类型", "类型", "办学类型"), "type"),
    **dict.fromkeys(("学校代码", "代码", "标识码", "学校标识码"), "code"),
    **dict.fromkeys(("所在区县", "区县"), "district"),
    **dict.fromkeys(("学校地址", "地址"), "address"),
}
_HEAD_WITHIN = 20
_SUMS = ("合计", "总计")


def load_school_list(path: Path) -> tuple[ListedSchool, ...]:
    """The schools on the first sheet that has a column 学校名称.

    Errors: UnreadableFileError if it is not a workbook, ReportgenError if it has no such column or
    no school.
    """
    book = open_book(path)
    for grid in map(book.grid, book.names):
        head = _find_head(grid)
        if head:
            found = tuple(_schools(grid, head))
            if not found:
                place = Location(str(path), cell=grid.place(1, 1))
                raise ReportgenError(error("no_schools", "名单里没有学校", place))
            return found
    hint = (
        f"请在一行里写上“学校名称”“学校类型”，下面一行一所；名称这一列可以叫：{'、'.join(_NAMES)}"
    )
    raise ReportgenError(error("no_heads", "没有找到“学校名称”这一列", Location(str(path)), hint))


class _Head(NamedTuple):
    """The row of the titles, and the column of each field."""

    row: int
    columns: Mapping[str, int]


def _find_head(grid: Grid) -> _Head | None:
    for row in sorted(row for row in grid.rows if row <= _HEAD_WITHIN):
        titles = {column: grid.text(row, column) for column in sorted(grid.rows[row])}
        columns = {_HEADS[title]: column for column, title in titles.items() if title in _HEADS}
        if "name" in columns:
            return _Head(row, columns)
    return None


def _schools(grid: Grid, head: _Head) -> Iterator[ListedSchool]:
    for row in sorted(row for row in grid.rows if row > head.row):
        texts = {field: grid.text(row, column) for field, column in head.columns.items()}
        if texts["name"] and texts["name"] not in _SUMS:
            yield ListedSchool(**texts, cell=grid.place(row, head.columns["name"]))
