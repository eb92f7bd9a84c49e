"""The names of a workbook's cells (`D12`) ↔ rows and columns, both counted from 1."""

from __future__ import annotations

from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_NAME = late_regex(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class CellPlace(NamedTuple):
    """A cell's row and column."""

    row: int
    column: int


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column from its letters, capital or small; 0 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The cell's name, as formulas write it."""
    return f"{column_name(column)}{row}"


def find_cell(name: str) -> CellPlace | None:
    """The cell of that name, `$` passed over; None for what names no cell that a sheet has."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    place = CellPlace(int(match[2]), column_number(match[1]))
    return place if 0 < place.row <= LAST_ROW and place.column <= LAST_COLUMN else None
