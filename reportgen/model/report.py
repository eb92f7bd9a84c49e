"""A report as neutral blocks: what stands in it, not how Word writes it.

`sections` builds these, `render` turns them into WordprocessingML. A heading carries its
number already (一、（一）1.（1）); everything else about looks belongs to the template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from reportgen.model.genre import Genre
from reportgen.model.picture import Picture
from reportgen.named_tuple import NamedTuple

_T = TypeVar("_T")

SHADE, NO_FILL = "D9D9D9", "auto"
"""The fill of what fails in a table, and that of all else."""


class Run(NamedTuple):
    """A stretch of text in one weight and slant. A line feed in `text` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


class Heading(NamedTuple):
    """A numbered heading; level 1 is the section's own title (一、), 4 the lowest (（1）)."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Body text, indented by two characters.

    `level`: its number counts on with the headings of that level; 0: it has none that does. `ends`
    with what is short and is read as one: its last line does not stand alone on a page.
    """

    runs: tuple[Run, ...]
    level: int = 0
    ends: bool = False


class ListItem(NamedTuple):
    """One entry of a list.

    `depth` 0 is the outermost. `marker` is `1.`, `（1）` … or empty for a bullet.
    """

    runs: tuple[Run, ...]
    depth: int = 0
    marker: str = ""


class Items(NamedTuple):
    """A list, its entries in reading order."""

    items: tuple[ListItem, ...]


class RosterLine(NamedTuple):
    """A role, all of one width in a roster, and who has it."""

    role: str
    members: str


class Roster(NamedTuple):
    """Who does what, a line for each role; members that wrap stand under the first one."""

    lines: tuple[RosterLine, ...]


class Align(StrEnum):
    """How a table's column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Cell(NamedTuple):
    """A cell of a table.

    `shaded` marks a failing value, `joined` one that is one with the cell above it, `across` one
    that is one with the cell before it. `number` is the exact value that `text` shows, None where
    it shows none.
    """

    text: str
    shaded: bool = False
    bold: bool = False
    number: Decimal | None = None
    joined: bool = False
    across: bool = False


class Table(NamedTuple):
    """A table; `widths` are shares of the text width and add up to 1.

    Every row has as many cells as `header`, and so has `codes`, a second header row with a form's
    codes (empty: there is none). `caption` stands above the table (表1 …), `note` below it.
    `small`: set in smaller type.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()
    caption: str = ""
    codes: tuple[str, ...] = ()
    note: str = ""
    small: bool = False

    def without_column(self, place: int) -> Table:
        """The table less the column at that place, counted from 0; nothing may be joined there."""
        return self._replace(
            header=_without(self.header, place),
            rows=tuple(_without(row, place) for row in self.rows),
            widths=_without(self.widths, place),
            aligns=_without(self.aligns, place),
            codes=_without(self.codes, place),
        )


def _without(items: tuple[_T, ...], place: int) -> tuple[_T, ...]:
    return items[:place] + items[place + 1 :]


class CaptionedPicture(NamedTuple):
    """A picture with a caption below it (may be empty)."""

    picture: Picture
    caption: str = ""


class IndicatorRow(NamedTuple):
    """One row of the 达标表, every cell as the report prints it; template names are Chinese.

    `shaded` marks a failing row. `stage` is empty in a school of one stage.
    """

    number: int
    name: str
    stage: str
    unit: str
    actual: str
    required: str
    verdict: str
    shortfall: str
    shaded: bool


class IndicatorTable(NamedTuple):
    """The 达标表 of one standard; it looks as `as_table` says unless a template lays it out.

    Where it is not `judged`, no row has a limit: it looks as `as_table` says whatever the template.
    So does a checklist, whose `heads` stand for 指标, 实际值 and 标准值; None in any other.
    """

    caption: str
    rows: tuple[IndicatorRow, ...]
    judged: bool = True
    heads: tuple[str, str, str] | None = None

    @property
    def has_own_look(self) -> bool:
        """Whether it looks as `as_table` says whatever the template."""
        return not self.judged or self.heads is not None


class Point(NamedTuple):
    """One school in a chart: its value in percent, and whether it fails."""

    name: str
    value: Decimal
    failing: bool = False


class Spread(NamedTuple):
    """How a crowd of points is distributed: the lowest and the highest, the values below which a
    quarter, half and three quarters of them lie, the lowest and the highest that fail (empty: none
    does).

    `named` are the names from the lowest on: of those that fail or, where none does, of those that
    are equally low. `equal` is how many of these are as low as the first, `shortest` are their
    names from the shortest on. Both end where no line has room for more.
    """

    ends: tuple[Point, Point]
    quarters: tuple[Decimal, Decimal, Decimal]
    failing: tuple[Point, ...]
    named: tuple[str, ...]
    equal: int
    shortest: tuple[str, ...]


class Strip(NamedTuple):
    """One row of a chart, the points of one indicator; `label` stands above it. Of a crowd there is
    its `spread` in the place of points.
    """

    label: str
    points: tuple[Point, ...]
    spread: Spread | None = None

    @property
    def highest(self) -> Decimal:
        """The largest value. There must be a point."""
        return (
            self.spread.ends[-1].value if self.spread else max(each.value for each in self.points)
        )


class Chart(NamedTuple):
    """Strips of points above each other, from top to bottom, held against a line at 100 %.

    `axis` says what the values are, `line` what 100 % is, `points` and `failing` what the points
    are. `floor` is a second, dashed line in percent (None: there is none), which `floor_name`
    names.
    """

    strips: tuple[Strip, ...]
    axis: str
    line: str
    points: str
    failing: str = ""
    floor: Decimal | None = None
    floor_name: str = ""
    caption: str = ""


Block = Heading | Paragraph | Items | Roster | Table | CaptionedPicture | IndicatorTable | Chart


class Section(NamedTuple):
    """A chapter of the report.

    `key` is the outline's name for it (主要措施), `title` what is printed. The first block is the
    chapter's own level 1 heading.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]


class Attached(NamedTuple):
    """An attachment that is part of the document, on pages of its own; `landscape` turns them."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


def label_of(title: str, titles: Sequence[str]) -> str:
    """What an attachment is called by its place among all: 附件2; 附件 where it is the only one
    (GB/T 9704-2012, 7.3.4 and 7.3.7).

    Errors: ValueError for a title that is none of them.
    """
    return f"附件{titles.index(title) + 1}" if len(titles) > 1 else "附件"


class Report(NamedTuple):
    """A whole report, ready to be laid out.

    `introduction` are the paragraphs before the first heading. `attachments` are names without
    number or closing mark, among them the titles of those that `attached` holds. `date` is Chinese
    (2024年11月20日), empty if not given. `pictures` are those that a template may show, by name.
    `values` are the names a template may use besides (学校, 数据, 指标 …), for display.
    `genre` is what it is about, None for what is no report of a school or district.
    """

    title: str
    addressee: str
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]
    attachments: tuple[str, ...] = ()
    signature: str = ""
    date: str = ""
    values: Mapping[str, object] = MappingProxyType({})
    attached: tuple[Attached, ...] = ()
    pictures: Mapping[str, Picture] = MappingProxyType({})
    genre: Genre | None = None

    @property
    def genre_folder(self) -> str:
        """The folder of its genre's own templates; empty for the general ones."""
        return self.genre.folder if self.genre else ""
