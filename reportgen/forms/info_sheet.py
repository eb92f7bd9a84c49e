"""学校信息: whose form it is; and the hidden sheet that tells what form it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.forms.cell_styles import FormBook, lines_of
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.plan import FormPlan
from reportgen.forms.sheet_frame import SheetHead, finish_sheet, write_head
from reportgen.model.form import (
    FORM_VERSION,
    INFO_COLUMNS,
    INFO_FIELDS,
    INFO_SHEET,
    META_KEYS,
    FormKind,
    InfoField,
    is_cell_number,
)
from reportgen.named_tuple import NamedTuple

_WIDTHS = (14, 52, 50)
_LINE, _SPACE = 16, 6
_NOTE = "黄色的是必填。教育局已经填好的，请核对。"
_WRONG_TYPE = "请从列表里选；换了类型请向教育局要对应的表。"
_YEAR_RULE = {
    **{"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2099},
    **{"error_title": "请检查：年度", "error_message": "应为四位数的年份，如 2024。"},
}


def write_info_sheet(page: Any, book: FormBook, plan: FormPlan, info: Mapping[str, str]) -> None:
    """The whole sheet 学校信息."""
    columns = tuple(zip(INFO_COLUMNS, _WIDTHS, strict=True))
    write_head(page, book, SheetHead(INFO_SHEET, _NOTE, columns))
    for row, field in enumerate(INFO_FIELDS, FIRST_LINE):
        _write_field(page, book, row, field, info.get(field.label, ""))
        _validate_field(page, book, row, field, plan)
    finish_sheet(page, fixed_columns=1)


def _write_field(page: Any, book: FormBook, row: int, field: InfoField, text: str) -> None:
    page.write_string(row, 0, field.label, book.style("name"))
    if not text:
        page.write_blank(row, 1, None, book.style("text"))
    elif field.key == "年度" and is_cell_number(text):
        page.write_number(row, 1, float(text), book.style("choice"))
    else:
        page.write_string(row, 1, text, book.style("text"))
    page.write_string(row, 2, field.note, book.style("small"))
    page.set_row(
        row, _LINE * max(lines_of(text, _WIDTHS[1]), lines_of(field.note, _WIDTHS[2]), 1) + _SPACE
    )


def _validate_field(page: Any, book: FormBook, row: int, field: InfoField, plan: FormPlan) -> None:
    if field.required:
        page.conditional_format(row, 1, row, 1, {"type": "blanks", "format": book.style("to_fill")})
    if field.key == "类型":
        rule = book.drop_down(plan.type_names, "请选学校类型", _WRONG_TYPE)
        page.data_validation(row, 1, row, 1, rule)
    elif field.key == "年度":
        page.data_validation(row, 1, row, 1, {**_YEAR_RULE})


class FormOwner(NamedTuple):
    """The name and the code of the school that a form is for; empty where they are not known."""

    name: str = ""
    code: str = ""


def write_meta_sheet(
    page: Any, kind: FormKind, school: FormOwner, plan: FormPlan, outline: str = ""
) -> None:
    """The very hidden sheet: the reader needs none of it where the visible sheets say the same.

    `outline` is the mark of the usual outline, where 提纲 shows that.
    """
    standards = "\n".join(plan.standard_names)
    type_name = plan.school_type.name if kind is FormKind.SCHOOL else ""
    known = (str(FORM_VERSION), kind.value, school.name, school.code)
    values = (*known, type_name, str(plan.year), standards, outline, plan.bureau)
    for row, (key, value) in enumerate(zip(META_KEYS, values, strict=True)):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)
    page.very_hidden()
