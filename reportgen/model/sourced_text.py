"""Text that knows which of its characters are a figure, and of what: 现有学生 880 人.

A figure's `code` says what it is of (`figure_source`). Printed into a template's text it stands
between marks, which are read again where the text is done; nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from reportgen.late_regex import late_regex

BEGINS, CODED, ENDS = "\ue002", "\ue003", "\ue004"
"""Stand before a figure's code, behind that, and behind the figure; private characters."""

CODE_LENGTH = 7
MARK = late_regex(f"{BEGINS}([0-9a-z]{{7}}){CODED}([^{BEGINS}{ENDS}]*){ENDS}")
"""A marked figure: its code, and its text."""

_Value = TypeVar("_Value")

Span = tuple[int, int, str]
"""From where to before where the characters of a figure stand, and its code."""


class SourcedText(str):
    """A text with the figures in it: `marks` is the same with marks round them. It is equal to its
    plain text; what is joined to it by `+`, or taken off its end, leaves the figures what they are.
    """

    __slots__ = ("marks",)
    marks: str

    def __new__(cls, text: str, marks: str) -> SourcedText:
        made = _new(cls, text)
        made.marks = marks
        return made

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return str(self), self.marks

    def __add__(self, other: str) -> str:
        return SourcedText(str(self) + str(other), self.marks + marked(other))

    def __radd__(self, other: str) -> str:
        return SourcedText(str(other) + str(self), marked(other) + self.marks)

    def rstrip(self, signs: str | None = None, /) -> str:
        """The text without those signs at its end; a plain one where they are a figure's."""
        text, marks = str(self).rstrip(signs), self.marks.rstrip(signs)
        whole = len(self) - len(text) == len(self.marks) - len(marks)
        return SourcedText(text, marks) if whole else text


_new = str.__new__


def sourced(text: str, code: str) -> str:
    """The text as one figure of that code; as it is where either is empty."""
    if not text or not code:
        return text
    made = _new(SourcedText, text)
    made.marks = f"{BEGINS}{code}{CODED}{text}{ENDS}"
    return made


def mark_figure(text: str, code: str) -> str:
    """The text within the marks of a figure of that code."""
    return f"{BEGINS}{code}{CODED}{text}{ENDS}"


def marked(text: _Value) -> _Value | str:
    """The plain text with marks round its figures; what is no text as it is."""
    return text.marks if isinstance(text, SourcedText) else text


def spans_of(text: str) -> tuple[Span, ...]:
    """The figures of a text; a plain one has none."""
    spans, before = list[Span](), 0
    for found in MARK.finditer(marked(text)):
        start = found.start() - before
        spans.append((start, start + len(found[2]), found[1]))
        before += len(found[0]) - len(found[2])
    return tuple(spans)


def join_texts(texts: Iterable[str], mark: str = "") -> str:
    """The texts with the mark between them, their figures kept."""
    parts = list(texts)
    text = mark.join(parts)
    marks = mark.join([each.marks if isinstance(each, SourcedText) else each for each in parts])
    return SourcedText(text, marks) if len(marks) > len(text) else text


def read_marks(text: str) -> str:
    """The text without its marks, their figures kept."""
    plain = without_marks(text)
    return SourcedText(plain, text) if len(plain) < len(text) else text


def without_marks(text: str) -> str:
    """The plain text."""
    if BEGINS not in text:
        return text
    # A template of `sub` is filled in by Python, match for match.
    pieces = MARK.split(text)
    del pieces[1::3]
    return "".join(pieces)
