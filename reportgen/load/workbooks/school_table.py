"""A table with a school a row → each school's tree, and what is wrong with the table itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

import yaml

from reportgen.load.attachments import listed_files
from reportgen.load.workbooks.cell_values import figure_node
from reportgen.load.workbooks.grid import CellKind, Grid
from reportgen.load.workbooks.tree import (
    CellReader,
    data_entries,
    line_nodes,
    mapping,
    scalar,
    sequence,
)
from reportgen.load.yaml_tree import CellMark, Item, Reading
from reportgen.model.facts import Fact
from reportgen.model.form import INFO_FIELDS, TOTAL_STAGE
from reportgen.model.numbers import exact_text
from reportgen.model.opening import Opening
from reportgen.problems import Location, Problem, error, warning
from reportgen.words.listing import list_first
from reportgen.words.typed_lines import clean_pasted

_TOTAL = re.compile(r"(全.{0,8}|本.{0,4}|.{0,6}[县区市])?(合计|总计|共计|汇总)")
_SUBTOTAL = re.compile(r".{0,10}小计")
_NOTE = re.compile(r"(注|说明|备注|填表|填报|制表|审核|单位负责人|统计负责人|负责人)[:：]?")
_SIGNED = re.compile(r"填表|填报|制表|审核|负责人|签字|签章|盖章|公章")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MOST_NAMED = 5
_UNCOUNTED = frozenset({"0", "否"})
# A blank cell for one of these is told of.
_REQUIRED = frozenset((field.block, field.key) for field in INFO_FIELDS if field.required)
_SETTING_LISTS = frozenset({"标准", "依据", "附件", "过渡条款"})
_LIST_SEPARATOR = re.compile(r"[\n、]")


class TableColumn(NamedTuple):
    """What a column holds: `block` and `key` as a data file has them.

    A column of 数据 has a stage, a unit and a fact.
    """

    column: int
    block: str
    key: str
    stage: str = ""
    unit: str = ""
    fact: Fact | None = None


def find_column(columns: Iterable[TableColumn], block: str, key: str) -> int:
    """The number of the column that holds that field; 0 if none does."""
    return next((each.column for each in columns if (each.block, each.key) == (block, key)), 0)


class TableSchool(NamedTuple):
    """A school of the table: its row and name. `digest` is of all that its tree is made from.

    `sheet` is its table's, where its workbook has several tables.
    """

    row: int
    name: str
    digest: str
    sheet: str = ""

    @property
    def part(self) -> str:
        """What tells it from the other schools of its file: `5/实验小学`, `初中!5/实验中学`."""
        return f"{self.sheet}!{self.row}/{self.name}" if self.sheet else f"{self.row}/{self.name}"


class TableShape(NamedTuple):
    """Where a table's schools stand and what its columns hold.

    `settings` are entries of 报告 that hold for every school; `types` gives the school type that a
    word stands for; `counted` is the column that says 0 if the row is not a school of its own;
    schools of a type `left_out` have no report. What stands below a column's title is read, or the
    title was told: `titled` are those columns. `opening` is how it takes another column.
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
    titled: frozenset[int] = frozenset()
    opening: Opening | None = None


class _RowKind(Enum):
    """What a row below the heads is."""

    SCHOOL = auto()
    EMPTY = auto()
    LEFT_OUT = auto()
    UNCOUNTED = auto()
    NAMELESS = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    NOTE = auto()


# What a total adds up: schools of our own or not.
_ADDED = frozenset({_RowKind.SCHOOL, _RowKind.EMPTY, _RowKind.LEFT_OUT, _RowKind.UNCOUNTED})


