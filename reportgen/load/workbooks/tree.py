"""Cells → the nodes of which a YAML file's tree is made, each with its cell for a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import yaml

from reportgen.load.cell_marks import CellMark, RowMark
from reportgen.load.workbooks.grid import CellKind, Grid, GridCell, Visibility, Working
from reportgen.load.workbooks.uncalculated import UNCALCULATED
from reportgen.load.yaml_tree import Reading
from reportgen.problems import Location, Problem, error, warning

_TAG = "-"
# What a cell with a picture says in WPS, where the picture is put into the cell.
_PICTURE_OF_WPS = "=DISPIMG("
_ERROR_HINTS = {
    "#REF!": "公式引用的单元格被删掉了，请直接填写数字",
    "#DIV/0!": "公式除以了 0 或空格，请直接填写数字",
    "#N/A": "公式没有查到，请直接填写数字",
    "#NAME?": "公式里有不认识的名称，请直接填写数字",
    "#VALUE!": "公式用了文字来算，请直接填写数字",
}


def scalar(text: str, mark: yaml.Mark) -> yaml.Node:
    """The node of a text; an empty one stands for nothing written."""
    return yaml.ScalarNode(_TAG, text, mark, mark, style='"' if text else None)


def mapping(entries: Iterable[tuple[str, yaml.Node]], mark: yaml.Mark) -> yaml.Node:
    """The node of a block of `键: 值`."""
    return yaml.MappingNode(
        _TAG, [(scalar(key, node.start_mark), node) for key, node in entries], mark, mark
    )


def sequence(nodes: Sequence[yaml.Node], mark: yaml.Mark) -> yaml.Node:
    """The node of a list."""
    return yaml.SequenceNode(_TAG, list(nodes), mark, mark)


def line_nodes(text: str, mark: yaml.Mark) -> list[yaml.Node]:
    """The node of each line that is not blank."""
    return [scalar(line.strip(), mark) for line in text.split("\n") if line.strip()]


def figure_nodes(
    figures: Mapping[str, Mapping[str, yaml.Node]], total: str
) -> list[tuple[str, yaml.Node]]:
    """The entries of 数据 from the nodes of each fact by stage (empty: of the whole school).

    If a fact has both, the whole school's figure is the sum that must agree.
    """
    found = []
    for name, by_stage in figures.items():
        whole = by_stage.get("")
        if whole is not None and len(by_stage) == 1:
            found.append((name, whole))
        else:
            parts = [(stage or total, node) for stage, node in by_stage.items()]
            found.append((name, mapping(parts, parts[0][1].start_mark)))
    return found


def data_entries(
    figures: Iterable[tuple[str, str, yaml.Node]], total: str
) -> list[tuple[str, yaml.Node]]:
    """The entries of 数据 from facts, stages and nodes.

    A figure given twice is an entry of its own, so that whoever reads the tree says so.
    """
    found: dict[str, dict[str, yaml.Node]] = {}
    doubled: list[tuple[str, yaml.Node]] = []
    for name, stage, node in figures:
        if stage in found.setdefault(name, {}):
            doubled.append((name, node))
        else:
            found[name][stage] = node
    return [*figure_nodes(found, total), *doubled]


class CellReader:
    """Takes cells out of a sheet as texts; what cannot be used is noted at the cell.

    `read` are the places of those that were taken, or claimed: used without being taken one by one.
    """

    def __init__(self, reading: Reading, grid: Grid) -> None:
        self.grid = grid
        self.read: set[tuple[int, int]] = set()
        self._reading = reading
        self._hidden: set[str] = set()

    def mark(self, row: int, column: int, *names: int | None) -> CellMark:
        """The place of that cell; the columns `names` say in its row what it is of."""
        place = self.grid.place(row, column)
        return CellMark(place, partial(self._places, row, names)) if names else CellMark(place)

    def _places(self, row: int, columns: tuple[int | None, ...]) -> tuple[str, ...]:
        return tuple(self.grid.place(row, each) if each else "" for each in columns)

    def text(self, row: int, column: int, path: str = "") -> str:
        """What the cell says; empty if it is blank, an error value or an uncalculated formula."""
        cell = self.grid.find(row, column)
        if cell is None:
            return ""
        self.read.add((row, column))
        text = cell.text.strip()
        if text.startswith(_PICTURE_OF_WPS):
            return ""
        if cell.kind is CellKind.ERROR or cell.working is not Working.TYPED:
            text = self._worked_out(cell, text, row, column, path)
        if text and (row in self.grid.hidden_rows or column in self.grid.hidden_columns):
            self._hidden.add(self.grid.place(row, column))
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def row_mark(self, row: int, column: int, *names: int | None) -> RowMark:
        """As `mark`, of what has that row for itself."""
        mark = self.mark(row, column, *names)
        return RowMark(mark.cell, mark.names)

    def node(self, row: int, column: int, path: str = "") -> yaml.Node | None:
        """The node of the cell's text; None for one that says nothing."""
        text = self.text(row, column, path)
        return scalar(text, self.mark(row, column)) if text else None

    def claim(self, row: int, *columns: int | None) -> None:
        """Note that those cells of the row are used."""
        self.read.update((row, column) for column in columns if column)

    def note(self, problem: Problem) -> None:
        """Note what is wrong with a cell."""
        self._reading.problems.append(problem)

    def finish(self) -> None:
        """Say once that data stood in hidden rows or columns, or on a hidden sheet."""
        if self.grid.visibility is not Visibility.VISIBLE:
            message = f"工作表“{self.grid.name}”是隐藏的，里面的数已照样读入"
            self._warn_of_hidden("hidden_sheet", message, self.grid.place(1, 1))
        if self._hidden:
            first = min(self._hidden, key=lambda place: Location(cell=place).order)
            message = f"有 {len(self._hidden)} 个填了数的单元格在隐藏的行或列里，已照样读入"
            self._warn_of_hidden("hidden_cells", message, first)

    def _warn_of_hidden(self, code: str, message: str, cell: str) -> None:
        place = Location(self._reading.file, cell=cell)
        self._reading.problems.append(warning(code, message, place, "请取消隐藏，核对里面的数"))

    def _worked_out(self, cell: GridCell, text: str, row: int, column: int, path: str) -> str:
        place = self._place(row, column, path)
        if cell.kind is CellKind.ERROR:
            hint = _ERROR_HINTS.get(text, "请直接填写数字")
            self._reading.problems.append(
                error("error_value", f"单元格是错误值 {text}", place, hint)
            )
            return ""
        if cell.working is Working.UNCALCULATED:
            hint = "请用 Excel 或 WPS 打开并保存一次，或者直接填写"
            message = "是没有算过的公式，读不出来"
            self._reading.problems.append(error(UNCALCULATED, message, place, hint))
            return ""
        if text == "0":
            hint = "确实是 0 的请直接填 0"
            self._reading.problems.append(warning("formula_zero", "公式算得 0", place, hint))
        return text

    def _place(self, row: int, column: int, path: str) -> Location:
        return Location(self._reading.file, path=path, cell=self.grid.place(row, column))
