"""The entries of a table of contents → lines that hold their page numbers, and as many of them as
leave no page with a few alone.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import Properties, paragraph_properties, run_properties, whole
from reportgen.ooxml.sections import text_area
from reportgen.ooxml.styles import StyleSheet
from reportgen.table_of_contents.entries import ContentsEntry, EntryLook, EntryLooks
from reportgen.words.width import printed_width

# What the dots and the number need behind the words, in characters.
_TAIL = 3.0
# So many characters go to a line of their own with the number.
_CARRIED = 4
_CLOSING = frozenset("、，。；：！？）》”’】")
_OPENING = frozenset("（《“‘【")
# ListPlace are set closer by an eighth at most: 18 pt to 15.75 pt.
_CLOSEST = 8
# Above the list stands its heading, perhaps with an empty line.
_MOST_ABOVE = 2
_HALF_POINT = 10
# What the end of the list takes, and what a program may add.
_SPARE = 120


class EntryRoom(NamedTuple):
    """How many characters the first line of an entry holds, and each further one; 0: not known.

    `line` is the exact height of a line in twips, 0 where it is not exact.
    """

    first: float = 0
    further: float = 0
    line: int = 0


def entry_room(paragraph: Any, runs: Any, sheet: StyleSheet, width: int) -> EntryRoom:
    """The room of entries with that `w:pPr` and `w:rPr` (or None) in lines of that width."""
    own = paragraph_properties(paragraph)
    style = sheet.find(own.get("pStyle"))
    look = {**sheet.default_paragraph, **style.paragraph, **own}
    size = whole(sheet.run_look(style, run_properties(runs, {})).get("size"), 0) * _HALF_POINT
    line = whole(look.get("line"), 0) if look.get("lineRule") == "exact" else 0
    if not size:
        return EntryRoom(line=line)
    further = width - whole(look.get("left"), 0)
    first = further - whole(look.get("first"), 0)
    return EntryRoom(first / size, further / size, line) if further > 0 else EntryRoom(line=line)


def with_room_for_number(text: str, room: EntryRoom) -> str:
    """The text, broken before its last characters where its number would not fit behind them: it
    must not stand on a line alone.
    """
    if not room.first or _left_over(text, room) >= _TAIL:
        return text
    place = len(text) - _CARRIED
    while place > 1 and (text[place] in _CLOSING or text[place - 1] in _OPENING):
        place -= 1
    return f"{text[:place]}\n{text[place:]}" if place > 1 else text


def _left_over(text: str, room: EntryRoom) -> float:
    """How much of its last line the text leaves empty."""
    beyond = printed_width(text) - room.first
    if beyond <= 0:
        return -beyond
    return math.ceil(beyond / room.further) * room.further - beyond


def count_lines(text: str, room: EntryRoom) -> int:
    """How many lines the text takes."""
    if not room.first:
        return 1
    first, *rest = text.split("\n")
    beyond = (printed_width(first) - room.first, *map(printed_width, rest))
    return 1 + sum(max(0, math.ceil(each / room.further)) for each in beyond)


class ListPlace(NamedTuple):
    """Where the entries stand: the list's first paragraph, the width of the text, the styles."""

    first: Any
    width: int
    sheet: StyleSheet


def fit_entries(
    entries: Sequence[ContentsEntry], looks: EntryLooks, lines: ListPlace
) -> list[tuple[ContentsEntry, EntryLook]]:
    """Each entry with its look, both changed where the number would stand alone or the list would
    leave a page with a few lines.
    """
    look_of = {level: looks.of(level) for level in {each.level for each in entries}}
    rooms = {level: _room(look, lines) for level, look in look_of.items()}
    fitted = [
        each._replace(text=with_room_for_number(each.text, rooms[each.level])) for each in entries
    ]
    heights = {each.line for each in rooms.values()}
    taken = sum(count_lines(each.text, rooms[each.level]) for each in fitted)
    closer = closer_line(taken, heights.pop(), lines) if len(heights) == 1 else 0
    if closer:
        look_of = {level: _with_line(look, closer) for level, look in look_of.items()}
    return [(each, look_of[each.level]) for each in fitted]


def _room(look: EntryLook, lines: ListPlace) -> EntryRoom:
    return entry_room(look.paragraph, look.runs, lines.sheet, lines.width)


def closer_line(taken: int, line: int, lines: ListPlace) -> int:
    """The height of a line with which so many take the fewest pages, no lower than it must be; 0
    where they stay as they are.
    """
    height, above = _page_height(lines.first), _height_above(lines.first, lines.sheet)
    if not line or not height or above is None:
        return 0
    least = line - line // _CLOSEST
    fewest = _count_pages(taken, least, height, above)
    fitting = (
        each
        for each in range(line, least - 1, -1)
        if _count_pages(taken, each, height, above) == fewest
    )
    found = next(fitting, line)
    return found if found < line else 0


def _count_pages(lines: int, line: int, height: int, above: int) -> int:
    rest = lines - (height - above) // line
    return 1 + max(0, math.ceil(rest / (height // line)))


def _page_height(paragraph: Any) -> int:
    return max(0, text_area(paragraph, (0, 0))[1] - _SPARE)


def _height_above(paragraph: Any, sheet: StyleSheet) -> int | None:
    """How much of the first page is taken before the list; None where that cannot be told."""
    before = list(paragraph.itersiblings(preceding=True))
    first = paragraph.getparent().tag == f"{W}body" and len(before) <= _MOST_ABOVE
    if not first or any(each.tag != f"{W}p" for each in before):
        return None
    looks = [_look(each, sheet) for each in before]
    if any(each.get("lineRule") != "exact" for each in looks):
        return None
    return sum(_height(each) for each in looks)


def _look(paragraph: Any, sheet: StyleSheet) -> Properties:
    own = paragraph_properties(paragraph.find(f"{W}pPr"))
    return {**sheet.default_paragraph, **sheet.find(own.get("pStyle")).paragraph, **own}


def _height(look: Mapping[str, str]) -> int:
    return sum(whole(look.get(name), 0) for name in ("before", "line", "after"))


def _with_line(look: EntryLook, line: int) -> EntryLook:
    """The look with lines of that height in twips."""
    properties = copy.deepcopy(look.paragraph)
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = properties.makeelement(f"{W}spacing")
        properties.insert(_spacing_place(properties), spacing)
    spacing.set(f"{W}line", str(line))
    spacing.set(f"{W}lineRule", "exact")
    return look._replace(paragraph=properties)


# What stands after w:spacing in a w:pPr.
_AFTER_SPACING = (
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
    *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    "pPrChange",
)


def _spacing_place(properties: Any) -> int:
    after = {f"{W}{name}" for name in _AFTER_SPACING}
    return next((at for at, each in enumerate(properties) if each.tag in after), len(properties))
