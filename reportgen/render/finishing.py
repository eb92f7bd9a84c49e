"""Rendered XML → the XML that docxtpl would have saved: line breaks in values, table grids, picture ids.

Each step looks first whether there is anything to do, since most documents need none; where there
is, docxtpl's own function does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from pyexpat import ParserCreate
from typing import Any

from reportgen.render.errors import PROPERTY_LENGTH, LongPropertyError
from reportgen.render.patching import Kind

_PARAGRAPH_END = "</w:p>"
_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_BREAK = re.compile(r"[\n\t\a\f]")
_GRID_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_CELL = ("<w:tc>", "<w:tc ")
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')"""
_PICTURE_ID = re.compile(rf"""(<wp:docPr(?:{_ATTRIBUTE})*?\s+id\s*=\s*)(?:"[^"]*"|'[^']*')""")
_FIRST_PICTURE_ID = 1001

Finisher = Callable[[str], str]


def make_finisher(kind: Kind, head: str, tail: str, sound: bool) -> Finisher:
    """What is done to a source's rendered text; the XML around it is `head` and `tail`.

    `sound` says that the text is known to be well-formed but for characters that XML cannot hold.
    The finisher raises SyntaxError, ExpatError or UnicodeError when the text is no XML,
    LongPropertyError for a property, and what docxtpl raises for a table without a grid.
    """
    check = _with_legal_characters if sound else partial(_well_formed, head=head, tail=tail)
    match kind:
        case Kind.BODY:
            return lambda text: _finish_body(check(resolve_breaks(text)), head, tail)
        case Kind.HEADER:
            return _finish_header
        case Kind.FOOTNOTES:
            return lambda text: check(resolve_breaks(text))
        case Kind.PROPERTY:
            return _finish_property


def _finish_body(text: str, head: str, tail: str) -> str:
    if "<w:tbl" in text and not grids_agree(text):
        text = _fix_tables(text, head, tail)
    return number_pictures(text) if "<wp:docPr" in text else text


def _finish_header(text: str) -> str:
    """Parsed and written as python-docx does it, which drops the white space between elements."""
    from docx.opc.oxml import parse_xml
    from lxml import etree

    written: str = etree.tostring(parse_xml(resolve_breaks(text)), encoding="unicode")
    return written


def _finish_property(text: str) -> str:
    if len(text) > PROPERTY_LENGTH:
        raise LongPropertyError
    return escape(_with_legal_characters(text), quote=False)


def _with_legal_characters(text: str) -> str:
    """The text itself; raises UnicodeError where it holds a character that XML cannot."""
    encoded = text.encode()
    if len(encoded.translate(None, _CONTROLS)) < len(encoded) or "\ufffe" in text or "\uffff" in text:
        raise UnicodeError("a character that XML cannot hold")
    return text


def _well_formed(text: str, head: str, tail: str) -> str:
    """The text itself; raises ExpatError or UnicodeError where Word would call the file damaged."""
    ParserCreate("utf-8").Parse(f"{head}{text}{tail}".encode(), True)
    return text


def resolve_breaks(text: str) -> str:
    """Line feeds, tabs, and page and paragraph breaks in `w:t` as Word's own elements."""
    if not ("\n" in text or "\t" in text or "\a" in text or "\f" in text):
        return text
    pieces = _BEFORE_PARAGRAPH.sub("", text).split(_PARAGRAPH_END)
    resolve = _docxtpl().resolve_listing
    return _PARAGRAPH_END.join(
        resolve(piece + _PARAGRAPH_END).removesuffix(_PARAGRAPH_END) if _BREAK.search(piece) else piece
        for piece in pieces
    )


def grids_agree(text: str) -> bool:
    """Whether every table's `gridCol`s fit its rows for certain; False asks for a closer look."""
    return all(_grid_agrees(table) for table in text.split("</w:tbl>")[:-1])


def _grid_agrees(text: str) -> bool:
    """The same for the table at whose end `text` ends. What follows a table in a table has no grid: False."""
    grid, found, rest = text.rpartition("<w:tblGrid>")[2].partition("</w:tblGrid>")
    if not found or "Change" in grid:
        return False
    columns = grid.count("<w:gridCol")
    widest = longest = 0
    for row in rest.split("</w:tr>")[:-1]:
        cells = row.split("</w:tc>")
        if cells[-1] or not all(cell.startswith(_CELL) for cell in cells[1:-1]):
            return False
        widest = max(widest, len(cells) - 1)
        longest = max(longest, len(cells) - 1 + _spanned(row))
    return widest <= columns <= longest


def _spanned(row: str) -> int:
    """How many columns the row's cells take beyond one each."""
    if "<w:gridSpan" not in row:
        return 0
    return sum(int(span) - 1 for span in _GRID_SPAN.findall(row))


def _fix_tables(text: str, head: str, tail: str) -> str:
    from lxml import etree

    without_declaration = head.partition("?>")[2]
    tree = _docxtpl().fix_tables(f"{without_declaration}{text}{tail}")
    written: str = etree.tostring(tree, encoding="unicode")
    return written[written.index("<w:body") : written.rindex("</w:body>") + len("</w:body>")]


def number_pictures(text: str) -> str:
    """The text with its pictures' ids from 1001 up, in order, so that those from a loop differ."""
    numbers = iter(range(_FIRST_PICTURE_ID, _FIRST_PICTURE_ID + text.count("<wp:docPr")))
    return _PICTURE_ID.sub(lambda found: f'{found[1]}"{next(numbers)}"', text)


def _docxtpl() -> Any:
    """docxtpl's functions on rendered XML, which need none of its state."""
    from docxtpl import DocxTemplate

    return DocxTemplate(None)
