"""A finished report's sentences held against those of the report that its data make now: of two
that differ in numbers alone, whose numbers were changed is known, whatever they are of.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.text_checks.figure_trail import TrailedText

_NUMBER = late_regex(r"\d+(?:[.,]\d+)*")
# What numbers headings, tables and rows is another where one is left out.
_ORDINAL = late_regex(r"\s*\d{1,3}[.．、](?!\d)")
_NUMBERED = ("表", "图", "附件")
_SENTENCE = late_regex(r"[^。；！？]+[。；！？]?")
_WORD = late_regex(r"[^\W\d]{0,2}")
_BETWEEN = "\t"
_NOTHING = "\0"
# A line of fewer other signs is no sentence: what stands in a cell, a date, a page.
_FEWEST = 4
_HINT = "正确的数改在数据文件里，重新做报告；改错了的，恢复原来的数"


class _Number(NamedTuple):
    """A number of a part, from `start` to before `end`."""

    part: TextPart
    start: int
    end: int

    @property
    def written(self) -> str:
        """As it stands there."""
        return self.part.text[self.start : self.end]

    @property
    def value(self) -> str:
        """The same however its digits are written."""
        return unicodedata.normalize("NFKC", self.written).replace(",", "")


class _Line(NamedTuple):
    """A sentence, or a row: what it says but for its numbers, and these."""

    frame: str
    numbers: tuple[_Number, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """Those of its numbers."""
        return tuple(each.value for each in self.numbers)


# What a line says, numbers and all.
_Key = tuple[str, tuple[str, ...]]


def compare_with_made(text: TrailedText, made: TrailedText) -> Iterator[TextFinding]:
    """An error for each number of the text that stands in a sentence, or a row, which the report
    that was made has with another number there, and nowhere with this one.

    A sentence that was worded otherwise is held against nothing.
    """
    left, wanted = _without_common(_lines(text), _lines(made))
    for frame, lines in left.items():
        others = wanted.get(frame, [])
        # Where some of several were left out it is not known which is which.
        if len(others) == len(lines):
            for line, other in zip(lines, others, strict=True):
                yield from _compare(line, other)


def _without_common(
    one: Iterable[_Line], other: Iterable[_Line]
) -> tuple[dict[str, list[_Line]], dict[str, list[_Line]]]:
    """The lines of each that the other has not, by their frames."""
    mine, theirs = list(one), list(other)
    counts = Counter((each.frame, each.values) for each in mine)
    common = counts & Counter((each.frame, each.values) for each in theirs)
    return _less(mine, common), _less(theirs, common)


def _less(
    lines: Iterable[_Line], common: Counter[tuple[str, tuple[str, ...]]]
) -> dict[str, list[_Line]]:
    found, left = defaultdict[str, list[_Line]](list), common.copy()
    for each in lines:
        key = each.frame, each.values
        if left[key]:
            left[key] -= 1
        else:
            found[each.frame].append(each)
    return found


def _compare(line: _Line, other: _Line) -> Iterator[TextFinding]:
    # An ordinal that is no longer told as one makes another number of them.
    if len(line.numbers) != len(other.numbers):
        return
    for number, right in zip(line.numbers, other.numbers, strict=True):
        if number.value != right.value:
            yield _finding(number, right.written)


def _finding(number: _Number, right: str) -> TextFinding:
    message = f"写的是“{_around(number)}”，按现在的数据做出来是“{right}”"
    span = number.start, number.end
    return TextFinding(TextRule.NOT_AS_MADE, Severity.ERROR, number.part, *span, message, _HINT)


def _around(number: _Number) -> str:
    """The number and the word behind it, by which one finds it."""
    word = _WORD.match(number.part.text, number.end)
    return f"{number.written}{word[0] if word else ''}"


def _lines(text: TrailedText) -> Iterator[_Line]:
    """The sentences and rows that have numbers."""
    said = {part.text for part in text.parts}
    for part in text.parts:
        if not part.is_in_table:
            yield from _sentences(part, said)
    for row in text.rows:
        numbered = row[:1] and row[0] is not None and row[0].text.strip().isdecimal()
        cells = row[1:] if numbered else row
        line = _line([(cell, 0, len(cell.text)) for cell in cells if cell is not None])
        if line is not None:
            yield line


def _sentences(part: TextPart, said: set[str]) -> Iterator[_Line]:
    for found in _SENTENCE.finditer(part.text):
        line = _line([(part, *found.span())])
        # A line of a table of contents is a heading with a page.
        if line is not None and line.frame.rstrip(_NOTHING + _BETWEEN) not in said:
            yield line


def _line(pieces: Sequence[tuple[TextPart, int, int]]) -> _Line | None:
    """The pieces of parts as one; None of no number, or of hardly anything else."""
    numbers = tuple(number for piece in pieces for number in _numbers(*piece))
    frame = _BETWEEN.join(_frame(part.text[start:end]) for part, start, end in pieces)
    words = frame.replace(_NOTHING, "").replace(_BETWEEN, "")
    return _Line(frame, numbers) if numbers and len(words) >= _FEWEST else None


def _frame(text: str) -> str:
    """What the text says but for its numbers, and however it is spaced."""
    return "".join(_NUMBER.sub(_NOTHING, text).split())


def _numbers(part: TextPart, start: int, end: int) -> Iterator[_Number]:
    """Those that say how much or how many."""
    ordinal = _ORDINAL.match(part.text, start, end)
    begin = ordinal.end() if ordinal else start
    for found in _NUMBER.finditer(part.text, begin, end):
        if not part.text.endswith(_NUMBERED, start, found.start()):
            yield _Number(part, *found.span())
