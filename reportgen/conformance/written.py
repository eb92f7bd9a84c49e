"""A package → what the document says: every paragraph outside tables, with the number that Word
writes before it, and the texts that stand beside those; how any of them looks is not worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportgen.conformance.package import DocumentPackage, open_document
from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.figure_texts import has_figures
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.numbering import BULLET, ListCounter, WordList, read_lists
from reportgen.ooxml.outside_body import WordCell, read_all_outside
from reportgen.ooxml.paragraphs import children_of, paragraph_text, read_text_runs
from reportgen.ooxml.properties import (
    Properties,
    attribute,
    paragraph_properties,
    run_properties,
    whole,
)
from reportgen.ooxml.styles import ResolvedStyle, StyleSheet, read_theme_fonts
from reportgen.problems import Location, UnreadableFileError, error

_PARAGRAPH = W + "p"
_BLOCKS = (_PARAGRAPH, f"{W}tbl", f"{W}sectPr")
_TAG = late_regex(r"\{%.*?%\}")


class WrittenParagraph(NamedTuple):
    """A paragraph: `number` counts those that hold text, from 1; an empty one has the last's.

    `typed` is the text without the number that Word writes before it by itself, `text` the text as
    it is read, without blanks at its ends.
    """

    number: int
    typed: str
    text: str


class OutsideText(NamedTuple):
    """A paragraph outside of the body, where it stands, and how many of the body stand before."""

    text: str
    where: str
    after: int
    cell: WordCell | None = None


class WrittenDocument(NamedTuple):
    """What a document says in its body, and outside of it; `has_figures` tells whether it says what
    its figures were when it was made.
    """

    paragraphs: tuple[WrittenParagraph, ...]
    outside: tuple[OutsideText, ...] = ()
    has_figures: bool = False


def open_written(data: bytes, file: str, *, with_outside: bool = True) -> WrittenDocument:
    """What one of our own documents says, which may be of any length.

    Errors: UnreadableFileError for what is no docx, is damaged, or a template.
    """
    package = open_document(data, file, is_bound=False)
    document = read_written(package, with_outside=with_outside)
    refuse_template(document.paragraphs, file)
    return document


def refuse_template(paragraphs: Iterable[WrittenParagraph], file: str) -> None:
    """Errors: UnreadableFileError for what has tags."""
    tag = next((each for each in paragraphs if _TAG.search(each.text)), None)
    if tag is not None:
        message = (
            f"是报告的模板（第{tag.number}段有标签 {_TAG.findall(tag.text)[0]}），"
            f"不是做好的报告，没有检查版式"
        )
        hint = "请检查用它做出来的报告；模板本身用 reportgen template check 检查"
        raise UnreadableFileError(error("is_template", message, Location(file), hint))


def read_written(package: DocumentPackage, *, with_outside: bool = True) -> WrittenDocument:
    """What the document says; outside of its body `with_outside` alone."""
    sheet = read_style_sheet(package)
    paragraphs = _read_paragraphs(body_blocks(package), sheet, Labels(package))
    outside = tuple(texts_outside(package)) if with_outside else ()
    return WrittenDocument(tuple(paragraphs), outside, has_figures(package.parts[package.main]))


def _read_paragraphs(
    blocks: list[Any], sheet: StyleSheet, labels: Labels
) -> Iterator[WrittenParagraph]:
    number = 0
    for block in blocks:
        if block.tag == _PARAGRAPH:
            direct = paragraph_properties(block.find(f"{W}pPr"))
            style = sheet.find(direct.get("pStyle"))
            label, _ = labels.count(style, direct)
            typed = "".join([text for text, _ in shown_runs(sheet, style, block)])
            text = as_read(label, typed)
            number += bool(text)
            yield WrittenParagraph(number, typed, text)


def body_blocks(package: DocumentPackage) -> list[Any]:
    """The paragraphs and tables of the body, and what ends its last pages."""
    body = package.parts[package.main].find(f"{W}body")
    return [] if body is None else list(children_of(body, *_BLOCKS))


def read_style_sheet(package: DocumentPackage) -> StyleSheet:
    """The styles of the document, with the fonts of its theme."""
    settings = package.related("settings")
    language = attribute(settings, "themeFontLang", "eastAsia") if settings is not None else None
    fonts = read_theme_fonts(package.related("theme"), language or "")
    return StyleSheet(package.related("styles"), fonts)


def shown_runs(
    sheet: StyleSheet, style: ResolvedStyle, element: Any
) -> Iterator[tuple[str, Properties]]:
    """The texts of a paragraph in that style that are not hidden, each with what holds for it."""
    for run in read_text_runs(element):
        merged = sheet.run_look(style, run_properties(run.properties, sheet.fonts))
        if run.text and merged.get("hidden") != "1":
            yield run.text, merged


def as_read(label: str, typed: str) -> str:
    """The text with the automatic number in front; a bullet is none."""
    typed = typed.strip()
    if not label or label == BULLET:
        return typed
    # 1. 2024年…: without the blank it would read 1.2024.
    space = " " if label[-1:] in ".．" and typed[:1].isdigit() else ""
    return f"{label}{space}{typed}".strip()


class Labels:
    """Counts the paragraphs of lists, as they stand."""

    def __init__(self, package: DocumentPackage) -> None:
        self._lists: Mapping[str, WordList] = read_lists(package.related("numbering"))
        self._counter = ListCounter()

    def count(self, style: ResolvedStyle, direct: Properties) -> tuple[str, Properties]:
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


def _depth(found: WordList, style: ResolvedStyle, direct: Properties) -> int:
    """The depth in the list: a level may be tied to the paragraph's style."""
    depth = whole(direct.get("depth", style.paragraph.get("depth")))
    if "list" in direct or "depth" in style.paragraph:
        return depth
    style_id = direct.get("pStyle", "-")
    tied = (key for key, each in found.levels.items() if each.style == style_id)
    return next(tied, depth)


def texts_outside(package: DocumentPackage) -> Iterator[OutsideText]:
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
