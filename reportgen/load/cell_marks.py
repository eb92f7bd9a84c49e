"""The marks of nodes that were made from a workbook's cells: they name the cell, and no line."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from reportgen.problems import Change, Remedy


class CellMark(yaml.Mark):
    """The mark of a node made from a workbook's cell `cell` (`基本数据!D12`): it has no line.

    `names` gives the cells that say what it is of: a figure's name and its stage; empty: none.
    """

    def __init__(self, cell: str, names: Callable[[], tuple[str, ...]] = tuple) -> None:
        self.cell, self.names = cell, names
        self.line = self.column = -1


class RowMark(CellMark):
    """The mark of what has a line of its own on a sheet of a list."""


class CellLineMark(CellMark):
    """The mark of a figure that is one line (`图书册数：3000册`) of the `text` of its cell."""

    def __init__(self, cell: str, text: str, line: str) -> None:
        super().__init__(cell)
        self.text, self.part = text, line

    def within(self, remedy: Remedy, name: str, value: str) -> Remedy:
        """The remedy of the figure of that name and value, as the text of the whole cell."""
        if remedy.change is Change.WRITE:
            lines = tuple(self._replaced(value, each) for each in remedy.texts)
        elif remedy.change is Change.RENAME:
            lines = tuple(self.part.replace(name, each, 1) for each in remedy.texts)
        else:
            lines = ("",)
        return remedy._replace(change=Change.WRITE, texts=tuple(map(self.with_line, lines)))

    def _replaced(self, value: str, new: str) -> str:
        """The line with another value, which ends it."""
        before, _, after = self.part.rpartition(value)
        return f"{before}{new}{after}"

    def with_line(self, line: str) -> str:
        """The text of the whole cell with another line in place of this one; empty: without it."""
        return self.text.replace(self.part, line, 1).strip()
