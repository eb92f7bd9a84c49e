"""班级明细 and 分项明细: lists of numbers, an entry a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.forms.cell_rules import messages_for, number_limits
from reportgen.forms.cell_styles import FormBook
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.form_rows import ListBlock
from reportgen.forms.sheet_frame import USUAL_WIDTH, SheetHead, finish_sheet, write_head
from reportgen.model.facts import Fact
from reportgen.model.form import (
    CLASS_COLUMNS,
    CLASSES_SHEET,
    DETAIL_COLUMNS,
    DETAILS_SHEET,
    is_cell_number,
)
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import column_name

_WIDTHS = {
    **{"序号": 6, "学段": 8, "年级": 12, "班级名称": 24, "人数": 12},
    **{"项目": 24, "名称": 28, "数值": 14, "单位": 8},
}
_STAGE, _VALUE, _LABELS = "学段", ("人数", "数值"), ("班级名称", "名称")
_CLASS_NOTE = (
    "一班一行，填人数，各班加起来要等于总人数。年级、班级名称可写可不写，要写就每班都写。"
    "多余的行空着，行不够的在表中间插入行。"
)
_DETAIL_NOTE = (
    "一项一行，在“数值”里填数{}；名称可写可不写（要写就每行都写）。"
    "多余的行空着，行不够的在中间插入行。"
)
_NO_ROOM = "（一间也没有的，第一行填 0）"


class ListSheet(NamedTuple):
    """A sheet of lists; `note` says how they are filled in."""

    name: str
    note: str
    columns: tuple[str, ...]
    blocks: Sequence[ListBlock]

    @property
    def value_letter(self) -> str:
        """The column with the numbers."""
        titles = enumerate(self.columns, 1)
        return column_name(next(column for column, title in titles if title in _VALUE))


def class_sheet(blocks: Sequence[ListBlock]) -> ListSheet:
    """班级明细 with those lists."""
    return ListSheet(CLASSES_SHEET, _CLASS_NOTE, _needed(CLASS_COLUMNS, blocks), blocks)


def detail_sheet(blocks: Sequence[ListBlock]) -> ListSheet:
    """分项明细 with those lists."""
    note = _DETAIL_NOTE.format(_NO_ROOM if any(each.fact.may_be_none for each in blocks) else "")
    return ListSheet(DETAILS_SHEET, note, _needed(DETAIL_COLUMNS, blocks), blocks)


def _needed(columns: tuple[str, ...], blocks: Sequence[ListBlock]) -> tuple[str, ...]:
    """The columns, without the stage where all lists are of the whole school."""
    by_stage = any(block.stage is not None for block in blocks)
    return tuple(column for column in columns if by_stage or column != _STAGE)


def write_list_sheet(page: Any, book: FormBook, sheet: ListSheet) -> None:
    """The whole sheet: the lists one below the other, and what they add up to at its head."""
    columns = [(column, _WIDTHS.get(column, USUAL_WIDTH)) for column in sheet.columns]
    write_head(page, book, SheetHead(sheet.name, sheet.note, columns))
    _write_sums(page, book, sheet)
    for block in sheet.blocks:
        _BlockWriter(page, book, sheet.columns, block).write()
    finish_sheet(page)
    page.set_portrait()


def _write_sums(page: Any, book: FormBook, sheet: ListSheet) -> None:
    page.merge_range(2, 0, 2, len(sheet.columns) - 1, "", book.style("status"))
    sums = "&".join(_sum(sheet.value_letter, block) for block in sheet.blocks)
    page.write_formula(2, 0, f"={sums}", book.style("status"), "")
    page.set_row(1, 44)
    page.set_row(2, 32)


def _sum(letter: str, block: ListBlock) -> str:
    cells = f"${letter}${block.first + 1}:${letter}${block.last + 1}"
    label = f"{block.fact.name}（{block.stage}）" if block.stage else block.fact.name
    before, behind = excel_text(f"{label}：填了 "), excel_text(f"{block.fact.unit}；")
    given = f"(COUNT({cells})-COUNTIF({cells},0))" if block.fact.may_be_none else f"COUNT({cells})"
    return f'{before}&{given}&" 个，合计 "&SUM({cells})&{behind}'


class _BlockWriter:
    """One list being written."""

    def __init__(self, page: Any, book: FormBook, columns: Sequence[str], block: ListBlock) -> None:
        self._page, self._book, self._columns, self._block = page, book, columns, block
        fact, stage = block.fact, block.stage or WHOLE_SCHOOL
        self._fixed = {"项目": fact.name, _STAGE: stage, "单位": fact.unit}

    def write(self) -> None:
        """Its entries, then lines that are free."""
        block = self._block
        free = [("", "")] * (block.last + 1 - block.first - len(block.items))
        for number, (label, value) in enumerate((*block.items, *free)):
            self._write_entry(number, label, _bare(value, block.fact))
        self._validate()

    def _write_entry(self, number: int, label: str, value: str) -> None:
        row = self._block.first + number
        for place, column in enumerate(self._columns):
            if column == "序号":
                self._page.write_number(row, place, number + 1, self._book.style("centre"))
            elif column in self._fixed:
                self._page.write_string(row, place, self._fixed[column], self._book.style("centre"))
            elif column in _VALUE:
                self._write_value(row, place, value)
            else:
                self._write_label(row, place, label if column in _LABELS else "")

    def _write_value(self, row: int, place: int, value: str) -> None:
        style = self._book.style("input")
        if not value:
            self._page.write_blank(row, place, None, style)
        elif is_cell_number(value):
            self._page.write_number(row, place, float(value), style)
        else:
            self._page.write_string(row, place, value, style)

    def _write_label(self, row: int, place: int, label: str) -> None:
        style = self._book.style("text")
        if label:
            self._page.write_string(row, place, label, style)
        else:
            self._page.write_blank(row, place, None, style)

    def _validate(self) -> None:
        block = self._block
        for place, column in enumerate(self._columns):
            if column == "年级" and block.grades:
                rule = self._book.drop_down(block.grades)
            elif column in _VALUE:
                rule = _number_rule(block.fact)
            else:
                continue
            self._page.data_validation(block.first, place, block.last, place, rule)


def _bare(number: str, fact: Fact) -> str:
    """The number without its fact's own unit, which has a column of its own."""
    bare = number.removesuffix(fact.unit) if fact.unit else number
    return bare if is_cell_number(bare) else number


def _number_rule(fact: Fact) -> dict[str, object]:
    kind = "decimal" if fact.unit == "㎡" else "integer"
    return {"validate": kind, **number_limits(fact), **messages_for(fact)}
