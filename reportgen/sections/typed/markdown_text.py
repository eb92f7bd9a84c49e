"""Markdown as clerks type it → Markdown as the parser wants it. Nothing that is not a mark is lost.

Clerks write 60*40厘米, put a list right under its sentence and indent it by two or three blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex

# A star or an underline between two letters or digits is text: 60*40*75厘米, 附件_2_表.
_INNER_MARK = late_regex(r"(?<=[0-9A-Za-z)）\]])([*_]+)(?=[0-9A-Za-z(（\[])")
_ITEM = late_regex(r"([ \t]*)([-*+]|\d{1,9}[.)])(?=[ \t])")
_BRACKET = late_regex(r"^(\d{1,9})\)")
_OPENS_LIST = late_regex(r"[-*+][ \t]|1[.)][ \t]")
_SEPARATOR = late_regex(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*$")
# As the parser knows them, in a line by itself.
_HEADING = late_regex(r"#{1,6}(?:\\.|[^\\#]|#+(?=[^#]))*?#*$")
_UNDERLINE = late_regex(r"(?:=+|-+) *$")
_OF_SEPARATOR = frozenset("|:- ")


def prepare_markdown(text: str) -> str:
    """The text with stars in words escaped, and lists and tables set off, indented by fours."""
    lines = _set_off(_INNER_MARK.sub(_escape, text.expandtabs(4)).split("\n"))
    return "\n".join(_set_headings_off(list(lines)))


def _escape(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match.group(1))


def _set_off(lines: list[str]) -> Iterator[str]:
    indents: list[int] = []
    before = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        item = _ITEM.match(line)
        if item and (indents or not before.strip() or _OPENS_LIST.match(line.lstrip())):
            if before.strip() and not (indents and _ITEM.match(before)):
                yield ""
            line = _indented(line, len(item.group(1)), indents)
        elif indents and line.startswith(" ") and not before.strip():
            line = " " * (4 * len(indents)) + line.lstrip()
        elif line.strip() and not line.startswith(" "):
            if indents and not before.strip():
                indents = []
            if _begins_table(line, following) and before.strip() and "|" not in before:
                yield ""
        yield line
        before = line


def _indented(line: str, indent: int, indents: list[int]) -> str:
    """The item at four blanks a level; `indents` are those of the levels that are open."""
    while indents and indent < indents[-1]:
        indents.pop()
    if not indents or indent > indents[-1] + 1:
        indents.append(indent)
    return " " * (4 * (len(indents) - 1)) + _BRACKET.sub(r"\1.", line.lstrip())


def _begins_table(line: str, following: str) -> bool:
    return "|" in line and "|" in following and _SEPARATOR.match(following) is not None


def _set_headings_off(lines: list[str]) -> Iterator[str]:
    """The lines with gaps around headings that part a block in any case: the parser goes through
    the rest of a block anew at each of them.
    """
    within, is_open = 0, False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        within = within + 1 if line.strip() else 0
        is_open = _may_be_parted(line, following) if within == 1 else is_open
        is_heading = is_open and within > 0 and _HEADING.match(line) is not None
        if is_heading and within > 1:
            yield ""
        yield line
        if is_heading or (is_open and within == 2 and _UNDERLINE.match(line)):
            within = 0
            if following.strip():
                yield ""


def _may_be_parted(line: str, following: str) -> bool:
    """Whether the block that the line begins is of no table, nor of an item above it."""
    is_table = "|" in line and following.strip() and _OF_SEPARATOR.issuperset(following)
    return not (is_table or line.startswith("    "))
