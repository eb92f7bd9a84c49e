"""An .xls file → grids, by calamine.

It tells no formulas, error values or percent signs, of which the reader of such a file is warned.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from reportgen.bounded.limits import LIMITS
from reportgen.bounded.worker import BoundedFault, Breach, shared_worker
from reportgen.load.workbooks.grid import Area, CellKind, Grid, GridCell, Row, Visibility
from reportgen.load.workbooks.number_format import number_cell
from reportgen.load.workbooks.package import damaged, encrypted, too_much
from reportgen.problems import Location, Problem, UnreadableFileError, warning


class XlsFault(Enum):
    """Why there are no grids."""

    PASSWORD = auto()
    DAMAGED = auto()
    TOO_LARGE = auto()


def read_xls(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet, read by another process: calamine makes room for every cell up to the last one,
    and breaks down over some damaged files.

    Errors: UnreadableFileError if it is damaged, asks for a password or takes too much.
    """
    try:
        found = shared_worker().call(read_grids, data)
    except BoundedFault as fault:
        raise _unbounded(fault.breach, file) from fault
    if isinstance(found, XlsFault):
        raise _refused(found, file)
    return found


def _refused(fault: XlsFault, file: str) -> UnreadableFileError:
    if fault is XlsFault.PASSWORD:
        return encrypted(file)
    if fault is XlsFault.DAMAGED:
        return damaged(file)
    return too_much(file, f"单元格超过 {LIMITS.workbook.cells // 10_000} 万个")


def _unbounded(breach: Breach, file: str) -> UnreadableFileError:
    match breach:
        case Breach.TIME:
            message = f"读了 {LIMITS.worker.seconds:.0f} 秒还没有读完，没有再读"
        case Breach.MEMORY:
            message = f"读它要用的内存超过 {LIMITS.worker.memory // 1_000_000} MB，没有再读"
        case Breach.ENDED:
            return damaged(file)
    hint = "请用 Excel 或 WPS 打开，只留下要填的内容，另存为 .xlsx 再试"
    return too_much(file, message, hint)


def read_grids(data: bytes) -> tuple[Grid, ...] | XlsFault:
    """Every sheet, or why there is none; what calamine did not foresee ends the process."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids: list[Grid] = []
        left = LIMITS.workbook.cells
        for grid, cells in _grids(book):
            left -= cells
            if left < 0:
                return XlsFault.TOO_LARGE
            grids.append(grid)
    except python_calamine.PasswordError:
        return XlsFault.PASSWORD
    except (python_calamine.CalamineError, OSError, ValueError):
        return XlsFault.DAMAGED
    return tuple(grids)


def warn_of_xls(file: str) -> Problem:
    """What such a file cannot tell."""
    message = "旧格式 .xls 里看不出公式、百分号和错误值，只按存着的数读入"
    return warning("old_format", message, Location(file), "请用 Excel 或 WPS 另存为 .xlsx")


def _grids(book: Any) -> Iterator[tuple[Grid, int]]:
    """Each sheet, and how many cells it makes room for; without rows where those are too many."""
    for number, about in enumerate(book.sheets_metadata):
        sheet = book.get_sheet_by_index(number)
        cells = sheet.height * sheet.width
        corners = (sheet.merged_cell_ranges or ())[: LIMITS.workbook.listed]
        grid = Grid(
            name=about.name,
            rows=dict(_rows(sheet)) if cells <= LIMITS.workbook.cells else {},
            merged=tuple(
                Area(top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in corners
            ),
            visibility=_visibility(str(about.visible)),
        )
        yield grid, cells


def _visibility(word: str) -> Visibility:
    known = {"Hidden": Visibility.HIDDEN, "VeryHidden": Visibility.VERY_HIDDEN}
    return known.get(word.rpartition(".")[2], Visibility.VISIBLE)


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    if sheet.start is None:
        return
    first = sheet.start[0] + 1
    left = sheet.start[1] + 1
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), first):
        found = {column: _cell(value) for column, value in enumerate(values, left)}
        cells = {column: cell for column, cell in found.items() if cell is not None}
        if cells:
            yield number, cells


def _cell(value: object) -> GridCell | None:
    match value:
        case bool():
            return GridCell(str(value).upper(), CellKind.FLAG)
        case int() | float():
            return number_cell(repr(value))
        case datetime.datetime():
            return GridCell(value.date().isoformat(), CellKind.DATE)
        case datetime.date():
            return GridCell(value.isoformat(), CellKind.DATE)
        case datetime.time():
            return GridCell(f"{value.hour}:{value.minute:02d}", CellKind.DATE)
        case datetime.timedelta():
            minutes = int(value.total_seconds()) // 60
            return GridCell(f"{minutes // 60}:{minutes % 60:02d}", CellKind.DATE)
        case str() if value:
            return GridCell(value)
    return None
