"""A table with a school a row → each school's tree, and what is wrong with the table itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import yaml

from reportgen.digestible import digestible
from reportgen.late_regex import late_regex
from reportgen.load.attachments import listed_files
from reportgen.load.cell_marks import CellMark
from reportgen.load.values import year_or_text
from reportgen.load.workbooks.cell_values import figure_node
from reportgen.load.workbooks.grid import CellKind
from reportgen.load.workbooks.odd_rows import (
    tell_ditto,
    tell_empty,
    tell_nameless,
    tell_statistics,
    tell_summed,
    tell_types_left_out,
    tell_uncounted,
    tell_unnamed,
)
from reportgen.load.workbooks.row_kinds import (
    ADDED,
    RowKind,
    find_row_kind,
    is_form_line,
    names_part,
    only_number_columns,
)
from reportgen.load.workbooks.row_sums import Numbers, RowSum, find_sums
from reportgen.load.workbooks.subtotals import Subtotals, SummedColumn
from reportgen.load.workbooks.table_shape import TableColumn, TableSchool, TableShape, find_column
from reportgen.load.workbooks.tree import (
    CellReader,
    data_entries,
    line_nodes,
    mapping,
    scalar,
    sequence,
)
from reportgen.load.workbooks.uncalculated import find_uncalculated, table_uncalculated
from reportgen.load.yaml_tree import Item, Reading
from reportgen.model.form import INFO_FIELDS
from reportgen.model.form_labels import TOTAL_STAGE
from reportgen.model.school import SaidYear
from reportgen.problems import Location, Problem
from reportgen.words.no_names import is_named_as_school, names_nothing, says_ditto
from reportgen.words.typed_lines import clean_pasted

_NOTE = late_regex(r"(注|说明|备注|填表|填报|制表|审核|单位负责人|统计负责人|负责人)[:：]?")
_NUMBER = late_regex(r"[+-]?\d+(?:\.\d+)?")
_UNCOUNTED = frozenset({"0", "否"})
# A blank cell for one of these is told of.
_REQUIRED = frozenset((field.block, field.key) for field in INFO_FIELDS if field.required)
# Whoever has a column for these is asked for what it leaves blank.
_ASKED = _REQUIRED | {("报告", "主送"), ("报告", "日期")}
_SETTING_LISTS = frozenset({"标准", "依据", "附件", "过渡条款"})
_LIST_SEPARATOR = late_regex(r"[\n、]")


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
            for row in self._rows_of(RowKind.SCHOOL)
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table and with none of its schools."""
        return (*self.found, *self._check_rows(), *self._subtotals.check())

    def unread(self) -> Iterator[tuple[int, int]]:
        """The rows and columns of the cells below the titles that nothing reads: beside the table,
        and notes below it.
        """
        for row, kind in self._kinds.items():
            cells = self.shape.grid.rows[row]
            texts = {column: cell.text.strip() for column, cell in cells.items()}
            if kind is not RowKind.NOTE:
                told = [column for column in texts if column not in self.shape.titled]
            else:
                is_own = is_form_line(texts.values()) or self._only_numbers(row)
                told = [] if is_own else list(texts)
            yield from ((row, column) for column in told if texts[column])

    def year(self, row: TableSchool) -> str:
        """The year of that school's report as it stands in the table; empty if it does not."""
        column = find_column(self.shape.columns, "报告", "年度")
        said = self.shape.grid.text(row.row, column) or self.shape.settings.get("年度", "")
        return year_or_text(said)

    def attachments(self, row: TableSchool) -> tuple[str, ...]:
        """The files that the school of that row brings, as the table says."""
        column = find_column(self.shape.columns, "报告", "附件")
        return listed_files(_LIST_SEPARATOR.split(self.shape.grid.text(row.row, column)))

    # ---- a school's tree ----

    def root(self, row: TableSchool) -> Item:
        """The tree of that school; its reading holds what is wrong so far."""
        reading = Reading(self.shape.file, in_cells=True, opening=self.shape.opening)
        reading.said_years.extend(self._said_years(row))
        cells = CellReader(reading, self.shape.grid)
        nodes = list(self._nodes(row.row, cells, reading))
        mark = cells.mark(row.row, self.shape.name_column)
        cells.finish()
        data = mapping(data_entries(_figures(nodes), TOTAL_STAGE), mark)
        return Item(mapping([*self._blocks(nodes, mark), ("数据", data)], mark), "", reading)

    def _said_years(self, row: TableSchool) -> Iterator[SaidYear]:
        """The years other than its own that the table says its figures are of."""
        own, title, kept = self.year(row), self.shape.title_year, self.shape.kept_year
        if title is not None and title.says_other(own):
            place = Location(self.shape.file, path="报告.年度", cell=title.cell)
            yield SaidYear(int(title.text), f"表题（{title.cell}）", place, is_binding=True)
        if kept.isdigit() and own != kept:
            place = Location(
                self.shape.file, path="报告.年度", cell=self.shape.grid.place(row.row, 1)
            )
            yield SaidYear(int(kept), "发下去的汇总表", place, locked_in="汇总表")

    def _nodes(
        self, row: int, cells: CellReader, reading: Reading
    ) -> Iterator[tuple[TableColumn, yaml.Node]]:
        """The node of each filled cell of that row, and of a blank one that is asked for; that of a
        figure is noted.
        """
        filled = self.shape.grid.rows[row]
        for column in self.shape.columns:
            text = self._read_cell(column, row, cells) if column.column in filled else ""
            if text:
                yield column, self._node(column, text, cells.mark(row, column.column))
            elif column.block == "数据":
                place = self.shape.grid.place(row, column.column)
                blank = Location(self.shape.file, cell=place)
                reading.note_blank(column.key, column.stage, blank)
            elif (column.block, column.key) in _ASKED:
                yield column, scalar("", cells.mark(row, column.column))

    def _read_cell(self, column: TableColumn, row: int, cells: CellReader) -> str:
        """The cell's text; for one that says 同上 what stands above it, which is asked."""
        text = cells.text(row, column.column, f"{column.block}.{column.key}")
        if not says_ditto(text):
            return text
        place = self._place(row, column.column, f"{column.block}.{column.key}")
        meant = self._above(row, column.column)
        cells.note(tell_ditto(text, meant, place))
        return meant

    def _above(self, row: int, column: int) -> str:
        """What the nearest row above says there; empty if none says more than 同上."""
        above = sorted((each for each in self._told_kinds if each < row), reverse=True)
        texts = (self.shape.grid.text(each, column) for each in above)
        return next((text for text in texts if text and not says_ditto(text)), "")

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
        return digestible((columns, shape.settings, shape.types, shape.grid.name)).encode()

    def _digest(self, signature: bytes, row: int) -> str:
        cells = [
            (column, *map(str, cell)) for column, cell in sorted(self.shape.grid.rows[row].items())
        ]
        is_hidden = row in self.shape.grid.hidden_rows
        return hashlib.sha256(signature + digestible((is_hidden, cells)).encode()).hexdigest()

    # ---- what the rows are ----

    @cached_property
    def _kinds(self) -> Mapping[int, RowKind]:
        summed = dict.fromkeys(self._summed, RowKind.SUMMED)
        return {**self._told_kinds, **summed} if summed else self._told_kinds

    @cached_property
    def _told_kinds(self) -> Mapping[int, RowKind]:
        """What the rows are by what they say."""
        rows = sorted(row for row in self.shape.grid.rows if row > self.shape.last_head)
        return {row: self._kind(row) for row in rows}

    def _rows_of(self, *kinds: RowKind) -> list[int]:
        return [row for row, kind in self._kinds.items() if kind in kinds]

    def _kind(self, row: int) -> RowKind:
        name, total = self._name(row), find_row_kind(self._heads(row))
        if total is not None:
            return total
        figures = self._figure_texts(row)
        if _NOTE.match(name) or self._only_numbers(row):
            return RowKind.NOTE
        if not name:
            return RowKind.NAMELESS if figures else RowKind.NOTE
        if not figures:
            return RowKind.EMPTY
        return RowKind.UNNAMED if names_nothing(name) else self._named_kind(row)

    def _heads(self, row: int) -> list[str]:
        """The texts of the row up to its name."""
        cells = self.shape.grid.rows[row].items()
        return [cell.text for column, cell in cells if column <= self.shape.name_column]

    def _only_numbers(self, row: int) -> bool:
        """Whether the row numbers the columns, below their titles."""
        return only_number_columns(self._figure_texts(row))

    def _named_kind(self, row: int) -> RowKind:
        shape = self.shape
        if self._type_word(row) in shape.left_out:
            return RowKind.LEFT_OUT
        if shape.counted and shape.grid.text(row, shape.counted) in _UNCOUNTED:
            return RowKind.UNCOUNTED
        return RowKind.SCHOOL

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

    # ---- rows that are the sum of others ----

    @cached_property
    def _summed(self) -> Mapping[int, RowSum | None]:
        """The rows that are named as schools and are likely none: what they add up; None for one
        that is only called as a part of a county is. Its own code shows that one is a school.
        """
        kinds = self._told_kinds
        column = find_column(self.shape.columns, "学校", "代码")
        schools = [row for row, kind in kinds.items() if kind is RowKind.SCHOOL]
        doubtful = [row for row in schools if not self.shape.grid.text(row, column)]
        if not doubtful:
            return {}
        parts = dict.fromkeys(row for row in doubtful if names_part(self._name(row)))
        named = {row for row in doubtful if is_named_as_school(self._name(row))}
        rows = [row for row, kind in kinds.items() if kind in ADDED]
        return {**parts, **find_sums(self._numbers, rows, doubtful, named)}

    @cached_property
    def _numbers(self) -> Numbers:
        """What stands in the filled cells of the columns that are added up."""
        return {
            row: {
                each.column: self._number(row, each.column)
                for each in self._summed_columns
                if self.shape.grid.text(row, each.column)
            }
            for row in self._told_kinds
        }

    @cached_property
    def _summed_columns(self) -> Sequence[SummedColumn]:
        columns = (each for each in self.shape.columns if each.fact and each.fact.is_summed)
        return [SummedColumn(*each) for each in ((c.column, c.key, c.stage) for c in columns)]

    @property
    def _subtotals(self) -> Subtotals:
        return Subtotals(
            kinds=self._kinds,
            numbers=self._numbers,
            columns=self._summed_columns,
            heads=self._heads,
            types=self._type_word,
            marks=self._marks,
            place=self._place,
        )

    def _marks(self, row: int) -> list[str]:
        """What else than figures the row says of its school."""
        figures, cells = frozenset(self._figure_columns), self.shape.grid.rows[row]
        return [cell.text.strip() for column, cell in cells.items() if column not in figures]

    # ---- what is wrong with them ----

    def _check_rows(self) -> Iterator[Problem]:
        yield from table_uncalculated(self.shape, frozenset(self._rows_of(RowKind.SCHOOL)))
        for row in self._rows_of(RowKind.NAMELESS, RowKind.UNCOUNTED):
            if row in self._unworked:
                continue
            if self._kinds[row] is RowKind.NAMELESS:
                yield tell_nameless(row, self._place(row, self.shape.name_column))
            else:
                yield tell_uncounted(self._name(row), self._place(row, self.shape.counted))
        file = self.shape.file
        yield from tell_types_left_out(map(self._type_word, self._rows_of(RowKind.LEFT_OUT)), file)
        yield from tell_empty(self._named(RowKind.EMPTY), file)
        yield from tell_statistics(self._named(RowKind.STATISTIC), file)
        yield from self._check_odd()

    @cached_property
    def _unworked(self) -> Set[int]:
        """The rows whose name is a formula without a value, which is told."""
        name = self.shape.name_column
        return {row for row, column in find_uncalculated(self.shape.grid) if column == name}

    def _named(self, kind: RowKind) -> Mapping[int, str]:
        """The names of the rows of that kind."""
        return {row: self._name(row) for row in self._rows_of(kind)}

    def _check_odd(self) -> Iterator[Problem]:
        """The rows whose names are no schools'."""
        column = self.shape.name_column
        for row, name in self._named(RowKind.UNNAMED).items():
            yield tell_unnamed(row, name, self._place(row, column, "学校.名称"))
        for row, name in self._named(RowKind.SUMMED).items():
            yield tell_summed(name, self._summed[row], self._place(row, column, "学校.名称"))

    def _number(self, row: int, column: int) -> Decimal | None:
        """The number in that cell; None where there is none."""
        cell = self.shape.grid.find(row, column)
        if cell is None or cell.kind is CellKind.ERROR:
            return None
        text = cell.text.strip().replace(",", "")
        return Decimal(text) if _NUMBER.fullmatch(text) else None

    def _place(self, row: int, column: int, path: str = "") -> Location:
        return Location(self.shape.file, path=path, cell=self.shape.grid.place(row, column))


def _figures(
    nodes: Iterable[tuple[TableColumn, yaml.Node]],
) -> Iterator[tuple[str, str, yaml.Node]]:
    return ((column.key, column.stage, node) for column, node in nodes if column.block == "数据")
