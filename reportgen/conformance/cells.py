"""Tables and text boxes → their cells with the paragraphs in them, each with its effective look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reportgen.conformance.document import INNER, Border, FormattedCell, FormattedParagraph
from reportgen.conformance.effective_format import make_border
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.outside_body import cells_of
from reportgen.ooxml.paragraphs import boxes_in, children_of
from reportgen.ooxml.properties import Properties, attribute, border, whole
from reportgen.ooxml.styles import StyleSheet

_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
# Deeper tables are read as the one they stand in.
_DEEPEST = 8

Under = tuple[Properties, Properties]
"""What a table's style sets of its paragraphs and of their runs, under their own styles."""

ReadParagraph = Callable[[Any, Under], FormattedParagraph]
_NOTHING: Under = ({}, {})


class TableReader:
    """Reads the cells of tables and the text boxes in order; `read` gives a paragraph its look."""

    def __init__(self, sheet: StyleSheet, read: ReadParagraph) -> None:
        self._sheet = sheet
        self._read = read
        self._boxes = 0

    def table(self, table: Any, place: str, deep: int = 0) -> Iterator[FormattedCell]:
        """The cells of the table, and of those in it; `place` is what it is called."""
        under, lines = self._under(table), self._lines(table)
        rows = list(children_of(table, f"{W}tr"))
        for at, row in enumerate(rows, 1):
            height = _exact_height(row)
            edges = lines.of_row(is_first=at == 1, is_last=at == len(rows))
            for column, _, cell in cells_of(row):
                where = f"{place}第{at}行第{column}列"
                yield self._cell(cell, where, height, under)._replace(**_edges(cell, edges))
                for paragraph in children_of(cell, _PARAGRAPH):
                    yield from self.boxes(paragraph)
                for inner in children_of(cell, _TABLE) if deep < _DEEPEST else ():
                    yield from self.table(inner, f"{where}{INNER}", deep + 1)

    def boxes(self, paragraph: Any) -> Iterator[FormattedCell]:
        """The text boxes that stand in or beside a paragraph."""
        for box in boxes_in(paragraph):
            self._boxes += 1
            paragraphs = self._paragraphs(children_of(box, _PARAGRAPH), _NOTHING)
            yield FormattedCell(f"文本框{self._boxes}", tuple(paragraphs))

    def _cell(self, cell: Any, place: str, height: int, under: Under) -> FormattedCell:
        elements = list(children_of(cell, _PARAGRAPH))
        merged = cell.find(f"{W}tcPr/{W}vMerge") is not None
        turned = attribute(cell, "tcPr/textDirection") is not None
        return FormattedCell(
            place,
            tuple(self._paragraphs(elements, under)),
            height=0 if merged or turned else height,
            width=_width(cell),
        )

    def _paragraphs(self, elements: Iterable[Any], under: Under) -> Iterator[FormattedParagraph]:
        return (self._read(each, under) for each in elements)

    def _lines(self, table: Any) -> _Lines:
        """The lines of a table: its own beat those of its style."""
        named = attribute(table, "tblPr/tblStyle") or ""
        chain = [table, *self._sheet.elements.lineage(named)]
        found = [each.find(f"{W}tblPr/{W}tblBorders") for each in chain]
        return _Lines(tuple(each for each in found if each is not None))

    def _under(self, table: Any) -> Under:
        named = attribute(table, "tblPr/tblStyle")
        if named is None or named not in self._sheet.elements.by_id:
            return _NOTHING
        style = self._sheet.find(named)
        return style.paragraph, style.run


class _Lines(NamedTuple):
    """The `w:tblBorders` that hold for a table, the nearest first."""

    found: tuple[Any, ...]

    def of_row(self, *, is_first: bool, is_last: bool) -> Mapping[str, Border]:
        """The lines round a row that is all one cell."""
        return {
            "top": self._line("top" if is_first else "insideH"),
            "bottom": self._line("bottom" if is_last else "insideH"),
            "left": self._line("left"),
            "right": self._line("right"),
        }

    def _line(self, side: str) -> Border:
        sides = (each.find(f"{W}{side}") for each in self.found)
        told = next((each for each in sides if each is not None), None)
        return make_border(border(told))


def _edges(cell: Any, edges: Mapping[str, Border]) -> dict[str, Any]:
    """The lines round a cell, its own before those of its table."""
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    told = dict(edges)
    for side in edges if own is not None else ():
        line = own.find(f"{W}{side}")
        told[side] = told[side] if line is None else make_border(border(line))
    sides = bool(told["left"].width or told["right"].width)
    return {"above": told["top"], "below": told["bottom"], "has_sides": sides}


def _exact_height(row: Any) -> int:
    """In twips; 0 for a row that grows."""
    height = row.find(f"{W}trPr/{W}trHeight")
    if height is None or height.get(f"{W}hRule") != "exact":
        return 0
    return whole(height.get(f"{W}val"))


def _width(cell: Any) -> int:
    """In twips; 0 where the cell does not say."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is None or width.get(f"{W}type", "dxa") != "dxa":
        return 0
    return whole(width.get(f"{W}w"))
