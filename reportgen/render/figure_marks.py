"""Marks round the figures in the texts of a body → bookmarks round runs of their own.

A bookmark stays where it is when Word, WPS or LibreOffice save the document (what a content control
says of itself does not), and moves with its words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.sourced_text import BEGINS, MARK, without_marks
from reportgen.ooxml.figure_bookmarks import figure_name

_ID = late_regex(r'<w:bookmarkStart\s[^>]*?w:id="(\d+)"')
_RUN, _TEXTS = "<w:r>", ("<w:t>", "<w:t ")
_OPEN_TEXT, _CLOSE = '<w:t xml:space="preserve">', "</w:t></w:r>"
# Within so many signs a run begins that has no more than a look before its text.
_NEAR = 600


def free_bookmark_id(source: str) -> int:
    """The first number that no bookmark of a template's text has."""
    return max(map(int, _ID.findall(source)), default=0) + 1


def bookmark_figures(body: str, first: int) -> list[str]:
    """The body, in pieces, with each marked figure in a run of its own, of the same look, within a
    bookmark, which are numbered from `first`; marks that stand in no text are taken away.
    """
    if BEGINS not in body:
        return [body]
    marks = list(MARK.finditer(body))
    writer = _Writer(body, len(marks), first)
    for number, found in enumerate(marks, 1):
        writer.write(found, number)
    return writer.end()


class _Writer:
    """Writes a body from mark to mark; only what it gives is a copy.

    `_written` is up to where it is written. `_open` is the head of the run that goes on behind the
    last bookmark, and still has to be written, `_head` that of the run round it; from `_low` on
    stands what follows it. `_usual` is the head of the run before, as most are.
    """

    def __init__(self, body: str, count: int, first: int) -> None:
        self._body, self._count, self._first = body, count, first
        self._done: list[str] = []
        self._written = self._low = 0
        self._open = self._head = self._usual = ""

    def write(self, found: re.Match[str], number: int) -> None:
        """The figure of that number, and what stands before it."""
        (start, end), (code, text) = found.span(), found.groups()
        body, written, head = self._body, self._written, self._usual
        if head and body.endswith(head, written, start):
            before = self._open + body[written : start - len(head)]
        elif self._open and body.find("<", written, start) < 0:
            # It stands in the text that goes on behind the last one.
            head = self._open
            before = f"{head}{body[written:start]}{_CLOSE}" if start > written else ""
        elif head := self._head_at(start):
            before = self._before(head, start)
            self._usual = head if head.startswith(_RUN) else ""
        else:
            self._done += (self._open, body[written:start], text)
            self._written, self._open = end, ""
            return
        name, it = figure_name(code, text, number, self._count), self._first + number - 1
        self._done += (
            before,
            f'<w:bookmarkStart w:id="{it}" w:name="{name}"/>{head}{text}{_CLOSE}'
            f'<w:bookmarkEnd w:id="{it}"/>',
        )
        closed = body.startswith(_CLOSE, end)
        self._written, self._open = (end + len(_CLOSE), "") if closed else (end, head)
        self._low, self._head = self._written, self._open

    def end(self) -> list[str]:
        """All of it."""
        return [*self._done, self._open, self._body[self._written :]]

    def _before(self, head: str, start: int) -> str:
        """What stands before a figure in a run with that head, which ends before it."""
        body, written = self._body, self._written
        if body.endswith(head, written, start):
            return self._open + body[written : start - len(head)]
        return f"{self._open}{body[written:start]}{_CLOSE}"

    def _head_at(self, place: int) -> str:
        """What the run begins with whose text is open there: `<w:r>`, its properties and `<w:t>`;
        empty where no text is open.
        """
        body, low = self._body, self._low
        at = body.rfind("<", low, place)
        if at < 0:
            return self._head
        if not body.startswith(_TEXTS, at):
            return ""
        near = max(at - _NEAR, low)
        run = body.rfind("<w:r>", near, at)
        if run < 0 or body.find("</w:r>", run, at) >= 0:
            run = body.rfind("<w:r ", near, at)
        if run >= 0:
            return _head_of(without_marks(body[run:at]))
        goes_on = at - low + len(self._head) <= _NEAR and body.find("</w:r>", low, at) < 0
        return self._head if goes_on else ""


@lru_cache(maxsize=200)
def _head_of(begun: str) -> str:
    """The same of a run up to its text."""
    if "</w:r>" in begun:
        return ""
    opened, _, rest = begun.partition(">")
    properties, ended, _ = rest.partition("</w:rPr>")
    return f"{opened}>{properties}{ended}{_OPEN_TEXT}" if ended else f"{opened}>{_OPEN_TEXT}"
