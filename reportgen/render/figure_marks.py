"""Marks round the figures in the texts of a body → bookmarks round runs of their own.

A bookmark stays where it is when Word, WPS or LibreOffice save the document (what a content control
says of itself does not), and moves with its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.sourced_text import BEGINS, MARK
from reportgen.ooxml.figure_bookmarks import figure_name

_ID = late_regex(r'<w:bookmarkStart\s[^>]*?w:id="(\d+)"')
_TEXTS = ("<w:t>", "<w:t ")
_OPEN_TEXT, _CLOSE = '<w:t xml:space="preserve">', "</w:t></w:r>"
# Within so many signs a run begins that has no more than a look before its text.
_NEAR = 600


def free_bookmark_id(source: str) -> int:
    """The first number that no bookmark of a template's text has."""
    return max(map(int, _ID.findall(source)), default=0) + 1


def bookmark_figures(body: str, first: int) -> str:
    """The body with each marked figure in a run of its own, of the same look, within a bookmark,
    which are numbered from `first`; marks that stand in no text are taken away.
    """
    return "".join(_bookmarked(MARK.split(body), first)) if BEGINS in body else body


def _bookmarked(pieces: Sequence[str], first: int) -> list[str]:
    """The body's pieces: text, and then each figure's code, its text, and the text behind it."""
    count, before, done = len(pieces) // 3, pieces[0], list[str]()
    figures = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    for number, (code, text, after) in enumerate(figures):
        head = _run_head(before)
        if not head:
            before += text + after
            continue
        name, it = figure_name(code, text, number + 1, count), first + number
        begins = before[: -len(head)] if before.endswith(head) else before + _CLOSE
        done += (
            begins,
            f'<w:bookmarkStart w:id="{it}" w:name="{name}"/>{head}{text}{_CLOSE}'
            f'<w:bookmarkEnd w:id="{it}"/>',
        )
        before = after[len(_CLOSE) :] if after.startswith(_CLOSE) else head + after
    return [*done, before]


def _run_head(text: str) -> str:
    """What the run begins with whose text is open at the end of this: `<w:r>`, its properties and
    `<w:t>`; empty where no text is open.
    """
    at = text.rfind("<")
    if at < 0 or not text.startswith(_TEXTS, at):
        return ""
    near = max(at - _NEAR, 0)
    run = text.rfind("<w:r>", near, at)
    if run < 0 or text.find("</w:r>", run, at) >= 0:
        run = text.rfind("<w:r ", near, at)
    return _head_of(text[run:at]) if run >= 0 else ""


@lru_cache(maxsize=200)
def _head_of(begun: str) -> str:
    """The same of a run up to its text."""
    if "</w:r>" in begun:
        return ""
    opened, _, rest = begun.partition(">")
    properties, ended, _ = rest.partition("</w:rPr>")
    return f"{opened}>{properties}{ended}{_OPEN_TEXT}" if ended else f"{opened}>{_OPEN_TEXT}"
