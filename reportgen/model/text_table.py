"""What stands in a document outside of its body: texts by themselves, and tables of them."""

from __future__ import annotations

from reportgen.model.text_finding import TextPart
from reportgen.named_tuple import NamedTuple


class TableCell(NamedTuple):
    """A cell of a table; `part` is its text where that is one paragraph, else None. `is_merged`
    tells that it takes more than one row or column.
    """

    text: str
    row: int
    column: int
    part: TextPart | None = None
    is_merged: bool = False


class TextTable(NamedTuple):
    """A table with its cells row by row, and how many paragraphs of the body stand before it."""

    number: int
    after: int
    rows: tuple[tuple[TableCell, ...], ...]


class OutsideTexts(NamedTuple):
    """The paragraphs outside of the body, and the tables that some of them stand in."""

    parts: tuple[TextPart, ...] = ()
    tables: tuple[TextTable, ...] = ()


NOTHING_OUTSIDE = OutsideTexts()


class DocumentTexts(NamedTuple):
    """What a Word document says: the paragraphs of its body, what stands outside of it, and whether
    it says what its figures were when it was made.
    """

    parts: tuple[TextPart, ...]
    outside: OutsideTexts = NOTHING_OUTSIDE
    has_figures: bool = False
