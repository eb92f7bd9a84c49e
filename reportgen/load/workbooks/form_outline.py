"""The sheet 提纲 of a form → the outline of a data file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import yaml

from reportgen.load.cell_marks import CellMark
from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.tree import CellReader, mapping, scalar, sequence
from reportgen.model.form import OUTLINE_COLUMNS, outline_key, outline_mark
from reportgen.named_tuple import NamedTuple

CHAPTERS_SHEET = "章节"
_CHAPTER, _TITLE, _STYLE = OUTLINE_COLUMNS
_PARTS = "组成"


class _Line(NamedTuple):
    """A line that says something: its cells, and the place of the first of them."""

    cells: tuple[str, str, str]
    mark: CellMark


class FormOutline:
    """The lines of 提纲 in one form."""

    def __init__(self, table: TitledTable, cells: CellReader) -> None:
        self._table, self._cells = table, cells

    def node(self, usual: str, own: Set[str]) -> yaml.Node | None:
        """The outline; None where nothing is written, or only the `usual` one that has that mark.

        `own` are the titles of the school's own chapters, which may hold a 、.
        """
        lines = list(self._lines())
        if not lines or outline_mark(line.cells for line in lines) == usual:
            return None
        return sequence([_entry(line, own) for line in lines], lines[0].mark)

    def _lines(self) -> Iterator[_Line]:
        for row in self._table.rows():
            texts = [self._text(row, title) for title in OUTLINE_COLUMNS]
            if any(texts):
                chapter, title, style = texts
                column = self._table.columns.get(_CHAPTER, 1)
                yield _Line((chapter, title, style), self._cells.mark(row, column))

    def _text(self, row: int, title: str) -> str:
        column = self._table.columns.get(title)
        return self._cells.text(row, column, f"提纲.{title}") if column else ""


def own_chapters(table: TitledTable | None) -> Set[str]:
    """The titles on the sheet of the school's own chapters."""
    return {table.text(row, _TITLE) for row in table.rows()} if table else set()


def _entry(line: _Line, own: Set[str]) -> yaml.Node:
    chapter, title, style = line.cells
    parts = _parts(chapter, own)
    fields = [(key, scalar(text, line.mark)) for key, text in ((_TITLE, title), (_STYLE, style))]
    given = [(key, node) for key, node in fields if node.value]
    if len(parts) > 1:
        return _joint(line, parts)
    if not given:
        return scalar(chapter, line.mark)
    before = [(_CHAPTER, scalar(chapter, line.mark))] if chapter else []
    return mapping([*before, *given], line.mark)


def _joint(line: _Line, parts: Sequence[str]) -> yaml.Node:
    """The entry of a chapter of several parts."""
    title, style = line.cells[1] or "、".join(parts), line.cells[2]
    key = outline_key(parts, title)
    said = {_CHAPTER: key if key != title else "", _TITLE: title, _STYLE: style}
    fields = [(name, scalar(text, line.mark)) for name, text in said.items() if text]
    nodes = [scalar(part, line.mark) for part in parts]
    return mapping([*fields, (_PARTS, sequence(nodes, line.mark))], line.mark)


def _parts(chapter: str, own: Set[str]) -> Sequence[str]:
    """The parts of a chapter, a line each or with 、 between them."""
    lines = [line.strip() for line in chapter.split("\n") if line.strip()]
    pieces = [line if line in own else line.replace("、", "\n") for line in lines]
    return [part.strip() for part in "\n".join(pieces).split("\n") if part.strip()]
