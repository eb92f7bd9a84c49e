"""How a workbook takes a figure or a field that it has no cell for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from reportgen.problems import Location


class Way(Enum):
    """What a workbook is: a school's form, our table of schools, one that a mapping explains."""

    FORM = auto()
    TABLE = auto()
    MAPPED = auto()


class MappingLines(NamedTuple):
    """What a mapping says, and how it takes more: the place of each of its blocks (列, 报告 …).

    `unread` are the heads of columns that it does not name, as it would, by the plain words of the
    lowest one; `absent` are the heads that it names and the table has not, by fact and stage.
    """

    file: str
    is_bundled: bool
    blocks: Mapping[str, Location]
    unread: Mapping[str, str]
    absent: Mapping[tuple[str, str], str]


class Opening(NamedTuple):
    """Where a workbook takes another figure, and another field of 学校信息.

    That is the first free cell in the column of names of a form, or in the line of heads of a
    table. `misspelt` are the questions and the places of heads that a table cannot read, by the
    name that each was to be.
    """

    way: Way
    figures: Location
    fields: Location
    mapping: MappingLines | None = None
    misspelt: Mapping[str, tuple[str, Location]] = {}