@dataclass(eq=False)
class SchoolTable:
    """A table read once: `rows` are its schools, `problems` what is wrong with it as a whole."""

    shape: TableShape
    found: tuple[Problem, ...] = ()

    @cached_property
    def rows(self) -> tuple[TableSchool, ...]:
        """The schools in order."""
        signature = self._signature()
        return tuple(
            TableSchool(row, self._name(row), self._digest(signature, row))
            for row in self._rows_of(_RowKind.SCHOOL)
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table and with none of its schools."""
        return (*self.found, *self._check_rows(), *self._check_total())

    def unread(self) -> Iterator[tuple[int, int]]:
        """The rows and columns of the cells below the titles that nothing reads: beside the table,
        and notes below it.
        """
        for row, kind in self._kinds.items():
            cells = self.shape.grid.rows[row]
            texts = {column: cell.text.strip() for column, cell in cells.items()}
            if kind is not _RowKind.NOTE:
                told = [column for column in texts if column not in self.shape.titled]
            else:
                is_own = _is_form_line(texts.values()) or self._only_numbers(row)
                told = [] if is_own else list(texts)
            yield from ((row, column) for column in told if texts[column])

    def year(self, row: TableSchool) -> str:
        """The year of that school's report as it stands in the table; empty if it does not."""
        column = find_column(self.shape.columns, "报告", "年度")
        return self.shape.grid.text(row.row, column) or self.shape.settings.get("年度", "")

    def attachments(self, row: TableSchool) -> tuple[str, ...]:
        """The files that the school of that row brings, as the table says."""
        column = find_column(self.shape.columns, "报告", "附件")
        return listed_files(_LIST_SEPARATOR.split(self.shape.grid.text(row.row, column)))

    # ---- a school's tree ----

    def root(self, row: TableSchool) -> Item:
        """The tree of that school; its reading holds what is wrong so far."""
        reading = Reading(self.shape.file, in_cells=True, opening=self.shape.opening)
        cells = CellReader(reading, self.shape.grid)
        nodes = list(self._nodes(row.row, cells, reading))
        mark = cells.mark(row.row, self.shape.name_column)
        cells.finish()
        data = mapping(data_entries(_figures(nodes), TOTAL_STAGE), mark)
        return Item(mapping([*self._blocks(nodes, mark), ("数据", data)], mark), "", reading)

    def _nodes(
        self, row: int, cells: CellReader, reading: Reading
    ) -> Iterator[tuple[TableColumn, yaml.Node]]:
        """The node of each filled cell of that row, and of a blank one that is required; that of a
        figure is noted.
        """
        filled = self.shape.grid.rows[row]
        for column in self.shape.columns:
            text = _cell_text(column, row, cells) if column.column in filled else ""
            if text:
                yield column, self._node(column, text, cells.mark(row, column.column))
            elif column.block == "数据":
                place = self.shape.grid.place(row, column.column)
                blank = Location(self.shape.file, cell=place)
                reading.note_blank(column.key, column.stage, blank)
            elif (column.block, column.key) in _REQUIRED:
                yield column, scalar("", cells.mark(row, column.column))

    def _node(self, column: TableColumn, text: str, mark: CellMark) -> yaml.Node:
        if column.block == "数据":
            return figure_node(text, column.unit, column.fact, mark)
        if column.block == "学校" and column.key == "类型":
            return scalar(self.shape.types.get(text, text), mark)
        if column.block == "报告" and column.key in _SETTING_LISTS:
            lines = filter(None, _LIST_SEPARATOR.split(text))
            return sequence([scalar(line, mark) for line in lines], mark)
        return scalar(text, mark)

    def _blocks(
        self, nodes: Iterable[tuple[TableColumn, yaml.Node]], mark: CellMark
    ) -> list[tuple[str, yaml.Node]]:
        """The blocks other than 数据."""
        blocks: dict[str, list[tuple[str, yaml.Node]]] = {"学校": [], "报告": []}
        for column, node in nodes:
            if column.block != "数据":
                blocks.setdefault(column.block, []).append((column.key, node))
        given = {key for key, node in blocks["报告"] if node.value}
        common = dict(self._settings(given, mark))
        blocks["报告"] = [each for each in blocks["报告"] if each[0] not in common]
        blocks["报告"] += common.items()
        return [(block, mapping(fields, mark)) for block, fields in blocks.items()]

    def _settings(self, given: Set[str], mark: CellMark) -> Iterator[tuple[str, yaml.Node]]:
        """What the table sets for all its schools, where the school's row does not."""
        place = CellMark(self.shape.settings_cell) if self.shape.settings_cell else mark
        for key, text in self.shape.settings.items():
            if not text or key in given:
                continue
            is_list = key == "标准"
            yield key, sequence(line_nodes(text, place), place) if is_list else scalar(text, place)

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

    # ---- what the rows are ----

    @cached_property
    def _kinds(self) -> Mapping[int, _RowKind]:
        rows = sorted(row for row in self.shape.grid.rows if row > self.shape.last_head)
        return {row: self._kind(row) for row in rows}

    def _rows_of(self, *kinds: _RowKind) -> list[int]:
        return [row for row, kind in self._kinds.items() if kind in kinds]

    def _kind(self, row: int) -> _RowKind:
        name, total = self._name(row), self._total_kind(row)
        if total is not None:
            return total
        figures = self._figure_texts(row)
        if _NOTE.match(name) or self._only_numbers(row):
            return _RowKind.NOTE
        if not name:
            return _RowKind.NAMELESS if figures else _RowKind.NOTE
        return self._named_kind(row) if figures else _RowKind.EMPTY

    def _only_numbers(self, row: int) -> bool:
        """Whether the row numbers the columns, below their titles."""
        return _only_number_columns(self._figure_texts(row))

    def _named_kind(self, row: int) -> _RowKind:
        shape = self.shape
        if self._type_word(row) in shape.left_out:
            return _RowKind.LEFT_OUT
        if shape.counted and shape.grid.text(row, shape.counted) in _UNCOUNTED:
            return _RowKind.UNCOUNTED
        return _RowKind.SCHOOL

    def _total_kind(self, row: int) -> _RowKind | None:
        """Which total the row says that it is, in its name or left of it; None if it says none."""
        cells = self.shape.grid.rows[row].items()
        texts = [cell.text for column, cell in cells if column <= self.shape.name_column]
        words = [text.replace(" ", "").replace("　", "").strip() for text in texts]
        if any(map(_TOTAL.fullmatch, words)):
            return _RowKind.TOTAL
        return _RowKind.SUBTOTAL if any(map(_SUBTOTAL.fullmatch, words)) else None

    def _name(self, row: int) -> str:
        return clean_pasted(self.shape.grid.text(row, self.shape.name_column)).strip()

    @cached_property
    def _type_column(self) -> int:
        return find_column(self.shape.columns, "学校", "类型")

    def _type_word(self, row: int) -> str:
        return self.shape.grid.text(row, self._type_column)

    @cached_property
    def _figure_columns(self) -> tuple[int, ...]:
        return tuple(each.column for each in self.shape.columns if each.block == "数据")

    def _figure_texts(self, row: int) -> Mapping[int, str]:
        """What stands in the row's filled cells for figures, by column."""
        cells = self.shape.grid.rows[row]
        texts = {
            column: cells[column].text.strip() for column in self._figure_columns if column in cells
        }
        return {column: text for column, text in texts.items() if text}

    # ---- what is wrong with them ----

    def _check_rows(self) -> Iterator[Problem]:
        for row in self._rows_of(_RowKind.NAMELESS, _RowKind.UNCOUNTED):
            is_nameless = self._kinds[row] is _RowKind.NAMELESS
            yield self._nameless(row) if is_nameless else self._uncounted(row)
        yield from self._check_left_out()
        yield from self._check_empty()

    def _nameless(self, row: int) -> Problem:
        place = self._place(row, self.shape.name_column)
        hint = "请写上学校名称；如果是粘贴时错了一行，请逐行核对"
        return error("no_name", f"第 {row} 行填了数，却没有学校名称", place, hint)

    def _uncounted(self, row: int) -> Problem:
        place = self._place(row, self.shape.counted)
        message = f"“{self._name(row)}”不计校数，没有单独做报告，它的数也没有并入别的学校"
        return warning("not_counted", message, place, "请把它的数加到所属学校那一行")

    def _check_left_out(self) -> Iterator[Problem]:
        words = Counter(map(self._type_word, self._rows_of(_RowKind.LEFT_OUT)))
        if words:
            told = "、".join(f"{word} {count} 所" for word, count in words.items())
            yield warning("left_out_types", f"没有做报告：{told}", Location(self.shape.file))

    def _check_empty(self) -> Iterator[Problem]:
        empty = [f"第 {row} 行“{self._name(row)}”" for row in self._rows_of(_RowKind.EMPTY)]
        if empty:
            told = list_first(empty, _MOST_NAMED)
            message = f"有 {len(empty)} 行只有名称、没有数，没有当作学校：{told}"
            place = Location(self.shape.file)
            yield warning("empty_rows", message, place, "是学校的请填上数据")

    def _check_total(self) -> Iterator[Problem]:
        """Hold the last row 合计 against the sum of all rows that it adds up."""
        totals, added = self._rows_of(_RowKind.TOTAL), self._rows_of(*_ADDED)
        if totals and added:
            for column in self.shape.columns:
                if column.block == "数据" and column.fact is not None and column.fact.is_summed:
                    yield from self._check_column(column, totals[-1], added)

    def _check_column(
        self, column: TableColumn, total_row: int, rows: Sequence[int]
    ) -> Iterator[Problem]:
        total, added = self._number(total_row, column.column), self._add_up(rows, column.column)
        if total is None or added is None or total == added:
            return
        place = self._place(total_row, column.column, f"数据.{column.key}")
        message = f"合计写的是 {exact_text(total)}，各行相加是 {exact_text(added)}"
        hint = "请核对各校的数；整列粘贴时错了一行也会这样"
        yield error("total_mismatch", message, place, hint)

    def _add_up(self, rows: Sequence[int], column: int) -> Decimal | None:
        """The sum of the filled cells; None if one is not a number, which is said at its cell."""
        filled = [row for row in rows if self.shape.grid.text(row, column)]
        numbers = [self._number(row, column) for row in filled]
        known = [number for number in numbers if number is not None]
        return sum(known, Decimal(0)) if len(known) == len(numbers) else None

    def _number(self, row: int, column: int) -> Decimal | None:
        cell = self.shape.grid.find(row, column)
        if cell is None or cell.kind is CellKind.ERROR:
            return None
        text = cell.text.strip().replace(",", "")
        return Decimal(text) if _NUMBER.fullmatch(text) else None

    def _place(self, row: int, column: int, path: str = "") -> Location:
        return Location(self.shape.file, path=path, cell=self.shape.grid.place(row, column))


def _cell_text(column: TableColumn, row: int, cells: CellReader) -> str:
    return cells.text(row, column.column, f"{column.block}.{column.key}")


def _figures(
    nodes: Iterable[tuple[TableColumn, yaml.Node]],
) -> Iterator[tuple[str, str, yaml.Node]]:
    return ((column.key, column.stage, node) for column, node in nodes if column.block == "数据")


def _is_form_line(texts: Collection[str]) -> bool:
    """Whether a line below the table is for signatures, or only numbers lines or columns."""
    return all(map(str.isdigit, filter(None, texts))) or any(map(_SIGNED.search, texts))


def _only_number_columns(texts: Mapping[int, str]) -> bool:
    """Whether they number the columns, as the line under the heads of a statistics form does."""
    if len(texts) < 2 or not all(text.isdigit() and len(text) < 4 for text in texts.values()):
        return False
    return len({int(text) - column for column, text in texts.items()}) == 1
