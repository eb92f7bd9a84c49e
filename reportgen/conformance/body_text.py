"""A document → its texts, paragraph by paragraph, for checks of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reportgen.conformance.finding import quote_words
from reportgen.conformance.written import OutsideText, WrittenDocument
from reportgen.model.text_finding import TextPart
from reportgen.model.text_table import DocumentTexts, OutsideTexts, TableCell, TextTable
from reportgen.problems import Location


def document_texts(document: WrittenDocument, file: str) -> DocumentTexts:
    """What the document in that file says, in its body and outside of it."""
    outside = _outside_parts(document, file)
    return DocumentTexts(_body_parts(document, file), outside, document.has_figures)


def _body_parts(document: WrittenDocument, file: str) -> tuple[TextPart, ...]:
    """The paragraphs of the body that hold text, numbered as they stand in it, empty ones counted.

    A part is the text as typed, without the number that Word writes before it.
    """
    numbered = enumerate(document.paragraphs, 1)
    return tuple(
        TextPart(
            each.typed, Location(file, path=f"第{each.number}段{quote_words(each.text)}"), number
        )
        for number, each in numbered
        if each.typed.strip()
    )


def _outside_parts(document: WrittenDocument, file: str) -> OutsideTexts:
    """What stands in tables, text boxes, notes, headers and footers."""
    parts = {
        at: TextPart(
            each.text, _place(each, file), where=each.where, is_in_table=each.cell is not None
        )
        for at, each in enumerate(document.outside)
        if each.text.strip()
    }
    numbered = ((at, each) for at, each in enumerate(document.outside) if each.cell)
    tables = groupby(numbered, lambda pair: pair[1].cell and pair[1].cell.table)
    told = tuple(_table(tuple(pairs), parts) for _, pairs in tables)
    return OutsideTexts(tuple(parts.values()), told)


def _place(text: OutsideText, file: str) -> Location:
    return Location(file, path=f"{text.where}{quote_words(text.text)}")


_Numbered = tuple[int, OutsideText]


def _table(found: tuple[_Numbered, ...], parts: dict[int, TextPart]) -> TextTable:
    rows = groupby(found, lambda pair: pair[1].cell and pair[1].cell.row)
    made = tuple(tuple(_cells(pairs, parts)) for _, pairs in rows)
    _, first = found[0]
    return TextTable(first.cell.table if first.cell else 0, first.after, made)


def _cells(row: Iterable[_Numbered], parts: dict[int, TextPart]) -> Iterator[TableCell]:
    for place, paragraphs in groupby(row, lambda pair: pair[1].cell):
        texts = list(paragraphs)
        told = [parts[at] for at, _ in texts if at in parts]
        if place is not None:
            yield TableCell(
                "\n".join(part.text.strip() for part in told),
                place.row,
                place.column,
                told[0] if len(told) == 1 else None,
                place.span > 1 or place.is_continued,
            )
