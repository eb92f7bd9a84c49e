"""Cells, sheets and comments that nothing reads → what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid, Visibility
from reportgen.model.form import FAULT_AUTHOR
from reportgen.ooxml.cell_names import cell_name
from reportgen.problems import Location, Problem, warning

_MOST_QUOTED, _LONGEST_QUOTE = 5, 20
# What a cell with a picture says in WPS: it is the picture that is read.
_PICTURE_OF_WPS = "=DISPIMG("
_HINT = "要写进报告的，请填在表里对应的格子；只是备注的不用管"
UNREAD_SHEET = "unread_sheet"
"""The code of what is said of a sheet that is not read."""

Place = tuple[int, int]


def tell_cells(file: str, grid: Grid, places: Iterable[Place]) -> Iterator[Problem]:
    """One reminder of the sheet's cells in those rows and columns; none for none."""
    found = sorted(places)
    told = [each for each in found if not grid.text(*each).startswith(_PICTURE_OF_WPS)]
    if told:
        which = f"有 {len(told)} 个格子" if len(told) > 1 else "这一格"
        message = f"{which}没有读：{_quote(grid, told)}"
        place = Location(file, cell=grid.place(*told[0]))
        yield warning("unread_cells", message, place, _HINT)


def tell_sheet(file: str, grid: Grid) -> Iterator[Problem]:
    """A reminder of a sheet that is not read at all; none of a blank one."""
    filled = sorted((row, column) for row, column, cell in grid.cells() if cell.text.strip())
    if filled:
        hidden = "隐藏的" if grid.visibility is not Visibility.VISIBLE else ""
        message = f"{hidden}工作表“{grid.name}”没有读，里面写了：{_quote(grid, filled)}"
        place = Location(file, cell=grid.place(*filled[0]))
        hint = "要写进报告的，请填在表里对应的格子；不用的请删去这一张"
        yield warning(UNREAD_SHEET, message, place, hint)


def tell_comments(book: Book, name: str) -> Iterator[Problem]:
    """One reminder of the comments on the sheet of that name that are not the program's own."""
    found = [each for each in book.comments(name) if each.author != FAULT_AUTHOR]
    if found:
        quoted = [f"{cell_name(each.row, each.column)}{_short(each.text)}" for each in found]
        first = f"{name}!{cell_name(found[0].row, found[0].column)}"
        message = f"批注没有读：{_list(quoted)}"
        yield warning("unread_comment", message, Location(book.file, cell=first), _HINT)


def _quote(grid: Grid, places: Sequence[Place]) -> str:
    quoted = [f"{cell_name(*each)}{_short(grid.text(*each))}" for each in places]
    if len(places) <= _MOST_QUOTED:
        return _list(quoted)
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = cell_name(min(rows), min(columns)), cell_name(max(rows), max(columns))
    return f"{_list(quoted)}（都在 {first}:{last}，共 {len(places)} 个）"


def _list(quoted: Sequence[str]) -> str:
    return "、".join(quoted[:_MOST_QUOTED]) + ("……" if len(quoted) > _MOST_QUOTED else "")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain[:_LONGEST_QUOTE]}{'……' if len(plain) > _LONGEST_QUOTE else ''}”"
