"""An outline, as a tree or as entries → the lines of the sheet 提纲."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model.form import LONGEST_TEXT, OUTLINE_COLUMNS, OutlineRow, outline_key
from reportgen.model.school import OutlineEntry
from reportgen.model.tree import Tree

_CHAPTER, _TITLE, _STYLE = OUTLINE_COLUMNS
_PARTS = "组成"


class UnfitError(Exception):
    """Raised if a part of the tree has a shape that no cell has."""


def entry_rows(entries: Iterable[OutlineEntry]) -> tuple[OutlineRow, ...]:
    """The lines of an outline; a title that only repeats its chapter is left out."""
    return tuple(
        ("\n".join(entry.parts), "" if (entry.title,) == entry.parts else entry.title, entry.style)
        for entry in entries
    )


def outline_rows(value: Tree) -> tuple[OutlineRow, ...]:
    """The lines of the outline that a file has.

    Errors: UnfitError if a line would be read back as something else.
    """
    if not isinstance(value, tuple) or not value:
        raise UnfitError
    return tuple(_row(entry) for entry in value)


def _row(entry: Tree) -> OutlineRow:
    fields = {_CHAPTER: entry} if isinstance(entry, str) else entry
    if not isinstance(fields, Mapping) or not fields.keys() <= {*OUTLINE_COLUMNS, _PARTS}:
        raise UnfitError
    chapter, title, style = (_line(fields.get(key, "")) for key in OUTLINE_COLUMNS)
    parts = fields.get(_PARTS)
    if parts is None:
        return _fit((chapter, title, style)) if chapter else _refuse()
    if not isinstance(parts, tuple) or len(parts) < 2:
        raise UnfitError
    lines, title = tuple(map(_line, parts)), title or chapter
    if not title or outline_key(lines, title) != (chapter or title):
        raise UnfitError
    return _fit(("\n".join(lines), title, style))


def _refuse() -> OutlineRow:
    raise UnfitError


def _line(value: Tree) -> str:
    """A text that a cell gives back as it is: 、 would part it."""
    if not isinstance(value, str) or "\n" in value or "、" in value or value != value.strip():
        raise UnfitError
    return value


def _fit(row: OutlineRow) -> OutlineRow:
    if any(len(cell) > LONGEST_TEXT for cell in row):
        raise UnfitError
    return row
