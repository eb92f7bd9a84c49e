"""How many marks a text may have and how deep they may go: what has more is printed as it stands.

The parser of Markdown takes a time that grows with the square of the marks in one paragraph, and
recurs into lists. Text without marks has no bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_DEEPEST = 30
# So many bold words as nobody writes in one paragraph: four times fewer than marks.
_MOST_MARKS = 1000
_MOST_BROKEN_PICTURES = 20
_MOST_HEADINGS = 100
_MOST_LINES_OF_ITEM = 2000

_MARK = late_regex(r"\*|_+|\\|  \n")
_OPEN_PICTURE = "!["
_WHOLE_PICTURE = late_regex(r"!\[[^\[\]]*\]\([^()]*\)")
# What a line is inside of: an item in an item, a quotation in a quotation.
_BEGINNING = late_regex(r"(?:[ >*+\-.)]|\d{1,9}[.)])*+")
_BEGINNING_SIGNS = frozenset(" >*+-.)")
_LAYER = late_regex(r">|(?:[-*+]|\d{1,9}[.)])[ ]")
_HEADING = late_regex(r"^[ >]*+(?:#|=+ *$|-+ *$)", re.MULTILINE)
_ITEM = late_regex(r"(?:[-*+]|\d{1,9}[.)]) ")
# As typed: bullets of any sign become items.
_MAY_BE_ITEM = late_regex(r"[ \t\u3000]*+(?:[^\w\s]|\d{1,9}[.)] )")
_INDENT = 4


class PassedOver(NamedTuple):
    """Marks that are passed over: what is wrong, how to mend it, and how the place begins."""

    message: str
    hint: str
    beginning: str


_SPARSE = "请删去不用的标记，或用空行分段"


def find_excess(text: str) -> PassedOver | None:
    """What keeps a text, with its lists indented by fours, from being read as Markdown."""
    deep = next(filter(_is_deep, text.split("\n")), None)
    if deep is not None:
        message = f"列表、引用一层套一层超过 {_DEEPEST} 层，没有当作列表，照写的样子印"
        return PassedOver(message, "请减少层次", deep.lstrip(" "))
    return next(_crowded_blocks(text), None)


def find_crowded(text: str) -> PassedOver | None:
    """What keeps the text of one paragraph, item or cell from being read as Markdown."""
    marks = len(_MARK.findall(text)) if len(text) > _MOST_MARKS else 0
    if marks > _MOST_MARKS:
        message = f"一段里的“*”“_”“\\”超过 {_MOST_MARKS} 个，没有当作格式，照写的样子印"
        return PassedOver(message, _SPARSE, text)
    if _broken_pictures(text) > _MOST_BROKEN_PICTURES:
        message = f"一段里没有写完的图片“![”超过 {_MOST_BROKEN_PICTURES} 处，照写的样子印"
        return PassedOver(message, "请写成“![图题](文件名)”，或删去", text)
    return None


def may_be_crowded(text: str) -> bool:
    """Whether any paragraph of the text may be beyond a bound; seldom."""
    return any(map(_is_long, text.split("\n\n"))) or any(map(_is_deep, text.split("\n")))


def _is_long(block: str) -> bool:
    length = len(block)
    return length > _MOST_BROKEN_PICTURES and (
        (length > _MOST_MARKS and len(_MARK.findall(block)) > _MOST_MARKS)
        or block.count(_OPEN_PICTURE) > _MOST_BROKEN_PICTURES
        or (length > _MOST_HEADINGS and len(_HEADING.findall(block)) > _MOST_HEADINGS)
        or (block.count("\n") > _MOST_LINES_OF_ITEM and _has_long_item(block.split("\n")))
    )


def _has_long_item(lines: Sequence[str]) -> bool:
    marked = [at for at, line in enumerate(lines) if _MAY_BE_ITEM.match(line)]
    ends = [*marked[1:], len(lines)]
    return any(end - at > _MOST_LINES_OF_ITEM for at, end in zip(marked, ends, strict=False))


def _broken_pictures(text: str) -> int:
    begun = text.count(_OPEN_PICTURE)
    if begun <= _MOST_BROKEN_PICTURES:
        return 0
    return begun - len(_WHOLE_PICTURE.findall(text))


def _is_deep(line: str) -> bool:
    # So many layers have at least as many signs, and nothing else stands among them.
    sign = line[_DEEPEST : _DEEPEST + 1]
    return (sign in _BEGINNING_SIGNS or sign.isdecimal()) and _depth(line) > _DEEPEST


def _depth(line: str) -> int:
    """How many lists and quotations the line is inside of; 0 for a line without their marks."""
    found = _BEGINNING.match(line)
    beginning = found[0] if found else ""
    layers = len(_LAYER.findall(beginning))
    return layers and layers + beginning.count(" ") // _INDENT


def _crowded_blocks(text: str) -> Iterator[PassedOver]:
    for block in text.split("\n\n"):
        if len(_HEADING.findall(block)) > _MOST_HEADINGS:
            message = f"没有空行的一段里标题超过 {_MOST_HEADINGS} 个，没有当作标题，照写的样子印"
            yield PassedOver(message, _SPARSE, block)
        elif _ITEM.match(block) and _longest_item(block.split("\n")) > _MOST_LINES_OF_ITEM:
            message = f"列表的一条超过 {_MOST_LINES_OF_ITEM} 行，没有当作列表，照写的样子印"
            yield PassedOver(message, "请用空行分段", block)


def _longest_item(lines: Sequence[str]) -> int:
    longest = begun = 0
    for at, line in enumerate(lines):
        if _ITEM.match(line):
            begun = at
        longest = max(longest, at - begun)
    return longest
