"""The fields in which a person fills in a data file, each with its address there."""

from __future__ import annotations

from enum import StrEnum

from reportgen.editing.addresses import Address
from reportgen.editing.list_shapes import ListShape
from reportgen.model.form import TEXT_COLUMN
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple


class FieldKind(StrEnum):
    """How a field is filled in: a line, several, lines that are entries of a list, a choice.

    What is fixed is written in a way that no field can hold, and is only shown.
    """

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    FIXED = "fixed"


class Takes(StrEnum):
    """Which files may be added to a list."""

    NOTHING = ""
    PICTURES = "pictures"
    FILES = "files"


class EntryField(NamedTuple):
    """A value that a person fills in: its address in the file, and its text as it stands there.

    `last` is what was written the year before (`is_old`: in an entry of a list), `hint` what is
    meant by it, `unit` stands behind.
    """

    address: Address
    label: str
    kind: FieldKind = FieldKind.LINE
    text: str = ""
    unit: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    last: str = ""
    fact: str = ""
    stage: str = ""
    is_old: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether it says what it said last year, with figures in it."""
        is_text = self.kind is FieldKind.TEXT
        is_old = self.is_old or self.text == self.last
        return is_text and is_old and has_digits(self.text)

    @property
    def is_markdown(self) -> bool:
        """Whether it is a text that may have pictures in it."""
        return self.kind is FieldKind.TEXT and not self.fact

    @property
    def is_missing(self) -> bool:
        """Whether it has to be filled in, and is not."""
        return self.required and not self.text


def has_digits(text: str) -> bool:
    """Whether a figure stands in the text."""
    return any(sign.isdigit() for sign in text)


class FieldGroup(NamedTuple):
    """Fields under one title."""

    title: str
    fields: tuple[EntryField, ...]


class FieldRow(NamedTuple):
    """An entry of a list in the file, and its fields; one that is only `offered` is not there."""

    address: Address
    fields: tuple[EntryField, ...]
    offered: bool = False


class FieldTable(NamedTuple):
    """A list of entries, each with the same columns: its value as it stands in the file, and the
    fields of an entry that is not there yet; `past` are the cells of what was listed last year.

    Of a figure it has the `fact` and the `unit`; `hidden` are columns that the school does not
    need; `takes` says which files may be added to it.
    """

    address: Address
    title: str
    shape: ListShape
    rows: tuple[FieldRow, ...]
    blank: FieldRow
    value: Tree = None
    hint: str = ""
    past: tuple[tuple[str, ...], ...] = ()
    fact: str = ""
    stage: str = ""
    unit: str = ""
    required: bool = False
    hidden: frozenset[str] = frozenset()
    takes: Takes = Takes.NOTHING

    @property
    def is_grid(self) -> bool:
        """Whether an entry is short enough for one line."""
        return TEXT_COLUMN not in self.shape.columns


class FormChapter(NamedTuple):
    """A chapter of the form: groups of fields, and lists; `others` are facts that may be given
    besides, `hint` says how it is filled in.
    """

    title: str
    groups: tuple[FieldGroup, ...] = ()
    tables: tuple[FieldTable, ...] = ()
    others: tuple[str, ...] = ()
    hint: str = ""

    @property
    def fields(self) -> tuple[EntryField, ...]:
        """Every field of it."""
        rows = (row for table in self.tables for row in table.rows)
        grouped = (field for group in self.groups for field in group.fields)
        return (*grouped, *(field for row in rows for field in row.fields))
