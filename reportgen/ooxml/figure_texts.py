"""A document's text → the figures in it, as their bookmarks tell, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.figure_bookmarks import FigureBookmark, read_figure_bookmark
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.outside_body import WordCell, read_outside
from reportgen.ooxml.paragraphs import (
    TextPiece,
    children_of,
    is_in_box,
    paragraph_text,
    read_text_pieces,
)

_START, _END, _PARAGRAPH = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}p"
_ID, _NAME = f"{W}id", f"{W}name"
# Figures stand beside each other: of those that are begun and not ended no more are followed.
_MOST_AT_ONCE = 100


class PlacedParagraph(NamedTuple):
    """A `w:p` and its text: its `number` in the body from 1, or `where` it stands outside of it and
    in which cell.
    """

    element: Any
    text: str
    number: int = 0
    where: str = ""
    cell: WordCell | None = None


class FigureText(NamedTuple):
    """What a bookmark says its figure was, and what stands there now: the characters from `start`
    to before `end` of the paragraph at that `place` among all.
    """

    bookmark: FigureBookmark
    text: str
    place: int
    start: int
    end: int


class FiguresRead(NamedTuple):
    """The paragraphs of a document, those of the body first, and the figures in them, in order; of
    those that copying has doubled, each.
    """

    paragraphs: tuple[PlacedParagraph, ...]
    figures: tuple[FigureText, ...]


def read_figures(root: Any) -> FiguresRead:
    """The figures of a `w:document`: what was put in under revision counts, not what was struck
    out.
    """
    paragraphs = tuple(_read_paragraphs(root))
    return FiguresRead(paragraphs, tuple(_Reader(paragraphs).read(root)))


def has_figures(root: Any) -> bool:
    """Whether a bookmark in the `w:document` says of a figure what it was."""
    names = (each.get(_NAME, "") for each in root.iter(_START))
    return any(read_figure_bookmark(name) for name in names)


def _read_paragraphs(root: Any) -> Iterator[PlacedParagraph]:
    body = root.find(f"{W}body")
    for number, each in enumerate(() if body is None else children_of(body, _PARAGRAPH), 1):
        yield PlacedParagraph(each, paragraph_text(each), number)
    for out in read_outside(root):
        yield PlacedParagraph(out.element, paragraph_text(out.element), 0, out.where, out.cell)


@dataclass(eq=False)
class _Open:
    """A figure's bookmark that has begun; `text` is what has been passed since."""

    bookmark: FigureBookmark
    place: int
    start: int
    text: list[str] = field(default_factory=list)

    def end(self) -> FigureText:
        text = "".join(self.text)
        return FigureText(self.bookmark, text, self.place, self.start, self.start + len(text))


class _Reader:
    """Goes through a document and knows after how many characters of which paragraph it is.

    It holds the pieces of one paragraph, and of those in the boxes that stand in it.
    """

    def __init__(self, paragraphs: tuple[PlacedParagraph, ...]) -> None:
        self._places = {each.element: place for place, each in enumerate(paragraphs)}
        self._pieces: dict[Any, tuple[int, TextPiece]] = {}
        self._begun: dict[str, _Open] = {}
        self._at = 0, 0

    def read(self, root: Any) -> Iterator[FigureText]:
        for element in root.iter():
            if element in self._pieces:
                self._pass(*self._pieces[element])
            elif element.tag == _PARAGRAPH:
                self._enter(element)
            elif element.tag == _START:
                self._begin(element)
            elif element.tag == _END and element.get(_ID) in self._begun:
                yield self._begun.pop(element.get(_ID)).end()

    def _enter(self, paragraph: Any) -> None:
        place = self._places.get(paragraph, self._at[0])
        self._at = place, 0
        if not is_in_box(paragraph):
            self._pieces.clear()
        if paragraph in self._places:
            pieces = read_text_pieces(paragraph)
            self._pieces.update((piece.element, (place, piece)) for piece in pieces)

    def _pass(self, place: int, piece: TextPiece) -> None:
        self._at = place, piece.end
        for each in self._begun.values():
            each.text.append(piece.text)

    def _begin(self, element: Any) -> None:
        bookmark = read_figure_bookmark(element.get(_NAME, ""))
        if bookmark is not None and len(self._begun) < _MOST_AT_ONCE:
            self._begun[element.get(_ID, "")] = _Open(bookmark, *self._at)
