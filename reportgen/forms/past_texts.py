"""What a school wrote the year before → the texts that stand beside the cells to be filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.forms.content import fill_content
from reportgen.model.facts import FactDictionary
from reportgen.model.form import (
    AGE_COLUMNS,
    AGES_SHEET,
    OUTLINE_SHEET,
    PICTURES_SHEET,
    STAFF_SHEET,
    TABLES,
    TEXT_COLUMN,
    WHOLE_SHEET,
    TableSheet,
    staff_columns,
)
from reportgen.model.staff import AGE_KEY, DEGREE_KEY, STAGE_KEY
from reportgen.model.stages import SchoolType
from reportgen.model.tree import Tree

# The sheet whose entries stand for a section that was given whole.
_SHEETS = {"取得成绩": "成绩"}
# What says by itself what it is.
_STAFF_LABELS = (STAGE_KEY, DEGREE_KEY, AGE_KEY)
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
    for name, columns in (
        (STAFF_SHEET, staff_columns(dictionary.staff)),
        (AGES_SHEET, AGE_COLUMNS),
    ):
        if name in content.tables:
            found[name] = [_counted_text(columns, row) for row in content.tables[name]]
    if content.outline:
        found[OUTLINE_SHEET] = [_outline_text(*row) for row in content.outline]
    sheets = {table.name: table.name for table in TABLES} | _SHEETS
    for key, text in content.whole:
        if key in sheets:
            found.setdefault(sheets[key], []).append(text)
        else:
            found.setdefault(WHOLE_SHEET, []).append(f"{key}\n{text}")
    return found


def _counted_text(columns: Sequence[str], row: Sequence[str]) -> str:
    """A line of teachers: 小学本科：副高级6、中级18."""
    named = [(column, text) for column, text in zip(columns, row, strict=True) if text]
    labels = "".join(text for column, text in named if column in _STAFF_LABELS)
    numbers = (f"{column}{text}" for column, text in named if column not in _STAFF_LABELS)
    return f"{labels}：{'、'.join(numbers)}"


def _outline_text(parts: str, title: str, style: str) -> str:
    """A chapter of the outline in one line: 存在问题、今后措施，标题：不足."""
    named = (f"标题：{title}" if title else "", f"写法：{style}" if style else "")
    return "，".join(filter(None, (parts.replace("\n", "、"), *named)))


def _as_text(table: TableSheet, row: Sequence[str]) -> str:
    """The entry: its title and text by themselves and below each other, else in one line."""
    cells = [(column, text) for column, text in zip(table.columns, row, strict=True) if text]
    if TEXT_COLUMN not in table.columns:
        return "，".join(text for _, text in cells)
    ordered = sorted(cells, key=lambda cell: cell[0] not in _UNLABELLED)
    return "\n".join(
        text if column in _UNLABELLED else f"{column}：{text}" for column, text in ordered
    )
