"""A cell's number and its number format → what the cell says, and of what kind it is."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from reportgen.late_regex import late_regex
from reportgen.load.workbooks.grid import CellKind, GridCell, Working
from reportgen.model.numbers import exact_text


class Shown(StrEnum):
    """How a format shows a number."""

    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    MONTH = "month"
    TIME = "time"


# ECMA-376 Part 1, 18.8.30; 27 to 36 and 50 to 58 are the dates of Chinese Excel.
_BUILT_IN = {
    **dict.fromkeys((9, 10), Shown.SHARE),
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), Shown.DATE),
    17: Shown.MONTH,
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 46, 47), Shown.TIME),
}
_NO_CODE = late_regex(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
# 31 December 9999, the last day that Excel knows.
_LAST_DAY = 2_958_465
_DIGITS = 15


def shown_by(number: int, code: str = "") -> Shown:
    """How the format of that number or code shows a number."""
    if not code:
        return _BUILT_IN.get(number, Shown.NUMBER)
    plain = _NO_CODE.sub("", code).lower().split(";")[0]
    if "%" in plain:
        return Shown.SHARE
    if plain in ("general", "g/通用格式") or not re.search(r"[ymdhs]", plain):
        return Shown.NUMBER
    if "d" in plain:
        return Shown.DATE
    return Shown.MONTH if "y" in plain else Shown.TIME


def number_cell(
    text: str,
    shown: Shown = Shown.NUMBER,
    since_1904: bool = False,
    working: Working = Working.TYPED,
) -> GridCell:
    """The cell of a number as a workbook stores it."""
    if shown is Shown.NUMBER:
        return GridCell(plain_number(text), CellKind.NUMBER, working)
    if shown is Shown.SHARE:
        return GridCell(plain_number(text, percent=True) + "%", CellKind.SHARE, working)
    told = serial_text(text, shown, since_1904)
    if told:
        return GridCell(told, CellKind.DATE, working)
    return GridCell(plain_number(text), CellKind.NUMBER, working)


def plain_number(text: str, percent: bool = False) -> str:
    """The number in plain digits, without a double's noise beyond 15 digits (0.1+0.2)."""
    if not percent and text.isdigit() and len(text) <= _DIGITS:
        return text
    try:
        number = Decimal(f"{float(text):.{_DIGITS}g}")
    except (ValueError, InvalidOperation):
        return text
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return text
    return exact_text(number * 100 if percent else number)


def serial_text(text: str, shown: Shown, since_1904: bool = False) -> str:
    """The date or time of a serial number; empty if it is none."""
    try:
        serial = float(text)
    except ValueError:
        return ""
    if not 0 <= serial <= _LAST_DAY:
        return ""
    if shown is Shown.TIME:
        minutes = round(serial * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    # Excel counts a 29 February 1900 that never was.
    start = datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30)
    try:
        day = start + datetime.timedelta(days=int(serial))
    except OverflowError:
        return ""
    return f"{day:%Y-%m}" if shown is Shown.MONTH else day.isoformat()
