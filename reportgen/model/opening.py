"""How a workbook, or a page, takes a figure or a field that is not given."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location


class Way(Enum):
    """What is filled in: a school's form, our table of schools, one that a mapping explains, or a
    page that has a place for everything, whatever file it writes.
    """

    FORM = auto()
    TABLE = auto()
    MAPPED = auto()
    PAGE = auto()


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

    @property
    def is_table(self) -> bool:
        """Whether a school is a row of it."""
        return self.way in (Way.TABLE, Way.MAPPED)

    @property
    def is_page(self) -> bool:
        """Whether people see fields, and no file."""
        return self.way is Way.PAGE


IN_PAGE = Opening(Way.PAGE, Location(), Location())


def is_in_page(opening: Opening | None) -> bool:
    """Whether whoever fills in what opens so sees fields, and no file."""
    return opening is not None and opening.is_page
