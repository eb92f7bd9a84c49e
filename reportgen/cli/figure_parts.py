"""A document's bytes → the figures that it says it was made with, where they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from reportgen.conformance.finding import quote_words
from reportgen.conformance.package import open_document
from reportgen.model.text_finding import TextPart
from reportgen.ooxml.figure_texts import FiguresRead, FigureText, PlacedParagraph, read_figures
from reportgen.problems import Location
from reportgen.text_checks.figure_trail import TrailedFigure, TrailedText


def document_figures(data: bytes, file: str) -> TrailedText:
    """The figures of the document in that file. Errors: UnreadableFileError for no document."""
    package = open_document(data, file)
    read = read_figures(package.parts[package.main])
    parts = tuple(_parts(read.paragraphs, file))
    rows = tuple(_rows(read.paragraphs))
    figures = tuple(_figures(read, parts, rows))
    told = [tuple(_only(cell, parts) for cell in row) for row in rows]
    return TrailedText(parts, told, figures)


def _parts(paragraphs: Sequence[PlacedParagraph], file: str) -> Iterator[TextPart]:
    told = 0
    for each in paragraphs:
        told += bool(each.number and each.text.strip())
        place = each.where or f"第{told}段"
        location = Location(file, path=f"{place}{quote_words(each.text)}")
        in_table = each.cell is not None
        yield TextPart(each.text, location, each.number, each.where, is_in_table=in_table)


# The places of a cell's paragraphs among all.
_Cell = tuple[int, ...]


def _rows(paragraphs: Sequence[PlacedParagraph]) -> Iterator[tuple[_Cell, ...]]:
    """The rows of the tables, cell by cell."""
    inside = [(place, each.cell) for place, each in enumerate(paragraphs) if each.cell]
    for _, row in groupby(inside, lambda pair: pair[1][:2]):
        cells = groupby(row, lambda pair: pair[1])
        yield tuple(tuple(place for place, _ in cell) for _, cell in cells)


def _only(cell: _Cell, parts: Sequence[TextPart]) -> TextPart | None:
    """The part of a cell that holds one."""
    return parts[cell[0]] if len(cell) == 1 else None


def _figures(
    read: FiguresRead, parts: Sequence[TextPart], rows: Sequence[tuple[_Cell, ...]]
) -> Iterator[TrailedFigure]:
    figured = {each.place for each in read.figures}
    columns = dict(chain.from_iterable(map(_columns, rows)))
    for each in read.figures:
        found = TrailedFigure(each.bookmark, parts[each.place], each.start, each.end)
        if each.place not in columns or not _is_whole(each, parts):
            yield found
            continue
        row, at = columns[each.place]
        labels = tuple(None if figured & {*cell} else _text(cell, parts) for cell in row)
        yield found._replace(row=labels, column=at)


def _columns(row: tuple[_Cell, ...]) -> Iterator[tuple[int, tuple[tuple[_Cell, ...], int]]]:
    """For each paragraph of the row, the row and the place of its cell."""
    return ((place, (row, at)) for at, cell in enumerate(row) for place in cell)


def _is_whole(figure: FigureText, parts: Sequence[TextPart]) -> bool:
    return figure.end - figure.start == len(parts[figure.place].text)


def _text(cell: _Cell, parts: Sequence[TextPart]) -> str:
    return "\n".join(parts[place].text for place in cell)
