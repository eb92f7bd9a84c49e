"""Text that knows which of its characters are a figure, and of what: 现有学生 880 人.

A figure's `code` says what it is of (`figure_source`). Printed into a template's text it stands
between marks, which are read again where the text is done; nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.late_regex import late_regex

BEGINS, CODED, ENDS = "\ue002", "\ue003", "\ue004"
"""Stand before a figure's code, behind that, and behind the figure; private characters."""

MARK = late_regex(f"{BEGINS}([0-9a-z]{{7}}){CODED}([^{BEGINS}{ENDS}]*){ENDS}")
"""A marked figure: its code, and its text."""


Span = tuple[int, int, str]
"""From where to before where the characters of a figure stand, and its code."""


class SourcedText(str):
    """A text with the figures in it. It is equal to its plain text; what is joined to it by `+`, or
    taken off its end, leaves the figures what they are.
    """

    __slots__ = ("spans",)
    spans: tuple[Span, ...]

    def __new__(cls, text: str, spans: tuple[Span, ...] = ()) -> SourcedText:
        made = super().__new__(cls, text)
        made.spans = spans
        return made

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return str(self), self.spans

    def __add__(self, other: str) -> str:
        return join_texts((self, other))

    def __radd__(self, other: str) -> str:
        return join_texts((other, self))

    def rstrip(self, signs: str | None = None, /) -> str:
        """The text without those signs at its end."""
        text = str(self).rstrip(signs)
        return with_spans(text, (each for each in self.spans if each[1] <= len(text)))


def sourced(text: str, code: str) -> str:
    """The text as one figure of that code; as it is where either is empty."""
    return SourcedText(text, ((0, len(text), code),)) if text and code else text


def with_spans(text: str, spans: Iterable[Span]) -> str:
    """The text with these figures; the plain text where there are none."""
    found = tuple(spans)
    return SourcedText(text, found) if found else text


def spans_of(text: str) -> tuple[Span, ...]:
    """The figures of a text; a plain one has none."""
    return text.spans if isinstance(text, SourcedText) else ()


def join_texts(texts: Iterable[str], mark: str = "") -> str:
    """The texts with the mark between them, their figures kept."""
    parts = list(texts)
    if not any(isinstance(each, SourcedText) for each in parts):
        return mark.join(parts)
    return with_spans(mark.join(parts), _moved(parts, len(mark)))


def _moved(parts: Iterable[str], between: int) -> Iterator[Span]:
    at = 0
    for part in parts:
        for start, end, code in spans_of(part):
            yield at + start, at + end, code
        at += len(part) + between


def marked(text: str) -> str:
    """The plain text with marks round its figures."""
    spans = spans_of(text)
    if not spans:
        return text
    plain, done, pieces = str(text), 0, list[str]()
    for start, end, code in spans:
        pieces += plain[done:start], BEGINS, code, CODED, plain[start:end], ENDS
        done = end
    return "".join((*pieces, plain[done:]))


def read_marks(text: str) -> str:
    """The text without its marks, their figures kept."""
    if BEGINS not in text:
        return text
    pieces, spans, done, length = list[str](), list[Span](), 0, 0
    for found in MARK.finditer(text):
        before = text[done : found.start()]
        start = length + len(before)
        length, done = start + len(found[2]), found.end()
        pieces += before, found[2]
        spans.append((start, length, found[1]))
    return with_spans("".join((*pieces, text[done:])), spans)


def without_marks(text: str) -> str:
    """The plain text."""
    return MARK.sub(r"\2", text) if BEGINS in text else text
