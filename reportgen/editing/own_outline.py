"""A bureau's outline → its chapters, and the text of its file with other ones; all else in the file
stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.editing.outline_list import outline_entry
from reportgen.editing.yaml_edit import tree_of, write_value
from reportgen.load.outline import read_outline
from reportgen.model.school import OutlineEntry
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple

_KEY = "提纲"
_CHAPTER, _TITLE, _PARTS, _STYLE = "章节", "标题", "组成", "写法"


class OutlineChapter(NamedTuple):
    """A chapter of an outline: its name, its printed title, what fills it, how that is written."""

    key: str
    title: str
    parts: tuple[str, ...]
    style: str = ""


def chapters_of(text: str, file: str) -> tuple[OutlineChapter, ...]:
    """The chapters of an outline's text. Errors: ReportgenError says what is wrong in it."""
    return tuple(map(_chapter, read_outline(text, file)))


def _chapter(entry: OutlineEntry) -> OutlineChapter:
    return OutlineChapter(entry.key, entry.title, entry.parts, entry.style)


def write_chapters(text: str, chapters: Sequence[OutlineChapter], file: str) -> str:
    """The text with those chapters; lines of chapters that stay are kept as they are.

    Errors: ReportgenError where the text is no outline, or cannot be written without changing
    something else.
    """
    tree = tree_of(text, file)
    entries = tree.get(_KEY) if isinstance(tree, Mapping) else None
    written = entries if isinstance(entries, tuple) else ()
    known = dict(zip(chapters_of(text, file), written, strict=False))
    wanted: Tree = tuple(known.get(each) or _entry(each) for each in chapters)
    return write_value(text, (_KEY,), wanted, file)


def _entry(chapter: OutlineChapter) -> Tree:
    """The chapter as it is written in a file, as short as it can be."""
    style = {_STYLE: chapter.style} if chapter.style else {}
    if chapter.parts == (chapter.key,):
        title = {_TITLE: chapter.title} if chapter.title != chapter.key else {}
        return outline_entry({_CHAPTER: chapter.key, **title, **style})
    key = {_CHAPTER: chapter.key} if chapter.key != chapter.title else {}
    return {**key, _TITLE: chapter.title, **style, _PARTS: chapter.parts}
