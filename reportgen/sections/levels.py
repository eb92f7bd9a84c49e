"""A part under a heading of its own within a chapter: what it holds moves down a level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.model.report import Block, Heading, Items, ListItem, Paragraph
from reportgen.sections.typed.typed_text import write_mark
from reportgen.words.ordinals import find_ordinal

_PART, _LOWEST = 2, 4


def has_points(blocks: Iterable[Block]) -> bool:
    """Whether anything in the part is numbered right below its chapter: （一）."""
    return any(isinstance(each, Heading | Paragraph) and each.level == _PART for each in blocks)


def under_heading(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """A heading of that title right below the chapter's, and the blocks a level lower."""
    yield Heading(_PART, title)
    yield from map(_lower, blocks)


def _lower(block: Block) -> Block:
    match block:
        case Heading():
            return block._replace(level=min(block.level + 1, _LOWEST))
        case Paragraph() if block.level:
            return block._replace(level=block.level + 1)
        case Paragraph():
            first, *rest = block.runs
            return block._replace(runs=(first._replace(text=_lower_mark(first.text)), *rest))
        case Items(items):
            return Items(tuple(map(_lower_item, items)))
    return block


def _lower_item(item: ListItem) -> ListItem:
    return item._replace(marker=_lower_mark(item.marker))


def _lower_mark(text: str) -> str:
    """The text with the mark of the next level where it begins with 1. or （1）."""
    typed = find_ordinal(text)
    if typed is None or typed.level <= _PART or typed.written != typed.usual:
        return text
    return write_mark(typed.level + 1, typed.value) + text[typed.end :].lstrip(" ")
