"""教师结构 and 教师年龄: how many teachers there are of each degree and rank, and of each age."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from reportgen.forms.cell_styles import FormBook
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.plan import FormPlan
from reportgen.forms.sheet_frame import SheetHead, finish_sheet, write_head
from reportgen.model.form import (
    AGE_COLUMNS,
    AGES_SHEET,
    PAST_COLUMN,
    STAFF_SHEET,
    is_cell_number,
    staff_columns,
)
from reportgen.model.staff import AGE_KEY, DEGREE_KEY, STAGE_KEY, TOTAL_KEY
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import column_name

Rows = Sequence[Sequence[str]]
_LABELS = 2
_AGES = ("35岁及以下", "36至45岁", "46至55岁", "56岁及以上")
_FREE = 3
_PAST_WIDTH = 46
STAFF_NOTE = (
    "专任教师的最高学历和职称，填人数，没有的空着。"
    "分不清职称的，只填“合计”，各级职称的人数填在“基本数据”里有的那几格；填了职称的，“合计”可以不填。"
)
AGES_NOTE = "专任教师的年龄，填人数；各年龄段加起来应等于教师总数。年龄段可以改成本校用的分法。"
"""How the two tables are filled in."""
_RULE = {
    **{"validate": "integer", "criteria": ">=", "value": 0},
    **{"error_title": "请检查：人数", "error_message": "应为不小于 0 的整数。没有的空着。"},
}


class _Sheet(NamedTuple):
    """A sheet of numbers: `rows` are what is known."""

    name: str
    note: str
    columns: Sequence[str]
    rows: Rows
    past: Sequence[str] = ()


def write_staff_sheet(
    page: Any, book: FormBook, plan: FormPlan, rows: Rows, past: Sequence[str] = ()
) -> None:
    """教师结构: a line a degree, a column a rank; beside them last year's lines."""
    columns = staff_columns(plan.dictionary.staff)
    _write(page, book, plan, _Sheet(STAFF_SHEET, STAFF_NOTE, columns, rows, past))


def write_ages_sheet(
    page: Any, book: FormBook, plan: FormPlan, rows: Rows, past: Sequence[str] = ()
) -> None:
    """教师年龄: a line an age; beside them last year's lines."""
    _write(page, book, plan, _Sheet(AGES_SHEET, AGES_NOTE, AGE_COLUMNS, rows, past))
    page.set_portrait()


def _write(page: Any, book: FormBook, plan: FormPlan, sheet: _Sheet) -> None:
    lines = _lines(plan, sheet)
    skipped = 0 if plan.school_type.is_combined else 1
    titles = sheet.columns[skipped:]
    columns = [(each, _width(each)) for each in titles]
    if sheet.past:
        columns.append((PAST_COLUMN, _PAST_WIDTH))
    write_head(page, book, SheetHead(sheet.name, sheet.note, columns, len(titles)))
    page.set_row(1, 34)
    for row, texts in enumerate(lines, FIRST_LINE):
        for place, text in enumerate(texts[skipped:]):
            _write_cell(page, book, (row, place), text, place + skipped < _LABELS)
    last = FIRST_LINE + len(lines) - 1
    first_number = _LABELS - skipped
    page.data_validation(FIRST_LINE, first_number, last, len(titles) - 1, _RULE)
    _write_sum(page, book, titles, last)
    finish_sheet(page, fixed_columns=first_number)
    if sheet.past:
        _write_past(page, book, sheet.past, len(titles))
        page.print_area(0, 0, last, len(titles) - 1)


def _write_past(page: Any, book: FormBook, past: Sequence[str], column: int) -> None:
    for row, text in enumerate(past, FIRST_LINE):
        page.write_string(row, column, text, book.style("past"))


def _width(title: str) -> int:
    return {STAGE_KEY: 8, DEGREE_KEY: 18, AGE_KEY: 24}.get(title, 12)


def _lines(plan: FormPlan, sheet: _Sheet) -> list[Sequence[str]]:
    """What is known, then the labels that are not among it for each stage, then free lines."""
    offered = offered_labels(plan, sheet.name, [(row[0], row[1]) for row in sheet.rows])
    width = len(sheet.columns)
    blank = [(*key, *[""] * (width - _LABELS)) for key in (*offered, *[("", "")] * _FREE)]
    return [*sheet.rows, *blank]


def offered_labels(
    plan: FormPlan, name: str, known: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The stages and labels of lines that the sheet of that name offers beside the known ones."""
    labels = _AGES if name == AGES_SHEET else tuple(plan.dictionary.staff.degrees)
    stages = plan.school_type.stages if plan.school_type.is_combined else ("",)
    if {stage for stage, _ in known} == {""}:
        stages = ("",)
    if name == AGES_SHEET and known:
        return []
    return [key for key in product(map(str, stages), labels) if key not in set(known)]


def _write_cell(
    page: Any, book: FormBook, place: tuple[int, int], text: str, is_label: bool
) -> None:
    style = book.style("text" if is_label else "input")
    if not text:
        page.write_blank(*place, None, style)
    elif not is_label and is_cell_number(text):
        page.write_number(*place, float(text), style)
    else:
        page.write_string(*place, text, style)


def _write_sum(page: Any, book: FormBook, titles: Sequence[str], last: int) -> None:
    """Above the heads, how many the lines count together."""
    letters = [column_name(place) for place in range(1, len(titles) + 1)]
    rows = range(FIRST_LINE + 1, last + 2)
    if titles[-1] == TOTAL_KEY:
        first = letters[titles.index(DEGREE_KEY) + 1]
        terms = [
            _row_sum(f"{first}{row}:{letters[-2]}{row}", f"{letters[-1]}{row}") for row in rows
        ]
    else:
        terms = [f"N({letters[-1]}{row})" for row in rows]
    page.merge_range(2, 0, 2, len(titles) - 1, "", book.style("status"))
    page.write_formula(2, 0, f'="共填了 "&({"+".join(terms)})&" 人"', book.style("status"), "")


def _row_sum(ranks: str, total: str) -> str:
    """The teachers of a line: its ranks, or 合计 where no rank is said."""
    return f"IF(COUNT({ranks})=0,N({total}),SUM({ranks}))"
