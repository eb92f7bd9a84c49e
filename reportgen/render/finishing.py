"""Rendered XML → the XML that docxtpl would have saved: line breaks in values, table grids, picture
ids.

Each step looks first whether there is anything to do, since most documents need none.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from itertools import count
from pyexpat import ParserCreate
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.model.sourced_text import without_marks
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.required_content import add_required_content, has_required_content
from reportgen.ooxml.table_grids import have_agreeing_grids
from reportgen.render.breaks import resolve_breaks
from reportgen.render.errors import PROPERTY_LENGTH, LongPropertyError
from reportgen.render.figure_marks import bookmark_figures, free_bookmark_id
from reportgen.render.merging import merge_equal_cells, uses_merging
from reportgen.render.patched import Kind
from reportgen.render.rounds import own_bookmarks
from reportgen.render.structure import Traits

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')"""
_PICTURE = "<wp:docPr"
_ID = late_regex(rf"""((?:{_ATTRIBUTE})*?\s+id\s*=\s*)("[^"]*"|'[^']*')""")
_PICTURE_ID = late_regex(f"({_PICTURE}{_ID.pattern[1:]}")
_FIRST_PICTURE_ID = 1001

# A paragraph that holds nothing but a section break, right before the end of the body.
_LAST_BREAK = late_regex(
    r"<w:p(?: [^>]*)?><w:pPr>(?:(?!</?w:p[ >]|<w:sectPr).)*(<w:sectPr(?:(?!<w:sectPr).)"
    r"*</w:sectPr>)</w:pPr></w:p>"
    r"\s*<w:sectPr(?:(?!<w:sectPr).)*</w:sectPr>(?=\s*</w:body>\s*\Z)",
    re.DOTALL,
)
_BREAK_END = "</w:sectPr></w:pPr></w:p>"
# A break that tags choose or repeat, at the end of a template's body.
_TAGGED_BREAK = late_regex(rf"{_BREAK_END}\s*(?:\{{%[^%]*%\}}\s*)+<w:sectPr")

_PARAGRAPH = ("<w:p>", "<w:p ")
_Step = Callable[[str], Sequence[str]]


class _Gone(threading.local):
    """What went from the document that this thread fills, since nothing stood in it."""

    tables = 0


gone = _Gone()


class Finisher(NamedTuple):
    """What is done to a rendered text: `usual` where no value asks for a closer look, breaks being
    resolved; they give it in pieces. `unread`: whether XML can hold the characters that `whole`
    gives is not looked at yet.

    Both raise SyntaxError, ExpatError or UnicodeError when the text is no XML, LongPropertyError
    for a property, and what docxtpl raises for a table without a grid.
    """

    whole: _Step
    usual: _Step
    unread: bool = False

    def encode(self, text: str, closely: bool) -> Sequence[bytes]:
        """The finished text as its file has it, in pieces: a whole of them is made but once, for
        the memory for it costs as much as its making. Errors: as both.
        """
        pieces = [each.encode() for each in (self.whole if closely else self.usual)(text)]
        if self.unread and (closely or self.usual is self.whole):
            _hold_legal(text, pieces)
        return pieces


def make_finisher(kind: Kind, head: str, tail: str, traits: Traits, source: str = "") -> Finisher:
    """The finisher of the renderings of `source`; the XML around it is `head` and `tail`."""
    parse = partial(_well_formed, head=head, tail=tail)
    match kind:
        case Kind.BODY:
            check = _unchanged if traits.sound else parse
            breaks, merges = bool(_TAGGED_BREAK.search(source)), uses_merging(source)
            free = free_bookmark_id(f"{head}{source}{tail}")
            body = _Body(head, tail, breaks, merges, traits.filled, free)
            finish = partial(_finish_body, body=body)

            def whole(text: str) -> Sequence[str]:
                return finish(check(resolve_breaks(_without_marks(text))))

            usual = partial(finish, grids_agree=traits.grids_agree)
            plain = traits.sound and traits.plain
            return Finisher(whole, usual if plain else whole, unread=traits.sound)
        case Kind.HEADER:
            return Finisher(_finish_header, _finish_header)
        case Kind.FOOTNOTES:
            check = _with_legal_characters if traits.sound else parse

            def notes(text: str) -> Sequence[str]:
                text = without_marks(text)
                return (_filled(check(resolve_breaks(_without_marks(text))), head, tail),)

            return Finisher(notes, notes)
        case Kind.PROPERTY:
            return Finisher(finish_property, finish_property)


class _Body(NamedTuple):
    """The XML around a body, whether its tags make section breaks or merge cells, and whether its
    cells, rows and tables are always filled; `free_id` is the first number for bookmarks.
    """

    head: str
    tail: str
    breaks: bool
    merges: bool
    filled: bool
    free_id: int


