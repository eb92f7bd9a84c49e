"""班级明细 and 分项明细: lists of numbers, an entry a line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.forms.cell_styles import Book, clean, print_on_a4, protect, rule_for
from reportgen.forms.form_rows import FIRST_LINE, Block
from reportgen.model.facts import Fact
from reportgen.model.form import CLASS_COLUMNS, DETAIL_COLUMNS, WHOLE_SCHOOL, is_cell_number
from reportgen.model.numbers import exact_text
from reportgen.ooxml.cell_names import column_name

_WIDTHS = {
    "序号": 6,
    "学段": 8,
    "年级": 12,
    "班级名称": 24,
    "人数": 12,
    "项目": 24,
    "名称": 28,
    "数值": 14,
    "单位": 8,
}
_STAGE, _VALUE, _LABELS = "学段", ("人数", "数值"), ("班级名称", "名称")


class ListLayout(NamedTuple):
    """The heads of a sheet of lists; the stage is left out where a school has but one."""

    columns: tuple[str, ...]

    @property
    def value_letter(self) -> str:
        """The column with the numbers."""
        titles = enumerate(self.columns, 1)
        return column_name(next(column for column, title in titles if title in _VALUE))


def list_layout(columns: tuple[str, ...], blocks: Sequence[Block]) -> ListLayout:
    """The heads that those lists need."""
    by_stage = any(block.stage is not None for block in blocks)
    return ListLayout(tuple(column for column in columns if by_stage or column != _STAGE))


def class_layout(blocks: Sequence[Block]) -> ListLayout:
    """The heads of 班级明细."""
    return list_layout(CLASS_COLUMNS, blocks)


def detail_layout(blocks: Sequence[Block]) -> ListLayout:
    """The heads of 分项明细."""
    return list_layout(DETAIL_COLUMNS, blocks)


def write_list_sheet(
    page: Any, book: Book, title: str, note: str, layout: ListLayout, blocks: Sequence[Block]
) -> None:
    """The whole sheet: the lists one below the other, and what they add up to at its head."""
    end = len(layout.columns) - 1
    page.merge_range(0, 0, 0, end, clean(title), book.look("title"))
    page.set_row(0, 30)
    page.merge_range(1, 0, 1, end, clean(note), book.look("status"))
    page.set_row(1, 44)
    page.merge_range(2, 0, 2, end, "", book.look("status"))
    page.write_formula(2, 0, _sums(layout, blocks), book.look("status"), "")
    page.set_row(2, 32)
    for place, column in enumerate(layout.columns):
        page.set_column(place, place, _WIDTHS[column])
        page.write_string(FIRST_LINE - 1, place, column, book.look("head"))
    for block in blocks:
        _write_block(page, book, layout, block)
    page.freeze_panes(FIRST_LINE, 0)
    print_on_a4(page, FIRST_LINE - 1)
    page.set_portrait()
    protect(page)


def _sums(layout: ListLayout, blocks: Sequence[Block]) -> str:
    letter = layout.value_letter
    parts = []
    for block in blocks:
        cells = f"${letter}${block.first + 1}:${letter}${block.last + 1}"
        label = f"{block.fact.name}{f'（{block.stage}）' if block.stage else ''}"
        parts.append(
            f'"{label}：填了 "&COUNT({cells})&" 个，合计 "&SUM({cells})&"{block.fact.unit}；"'
        )
    return "=" + "&".join(parts)


def _write_block(page: Any, book: Book, layout: ListLayout, block: Block) -> None:
    fixed = {"项目": block.fact.name, _STAGE: block.stage or WHOLE_SCHOOL, "单位": block.fact.unit}
    for row in range(block.first, block.last + 1):
        label, number = (
            block.items[row - block.first] if row - block.first < len(block.items) else ("", "")
        )
        for place, column in enumerate(layout.columns):
            if column == "序号":
                page.write_number(row, place, row - block.first + 1, book.look("centre"))
            elif column in fixed:
                page.write_string(row, place, clean(fixed[column]), book.look("centre"))
            else:
                text = _bare(number, block.fact) if column in _VALUE else label
                _write_open(page, book, row, place, text, column)
    _validate(page, book, layout, block)


def _bare(number: str, fact: Fact) -> str:
    """The number without its fact's own unit, which has a column of its own."""
    bare = number.removesuffix(fact.unit) if fact.unit else number
    return bare if is_cell_number(bare) else number


def _write_open(page: Any, book: Book, row: int, place: int, text: str, column: str) -> None:
    is_value = column in _VALUE
    look = book.look("input" if is_value else "text")
    if not text or not (is_value or column in _LABELS):
        page.write_blank(row, place, None, look)
    elif is_value and is_cell_number(text):
        page.write_number(row, place, float(text), look)
    else:
        page.write_string(row, place, clean(text), look)


def _validate(page: Any, book: Book, layout: ListLayout, block: Block) -> None:
    for place, column in enumerate(layout.columns):
        if column == "年级" and block.grades:
            rule: dict[str, object] = {
                "validate": "list",
                "source": book.choices(block.grades),
                "show_error": False,
            }
        elif column in _VALUE:
            rule = _number_rule(block, book)
        else:
            continue
        page.data_validation(block.first, place, block.last, place, rule)


def _number_rule(block: Block, book: Book) -> dict[str, object]:
    low, high = block.fact.low or 0, block.fact.high
    kind = "decimal" if block.fact.unit == "㎡" else "integer"
    limits: dict[str, object] = {"criteria": ">=", "value": exact_text(Decimal(low))}
    if high is not None:
        limits = {
            "criteria": "between",
            "minimum": exact_text(Decimal(low)),
            "maximum": exact_text(high),
        }
    told = {
        key: value
        for key, value in rule_for(block.fact, book).items()
        if key.endswith(("title", "message"))
    }
    return {"validate": kind, **limits, **told}
