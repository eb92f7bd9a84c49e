"""A part with tracked changes → the part as if all of them had been accepted.

What was struck out must not be read as a tag, and a report that is signed must not show revisions.
"""

from __future__ import annotations

from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import W

GONE, KEPT = ("del", "moveFrom"), ("ins", "moveTo")
"""What is struck out or moved away, and what is put in or moved here."""

TEXTS = ("t", "delText")
"""What holds text, and text that is struck out."""

_IN_CELLS = ("cellIns", "cellDel")
_CONTENT = "|".join((*KEPT, *GONE))
_MARKED = late_regex(rf"<w:(?:{_CONTENT}|{'|'.join(_IN_CELLS)}|\w+Change)[ />]".encode())
_CHANGED = "(?:rPr|pPr|tblPr|trPr|tcPr|sectPr)Change"
_REVISION = late_regex(rf"<w:(?:{_CONTENT}|{'|'.join(_IN_CELLS)}|{_CHANGED})[ />]")
_OF_CONTENT = late_regex(rf"<w:(?:{_CONTENT})[ />]")
_PARAGRAPH = late_regex("<w:p[ >]")
_GONE, _KEPT = (tuple(f"{W}{name}" for name in names) for names in (GONE, KEPT))
_RANGES = ("moveFromRange", "moveToRange")
_PROPERTIES = (f"{W}rPr", f"{W}trPr")


def accept_revisions(part: Any) -> bytes:
    """Accept every tracked change in the part of a package, and give its bytes: python-docx writes
    it anew whenever it is asked for them. One without any change stays as it is.
    """
    written: bytes = part.blob
    if _MARKED.search(written):
        _accept(part, written)
        written = part.blob
    return written


def _accept(part: Any, written: bytes) -> None:
    if hasattr(part, "_element"):
        accept_in(part._element)
        return
    from lxml import etree

    root = etree.fromstring(written)
    accept_in(root)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def count_revisions(xml: str) -> int:
    """How many tracked changes there are in the XML."""
    return len(_REVISION.findall(xml))


def paragraphs_to_revision(xml: str) -> int:
    """How many paragraphs have begun where the first tracked change of content stands; 0 where
    there is none.
    """
    mark = _OF_CONTENT.search(xml)
    return len(_PARAGRAPH.findall(xml, 0, mark.start())) if mark else 0


def accept_in(root: Any) -> None:
    """Accept every tracked change within the element."""
    for row in [each for each in root.iter(f"{W}tr") if _is_struck_out(each)]:
        row.getparent().remove(row)
    # From the end on: what has been joined is not moved again.
    joined = [each for each in root.iter(f"{W}p") if _has_lost_its_end(each)]
    for paragraph in reversed(joined):
        _join_next(paragraph)
    for element in list(root.iter(*_GONE, *_KEPT)):
        _settle(element)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and _is_note(element.tag):
            element.getparent().remove(element)


def _is_struck_out(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _has_lost_its_end(paragraph: Any) -> bool:
    marks = (paragraph.find(f"{W}pPr/{W}rPr/{tag}") for tag in _GONE)
    return any(mark is not None for mark in marks)


def _is_note(tag: str) -> bool:
    """Whether the element only says what was changed and how it was before."""
    name = tag.removeprefix(W)
    return name.endswith("Change") or name in _IN_CELLS or name.startswith(_RANGES)


def _settle(element: Any) -> None:
    """A deletion goes, an insertion leaves its content; in properties either is a mere mark."""
    parent = element.getparent()
    if element.tag in _KEPT and parent.tag not in _PROPERTIES:
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)


def _join_next(paragraph: Any) -> None:
    """The paragraph, its mark struck out, at the beginning of the next one; the last one stays."""
    following = paragraph.getnext()
    if following is None or following.tag != paragraph.tag:
        return
    # Its properties stand first; a paragraph without any is not searched to its end each time.
    first = next(following.iterchildren(), None)
    at = 0 if first is None or first.tag != f"{W}pPr" else 1
    for child in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(at, child)
    paragraph.getparent().remove(paragraph)
