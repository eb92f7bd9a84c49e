"""Where a form or a table takes what it has no cell for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import ColumnTitle, plain_path
from reportgen.load.workbooks.mapping_file import TableMapping
from reportgen.model.form import FACTS_SHEET, INFO_SHEET
from reportgen.model.opening import MappingLines, Opening, Way
from reportgen.problems import Location
from reportgen.resources import data_folder


def form_opening(file: str, tables: Mapping[str, TitledTable]) -> Opening:
    """A figure goes below the last line of 基本数据, a field below that of 学校信息."""
    figures = tables[FACTS_SHEET].next_cell(("项目",))
    fields = tables[INFO_SHEET].next_cell(("栏目",)) if INFO_SHEET in tables else ""
    return Opening(Way.FORM, Location(file, cell=figures), Location(file, cell=fields))


def table_opening(file: str, grid: Grid, last_head: int) -> Opening:
    """Both go right of all columns, with their heads in the last line of heads."""
    place = _next_head(file, grid, last_head)
    return Opening(Way.TABLE, place, place)


def _next_head(file: str, grid: Grid, last_head: int) -> Location:
    widest = max((max(cells, default=0) for cells in grid.rows.values()), default=0)
    merged = max((area.last_column for area in grid.merged), default=0)
    return Location(file, cell=grid.place(last_head, max(widest, merged) + 1))


def mapped_opening(
    table: Opening, mapping: TableMapping, unread: Iterable[ColumnTitle], absent: Iterable[str]
) -> Opening:
    """As that table, and the mapping has to name the column; `absent` are the heads that it names
    and the table has not.
    """
    facts = {head: mapping.facts[head] for head in absent}
    lines = MappingLines(
        file=mapping.file,
        is_bundled=Path(mapping.file).is_relative_to(data_folder()),
        blocks=mapping.places,
        unread={each.path[-1]: head for each in unread if (head := _written(each))},
        absent={(fact.name, stage): head for head, (fact, stage, _) in facts.items()},
    )
    return table._replace(way=Way.MAPPED, mapping=lines)


def _written(title: ColumnTitle) -> str:
    """The head as a mapping writes it; empty for one that it cannot write."""
    head = "/".join(title.path)
    is_plain = not any(sign in head for sign in ":#{}[],&*!|>'\"%@`")
    return head if is_plain and plain_path(head) == title.path else ""
