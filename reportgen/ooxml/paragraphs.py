"""A `w:p` → its pieces of text with the properties of their runs; a page number's field is one
piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportgen.ooxml.namespaces import W

_PAGE = re.compile(r"^\s*PAGE\b", re.IGNORECASE)
_CONTAINERS = frozenset(
    W + name
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "dir",
        "bdo",
    )
)
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


class Piece(NamedTuple):
    """Text with the `w:rPr` of its run; `is_page` for the number of the page, whose text is 1."""

    text: str
    properties: Any
    is_page: bool = False


class _Field:
    """A field that has begun: its code, and whether its result has."""

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False
        self.told = False

    @property
    def is_page(self) -> bool:
        return bool(_PAGE.match(self.code))


def read_pieces(paragraph: Any) -> Iterator[Piece]:
    """The pieces in order. What was deleted under revision is left out, and so are pictures and
    text boxes.
    """
    return _inside(paragraph, [])


def _inside(element: Any, fields: list[_Field]) -> Iterator[Piece]:
    for child in element:
        if child.tag == W + "r":
            yield from _run(child, fields)
        elif child.tag == W + "fldSimple" and _PAGE.match(child.get(W + "instr") or ""):
            yield Piece("1", child.find(f"{W}r/{W}rPr"), is_page=True)
        elif child.tag in _CONTAINERS or child.tag == W + "fldSimple":
            yield from _inside(child, fields)


def _run(run: Any, fields: list[_Field]) -> Iterator[Piece]:
    properties = run.find(W + "rPr")
    for child in run:
        if child.tag == W + "fldChar":
            yield from _field_mark(child.get(W + "fldCharType"), fields, properties)
        elif child.tag == W + "instrText" and fields:
            fields[-1].code += child.text or ""
        elif child.tag == W + "pgNum":
            yield Piece("1", properties, is_page=True)
        elif text := _text(child):
            yield from _text_piece(text, fields, properties)


def _text(element: Any) -> str:
    if element.tag == W + "t":
        return element.text or ""
    if element.tag == W + "br" and element.get(W + "type") in ("page", "column"):
        return ""
    return _SIGNS.get(element.tag, "")


def _text_piece(text: str, fields: list[_Field], properties: Any) -> Iterator[Piece]:
    if not fields or (fields[-1].in_result and not fields[-1].is_page):
        yield Piece(text, properties)
    elif fields[-1].in_result and not fields[-1].told:
        fields[-1].told = True
        yield Piece("1", properties, is_page=True)


def _field_mark(kind: str, fields: list[_Field], properties: Any) -> Iterator[Piece]:
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].in_result = True
    elif kind == "end" and fields:
        ended = fields.pop()
        if ended.is_page and not ended.told:
            yield Piece("1", properties, is_page=True)
