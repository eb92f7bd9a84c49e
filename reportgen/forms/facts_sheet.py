"""基本数据: a line a figure, with its unit, last year's figure, a live preview and its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from reportgen.forms.calculation import IndicatorLine
from reportgen.forms.cell_rules import rule_for
from reportgen.forms.cell_styles import FormBook, lines_of
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.fact_columns import UNIT_COLUMN, VALUE_COLUMN, VALUE_LETTER, width_of
from reportgen.forms.fact_preview import PREVIEW_COLUMNS, preview_formulas
from reportgen.forms.fact_tints import ranges_of, tint_facts
from reportgen.forms.form_rows import FIRST_LINE, Line, Lines
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.preview_sheet import DISAGREES, RELATION_RESULTS
from reportgen.forms.sheet_frame import SheetHead, finish_sheet, write_head
from reportgen.model.assessment import Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.facts import FactKind
from reportgen.model.form import PREVIEW_SHEET, FactColumn, is_cell_number
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.numbers import exact_text
from reportgen.model.stages import SchoolType
from reportgen.model.units import unit_choices
from reportgen.named_tuple import NamedTuple

_LINE, _SPACE = 13, 6
_SIGNATURES = ("校长（签字）", "填表人", "联系电话", "填表日期")


class FactsSheet(NamedTuple):
    """What stands on 基本数据; `school` is the name, empty where it is not known yet."""

    plan: FormPlan
    school: str
    lines: Lines
    indicators: Sequence[IndicatorLine]
    last: LastYear | None

    @property
    def columns(self) -> tuple[FactColumn, ...]:
        """All columns, that of last year's figures only where there are any."""
        has_last = self.last is not None
        return tuple(each for each in FactColumn if has_last or each is not FactColumn.LAST)

    @property
    def printed(self) -> int:
        """How many columns print: what is said of each figure is read on the screen."""
        return self.columns.index(FactColumn.DEFINITION)


def write_facts_sheet(page: Any, book: FormBook, sheet: FactsSheet) -> None:
    """The whole sheet."""
    columns = sheet.columns
    _write_head(page, book, sheet)
    numbers = count(1)
    for group in sheet.lines.groups:
        last, style = sheet.printed - 1, book.style("group")
        page.merge_range(group.place, 0, group.place, last, group.title, style)
        for line in group.lines:
            _FactLine(page, book, columns, line).write(next(numbers), sheet)
    _write_foot(page, book, sheet.lines, sheet.printed)
    page.print_area(0, 0, sheet.lines.end + 1, sheet.printed - 1)
    tint_facts(page, book, sheet.lines.figures, columns)
    finish_sheet(page, fixed_columns=2)


def _write_head(page: Any, book: FormBook, sheet: FactsSheet) -> None:
    plan = sheet.plan
    title = f"{plan.bureau}{plan.titles.school}（{plan.year}年度）"
    name = sheet.school or "（请在“学校信息”里填写）"
    school = f"学校：{name}　　类型：{plan.school_type.name}"
    columns = [(each.value, width_of(each)) for each in sheet.columns]
    write_head(page, book, SheetHead(title, school, columns, sheet.printed))
    page.merge_range(2, 0, 2, sheet.printed - 1, "", book.style("status"))
    page.write_formula(2, 0, _status(sheet.lines), book.style("status"), "")
    page.set_row(FIRST_LINE - 1, 22)


def _status(lines: Lines) -> str:
    """How much is still to be filled in, and how many cross-checks fail."""
    required = ranges_of((each for each in lines.figures if each.required), VALUE_LETTER)
    blanks = "+".join(f"COUNTBLANK({each})" for each in required) or "0"
    parts = (
        *('"黄色的必填格还有 "', f"({blanks})", '" 个没有填；指标有 "'),
        *(_count_results(Verdict.NO_DATA.label), '" 项缺数据，数据核对有 "'),
        *(_count_results(DISAGREES), '" 处不一致（见“指标预览”）。"'),
    )
    return "=" + "&".join(parts)


def _count_results(result: str) -> str:
    return f"COUNTIF('{PREVIEW_SHEET}'!{RELATION_RESULTS},{excel_text(result)})"


