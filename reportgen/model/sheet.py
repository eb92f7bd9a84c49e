"""A workbook as neutral values: sheets of cells that a person can look at and sort."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from reportgen.named_tuple import NamedTuple


class Mark(StrEnum):
    """How a cell stands out."""

    NONE = ""
    GOOD = "good"
    BAD = "bad"
    DOUBTFUL = "doubtful"


class SheetCell(NamedTuple):
    """A cell: text, or a number with its unit behind it and its sign (1∶) before it.

    `decimals` None: as many as the number has. `mark` says how the cell stands out.
    """

    value: str | Decimal | int | None
    decimals: int | None = None
    mark: Mark = Mark.NONE
    unit: str = ""
    sign: str = ""


class Column(NamedTuple):
    """A column: its head and its width in characters of Latin text (a Chinese one takes two)."""

    title: str
    width: float = 12


class Sheet(NamedTuple):
    """A sheet: a frozen head over rows that can be filtered; `notes` stand below the rows.

    The rows are asked for once, in order: those of thousands of schools are made as they are
    written. Every row has as many cells as there are columns; the first `keys` of them say what the
    row is of. `title` stands over its printed pages, empty: the name.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[SheetCell, ...]]
    notes: tuple[str, ...] = ()
    title: str = ""
    keys: int = 1
