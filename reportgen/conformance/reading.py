"""A package → the document as it is formatted: every paragraph outside tables with its effective
type and place, and the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reportgen.conformance.cells import TableReader, Under
from reportgen.conformance.document import (
    FormattedCell,
    FormattedDocument,
    FormattedParagraph,
    FormattedRun,
    OutsideText,
    RunLook,
    Shape,
)
from reportgen.conformance.effective_format import make_border, make_look, make_shape
from reportgen.conformance.package import DocumentPackage
from reportgen.conformance.pages import read_sections
from reportgen.ooxml.figure_texts import has_figures
from reportgen.ooxml.inline_pictures import draws_line, holds_more_than_text, inline_height
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.numbering import BULLET, ListCounter, WordList, read_lists
from reportgen.ooxml.outside_body import read_all_outside
from reportgen.ooxml.paragraphs import (
    TextRun,
    children_of,
    has_page_break,
    paragraph_text,
    read_text_runs,
)
from reportgen.ooxml.properties import (
    Properties,
    attribute,
    outline_level,
    paragraph_properties,
    run_properties,
    whole,
)
from reportgen.ooxml.styles import ResolvedStyle, StyleSheet, read_theme_fonts

_PARAGRAPH, _TABLE = W + "p", W + "tbl"
_BLOCKS = (_PARAGRAPH, _TABLE, W + "sectPr")


def read_document(
    package: DocumentPackage, *, with_cells: bool = True, with_outside: bool = True
) -> FormattedDocument:
    """The document. Text in tables, text boxes and notes is none of its paragraphs: it is read
    `with_outside` alone, and how it looks there `with_cells`.
    """
    settings = package.related("settings")
    sheet = _read_style_sheet(package, settings)
    main = package.parts[package.main]
    body = main.find(f"{W}body")
    blocks = [] if body is None else list(children_of(body, *_BLOCKS))
    lists = read_lists(package.related("numbering"))
    reader = _Reader(sheet, lists, with_cells=with_cells)
    paragraphs = tuple(reader.read(blocks))
    return FormattedDocument(
        paragraphs=paragraphs,
        cells=tuple(reader.cells),
        sections=read_sections(package, sheet, blocks, paragraphs),
        odd_and_even=settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None,
        normal_size=make_look(sheet.run_look(sheet.find(None), {})).size,
        outside=tuple(_read_outside(package)) if with_outside else (),
        has_figures=has_figures(main),
    )


def _read_outside(package: DocumentPackage) -> Iterator[OutsideText]:
    """The texts outside of the body; what several headers say alike is one."""
    related = package.relations().values()
    parts = {
        f"{kind}{number}": package.parts[target]
        for number, (kind, target) in enumerate(related)
        if target in package.parts
    }
    told: set[tuple[str, str]] = set()
    for each in read_all_outside(package.parts[package.main], parts):
        text = paragraph_text(each.element)
        key = each.where, text
        if each.cell is not None or (text.strip() and key not in told):
            told.add(key)
            yield OutsideText(text, each.where, each.after, each.cell)


def _read_style_sheet(package: DocumentPackage, settings: Any) -> StyleSheet:
    language = attribute(settings, "themeFontLang", "eastAsia") if settings is not None else None
    fonts = read_theme_fonts(package.related("theme"), language or "")
    return StyleSheet(package.related("styles"), fonts)


class _Reader:
    """Reads paragraphs in order, which lists and sections go by."""

    def __init__(
        self, sheet: StyleSheet, lists: Mapping[str, WordList], *, with_cells: bool
    ) -> None:
        self._sheet = sheet
        self._lists = lists
        self._counter = ListCounter()
        self._section = 0
        self._number = 0
        self._tables = 0
        self._looks: dict[RunLook, RunLook] = {}
        self._shapes: dict[Shape, Shape] = {}
        self._table_reader = TableReader(sheet, self._beside) if with_cells else None
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
        label, indents = self._count(style, direct)
        merged = {**self._sheet.default_paragraph, **style.paragraph, **indents, **direct}
        read = self._format(element, style, merged, label)
        self._number += bool(read.text)
        return read._replace(number=self._number)

    def _read_cells(self, block: Any) -> None:
        """The cells of a table, or of what stands beside a paragraph."""
        if self._table_reader is None:
            return
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
        runs = tuple(self._runs(style, read_text_runs(element)))
        holds_more = holds_more_than_text(element)
        new_page = merged.get("pageBreakBefore") == "1" or has_page_break(element)
        looks = (run.look for run in runs if run.text.strip())
        look = next(looks, None) or self._look_of_mark(style, element)
        shape = make_shape(merged, look)
        typed = "".join([run.text for run in runs])
        told = "" if label == BULLET else label
        return FormattedParagraph(
            number=self._number,
            label=told,
            typed=typed,
            text=_as_read(told, typed.strip()),
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

    def _runs(self, style: ResolvedStyle, found: Iterator[TextRun]) -> Iterator[FormattedRun]:
        for run in found:
            direct = run_properties(run.properties, self._sheet.fonts)
            merged = self._sheet.run_look(style, direct)
            if run.text and merged.get("hidden") != "1":
                yield FormattedRun(run.text, self._look(merged))

    def _count(self, style: ResolvedStyle, direct: Properties) -> tuple[str, Properties]:
        """The automatic number, and the indents of its list where they beat those of the style."""
        found = self._lists.get(direct.get("list", style.paragraph.get("list", "")))
        if found is None:
            return "", {}
        depth = _depth(found, style, direct)
        label = self._counter.count(found, depth)
        level = found.levels.get(depth)
        if level is None:
            return label, {}
        return label, {**level.paragraph, **({} if "list" in direct else style.paragraph)}


def _as_read(label: str, typed: str) -> str:
    """The text with the automatic number in front."""
    # 1. 2024年…: without the blank it would read 1.2024.
    space = " " if label[-1:] in ".．" and typed[:1].isdigit() else ""
    return f"{label}{space}{typed}".strip() if label else typed


def _ends_section(element: Any) -> bool:
    return element.find(f"{W}pPr/{W}sectPr") is not None


def _depth(found: WordList, style: ResolvedStyle, direct: Properties) -> int:
    """The depth in the list: a level may be tied to the paragraph's style."""
    depth = whole(direct.get("depth", style.paragraph.get("depth")))
    if "list" in direct or "depth" in style.paragraph:
        return depth
    style_id = direct.get("pStyle", "-")
    tied = (key for key, each in found.levels.items() if each.style == style_id)
    return next(tied, depth)