class _FactLine:
    """One line being written."""

    def __init__(
        self, page: Any, book: FormBook, columns: Sequence[FactColumn], line: Line
    ) -> None:
        self._page, self._book, self._line = page, book, line
        self._columns = {column: place for place, column in enumerate(columns)}

    def write(self, number: int, sheet: FactsSheet) -> None:
        """All its cells; `number` is the line's own, from 1."""
        self._write_name(number)
        self._write_unit()
        self._write_value()
        if sheet.last is not None:
            self._write_last(sheet.last, sheet.plan.school_type)
        self._write_preview(preview_formulas(self._line, sheet.indicators, sheet.plan.dictionary))
        self._write_text(FactColumn.DEFINITION, self._line.fact.definition, "small")
        self._write_text(FactColumn.SOURCE, self._line.fact.source, "small")
        self._page.set_row(self._line.place, _LINE * self._height() + _SPACE)

    def _write_name(self, number: int) -> None:
        self._page.write_number(self._line.place, 0, number, self._book.style("centre"))
        self._write_text(FactColumn.NAME, self._line.fact.name, "name")
        self._write_text(FactColumn.STAGE, self._line.stage or WHOLE_SCHOOL, "centre")

    def _height(self) -> int:
        fact = self._line.fact
        columns = (FactColumn.DEFINITION, FactColumn.SOURCE, FactColumn.NAME)
        texts = zip((fact.definition, fact.source, fact.name), columns, strict=True)
        return max(1, *(lines_of(text, width_of(column) + 4) for text, column in texts))

    def _write_text(self, column: FactColumn, text: str, style: str) -> None:
        place = self._columns[column]
        self._page.write_string(self._line.place, place, text, self._book.style(style))

    def _write_unit(self) -> None:
        choices = unit_choices(self._line.fact)
        unit = self._line.unit or self._line.fact.unit
        if len(choices) < 2:
            self._write_text(FactColumn.UNIT, unit, "centre")
            return
        self._write_text(FactColumn.UNIT, unit, "choice")
        told = f"单位请从列表里选：{'、'.join(choices)}。"
        self._validate(UNIT_COLUMN, self._book.drop_down(choices, "请选单位", told))

    def _write_value(self) -> None:
        fact, value, place = self._line.fact, self._line.value, self._line.place
        style = self._book.style(_value_style(fact.kind))
        if not value:
            self._page.write_blank(place, VALUE_COLUMN, None, style)
        elif fact.kind.is_number and is_cell_number(value):
            self._page.write_number(place, VALUE_COLUMN, float(value), style)
        else:
            self._page.write_string(place, VALUE_COLUMN, value, style)
        self._validate(VALUE_COLUMN, rule_for(fact, self._book))

    def _validate(self, column: int, rule: Mapping[str, object]) -> None:
        self._page.data_validation(self._line.place, column, self._line.place, column, rule)

    def _write_last(self, last: LastYear, school_type: SchoolType) -> None:
        value = last.find(self._line.fact.name, self._line.stage, school_type)
        place, column = self._line.place, self._columns[FactColumn.LAST]
        if value is None or isinstance(value, tuple):
            self._page.write_blank(place, column, None, self._book.style("last"))
        elif isinstance(value, (bool, str)):
            self._write_text(FactColumn.LAST, _word(value), "last")
        else:
            style = self._book.style(_last_style(self._line.fact.kind, value))
            self._page.write_number(place, column, float(exact_text(value)), style)

    def _write_preview(self, formulas: Mapping[FactColumn, str]) -> None:
        place, style = self._line.place, self._book.style("small")
        for column in PREVIEW_COLUMNS:
            if column in formulas:
                formula = f"={formulas[column]}"
                self._page.write_formula(place, self._columns[column], formula, style, "")
            else:
                self._page.write_blank(place, self._columns[column], None, style)


def _word(value: bool | str) -> str:
    return value if isinstance(value, str) else yes_no(value)


def _value_style(kind: FactKind) -> str:
    if kind in (FactKind.TEXT, FactKind.RATIO):
        return "text"
    return "input" if kind.is_number else "choice"


def _last_style(kind: FactKind, value: Decimal) -> str:
    if kind is FactKind.YEAR:
        return "centre"
    return "last_whole" if value == value.to_integral_value() else "last"


def _write_foot(page: Any, book: FormBook, lines: Lines, width: int) -> None:
    names = dict.fromkeys(block.fact.name for block in (*lines.classes, *lines.details))
    told = f"{'、'.join(names)}在后面的明细表里填写。" if names else ""
    page.merge_range(lines.end, 0, lines.end, width - 1, told, book.style("sign"))
    sign = "".join(f"{title}：{'　' * 8}" for title in _SIGNATURES) + "（公章）"
    page.merge_range(lines.end + 1, 0, lines.end + 1, width - 1, sign, book.style("sign"))
    page.set_row(lines.end + 1, 30)
