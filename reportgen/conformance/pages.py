"""`w:sectPr` and the headers and footers it names → Sections with their page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from reportgen.conformance.document import (
    FormattedPageNumber,
    FormattedParagraph,
    FormattedSection,
    RunLook,
    Shape,
)
from reportgen.conformance.effective_format import make_look, make_shape
from reportgen.conformance.measures import LINE_OF_TYPE, SINGLE
from reportgen.conformance.package import DocumentPackage, Relations
from reportgen.ooxml.namespaces import WP, R, W
from reportgen.ooxml.paragraphs import TextRun, read_paragraphs, read_text_runs
from reportgen.ooxml.properties import (
    attribute,
    paragraph_properties,
    run_properties,
)
from reportgen.ooxml.sections import read_page_setup
from reportgen.ooxml.styles import StyleSheet

_FALLBACK_PICTURE = W + "pict"
_PLACES = {"center": "centre", "end": "right", "both": "left", "start": "left", "distribute": ""}
_TURNED = ("tbRl", "btLr", "tbLrV", "vert", "vert270", "eaVert")
Numbers = Mapping[str, tuple[FormattedPageNumber, ...]]


def read_sections(
    package: DocumentPackage,
    sheet: StyleSheet,
    blocks: Sequence[Any],
    paragraphs: Sequence[FormattedParagraph],
) -> tuple[FormattedSection, ...]:
    """The sections in order; headers and footers that one does not name are those of the one
    before.
    """
    found: list[FormattedSection] = []
    numbers: Numbers = {}
    relations, first = package.relations(), _first_texts(paragraphs)
    for at, element in enumerate(_section_elements(blocks)):
        own = _page_numbers(package, relations, sheet, element)
        numbers = {**numbers, **_merge(own, numbers)}
        found.append(FormattedSection(read_page_setup(element), numbers, first.get(at, "")))
    return tuple(found)


def _first_texts(paragraphs: Iterable[FormattedParagraph]) -> Mapping[int, str]:
    """The first text of each section that has one."""
    found: dict[int, str] = {}
    for each in paragraphs:
        if each.text:
            found.setdefault(each.section, each.text)
    return found


def _section_elements(blocks: Sequence[Any]) -> Iterator[Any]:
    for block in blocks:
        element = block if block.tag == W + "sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if element is not None:
            yield element


def _merge(
    own: Mapping[str, Mapping[str, tuple[FormattedPageNumber, ...]]], before: Numbers
) -> Numbers:
    """A kind of page that names a footer but no header keeps the header before it."""
    return {
        kind: (
            *parts.get("header", tuple(each for each in before.get(kind, ()) if each.in_header)),
            *parts.get(
                "footer", tuple(each for each in before.get(kind, ()) if not each.in_header)
            ),
        )
        for kind, parts in own.items()
    }


def _page_numbers(
    package: DocumentPackage, relations: Relations, sheet: StyleSheet, element: Any
) -> Mapping[str, Mapping[str, tuple[FormattedPageNumber, ...]]]:
    """By kind of page, the page numbers of the header and of the footer that the section names."""
    found: dict[str, dict[str, tuple[FormattedPageNumber, ...]]] = {}
    for name in ("header", "footer"):
        for reference in element.iter(f"{W}{name}Reference"):
            _, target = relations.get(reference.get(f"{R}id", ""), ("", ""))
            read = tuple(_numbers(package.parts.get(target), sheet, in_header=name == "header"))
            found.setdefault(reference.get(f"{W}type", "default"), {})[name] = read
    return found


def _numbers(root: Any, sheet: StyleSheet, *, in_header: bool) -> Iterator[FormattedPageNumber]:
    for paragraph in () if root is None else read_paragraphs(root):
        number = _read_number(paragraph, sheet, in_header=in_header)
        if number is not None:
            yield number


def _read_number(
    paragraph: Any, sheet: StyleSheet, *, in_header: bool
) -> FormattedPageNumber | None:
    """The page number in the paragraph, or None."""
    runs = list(read_text_runs(paragraph))
    number = next((run for run in runs if run.is_page_number), None)
    if number is None:
        return None
    direct = run_properties(number.properties, sheet.fonts)
    look, shape = _look_and_shape(paragraph, sheet, direct)
    text = _text_with_one(runs)
    place, indent = _place(paragraph, shape, text)
    alone = indent is not None and _is_all(paragraph)
    height = _line_height(look, shape) if alone else None
    return FormattedPageNumber(text.strip(), look, place, indent, in_header, height)


def _is_all(paragraph: Any) -> bool:
    """Whether the paragraph is all that stands in its header or footer."""
    parent = paragraph.getparent()
    return parent.getparent() is None and len(parent) == 1


def _text_with_one(runs: Iterable[TextRun]) -> str:
    """The text with 1 for the number of the page, whatever a program reckoned last."""
    pieces = groupby(runs, key=lambda run: run.is_page_number)
    return "".join(
        "1" if is_number else "".join(run.text for run in each) for is_number, each in pieces
    )


def _line_height(look: RunLook, shape: Shape) -> Decimal:
    """In twips; a line whose height is not set is as high as most typefaces make it."""
    spacing = shape.spacing
    if spacing.rule == "exact":
        return Decimal(spacing.line)
    natural = look.points * 20 * LINE_OF_TYPE
    return (
        max(natural, Decimal(spacing.line))
        if spacing.rule == "atLeast"
        else natural * spacing.line / SINGLE
    )


def _look_and_shape(
    paragraph: Any, sheet: StyleSheet, direct: Mapping[str, str]
) -> tuple[RunLook, Shape]:
    own = paragraph_properties(paragraph.find(W + "pPr"))
    style = sheet.find(own.get("pStyle"))
    look = make_look(sheet.run_look(style, direct))
    return look, make_shape({**sheet.default_paragraph, **style.paragraph, **own}, look)


def _place(paragraph: Any, shape: Shape, text: str) -> tuple[str, Decimal | None]:
    """Left, right, centre, outside, inside, turned or unknown; and the indent from that edge."""
    framed = _frame_place(paragraph)
    if framed is not None:
        return framed, None
    tabs = len(text) - len(text.lstrip("\t"))
    align = _PLACES.get(shape.align, shape.align)
    if tabs:
        return {1: "centre", 2: "right"}.get(tabs, ""), None
    if align == "right":
        return align, shape.right
    return align, shape.left + shape.first if align == "left" else None


def _frame_place(paragraph: Any) -> str | None:
    """Where the frame, text box or cell around a page number stands; None if nothing is around
    it.
    """
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None:
        align = frame.get(W + "xAlign") or ""
        return _PLACES.get(align, align)
    for around in paragraph.iterancestors():
        if around.tag == W + "tc":
            turned = attribute(around, "tcPr/textDirection") in _TURNED
            return "turned" if turned else ""
        if around.tag in (f"{WP}anchor", _FALLBACK_PICTURE):
            return _anchor_place(around)
    return None


def _anchor_place(anchor: Any) -> str:
    turned = any(each.get("vert") in _TURNED for each in anchor.iter() if each.get("vert"))
    align = anchor.findtext(f"{WP}positionH/{WP}align") or ""
    return "turned" if turned else _PLACES.get(align, align)
