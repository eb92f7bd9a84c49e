"""An .xls file → grids, by calamine.

It tells no formulas, error values or percent signs, of which the reader of such a file is warned.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from reportgen.bounded.limits import LIMITS
from reportgen.load.workbooks.grid import Area, CellKind, Grid, GridCell, Row, Visibility
from reportgen.load.workbooks.number_format import number_cell
from reportgen.load.workbooks.package import damaged, encrypted
from reportgen.problems import Location, Problem, warning

_PANIC = "PanicException"


def read_xls(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet. Errors: UnreadableFileError if it is damaged or asks for a password."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_grids(book))
    except python_calamine.PasswordError as fault:
        raise encrypted(file) from fault
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise damaged(file) from fault
    # What calamine did not foresee is no Exception; it is of this file and not of the others.
    except BaseException as fault:
        if type(fault).__name__ != _PANIC:
            raise
        raise damaged(file) from fault


def warn_of_xls(file: str) -> Problem:
    """What such a file cannot tell."""
    message = "旧格式 .xls 里看不出公式、百分号和错误值，只按存着的数读入"
    return warning("old_format", message, Location(file), "请用 Excel 或 WPS 另存为 .xlsx")


def _grids(book: Any) -> Iterator[Grid]:
    for number, about in enumerate(book.sheets_metadata):
        sheet = book.get_sheet_by_index(number)
        if sheet.height * sheet.width > LIMITS.workbook.cells:
            raise ValueError(f"{sheet.height} x {sheet.width} cells")
        corners = sheet.merged_cell_ranges or ()
        yield Grid(
            name=about.name,
            rows=dict(_rows(sheet)),
            merged=tuple(
                Area(top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in corners
            ),
            visibility=_visibility(str(about.visible)),
        )


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
