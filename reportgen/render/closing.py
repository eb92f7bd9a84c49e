"""The end of a report's text → one that stays with 附件说明, signature and date.

A page that holds these and nothing of the text is a fault of form: another text could stand above
them (GB/T 9704 7.3.5.5 has the spacing adjusted instead).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.late_regex import late_regex
from reportgen.model.page_layout import LINES
from reportgen.words.width import printed_width

# Of a line: characters of the text, and of the name of an attachment.
_TEXT, _NAME = 26, 21
# A blank line above the names of attachments, two above the signature.
_ABOVE_NAMES, _ABOVE_SIGNATURE = 1, 2
# A paragraph of more lines is left alone: LibreOffice would move all of it to the next page and
# leave the space of it empty.
_SHORT = 5
# Lines that may stand above the last paragraph and stay with it, its headings, and what the last
# two rows of a table take.
_HEADINGS, _ROWS = 2, 6
_LINE_EMU = 367665

_BEGINNING = late_regex(r"<w:p>(?:<w:pPr>(?:<w:pStyle [^>]*/>)?+)?+(?!<w:keepNext/>)")
_HEIGHT = late_regex(r'<wp:extent cx="\d+" cy="(\d+)"/>')
# The paragraph behind the last table: blank lines follow it, it takes no room of its own.
_GAP = late_regex(
    r"(?<=</w:tbl>)(<w:p><w:pPr>(?:<w:pStyle [^>]*/>)?<w:keepNext/>)(?=</w:pPr></w:p>$)"
)
_LOW = r'\1<w:spacing w:line="20" w:lineRule="exact"/>'
_TAGS = late_regex(r"<[^>]*>")
_KEPT, _ROW, _JOINED = "<w:keepNext/>", "<w:tr>", "<w:vMerge"
# The head and the first row of a table, and its last two: neither end of it stands alone.
_FIRST, _LAST = 2, 2
# A table of no more rows below its head stays whole.
_WHOLE = 5


def closing_lines(names: Sequence[str], signature: str, date: str) -> int:
    """How many lines 附件说明, signature and date take, with the blank ones above them."""
    listed = sum(_lines(name, _NAME) for name in names) + (_ABOVE_NAMES if names else 0)
    signed = 1 + _ABOVE_SIGNATURE if signature else 0
    return listed + signed + (1 if date else 0)


def keep_with_closing(markup: str, closing: int) -> str:
    """The paragraphs and tables, the end of them staying on the page of what follows.

    `closing` is how many lines that takes. Of a last table it is the last two rows, else the last
    paragraph if it is short: more would leave half of the page before empty.
    """
    start = markup.rfind("<w:p>")
    text = _TAGS.sub("", markup[start:]) if start >= 0 else ""
    if not text:
        return _keep_rows(markup) if closing + _ROWS <= LINES else markup
    lines, above = _lines(text, _TEXT), _picture_lines(markup[:start]) or _HEADINGS
    fits = lines <= _SHORT and lines + above + closing <= LINES
    return _keep(markup, start) if fits else markup


def _keep_rows(markup: str) -> str:
    """The markup, the end of its last table and what is below staying with the next.

    The rows between its ends may be parted, unless they are few or cells of them are joined.
    """
    start = markup.rfind("<w:tbl>")
    if start < 0:
        return markup
    head, *rows = markup[start:].split(_ROW)
    below = rows.pop()
    between = slice(_FIRST, len(rows) + 1 - _LAST)
    if _JOINED not in markup[start:] and len(rows) > _WHOLE:
        rows[between] = [row.replace(_KEPT, "") for row in rows[between]]
    kept = _GAP.sub(_LOW, _BEGINNING.sub(_kept, below))
    return markup[:start] + _ROW.join((head, *rows, kept))


def _picture_lines(before: str) -> int:
    """How many lines the picture takes that these paragraphs end with."""
    height = _HEIGHT.search(before, before.rfind("<w:p>")) if before.endswith("</w:p>") else None
    return -(-int(height[1]) // _LINE_EMU) if height else 0


def _keep(markup: str, start: int) -> str:
    """The markup, every paragraph from that place on staying with the next."""
    return markup[:start] + _BEGINNING.sub(_kept, markup[start:])


def _kept(beginning: re.Match[str]) -> str:
    sign = _KEPT if "<w:pPr>" in beginning[0] else f"<w:pPr>{_KEPT}</w:pPr>"
    return f"{beginning[0]}{sign}"


def _lines(text: str, room: int) -> int:
    return -(-int(printed_width(text) + 1) // room)
