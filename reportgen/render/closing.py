"""The end of a report's text → one that stays with 附件说明, signature and date.

A page that holds these and nothing of the text is a fault of form: another text could stand above
them (GB/T 9704 7.3.5.5 has the spacing adjusted instead).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model.page_layout import LINES
from reportgen.words.width import printed_width

# Of a line: characters of the text, and of the name of an attachment.
_TEXT, _NAME = 26, 21
# A blank line above the names of attachments, two above the signature.
_ABOVE_NAMES, _ABOVE_SIGNATURE = 1, 2
# Lines that may stand above the last paragraph or table and stay with it: its headings, and what a
# table that is not broken has.
_HEADINGS, _TABLE = 2, 10
_LINE_EMU = 367665

_BEGINNING = re.compile(r"<w:p>(?:<w:pPr>(?:<w:pStyle [^>]*/>)?+)?+(?!<w:keepNext/>)")
_HEIGHT = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"/>')
_TAGS = re.compile(r"<[^>]*>")


def closing_lines(names: Sequence[str], signature: str, date: str) -> int:
    """How many lines 附件说明, signature and date take, with the blank ones above them."""
    listed = sum(_lines(name, _NAME) for name in names) + (_ABOVE_NAMES if names else 0)
    signed = 1 + _ABOVE_SIGNATURE if signature else 0
    return listed + signed + (1 if date else 0)


def keep_with_closing(markup: str, closing: int) -> str:
    """The paragraphs and tables, the last of them staying on the page of what follows.

    `closing` is how many lines that takes. What would not fit on a page with it is left alone:
    LibreOffice moves a paragraph that stays with the next as a whole.
    """
    start = markup.rfind("<w:p>")
    text = _TAGS.sub("", markup[start:]) if start >= 0 else ""
    if not text:
        table = markup.rfind("<w:tr>")
        return _keep(markup, table) if table >= 0 and closing + _TABLE <= LINES else markup
    above = _picture_lines(markup[:start]) or _HEADINGS
    return _keep(markup, start) if _lines(text, _TEXT) + above + closing <= LINES else markup


def _picture_lines(before: str) -> int:
    """How many lines the picture takes that these paragraphs end with."""
    height = _HEIGHT.search(before, before.rfind("<w:p>")) if before.endswith("</w:p>") else None
    return -(-int(height[1]) // _LINE_EMU) if height else 0


def _keep(markup: str, start: int) -> str:
    """The markup, every paragraph from that place on staying with the next."""
    return markup[:start] + _BEGINNING.sub(_kept, markup[start:])


def _kept(beginning: re.Match[str]) -> str:
    sign = "<w:keepNext/>" if "<w:pPr>" in beginning[0] else "<w:pPr><w:keepNext/></w:pPr>"
    return f"{beginning[0]}{sign}"


def _lines(text: str, room: int) -> int:
    return -(-int(printed_width(text) + 1) // room)
