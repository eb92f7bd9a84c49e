"""A package → the document as it is formatted: every paragraph outside tables with its effective
type and place, and the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportgen.conformance.cells import TableReader, Under
from reportgen.conformance.document import (
    FormattedCell,
    FormattedDocument,
    FormattedParagraph,
    FormattedRun,
    RunLook,
    Shape,
)
from reportgen.conformance.effective_format import make_border, make_look, make_shape
from reportgen.conformance.package import DocumentPackage
from reportgen.conformance.pages import read_sections
from reportgen.conformance.written import (
    Labels,
    as_read,
    body_blocks,
    read_style_sheet,
    shown_runs,
    texts_outside,
)
from reportgen.ooxml.figure_texts import has_figures
from reportgen.ooxml.inline_pictures import draws_line, holds_more_than_text, inline_height
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.numbering import BULLET
from reportgen.ooxml.paragraphs import has_page_break
from reportgen.ooxml.properties import (
    Properties,
    outline_level,
    paragraph_properties,
    run_properties,
)
from reportgen.ooxml.styles import ResolvedStyle, StyleSheet

_PARAGRAPH, _TABLE = W + "p", W + "tbl"


def read_document(package: DocumentPackage) -> FormattedDocument:
    """The document. Text in tables, text boxes and notes is none of its paragraphs."""
    settings = package.related("settings")
    sheet, blocks = read_style_sheet(package), body_blocks(package)
    reader = _Reader(sheet, Labels(package))
    paragraphs = tuple(reader.read(blocks))
    return FormattedDocument(
        paragraphs=paragraphs,
        cells=tuple(reader.cells),
        sections=read_sections(package, sheet, blocks, paragraphs),
        odd_and_even=settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None,
        normal_size=make_look(sheet.run_look(sheet.find(None), {})).size,
        outside=tuple(texts_outside(package)),
        has_figures=has_figures(package.parts[package.main]),
    )


class _Reader:
    """Reads paragraphs in order, which lists and sections go by."""

    def __init__(self, sheet: StyleSheet, labels: Labels) -> None:
        self._sheet = sheet
        self._labels = labels
        self._section = 0
        self._number = 0
        self._tables = 0
        self._looks: dict[RunLook, RunLook] = {}
        self._shapes: dict[Shape, Shape] = {}
        self._table_reader = TableReader(sheet, self._beside)
        self.cells: list[FormattedCell] = []

    def read(self, blocks: list[Any]) -> Iterator[FormattedParagraph]:
        """The paragraphs among these blocks."""
        tags = [None, *(block.tag for block in blocks), None]
        for at, block in enumerate(blocks):
            if block.tag == _TABLE:
                self._tables += 1
                self._read_cells(block)
            if block.tag != _PARAGRAPH:
                continue
            found = self._paragraph(block)
            self._read_cells(block)
            yield found._replace(
                after_table=tags[at] == _TABLE, before_table=tags[at + 2] == _TABLE
            )
            if _ends_section(block):
                self._section += 1

    def _paragraph(self, element: Any) -> FormattedParagraph:
        direct = paragraph_properties(element.find(f"{W}pPr"))
        style = self._sheet.find(direct.get("pStyle"))
        label, indents = self._labels.count(style, direct)
        merged = {**self._sheet.default_paragraph, **style.paragraph, **indents, **direct}
        read = self._format(element, style, merged, label)
        self._number += bool(read.text)
        return read._replace(number=self._number)

    def _read_cells(self, block: Any) -> None:
        """The cells of a table, or of what stands beside a paragraph."""
        if block.tag == _TABLE:
            found = self._table_reader.table(block, f"表{self._tables}")
        else:
            found = self._table_reader.boxes(block)
        self.cells += found

    def _beside(self, element: Any, under: Under) -> FormattedParagraph:
        """A paragraph of a cell or a text box; `under` is what its table's style sets."""
        direct = paragraph_properties(element.find(f"{W}pPr"))
        style = self._sheet.find(direct.get("pStyle"))
        merged = {**self._sheet.default_paragraph, **under[0], **style.paragraph, **direct}
        dressed = style._replace(run={**under[1], **style.run})
        return self._format(element, dressed, merged, "")

    def _format(
        self, element: Any, style: ResolvedStyle, merged: Properties, label: str
    ) -> FormattedParagraph:
        runs = tuple(
            FormattedRun(text, self._look(merged))
            for text, merged in shown_runs(self._sheet, style, element)
        )
        holds_more = holds_more_than_text(element)
        new_page = merged.get("pageBreakBefore") == "1" or has_page_break(element)
        looks = (run.look for run in runs if run.text.strip())
        look = next(looks, None) or self._look_of_mark(style, element)
        shape = make_shape(merged, look)
        typed = "".join([run.text for run in runs])
        return FormattedParagraph(
            number=self._number,
            label="" if label == BULLET else label,
            typed=typed,
            text=as_read(label, typed),
            runs=runs,
            shape=self._shapes.setdefault(shape, shape),
            style=style.name,
            look=look,
            outline=outline_level(merged),
            section=self._section,
            bullet=label == BULLET,
            new_page=new_page,
            picture=inline_height(element) if holds_more else Decimal(0),
            above=make_border(merged.get("topLine", "")),
            below=make_border(merged.get("bottomLine", "")),
            draws_line=holds_more and draws_line(element),
            is_blank=not (
                any(run.text.strip() for run in runs)
                or label
                or holds_more
                or new_page
                or _ends_section(element)
            ),
        )

    def _look_of_mark(self, style: ResolvedStyle, element: Any) -> RunLook:
        """The type of the paragraph's mark, which an empty one is as high as."""
        mark = run_properties(element.find(f"{W}pPr/{W}rPr"), self._sheet.fonts)
        return self._look(self._sheet.run_look(style, mark))

    def _look(self, merged: Properties) -> RunLook:
        """The look, one value for all that look alike: a document has few."""
        found = make_look(merged)
        return self._looks.setdefault(found, found)


def _ends_section(element: Any) -> bool:
    return element.find(f"{W}pPr/{W}sectPr") is not None
