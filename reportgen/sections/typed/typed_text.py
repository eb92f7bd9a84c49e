"""A text as clerks type it → Markdown in which every typed line that stands by itself does so.

Bullets of any kind are items of a list. Numbers that count on (一、 1、 （1） ①) are written as
headings and items of the report are, at the level where the text stands; any other number stays
as it was typed. Tables, pictures, and lists that are Markdown already stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.ordinals import CIRCLED, write_ordinal
from reportgen.words.typed_lines import (
    INDENT,
    LineMark,
    MarkKind,
    columns,
    find_mark,
    goes_on,
    is_closed,
)

_SEPARATOR = late_regex(
    r"^[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$", re.MULTILINE
)
_HEADING = late_regex(r"^#{1,6}\s", re.MULTILINE)
_QUOTE = ">"
# Markdown's own item has a blank behind its mark.
_MARKDOWN_ITEM = late_regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_COUNTED = frozenset(
    (MarkKind.FIRST, MarkKind.SECOND, MarkKind.THIRD, MarkKind.FOURTH, MarkKind.BRACKETED)
)
_LONGEST_HEADING = 30
# Below a chapter's title stands （一）; items of any other mark are numbered from 1. on, however
# high they stand.
_CHAPTER, _FIRST_LEVEL, _LAST_LEVEL = 2, 3, 4
_CHINESE = frozenset((MarkKind.FIRST, MarkKind.SECOND))
COUNTED = "\ue003"
"""Stands before a （一） that counts on with the headings of its level; a private character."""
# So far in, a line goes on with the item of Markdown above it.
_INSIDE = "  "


class _Line(NamedTuple):
    """A line, its text without indent, and its mark."""

    raw: str
    text: str
    mark: LineMark | None

    @property
    def indent(self) -> str:
        return self.raw[: len(self.raw) - len(self.raw.lstrip(INDENT))]

    @property
    def body(self) -> str:
        """The text behind the mark."""
        return self.text[self.mark.end :] if self.mark else self.text

    @property
    def is_markdown(self) -> bool:
        return bool(_MARKDOWN_ITEM.match(self.text))


class _Rank(NamedTuple):
    """How a kind of number is written: at which level, and whether as a heading.

    `is_counted`: with the headings of its level; a line of its kind that is one is written as one.
    """

    level: int
    is_heading: bool
    is_counted: bool = False


def arrange_typed(text: str, level: int, every_line: bool = False) -> str:
    """The text as Markdown; what its headings count as begins at `level`.

    `every_line`: each line is a paragraph, as in a cell; else lines that go on are one.
    """
    if "\n" not in text and text[:1] not in INDENT and find_mark(text) is None:
        return text
    lines = [_line(raw) for raw in text.split("\n")]
    return "\n".join(_Arranging(lines, text, level, every_line).run()).strip("\n")


def _line(raw: str) -> _Line:
    text = raw.strip(INDENT)
    return _Line(raw, text, find_mark(text))


class _Arranging:
    """One text on its way: what has been written last tells how the next line is set off."""

    def __init__(self, lines: Sequence[_Line], text: str, level: int, every_line: bool) -> None:
        self._lines = lines
        self._every_line = every_line
        self._has_table = "|" in text and bool(_SEPARATOR.search(text))
        self._has_headings = bool(_HEADING.search(text))
        self._ranks = _find_ranks(lines, level, self._has_headings)
        self._before: _Line | None = None
        self._in_list = False
        self._indents: dict[str, str] = {}
        # The levels at which the numbers above are written, by those that their kinds have.
        self._open: dict[int, int] = {}

    @cached_property
    def _widest(self) -> int:
        return max(columns(line.text) for line in self._lines)

    def run(self) -> Iterator[str]:
        for place, line in enumerate(self._lines):
            yield from self._write(line, place)
            self._before = line if line.text else None

    def _write(self, line: _Line, place: int) -> Iterator[str]:
        if not line.text:
            yield ""
        elif self._is_raw(line):
            yield line.raw
        elif self._is_item(line):
            yield from self._bullet(line)
        elif line.mark and self._is_ranked(line):
            rank = self._below_open(self._ranks[line.mark.kind])
            yield from self._numbered(line, rank, rank.is_heading or self._is_title(rank, place))
        else:
            yield from self._paragraph(line)

    def _below_open(self, rank: _Rank) -> _Rank:
        """The rank at the level below the number that it stands under: none is left out between."""
        above = [each for each in self._open if each < rank.level]
        level = self._open[max(above)] + 1 if above else rank.level
        self._open = {each: self._open[each] for each in above} | {rank.level: level}
        return rank._replace(level=level)

    def _is_raw(self, line: _Line) -> bool:
        """Whether Markdown reads the line as it stands: of a table, a quotation, a heading."""
        in_table = self._has_table and "|" in line.text
        return in_table or line.text.startswith(_QUOTE) or bool(_HEADING.match(line.text))

    def _is_ranked(self, line: _Line) -> bool:
        return line.mark is not None and line.mark.kind in self._ranks

    def _is_item(self, line: _Line) -> bool:
        """Whether the line becomes an item of Markdown."""
        if line.mark and line.mark.kind is MarkKind.BULLET:
            return True
        return line.is_markdown and not self._is_ranked(line)

    def _bullet(self, line: _Line) -> Iterator[str]:
        if self._before and not (self._in_list and _is_like(line, self._before)):
            yield ""
        yield self._item(line)

    def _item(self, line: _Line) -> str:
        """The item as Markdown has it: one with the same sign as before stands as far in."""
        sign = line.text[:1]
        if not self._in_list:
            self._indents = {}
        self._in_list = True
        indent = line.indent.replace("\u3000", "  ")
        if line.is_markdown:
            return indent + line.text
        return f"{self._indents.setdefault(sign, indent)}- {line.body}"

    def _is_title(self, rank: _Rank, place: int) -> bool:
        """Whether the line is a heading among numbers that count on with headings."""
        line = self._lines[place]
        below = (self._lines[at] for at in range(place + 1, len(self._lines)))
        following = next((each for each in below if each.text), None)
        kinds = [line.mark.kind] if line.mark else []
        return rank.is_counted and _is_heading(line, following, kinds)

    def _numbered(self, line: _Line, rank: _Rank, is_heading: bool) -> Iterator[str]:
        self._in_list = False
        if self._before:
            yield ""
        if is_heading:
            top = min(each.level for each in self._ranks.values())
            yield f"{'#' * (rank.level - top + 1)} {line.body.removesuffix('。')}"
            yield ""
        else:
            number = write_mark(rank.level, line.mark.value if line.mark else 0)
            yield f"{COUNTED if rank.is_counted else ''}{number}{line.body}"

    def _paragraph(self, line: _Line) -> Iterator[str]:
        if self._in_list and line.raw.startswith(_INSIDE) and not self._ends_item(line):
            yield line.raw
            return
        if self._before and not self._goes_on(line):
            yield ""
        self._in_list = self._in_list and self._before is not None and self._goes_on(line)
        yield line.text

    def _ends_item(self, line: _Line) -> bool:
        """Whether a line that is indented below an item is a paragraph of its own all the same."""
        return self._every_line and self._before is not None

    def _goes_on(self, line: _Line) -> bool:
        before = self._before
        if before is None or self._every_line or self._is_raw(before):
            return False
        return goes_on(before.text, line.text, self._widest)


def _is_like(line: _Line, before: _Line) -> bool:
    """Whether both items have numbers, or neither; others need a gap between them."""
    return line.text[0].isdigit() == before.text[0].isdigit()


def write_mark(level: int, value: int) -> str:
    """The number of an item of that level: 1.（1）, and below them ①."""
    if level <= _LAST_LEVEL:
        return write_ordinal(level, value)
    return CIRCLED[value - 1] if value <= len(CIRCLED) else f"{value}）"


def _find_ranks(lines: Sequence[_Line], level: int, has_headings: bool) -> Mapping[MarkKind, _Rank]:
    """The kinds of numbers that count on through the text, each with how it is written."""
    told = [line for line in lines if line.text]
    kinds = [kind for kind in _kinds_in_order(told) if _counts_on(kind, told)]
    headings = 0 if has_headings else _count_headings(kinds, told)
    first = level if headings else _item_level(level, has_headings, kinds)
    counted = first == _CHAPTER and not headings and _counts_once(kinds[:1], told)
    return {
        kind: _Rank(
            first + place,
            place < headings and first + place <= _LAST_LEVEL,
            counted and not place,
        )
        for place, kind in enumerate(kinds)
    }


def _item_level(level: int, has_headings: bool, kinds: Sequence[MarkKind]) -> int:
    """The level of items in a text whose headings are of `level`: none is left out above them, but
    that a chapter may go from 一、 to 1. (GB/T 9704—2012, 7.3.3), unless Chinese numerals count.
    """
    if level == _CHAPTER and not has_headings and not _CHINESE.isdisjoint(kinds[:1]):
        return _CHAPTER
    return min(max(level + has_headings, _FIRST_LEVEL), _LAST_LEVEL)


def _counts_once(kinds: Sequence[MarkKind], lines: Sequence[_Line]) -> bool:
    """Whether none of the kinds begins anew at 1."""
    firsts = [line.mark.kind for line in lines if line.mark and line.mark.value == 1]
    return all(firsts.count(kind) == 1 for kind in kinds)


def _kinds_in_order(lines: Sequence[_Line]) -> tuple[MarkKind, ...]:
    """The kinds of numbers, from the outermost; those that are Markdown already are left out."""
    counted = [line for line in lines if line.mark and line.mark.kind in _COUNTED]
    typed = {line.mark.kind for line in counted if line.mark and not line.is_markdown}
    kinds = dict.fromkeys(line.mark.kind for line in counted if line.mark)
    if not _CHINESE.isdisjoint([*kinds][:1]):
        # A （一） that comes after the 1. of an earlier part is above those of its own.
        kinds = dict.fromkeys(sorted(kinds, key=lambda kind: kind not in _CHINESE))
    return tuple(kind for kind in kinds if kind in typed)


def _counts_on(kind: MarkKind, lines: Sequence[_Line]) -> bool:
    """Whether the numbers of the kind go 1, 2, 3 …, from 1 again under each number above them."""
    last = longest = 0
    for line in lines:
        if line.mark is None or line.mark.kind is not kind:
            continue
        if line.mark.value not in (1, last + 1):
            return False
        last = line.mark.value
        longest = max(longest, last)
    return longest > 1


def _count_headings(kinds: Sequence[MarkKind], lines: Sequence[_Line]) -> int:
    """How many kinds, from the outermost, are headings: short lines with a text below each."""
    for place, kind in enumerate(kinds):
        above = kinds[: place + 1]
        if not all(
            _is_heading(line, following, above)
            for line, following in zip(lines, [*lines[1:], None], strict=True)
            if line.mark and line.mark.kind is kind
        ):
            return place
    return len(kinds)


def _is_heading(line: _Line, following: _Line | None, above: Sequence[MarkKind]) -> bool:
    """Whether the line is short and one sentence at most, and what follows is none of its kind."""
    title = line.body.removesuffix("。")
    if following is None or is_closed(title) or "。" in title or len(title) > _LONGEST_HEADING:
        return False
    return following.mark is None or following.mark.kind not in above
