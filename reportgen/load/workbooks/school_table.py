"""A table with a school a row → each school's tree, and what is wrong with the table itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import NamedTuple

import yaml

from reportgen.load.workbooks.cell_values import figure_node
from reportgen.load.workbooks.grid import CellKind, Grid
from reportgen.load.workbooks.tree import CellReader, figure_nodes, mapping, scalar, sequence
from reportgen.load.yaml_tree import CellMark, Item, Reading
from reportgen.model.facts import Fact
from reportgen.model.form import TOTAL_STAGE
from reportgen.model.numbers import exact_text
from reportgen.problems import Location, Problem, error, warning

_TOTAL = re.compile(r"(全.{0,8}|本.{0,4}|.{0,6}[县区市])?(合计|总计|共计|汇总)")
_SUBTOTAL = re.compile(r".{0,10}小计")
_NOTE = re.compile(r"(注|说明|备注|填表|填报|制表|审核|单位负责人|统计负责人|负责人)[:：]?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MOST_NAMED = 5


class TableColumn(NamedTuple):
    """What a column holds: `block` and `key` as a data file has them; of 数据 the stage, the
    unit and the fact.
    """

    column: int
    block: str
    key: str
    stage: str = ""
    unit: str = ""
    fact: Fact | None = None


class TableRow(NamedTuple):
    """A school's row. `digest` is of all that its tree is made from."""

    row: int
    name: str
    digest: str

    @property
    def part(self) -> str:
        """What tells it from the other schools of its file: `5/实验小学`."""
        return f"{self.row}/{self.name}"


class TableShape(NamedTuple):
    """Where a table's schools stand and what its columns hold.

    `settings` are entries of 报告 that hold for every school; `types` gives the school type that a
    word stands for; `counted` is the column that says 0 for what is no school of its own; those of
    a type `left_out` have no report.
    """

    file: str
    grid: Grid
    last_head: int
    columns: tuple[TableColumn, ...]
    name_column: int
    settings: Mapping[str, str] = {}
    settings_cell: str = ""
    types: Mapping[str, str] = {}
    left_out: frozenset[str] = frozenset()
    counted: int = 0
    source: str = ""


