"""The sheets of texts of a form (成绩, 主要措施 …) → the blocks of a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import yaml

from reportgen.late_regex import late_regex
from reportgen.load.cell_marks import CellLineMark, CellMark, RowMark
from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.form_pictures import FormPictures
from reportgen.load.workbooks.tree import CellReader, figure_nodes, mapping, scalar, sequence
from reportgen.model.form import (
    EXPECTED_COLUMN,
    IN_TEXT,
    PICTURES_SHEET,
    TABLES,
    TEXT_COLUMN,
    TableSheet,
)
from reportgen.model.form_labels import TOTAL_STAGE, parse_row_label
from reportgen.model.stages import Stage, Stages

# The fields of an entry in the order of the columns.
Fields = dict[str, yaml.Node]
# 网络多媒体教室数增加3间: a figure that was typed without a colon.
_UNPARTED = late_regex(r"(.*?[^\d\s增加新添])\s*+(?:增加|新增|增添)?\s*+([0-9][0-9,.]*[^\d]*)")
_LONGEST_FIGURE = 200
_CHAPTERS, _TITLE = "章节", "标题"
_PLACE, _CAPTION, _FILE = "位置", "标题", "文件"


class FormTexts:
    """The tables of texts of one form, by the names that their sheets had when it was made."""

    def __init__(
        self,
        tables: Mapping[str, TitledTable],
        cells: Mapping[str, CellReader],
        pictures: FormPictures,
        stages: Stages,
    ) -> None:
        self._tables, self._cells = tables, cells
        self._pictures, self._stages = pictures, stages

    def next_cells(self) -> Mapping[str, str]:
        """Where each block takes another entry, by its key."""
        found = ((spec, self._tables.get(spec.name)) for spec in TABLES)
        return {spec.key: table.next_cell(spec.columns) for spec, table in found if table}

    def blocks(self) -> Iterator[tuple[str, yaml.Node]]:
        """Each block with an entry, by its key."""
        for spec in TABLES:
            table = self._tables.get(spec.name)
            entries = list(self._entries(table, spec)) if table else []
            if entries:
                yield spec.key, _block(spec.key, entries)

    def _entries(self, table: TitledTable, spec: TableSheet) -> Iterator[Fields]:
        rows = {*table.rows(), *self._pictures.rows(table.grid.name)}
        for row in sorted(row for row in rows if row > table.head_row):
            fields = self._fields(table, spec, row)
            if spec.name == PICTURES_SHEET:
                yield from self._shown(table, row, fields)
                continue
            if TEXT_COLUMN in spec.columns:
                fields = self._with_pictures(table, row, fields)
            if fields:
                yield fields

    def _fields(self, table: TitledTable, spec: TableSheet, row: int) -> Fields:
        cells, fields = self._cells[spec.name], {}
        for title in spec.columns:
            column = table.columns.get(title)
            node = cells.node(row, column, f"{spec.name}.{title}") if column else None
            if node is not None:
                is_expected = title == EXPECTED_COLUMN
                fields[title] = self._expected(node) if is_expected else node
        return fields

    def _expected(self, node: yaml.Node) -> yaml.Node:
        """`图书册数：3000册`, one a line, as a block of figures."""
        figures: dict[str, dict[str, yaml.Node]] = {}
        cell = node.start_mark
        assert isinstance(cell, CellMark)
        for line, name, stage, value in read_figure_lines(node.value, self._stages):
            mark = CellLineMark(cell.cell, node.value, line)
            figures.setdefault(name, {})[stage or ""] = scalar(value, mark)
        return mapping(figure_nodes(figures, TOTAL_STAGE), cell)

    def _shown(self, table: TitledTable, row: int, fields: Fields) -> Iterator[Fields]:
        """The pictures in that row of 图片; the caption stands below the last of them."""
        taken = self._pictures.take(table.grid.name, row, _text(fields, _FILE))
        if _text(fields, _PLACE) == IN_TEXT:
            return
        if not taken and fields:
            yield fields
        for at, (name, mark) in enumerate(taken, 1):
            shared = {key: node for key, node in fields.items() if key != _FILE}
            if at < len(taken):
                shared.pop(_CAPTION, None)
            yield {**shared, _FILE: scalar(name, mark)}

    def _with_pictures(self, table: TitledTable, row: int, fields: Fields) -> Fields:
        """The entry with the pictures that lie on its row behind its text."""
        taken = self._pictures.take(table.grid.name, row)
        if not taken:
            return fields
        title, text = _text(fields, _TITLE), _text(fields, TEXT_COLUMN)
        mark = fields[TEXT_COLUMN].start_mark if TEXT_COLUMN in fields else taken[0][1]
        shown = (f"![{title}]({name})" for name, _ in taken)
        return {**fields, TEXT_COLUMN: scalar("\n\n".join(filter(None, (text, *shown))), mark)}


def read_figure_lines(
    text: str, stages: Iterable[Stage]
) -> Iterator[tuple[str, str, str | None, str]]:
    """Each line that states a figure: the line, whose it is, of which stage, and its value."""
    for line in _figure_lines(text):
        label, value = _split_figure(line)
        name, stage = parse_row_label(label, stages)
        yield line, name, stage, value.strip()


def _figure_lines(text: str) -> Iterator[str]:
    """The lines; braces round all of them, as a file has them, say nothing."""
    whole = text.strip()
    is_braced = whole.startswith("{") and whole.endswith("}")
    lines = (whole[1:-1] if is_braced else whole).split("\n")
    return filter(None, map(str.strip, lines))


def _split_figure(line: str) -> tuple[str, str]:
    """What is before the colon and behind it; without one the number that ends the line tells."""
    label, colon, value = line.replace(":", "：", 1).partition("：")
    told = None if colon or len(line) > _LONGEST_FIGURE else _UNPARTED.fullmatch(line)
    return (told[1], told[2]) if told else (label, value)


def _text(fields: Fields, key: str) -> str:
    node = fields.get(key)
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def _block(key: str, entries: Sequence[Fields]) -> yaml.Node:
    nodes = [mapping(fields.items(), _mark(fields)) for fields in entries]
    if key != _CHAPTERS:
        return sequence(nodes, nodes[0].start_mark)
    return mapping((_chapter(fields) for fields in entries), nodes[0].start_mark)


def _chapter(fields: Fields) -> tuple[str, yaml.Node]:
    """A chapter by its title, which is none of its fields."""
    rest = ((key, node) for key, node in fields.items() if key != _TITLE)
    return _text(fields, _TITLE), mapping(rest, _mark(fields))


def _mark(fields: Fields) -> RowMark:
    mark = next(iter(fields.values())).start_mark
    assert isinstance(mark, CellMark)
    return RowMark(mark.cell)