def _finish_body(text: str, body: _Body, grids_agree: bool = False) -> Sequence[str]:
    # Cells that are merged are held against each other as they are read.
    text = "".join(bookmark_figures(text, body.free_id)) if body.merges else text
    text = text if body.filled else _filled(text, body.head, body.tail)
    if not grids_agree and "<w:tbl" in text and not have_agreeing_grids(text):
        text = _fix_tables(text, body.head, body.tail)
    text = merge_equal_cells(text, body.head) if body.merges else text
    pieces = bookmark_figures(number_pictures(text), body.free_id)
    if body.breaks:
        # No figure stands in what an empty page is taken off with.
        pieces[-1] = end_with_last_section(pieces[-1])
    return pieces


def end_with_last_section(text: str) -> str:
    """The body without a section break that only an empty page follows: its page is then the
    document's last.

    A loop whose every round ends with its own break leaves such a one.
    """
    end = max(text.rfind("<w:sectPr"), 0)
    while text[end - 1 : end].isspace():
        end -= 1
    if not text.endswith(_BREAK_END, 0, end):
        return text
    plain = max(text.rfind("<w:p>", 0, end), 0)
    last = _LAST_BREAK.match(text, max(plain, text.rfind("<w:p ", plain, end)))
    return text[: last.start()] + last[1] + text[last.end() :] if last else text


def _finish_header(text: str) -> Sequence[str]:
    """Parsed and written as python-docx does it, which drops the white space between elements."""
    from lxml import etree

    text = without_marks(text)
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    root = etree.fromstring(resolve_breaks(_without_marks(text)), parser)
    gone.tables += add_required_content(root)
    written: str = etree.tostring(root, encoding="unicode")
    return (own_bookmarks(_with_own_pictures(merge_equal_cells(written))),)


def _with_own_pictures(text: str) -> str:
    """The text; where pictures share a number, as those of a loop do, numbered anew."""
    numbers = [found[2] for found in _PICTURE_ID.finditer(text)]
    return text if len(set(numbers)) == len(numbers) else number_pictures(text)


def finish_property(text: str) -> Sequence[str]:
    """A document's property as its file has it. Errors: LongPropertyError, UnicodeError."""
    text = without_marks(text)
    if len(text) > PROPERTY_LENGTH:
        raise LongPropertyError
    return (escape(_with_legal_characters(text), quote=False),)


def _hold_legal(text: str, encoded: Iterable[bytes]) -> None:
    """Raise UnicodeError where the text, or what is encoded of it, has a character that XML cannot
    hold.
    """
    if (
        any(len(each.translate(None, _CONTROLS)) < len(each) for each in encoded)
        or "\ufffe" in text
        or "\uffff" in text
    ):
        raise UnicodeError("a character that XML cannot hold")


def _with_legal_characters(text: str) -> str:
    """The text itself. Errors: as `_hold_legal`."""
    _hold_legal(text, (text.encode(),))
    return text


def _unchanged(text: str) -> str:
    return text


def _well_formed(text: str, head: str, tail: str) -> str:
    """The text itself; raises ExpatError or UnicodeError where Word would call the file damaged."""
    ParserCreate("utf-8").Parse(f"{head}{text}{tail}".encode(), True)
    return text


def _without_marks(text: str) -> str:
    """The text without the line feeds before paragraphs, which docxtpl takes away."""
    at = text.find("\n")
    while at >= 0:
        if text.startswith(_PARAGRAPH, at + 1):
            return text.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
        at = text.find("\n", at + 1)
    return text


def _filled(text: str, head: str, tail: str) -> str:
    """The text, every cell, row, table, text box and note holding what it must."""
    if has_required_content(text):
        return text
    from lxml import etree

    root = etree.fromstring(f"{_without_declaration(head)}{text}{tail}")
    gone.tables += add_required_content(root)
    return _inner(root, head, tail)


def _fix_tables(text: str, head: str, tail: str) -> str:
    return _inner(_docxtpl().fix_tables(f"{_without_declaration(head)}{text}{tail}"), head, tail)


def _without_declaration(head: str) -> str:
    return head.rpartition("?>")[2]


def _inner(root: Any, head: str, tail: str) -> str:
    """What stands in the tree between the part's head and its tail: a body, or all of it."""
    from lxml import etree

    written: str = etree.tostring(root, encoding="unicode")
    if not tail:
        return written
    return written[written.index("<w:body") : written.rindex("</w:body>") + len("</w:body>")]


def number_pictures(text: str) -> str:
    """The text with its pictures' ids from 1001 up, in order, so that those from a loop differ."""
    pieces, numbers = text.split(_PICTURE), count(_FIRST_PICTURE_ID)
    if len(pieces) == 1:
        return text
    for at in range(1, len(pieces)):
        found = _ID.match(pieces[at])
        number = f'{found[1]}"{next(numbers)}"' if found else ""
        pieces[at] = f"{_PICTURE}{number}{pieces[at][found.end() if found else 0 :]}"
    return "".join(pieces)


def _docxtpl() -> Any:
    """docxtpl's functions on rendered XML, which need none of its state."""
    from docxtpl import DocxTemplate

    return DocxTemplate(None)