@dataclass(eq=False)
class SchoolTable:
    """A table read once: `rows` are its schools, `problems` what is wrong with it as a whole."""

    shape: TableShape
    found: tuple[Problem, ...] = ()

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """The schools in order."""
        return tuple(row for row, _ in self._sorted if row is not None)

    @cached_property
    def _named(self) -> Mapping[str, tuple[TableRow, ...]]:
        found: dict[str, tuple[TableRow, ...]] = {}
        for row in self.rows:
            for name in (row.part, row.name):
                found[name] = (*found.get(name, ()), row)
        return found

    def find_rows(self, name: str) -> tuple[TableRow, ...]:
        """The schools of that name, or the one that is that part of its file."""
        return self._named.get(name, ())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table and with none of its schools."""
        told = [problem for _, problem in self._sorted if problem is not None]
        return (*self.found, *told, *self._check_total())

    def year(self, row: TableRow) -> str:
        """The year of that school's report as it stands in the table; empty if it does not."""
        column = next((each.column for each in self.shape.columns if each.key == "年度"), 0)
        return self.shape.grid.text(row.row, column) or self.shape.settings.get("年度", "")

    def root(self, row: TableRow) -> Item:
        """The tree of that school; its reading holds what is wrong so far."""
        shape = self.shape
        reading = Reading(shape.file, in_cells=True)
        cells = CellReader(reading, shape.grid)
        blocks: dict[str, list[tuple[str, yaml.Node]]] = {"学校": [], "报告": []}
        figures: dict[str, dict[str, yaml.Node]] = {}
        doubled: list[tuple[str, yaml.Node]] = []
        for each in shape.columns:
            node = self._node(each, row.row, cells, reading)
            if node is None:
                continue
            if each.block != "数据":
                blocks.setdefault(each.block, []).append((each.key, node))
            elif each.stage in figures.setdefault(each.key, {}):
                doubled.append((each.key, node))
            else:
                figures[each.key][each.stage] = node
        mark = cells.mark(row.row, shape.name_column)
        blocks["报告"] += self._settings(blocks["报告"], mark)
        entries = [(block, mapping(fields, mark)) for block, fields in blocks.items()]
        cells.finish()
        data = mapping([*figure_nodes(figures, TOTAL_STAGE), *doubled], mark)
        return Item(mapping([*entries, ("数据", data)], mark), "", reading)

    def _node(
        self, each: TableColumn, row: int, cells: CellReader, reading: Reading
    ) -> yaml.Node | None:
        if each.column not in self.shape.grid.rows[row]:
            self._note_blank(each, row, reading)
            return None
        path = f"{each.block}.{each.key}"
        text = (
            cells.date_text(row, each.column, path)
            if each.key == "日期"
            else cells.text(row, each.column, path)
        )
        if not text:
            self._note_blank(each, row, reading)
            return None
        mark = cells.mark(row, each.column)
        if each.block == "学校" and each.key == "类型":
            return scalar(self.shape.types.get(text, text), mark)
        if each.block == "报告" and each.key in ("标准", "依据", "附件", "过渡条款"):
            return sequence(
                [scalar(line, mark) for line in filter(None, re.split(r"[\n、]", text))], mark
            )
        if each.block != "数据":
            return scalar(text, mark)
        return figure_node(text, each.unit, each.fact, mark)

    def _note_blank(self, each: TableColumn, row: int, reading: Reading) -> None:
        if each.block == "数据":
            reading.blanks.setdefault(
                (each.key, each.stage), self.shape.grid.place(row, each.column)
            )

    def _settings(
        self, given: Sequence[tuple[str, yaml.Node]], mark: CellMark
    ) -> list[tuple[str, yaml.Node]]:
        known = {key for key, _ in given}
        place = CellMark(self.shape.settings_cell) if self.shape.settings_cell else mark
        found: list[tuple[str, yaml.Node]] = []
        for key, text in self.shape.settings.items():
            if text and key not in known:
                lines = [scalar(line.strip(), place) for line in text.split("\n") if line.strip()]
                found.append(
                    (key, sequence(lines, place) if key == "标准" else scalar(text, place))
                )
        return found

    @cached_property
    def _sorted(self) -> tuple[tuple[TableRow | None, Problem | None], ...]:
        return tuple(self._sort_rows())

    def _sort_rows(self) -> Iterator[tuple[TableRow | None, Problem | None]]:
        """Each row as a school's, or the word to be said of it; notes and totals give neither."""
        shape, signature = self.shape, self._signature()
        empty: list[str] = []
        others: Counter[str] = Counter()
        for number in sorted(shape.grid.rows):
            if number <= shape.last_head:
                continue
            name, filled = shape.grid.text(number, shape.name_column), self._count_filled(number)
            if self.is_total(number) or _NOTE.match(name) or filled.numbering:
                continue
            if not name:
                yield from self._nameless(number, filled.figures)
            elif not filled.figures:
                empty.append(f"第 {number} 行“{name}”")
            elif self._type_word(number) in shape.left_out:
                others[self._type_word(number)] += 1
            elif shape.counted and shape.grid.text(number, shape.counted) in ("0", "否"):
                yield None, self._uncounted(number, name)
            else:
                yield TableRow(number, name, self._digest(signature, number)), None
        if others:
            told = "、".join(f"{word} {count} 所" for word, count in others.items())
            yield None, warning("left_out_types", f"没有做报告：{told}", Location(shape.file))
        if empty:
            told = "、".join(empty[:_MOST_NAMED]) + ("……" if len(empty) > _MOST_NAMED else "")
            message = f"有 {len(empty)} 行只有名称、没有数，没有当作学校：{told}"
            yield None, warning("empty_rows", message, Location(shape.file), "是学校的请填上数据")

    def _type_word(self, row: int) -> str:
        column = next(
            (
                each.column
                for each in self.shape.columns
                if (each.block, each.key) == ("学校", "类型")
            ),
            0,
        )
        return self.shape.grid.text(row, column)

    def _count_filled(self, row: int) -> _Filled:
        cells = self.shape.grid.rows.get(row, {})
        columns = [each.column for each in self.shape.columns if each.block == "数据"]
        found = {
            column: text
            for column in columns
            if column in cells and (text := cells[column].text.strip())
        }
        return _Filled(len(found), _only_number_columns(found))

    def is_total(self, row: int) -> bool:
        """Whether that row adds up others."""
        cells = self.shape.grid.rows.get(row, {})
        first = sorted(column for column in cells if column <= self.shape.name_column)
        words = [cells[column].text.replace(" ", "").replace("　", "").strip() for column in first]
        return any(_TOTAL.fullmatch(word) or _SUBTOTAL.fullmatch(word) for word in words)

    def _nameless(self, row: int, figures: int) -> Iterator[tuple[None, Problem]]:
        if figures:
            place = Location(
                self.shape.file, cell=self.shape.grid.place(row, self.shape.name_column)
            )
            hint = "请写上学校名称；如果是粘贴时错了一行，请逐行核对"
            yield None, error("no_name", f"第 {row} 行填了数，却没有学校名称", place, hint)

    def _uncounted(self, row: int, name: str) -> Problem:
        place = Location(self.shape.file, cell=self.shape.grid.place(row, self.shape.counted))
        message = f"“{name}”不计校数，没有单独做报告，它的数也没有并入别的学校"
        return warning("not_counted", message, place, "请把它的数加到所属学校那一行")

    def _signature(self) -> bytes:
        shape = self.shape
        columns = [each._replace(fact=None) for each in shape.columns]
        return repr((columns, dict(shape.settings), dict(shape.types), shape.grid.name)).encode()

    def _digest(self, signature: bytes, row: int) -> str:
        cells = [
            (column, *map(str, cell)) for column, cell in sorted(self.shape.grid.rows[row].items())
        ]
        is_hidden = row in self.shape.grid.hidden_rows
        return hashlib.sha256(signature + repr((is_hidden, cells)).encode()).hexdigest()

    def _check_total(self) -> Iterator[Problem]:
        """A row 合计 held against the sum of all the rows that it adds up, schools of our own or
        not.
        """
        grid, shape = self.shape.grid, self.shape
        below = [row for row in sorted(grid.rows) if row > shape.last_head]
        totals = [row for row in below if self._is_grand_total(row)]
        added = [row for row in below if self._is_added(row)]
        for each in shape.columns if totals and added else ():
            if each.block == "数据" and each.fact is not None and each.fact.is_summed:
                yield from self._check_column(each, totals[-1], added)

    def _is_added(self, row: int) -> bool:
        name = self.shape.grid.text(row, self.shape.name_column)
        is_data = not self.is_total(row) and not self._count_filled(row).numbering
        return bool(name) and is_data and not _NOTE.match(name)

    def _is_grand_total(self, row: int) -> bool:
        cells = self.shape.grid.rows[row]
        first = [cells[column].text for column in cells if column <= self.shape.name_column]
        return any(
            _TOTAL.fullmatch(text.replace(" ", "").replace("　", "").strip()) for text in first
        )

    def _check_column(
        self, each: TableColumn, row: int, added_up: Sequence[int]
    ) -> Iterator[Problem]:
        total = self._number(row, each.column)
        filled = [number for number in added_up if self.shape.grid.text(number, each.column)]
        parts = [
            part for number in filled if (part := self._number(number, each.column)) is not None
        ]
        # What cannot be added is said at its own cell.
        if total is None or len(parts) < len(filled):
            return
        added = sum(parts, Decimal(0))
        if added != total:
            place = Location(
                self.shape.file,
                path=f"数据.{each.key}",
                cell=self.shape.grid.place(row, each.column),
            )
            message = f"合计写的是 {exact_text(total)}，各行相加是 {exact_text(added)}"
            hint = "请核对各校的数；整列粘贴时错了一行也会这样"
            yield error("total_mismatch", message, place, hint)

    def _number(self, row: int, column: int) -> Decimal | None:
        cell = self.shape.grid.find(row, column)
        if (
            cell is None
            or cell.kind is CellKind.ERROR
            or not _NUMBER.fullmatch(cell.text.strip().replace(",", ""))
        ):
            return None
        try:
            return Decimal(cell.text.strip().replace(",", ""))
        except InvalidOperation:
            return None


class _Filled(NamedTuple):
    """How many figures a row has, and whether they only number the columns."""

    figures: int
    numbering: bool


def _only_number_columns(texts: Mapping[int, str]) -> bool:
    """Whether they number the columns, as the line under the heads of a statistics form does."""
    if len(texts) < 2 or not all(text.isdigit() and len(text) < 4 for text in texts.values()):
        return False
    return len({int(text) - column for column, text in texts.items()}) == 1
