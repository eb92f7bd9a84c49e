"""What a school wrote the year before → the texts that stand beside the cells to be filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.forms.content import fill_content
from reportgen.model.facts import FactDictionary
from reportgen.model.form import PICTURES_SHEET, TABLES, TEXT_COLUMN, WHOLE_SHEET, TableSheet
from reportgen.model.stages import SchoolType
from reportgen.model.tree import Tree

# The sheet whose entries stand for a section that was given whole.
_SHEETS = {"取得成绩": "成绩"}
# What says by itself what it is.
_UNLABELLED = ("标题", "名称", TEXT_COLUMN)


def past_texts(
    tree: Tree, dictionary: FactDictionary, school_type: SchoolType
) -> Mapping[str, Sequence[str]]:
    """The entries of last year's data by the name of their sheet; a section given whole is one.

    Errors: ValueError if the tree is no mapping.
    """
    content = fill_content(tree, dictionary, school_type)
    found: dict[str, list[str]] = {}
    for table in TABLES:
        if table.name != PICTURES_SHEET and table.name in content.tables:
            found[table.name] = [_as_text(table, row) for row in content.tables[table.name]]
    sheets = {table.name: table.name for table in TABLES} | _SHEETS
    for key, text in content.whole:
        if key in sheets:
            found.setdefault(sheets[key], []).append(text)
        else:
            found.setdefault(WHOLE_SHEET, []).append(f"{key}\n{text}")
    return found


def _as_text(table: TableSheet, row: Sequence[str]) -> str:
    """The entry: its title and text by themselves and below each other, else in one line."""
    cells = [(column, text) for column, text in zip(table.columns, row, strict=True) if text]
    if TEXT_COLUMN not in table.columns:
        return "，".join(text for _, text in cells)
    ordered = sorted(cells, key=lambda cell: cell[0] not in _UNLABELLED)
    return "\n".join(
        text if column in _UNLABELLED else f"{column}：{text}" for column, text in ordered
    )
