"""A report as neutral blocks: what stands in it, not how Word writes it.

`sections` builds these, `render` turns them into WordprocessingML. A heading carries its
number already (一、（一）1.（1）); everything else about looks belongs to the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reportgen.model.picture import Picture


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
    """Body text, indented by two characters."""

    runs: tuple[Run, ...]


class ListItem(NamedTuple):
    """One entry of a list; `depth` 0 is the outermost. `marker` is `1.`, `（1）` … or empty for a bullet."""

    runs: tuple[Run, ...]
    depth: int = 0
    marker: str = ""


class Items(NamedTuple):
    """A list, its entries in reading order."""

    items: tuple[ListItem, ...]


class Align(StrEnum):
    """How a table's column stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Cell(NamedTuple):
    """A cell of a table; `shaded` marks a failing value."""

    text: str
    shaded: bool = False
    bold: bool = False


class Table(NamedTuple):
    """A table with one header row; `widths` are shares of the text width and add up to 1.

    Every row has as many cells as `header`. `caption` stands above the table (表1 …).
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()
    caption: str = ""


class Figure(NamedTuple):
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
    """The 达标表 of one standard. A template may lay it out itself; else it looks as `as_table` says."""

    caption: str
    rows: tuple[IndicatorRow, ...]


Block = Heading | Paragraph | Items | Table | Figure | IndicatorTable


class Section(NamedTuple):
    """A chapter of the report. `key` is the outline's name for it (主要措施), `title` what is printed.

    The first block is the chapter's own level 1 heading.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready to be laid out.

    `introduction` are the paragraphs before the first heading. `attachments` are names
    without number or closing mark. `date` is Chinese (2024年11月20日), empty if not given.
    `values` are the names a template may use besides (学校, 数据, 指标 …), for display.
    """

    title: str
    addressee: str
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]
    attachments: tuple[str, ...] = ()
    signature: str = ""
    date: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
