"""The entries of an outline as rows of cells: what fills a chapter, its title, and its style."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.form import OUTLINE_COLUMNS, outline_key
from reportgen.model.tree import Tree

_CHAPTER, _TITLE, _STYLE = OUTLINE_COLUMNS
_PARTS = "组成"


def outline_cells(entry: Tree) -> Mapping[str, Tree]:
    """What stands in the columns of an entry; of several parts a line each."""
    if not isinstance(entry, Mapping):
        return {_CHAPTER: entry}
    parts = entry.get(_PARTS)
    if parts is None:
        return entry
    return {**entry, _CHAPTER: parts, _TITLE: entry.get(_TITLE) or entry.get(_CHAPTER)}


def parts_keys(entry: Tree) -> Mapping[str, str]:
    """The keys of columns that are called otherwise in that entry."""
    return {_CHAPTER: _PARTS} if isinstance(entry, Mapping) and _PARTS in entry else {}


def outline_entry(cells: Mapping[str, Tree]) -> Tree:
    """The entry with those cells, as short as it can be written."""
    chapter, title = cells.get(_CHAPTER), cells.get(_TITLE)
    rest = {key: value for key, value in cells.items() if key not in (_CHAPTER, _TITLE, _PARTS)}
    if not isinstance(chapter, tuple):
        named = {key: value for key, value in ((_CHAPTER, chapter), (_TITLE, title)) if value}
        entry = {**named, **rest}
        return chapter if entry.keys() == {_CHAPTER} else entry or None
    parts = tuple(each for each in chapter if isinstance(each, str))
    called = title if isinstance(title, str) and title else "、".join(parts)
    key = outline_key(parts, called)
    known = {_CHAPTER: key} if key != called else {}
    return {**known, _TITLE: called, **rest, _PARTS: chapter}
