"""The lists that a data file has: their columns, and how their entries are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from types import MappingProxyType

from reportgen.editing.addresses import Address
from reportgen.forms.content import BARE_COLUMNS, CHAPTERS_BLOCK, FIGURES_BLOCK, SEVERAL_COLUMNS
from reportgen.model.facts import FactDictionary
from reportgen.model.form import (
    AGE_COLUMNS,
    OUTLINE_COLUMNS,
    OUTLINE_SHEET,
    TABLES,
    TableSheet,
    staff_columns,
)
from reportgen.model.staff import AGES_KEY, DEGREES_KEY, STAFF_BLOCK
from reportgen.model.stages import Stage
from reportgen.named_tuple import NamedTuple

NAME_COLUMN, NUMBER_COLUMN, FILE_COLUMN = "名称", "数值", "文件"
"""The columns of a list of numbers, and of files with their names."""
STAFF_LIST: Address = (STAFF_BLOCK, DEGREES_KEY)
AGES_LIST: Address = (STAFF_BLOCK, AGES_KEY)
"""Where the tables of teachers stand."""
_STAFF_LABELS = 2


class Naming(Enum):
    """Whether entries are named by their first column, so that the list is a mapping."""

    NEVER = 0
    WHERE_GIVEN = 1
    ALWAYS = 2


class ListShape(NamedTuple):
    """How a list is written: its columns, the one that a text alone fills, and its names.

    So many of the first columns, its `labels`, say what a row is about: a row with nothing besides
    is none. `several` are columns of several lines; `is_outline`: its entries are chapters.
    """

    columns: tuple[str, ...]
    bare: str = ""
    naming: Naming = Naming.NEVER
    several: Collection[str] = ()
    stages: Collection[Stage] = ()
    labels: int = 0
    is_outline: bool = False


OUTLINE_LIST: Address = ("报告", OUTLINE_SHEET)
ATTACHMENTS_LIST: Address = ("报告", "附件")
NAMED_PICTURES: Address = ("图片",)
"""Where a report's chapters and attachments stand, and the pictures that templates name."""

NUMBERS = ListShape((NAME_COLUMN, NUMBER_COLUMN), NUMBER_COLUMN, Naming.WHERE_GIVEN)
"""A list of numbers, which may have names."""

_SHAPES: Mapping[Address, ListShape] = MappingProxyType(
    {
        AGES_LIST: ListShape(AGE_COLUMNS, labels=_STAFF_LABELS),
        ATTACHMENTS_LIST: ListShape((NAME_COLUMN, FILE_COLUMN), NAME_COLUMN),
        NAMED_PICTURES: ListShape((NAME_COLUMN, FILE_COLUMN), FILE_COLUMN, Naming.ALWAYS),
        OUTLINE_LIST: ListShape(
            OUTLINE_COLUMNS, OUTLINE_COLUMNS[0], several=OUTLINE_COLUMNS[:1], is_outline=True
        ),
    }
)


def list_shape(address: Address, dictionary: FactDictionary) -> ListShape | None:
    """The shape of the list at that address; None where a data file has none."""
    if address and address[0] == FIGURES_BLOCK:
        return NUMBERS if len(address) in (2, 3) else None
    if address == STAFF_LIST:
        return ListShape(staff_columns(dictionary.staff), labels=_STAFF_LABELS)
    if address in _SHAPES:
        return _SHAPES[address]
    for table in TABLES:
        if address == (table.key,):
            return _table_shape(table, tuple(dictionary.stages))
    return None


def _table_shape(table: TableSheet, stages: Collection[Stage]) -> ListShape:
    naming = Naming.ALWAYS if table.key == CHAPTERS_BLOCK else Naming.NEVER
    several = {column for key, column in SEVERAL_COLUMNS if key == table.key}
    return ListShape(table.columns, BARE_COLUMNS.get(table.key, ""), naming, several, stages)


def bare_column(shape: ListShape) -> str:
    """The column of an entry that is a text alone."""
    return shape.bare or shape.columns[-1]
