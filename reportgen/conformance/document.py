"""What a document is once every style, theme and default has been worked out: immutable values
to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.conformance.written import OutsideText, WrittenDocument, WrittenParagraph
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.sections import PageSetup

INNER = "里的表"
"""What stands between the places of a cell and of one of a table in it."""

# Twips in a millimetre.
MILLIMETRE = Decimal(1440) / Decimal("25.4")


class RunLook(NamedTuple):
    """The type of a run: `size` in half points, `tracking` in twips; an empty font is left to
    the program. `raised` is for what stands above or below the line; `shade` is the colour behind.
    """

    chinese: str
    latin: str
    size: int
    bold: bool = False
    colour: str = ""
    tracking: int = 0
    chinese_hint: bool = False
    raised: bool = False
    shade: str = ""

    @property
    def points(self) -> Decimal:
        """The size in points."""
        return Decimal(self.size) / 2


class FormattedRun(NamedTuple):
    """Text of one look. A tab is a tab, a line break a line feed."""

    text: str
    look: RunLook


class Spacing(NamedTuple):
    """How high lines are: `rule` is exact, atLeast or auto; `line` is in twips, for auto in 240ths
    of a line.

    Before and after are in twips; `on_grid` tells whether lines keep to the page's grid.
    """

    rule: str
    line: int
    before: int
    after: int
    on_grid: bool


class Border(NamedTuple):
    """A line at an edge: how thick in eighths of a point, 0 for none; and its colour."""

    width: int = 0
    colour: str = ""


class Shape(NamedTuple):
    """Where a paragraph stands; `left`, `right` and `first` (line) are in characters of its own
    size.
    """

    align: str
    left: Decimal
    right: Decimal
    first: Decimal
    spacing: Spacing


class FormattedParagraph(NamedTuple):
    """A paragraph. `number` counts those outside tables that hold text, from 1; an empty one has
    the last's.

    `label` is the number that Word writes before it by itself, `typed` the text without it, `text`
    the text as it is read, without blanks at its ends; `outline` counts from 1, 0 is body
    text. `picture` is the height in points of the highest thing in its lines that is no text;
    `is_blank` is for one that holds nothing at all, nor ends a page. `above` and `below` are the
    lines at its edges; `draws_line` tells of a shape that is a line.
    """

    number: int
    label: str
    typed: str
    text: str
    runs: tuple[FormattedRun, ...]
    shape: Shape
    style: str
    look: RunLook
    outline: int = 0
    section: int = 0
    bullet: bool = False
    after_table: bool = False
    before_table: bool = False
    new_page: bool = False
    picture: Decimal = Decimal(0)
    is_blank: bool = False
    above: Border = Border()
    below: Border = Border()
    draws_line: bool = False


class FormattedCell(NamedTuple):
    """A cell of a table, or a text box, and where it is, in words.

    `height` is that of its row in twips where the row cannot grow, else 0; `width` its own, 0 where
    it is not known. `above`, `below` and `has_sides` are the lines around it.
    """

    place: str
    paragraphs: tuple[FormattedParagraph, ...]
    height: int = 0
    width: int = 0
    above: Border = Border()
    below: Border = Border()
    has_sides: bool = False

    @property
    def outer_place(self) -> str:
        """The place of the cell of the body's table that it is in or is."""
        return self.place.partition(INNER)[0]


class FormattedPageNumber(NamedTuple):
    """A page number in a header or footer: its paragraph's text with 1 for the number, and where it
    stands.

    `place` is left, right, centre, outside, inside, turned (running up or down the page) or empty:
    unknown. `indent` is how far in from that edge, in characters; None where it stands in a frame.
    `height` is that of its line in twips where it is all that stands there, else None.
    """

    text: str
    look: RunLook
    place: str
    indent: Decimal | None
    in_header: bool
    height: Decimal | None = None


class FormattedSection(NamedTuple):
    """Pages of one shape, and how they are numbered: `numbers` has the page numbers by kind of
    page: default, even, first. `begins_with` is the first text on them.
    """

    page: PageSetup
    numbers: Mapping[str, tuple[FormattedPageNumber, ...]]
    begins_with: str


class FormattedDocument(NamedTuple):
    """A document: what stands in it outside tables, its pages, and the cells of its tables and
    text boxes. `outside` are the texts that are none of the body's; `has_figures` tells whether it
    says what its figures were when it was made.
    """

    paragraphs: tuple[FormattedParagraph, ...]
    sections: tuple[FormattedSection, ...]
    odd_and_even: bool
    normal_size: int
    outside: tuple[OutsideText, ...] = ()
    cells: tuple[FormattedCell, ...] = ()
    has_figures: bool = False

    @property
    def written(self) -> WrittenDocument:
        """What it says, however it looks."""
        said = (WrittenParagraph(each.number, each.typed, each.text) for each in self.paragraphs)
        return WrittenDocument(tuple(said), self.outside, self.has_figures)
