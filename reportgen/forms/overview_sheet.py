"""学校概况: what the report tells of a school besides its figures for the standards.

All of it is optional. The words come first; the figures are folded away, group by group.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.forms.cell_rules import rule_for
from reportgen.forms.cell_styles import FormBook, text_height
from reportgen.forms.form_rows import FIRST_LINE, Group, Line
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.sheet_frame import SheetHead, print_on_a4, write_head
from reportgen.model.default_display import print_value
from reportgen.model.facts import FactKind
from reportgen.model.form import OVERVIEW_COLUMNS, OVERVIEW_SHEET, PAST_COLUMN, is_cell_number
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.units import unit_choices
from reportgen.named_tuple import NamedTuple

_NAME, _STAGE, _UNIT, _VALUE, _NOTE = OVERVIEW_COLUMNS
_WIDTHS = {_NAME: 22, _STAGE: 7, _UNIT: 8, _VALUE: 62, PAST_COLUMN: 46, _NOTE: 28}
_HEAD_NOTE = (
    "报告的“基本情况”用得着的，有就写，没有的空着。文字可以写几段，格内换行按 Alt+回车。"
    "数字收在各组下面，点左边的“+”展开。"
)
_FOLDED = "{}（点左边的“+”展开，可填可不填）"
_LINE = 20


class OverviewSheet(NamedTuple):
    """What stands on 学校概况; `last` is the year before, if it is known."""

    plan: FormPlan
    groups: Sequence[Group]
    last: LastYear | None

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns: the stage only where schools have several, last year's where it is known."""
        columns = [each for each in OVERVIEW_COLUMNS if each != _STAGE or self._is_combined]
        if self.last is not None:
            columns.insert(columns.index(_VALUE) + 1, PAST_COLUMN)
        return tuple(columns)

    @property
    def _is_combined(self) -> bool:
        return self.plan.school_type.is_combined


def write_overview_sheet(page: Any, book: FormBook, sheet: OverviewSheet) -> None:
    """The whole sheet. It is not protected: Excel opens no groups of a protected one."""
    columns = sheet.columns
    printed = len(columns) - (sheet.last is not None)
    sized = [(each, _WIDTHS[each]) for each in columns]
    write_head(page, book, SheetHead(OVERVIEW_SHEET, _HEAD_NOTE, sized, printed))
    page.outline_settings(True, False, True, False)
    for number, group in enumerate(sheet.groups):
        is_empty = not any(line.value for line in group.lines)
        _write_group(page, book, sheet, group, bool(number) and is_empty)
    page.freeze_panes(FIRST_LINE, 1)
    print_on_a4(page)
    if sheet.groups:
        last = sheet.groups[-1].lines[-1].place
        page.print_area(0, 0, last, printed - 1)


def _write_group(
    page: Any, book: FormBook, sheet: OverviewSheet, group: Group, folded: bool
) -> None:
    title = _FOLDED.format(group.title) if folded else group.title
    end = len(sheet.columns) - 1 - (sheet.last is not None)
    page.merge_range(group.place, 0, group.place, end, title, book.style("group"))
    page.set_row(group.place, _LINE, None, {"collapsed": folded})
    for line in group.lines:
        _write_line(page, book, sheet, line)
        options = {"level": 1, "hidden": True} if folded else {}
        page.set_growing_row(line.place, _height(sheet, line), options)


def _height(sheet: OverviewSheet, line: Line) -> float:
    """How high the line is: words have room for two lines even while there are none."""
    texts = {_VALUE: line.value, PAST_COLUMN: _past_text(sheet, line)}
    least = 2 if line.fact.kind is FactKind.TEXT else 1
    return text_height(((text, _WIDTHS[column]) for column, text in texts.items()), least)


def _write_line(page: Any, book: FormBook, sheet: OverviewSheet, line: Line) -> None:
    fact = line.fact
    texts = {
        _NAME: (fact.name, "name"),
        _STAGE: (line.stage or WHOLE_SCHOOL, "centre"),
        _UNIT: (line.unit or fact.unit, "choice" if len(unit_choices(fact)) > 1 else "centre"),
        PAST_COLUMN: (_past_text(sheet, line), "past"),
        _NOTE: (fact.definition, "small"),
    }
    for place, column in enumerate(sheet.columns):
        if column == _VALUE:
            _write_value(page, book, line, place)
        else:
            text, style = texts[column]
            page.write_string(line.place, place, text, book.style(style))
    choices = unit_choices(fact)
    if len(choices) > 1:
        told = f"单位请从列表里选：{'、'.join(choices)}。"
        place = sheet.columns.index(_UNIT)
        rule = book.drop_down(choices, "请选单位", told)
        page.data_validation(line.place, place, line.place, place, rule)


def _write_value(page: Any, book: FormBook, line: Line, place: int) -> None:
    style = book.style("text")
    if not line.value:
        page.write_blank(line.place, place, None, style)
    elif line.fact.kind.is_number and is_cell_number(line.value):
        page.write_number(line.place, place, float(line.value), book.style("left"))
    else:
        page.write_string(line.place, place, line.value, style)
    page.data_validation(line.place, place, line.place, place, rule_for(line.fact, book))


def _past_text(sheet: OverviewSheet, line: Line) -> str:
    """What the school said last year; empty where it said nothing."""
    if sheet.last is None:
        return ""
    value = sheet.last.find(line.fact.name, line.stage, sheet.plan.school_type)
    return "" if value is None or isinstance(value, tuple) else str(print_value(value))
