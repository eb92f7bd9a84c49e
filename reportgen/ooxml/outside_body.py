"""A Word document → its paragraphs that are none of the body: in tables, text boxes and notes.

Their places are said as a person finds them: 表2第3行第2列, 文本框1, 脚注1, 页眉.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import BOX, children_of, read_paragraphs

_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_BOX = BOX.replace("w:", W)
_SPAN = f"{W}tcPr/{W}gridSpan"
NOTES = {"footnotes": "脚注", "endnotes": "尾注"}
"""The parts of notes, by the kind of their relation, and what each is called."""
EDGES = {"header": "页眉", "footer": "页脚"}
"""Likewise for what stands at the edges of pages."""


class WordCell(NamedTuple):
    """Where a cell begins in the body's tables, which count from 1; `is_continued` tells that it is
    merged with the one above.
    """

    table: int
    row: int
    column: int
    span: int = 1
    is_continued: bool = False

    def __str__(self) -> str:
        return f"表{self.table}第{self.row}行第{self.column}列"


class OutsideParagraph(NamedTuple):
    """A `w:p`, where it stands, and how many paragraphs of the body stand before it."""

    where: str
    after: int
    element: Any
    cell: WordCell | None = None


def read_outside(document: Any) -> Iterator[OutsideParagraph]:
    """The paragraphs in tables and text boxes of a `w:document`, in order, empty ones too."""
    body = document.find(f"{W}body")
    blocks = () if body is None else children_of(body, _PARAGRAPH, _TABLE)
    boxes: dict[Any, int] = {}
    after = tables = 0
    for block in blocks:
        if block.tag == _TABLE:
            tables += 1
            found = _in_table(block, tables, after)
        else:
            after += 1
            found = (OutsideParagraph("", after, each) for each in _in_boxes(block))
        yield from (_boxed(each, boxes) for each in found)


def read_notes(document: Any, notes: Any, name: str) -> Iterator[OutsideParagraph]:
    """The paragraphs of the notes that the document refers to, by the order of their references;
    `notes` is the `w:footnotes` or `w:endnotes`, and `name` what a note is called.
    """
    kind = notes.tag.removesuffix("s")
    found = {each.get(f"{W}id"): each for each in notes.iter(kind)}
    order = dict.fromkeys(each.get(f"{W}id") for each in document.iter(f"{kind}Reference"))
    for number, note in enumerate(order, 1):
        for each in read_paragraphs(found[note]) if note in found else ():
            yield OutsideParagraph(f"{name}{number}", _END, each)


def read_edge(edge: Any, name: str) -> Iterator[OutsideParagraph]:
    """The paragraphs of a `w:hdr` or `w:ftr`."""
    return (OutsideParagraph(name, _END, each) for each in read_paragraphs(edge))


# What stands behind the whole body.
_END = 1_000_000


def read_all_outside(document: Any, parts: Mapping[str, Any]) -> Iterator[OutsideParagraph]:
    """All of them; `parts` are the other parts of the package with text, by kind and a number."""
    yield from read_outside(document)
    for name, part in parts.items():
        kind = name.rstrip("0123456789")
        if kind in NOTES:
            yield from read_notes(document, part, NOTES[kind])
        elif kind in EDGES:
            yield from read_edge(part, EDGES[kind])


def _in_boxes(paragraph: Any) -> Iterator[Any]:
    if next(paragraph.iter(_BOX), None) is not None:
        yield from (each for each in read_paragraphs(paragraph) if each is not paragraph)


def _boxed(paragraph: OutsideParagraph, boxes: dict[Any, int]) -> OutsideParagraph:
    box = next(paragraph.element.iterancestors(_BOX), None)
    if box is None:
        return paragraph
    number = boxes.setdefault(box, len(boxes) + 1)
    return paragraph._replace(where=f"文本框{number}", cell=None)


def _in_table(table: Any, number: int, after: int) -> Iterator[OutsideParagraph]:
    for at, row in enumerate(children_of(table, f"{W}tr"), 1):
        for column, span, cell in cells_of(row):
            place = WordCell(number, at, column, span, _is_continued(cell))
            for each in read_paragraphs(cell):
                yield OutsideParagraph(str(place), after, each, place)


def cells_of(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Each cell of a `w:tr` with the column of the table in which it begins, from 1, and how many
    it takes.
    """
    column = 1 + _number(row, f"{W}trPr/{W}gridBefore", 0)
    for cell in children_of(row, f"{W}tc"):
        span = _number(cell, _SPAN, 1)
        yield column, span, cell
        column += span


def _number(element: Any, path: str, default: int) -> int:
    found = element.find(path)
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isdecimal() else default


def _is_continued(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"
