"""基本数据: a line a figure, with its unit, last year's figure, a live preview and what it
means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from reportgen.forms.calculation import IndicatorLine, results_of
from reportgen.forms.cell_styles import (
    Book,
    clean,
    lines_of,
    print_on_a4,
    protect,
    rule_for,
)
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.form_rows import FIRST_LINE, Line, Lines
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.preview_sheet import (
    DISAGREES,
    RELATION_RESULTS,
    REQUIRED_LETTER,
    VALUE_LETTER,
    VERDICT_LETTER,
    number_format,
)
from reportgen.model.assessment import Verdict
from reportgen.model.facts import FactKind, Value
from reportgen.model.form import PREVIEW_SHEET, WHOLE_SCHOOL, FactColumn, is_cell_number
from reportgen.model.numbers import exact_text
from reportgen.model.units import unit_choices
from reportgen.ooxml.cell_names import column_name

_WIDTHS: dict[FactColumn, float] = {
    **{
        FactColumn.NUMBER: 5,
        FactColumn.NAME: 25,
        FactColumn.STAGE: 7,
        FactColumn.UNIT: 8,
        FactColumn.VALUE: 15,
    },
    **{
        FactColumn.LAST: 12,
        FactColumn.PREVIEW: 31,
        FactColumn.REQUIRED: 15,
        FactColumn.VERDICT: 14,
    },
    **{FactColumn.DEFINITION: 46, FactColumn.SOURCE: 22},
}
VALUE_COLUMN, UNIT_COLUMN = (
    list(FactColumn).index(FactColumn.VALUE),
    list(FactColumn).index(FactColumn.UNIT),
)
_HEAD = FIRST_LINE - 1
_LINE, _SPACE = 13, 6
# A figure that differs from last year's by more than this share is tinted.
_JUMP = "0.3"


def write_facts_sheet(
    page: Any,
    book: Book,
    plan: FormPlan,
    name: str,
    lines: Lines,
    indicators: Sequence[IndicatorLine],
    last: LastYear | None,
) -> None:
    """The whole sheet."""
    columns = [column for column in FactColumn if column is not FactColumn.LAST or last is not None]
    _write_head(page, book, plan, name, lines, columns)
    for group in lines.groups:
        page.merge_range(
            group.place, 0, group.place, len(columns) - 1, clean(group.title), book.look("group")
        )
        for line in group.lines:
            _Row(page, book, columns, line).write(lines, plan, indicators, last)
    _write_foot(page, book, lines, len(columns))
    _tint(page, book, lines, columns)
    page.freeze_panes(FIRST_LINE, 2)
    print_on_a4(page, _HEAD)
    protect(page)


def _write_head(
    page: Any, book: Book, plan: FormPlan, name: str, lines: Lines, columns: Sequence[FactColumn]
) -> None:
    end = len(columns) - 1
    page.merge_range(
        0,
        0,
        0,
        end,
        clean(f"{plan.bureau}{plan.titles.school}（{plan.year}年度）"),
        book.look("title"),
    )
    page.set_row(0, 30)
    school = f"学校：{name or '（请在“学校信息”里填写）'}　　类型：{plan.school_type.name}"
    page.merge_range(1, 0, 1, end, clean(school), book.look("status"))
    page.merge_range(2, 0, 2, end, "", book.look("status"))
    page.write_formula(2, 0, _status(lines), book.look("status"), "")
    page.set_row(_HEAD, 22)
    for place, column in enumerate(columns):
        page.set_column(place, place, _WIDTHS[column])
        page.write_string(_HEAD, place, column.value, book.look("head"))


def _status(lines: Lines) -> str:
    """How much is still to be filled in, and how many cross-checks fail."""
    letter = column_name(VALUE_COLUMN + 1)
    runs = [
        f"COUNTBLANK({run})"
        for run in _runs((each for each in lines.figures if each.required), letter)
    ]
    lacking, failing = (
        f"COUNTIF('{PREVIEW_SHEET}'!{RELATION_RESULTS},{excel_text(word)})"
        for word in (Verdict.NO_DATA.label, DISAGREES)
    )
    parts = (
        '"黄色的必填格还有 "',
        f"({'+'.join(runs) or '0'})",
        '" 个没有填；指标有 "',
        lacking,
        '" 项缺数据，数据核对有 "',
    )
    return "=" + "&".join((*parts, failing, '" 处不一致（见“指标预览”）。"'))


def _runs(lines: Iterable[Line], letter: str) -> list[str]:
    """The cells of those lines as ranges, neighbours together."""
    places = [line.place + 1 for line in lines]
    breaks = [
        0,
        *(at for at, (one, two) in enumerate(pairwise(places), 1) if two != one + 1),
        len(places),
    ]
    return [
        f"{letter}{places[start]}:{letter}{places[end - 1]}"
        for start, end in pairwise(breaks)
        if start < end
    ]


class _Row:
    """One line being written."""

    def __init__(self, page: Any, book: Book, columns: Sequence[FactColumn], line: Line) -> None:
        self._page, self._book, self._line = page, book, line
        self._place = {column: place for place, column in enumerate(columns)}

    def write(
        self,
        lines: Lines,
        plan: FormPlan,
        indicators: Sequence[IndicatorLine],
        last: LastYear | None,
    ) -> None:
        """All its cells."""
        fact = self._line.fact
        number = sum(line.place <= self._line.place for line in lines.figures)
        self._page.write_number(self._line.place, 0, number, self._book.look("centre"))
        self._text(FactColumn.NAME, fact.name, "name")
        self._text(FactColumn.STAGE, self._line.stage or WHOLE_SCHOOL, "centre")
        self._unit()
        self._value()
        if last is not None:
            self._last(last.find(fact.name, self._line.stage, plan.school_type))
        self._preview(plan, indicators)
        self._text(FactColumn.DEFINITION, fact.definition, "small")
        self._text(FactColumn.SOURCE, fact.source, "small")
        texts = (
            (fact.definition, FactColumn.DEFINITION),
            (fact.source, FactColumn.SOURCE),
            (fact.name, FactColumn.NAME),
        )
        height = max(lines_of(text, _WIDTHS[column] + 4) for text, column in texts)
        self._page.set_row(self._line.place, _LINE * max(height, 1) + _SPACE)

    def _text(self, column: FactColumn, text: str, look: str) -> None:
        self._page.write_string(
            self._line.place, self._place[column], clean(text), self._book.look(look)
        )

    def _unit(self) -> None:
        choices = unit_choices(self._line.fact)
        self._text(
            FactColumn.UNIT,
            self._line.unit or self._line.fact.unit,
            "choice" if len(choices) > 1 else "centre",
        )
        if len(choices) > 1:
            rule = {
                "validate": "list",
                "source": self._book.choices(choices),
                "error_title": "请选单位",
            }
            rule |= {"error_message": f"单位请从列表里选：{'、'.join(choices)}。"}
            self._page.data_validation(
                self._line.place, UNIT_COLUMN, self._line.place, UNIT_COLUMN, rule
            )

    def _value(self) -> None:
        fact, value, place = self._line.fact, self._line.value, self._line.place
        look = self._book.look(_value_look(fact.kind))
        if not value:
            self._page.write_blank(place, VALUE_COLUMN, None, look)
        elif fact.kind.is_number and is_cell_number(value):
            self._page.write_number(place, VALUE_COLUMN, float(value), look)
        else:
            self._page.write_string(place, VALUE_COLUMN, clean(value), look)
        self._page.data_validation(
            place, VALUE_COLUMN, place, VALUE_COLUMN, rule_for(fact, self._book)
        )

    def _last(self, value: Value | None) -> None:
        place, column = self._line.place, self._place[FactColumn.LAST]
        if value is None or isinstance(value, tuple):
            self._page.write_blank(place, column, None, self._book.look("last"))
        elif isinstance(value, (bool, str)):
            text = value if isinstance(value, str) else "是" if value else "否"
            self._page.write_string(place, column, clean(text), self._book.look("last"))
        else:
            whole = value == value.to_integral_value()
            is_year = self._line.fact.kind is FactKind.YEAR
            look = "centre" if is_year else "last_whole" if whole else "last"
            self._page.write_number(place, column, float(exact_text(value)), self._book.look(look))

    def _preview(self, plan: FormPlan, indicators: Sequence[IndicatorLine]) -> None:
        numbers = list(results_of(self._line.fact, indicators, plan.dictionary))
        shown = [
            number for number in numbers if self._line.stage in (None, indicators[number].stage)
        ] or numbers[:0]
        formulas = _preview_formulas(shown, indicators)
        for column, formula in formulas.items():
            place = self._place[column]
            self._page.write_formula(
                self._line.place, place, "=" + formula, self._book.look("small"), ""
            )
        for column in _PREVIEWS:
            if column not in formulas:
                self._page.write_blank(
                    self._line.place, self._place[column], None, self._book.look("small")
                )


_PREVIEWS = (FactColumn.PREVIEW, FactColumn.REQUIRED, FactColumn.VERDICT)


def _preview_formulas(
    shown: Sequence[int], indicators: Sequence[IndicatorLine]
) -> dict[FactColumn, str]:
    if not shown:
        return {}
    cells = [(indicators[number], _preview_row(number)) for number in shown]
    values = [f"'{PREVIEW_SHEET}'!${VALUE_LETTER}${row}" for _, row in cells]
    several = len(cells) > 1
    parts = []
    for (line, _), value in zip(cells, values, strict=True):
        shape = number_format(line.indicator)
        text = value if shape == "General" else f"TEXT({value},{excel_text(shape)})"
        stage = f"{line.stage} " if several else ""
        unit = excel_text(
            "" if line.indicator.unit == "%" and shape != "General" else line.indicator.unit
        )
        parts.append(f'IF({value}="","",{excel_text("　" + stage)}&{text}&{unit})')
    empty = f"AND({','.join(f'{value}={excel_text(str())}' for value in values)})"
    name = excel_text(cells[0][0].indicator.name)
    return {
        FactColumn.PREVIEW: f'IF({empty},"",{name}&{"&".join(parts)})',
        FactColumn.REQUIRED: _joined(cells, REQUIRED_LETTER),
        FactColumn.VERDICT: _joined(cells, VERDICT_LETTER),
    }


def _joined(cells: Sequence[tuple[IndicatorLine, int]], letter: str) -> str:
    several = len(cells) > 1
    parts = [
        (excel_text(f"{line.stage} ") + "&" if several else "")
        + f"'{PREVIEW_SHEET}'!${letter}${row}"
        for line, row in cells
    ]
    return '&"；"&'.join(parts)


def _preview_row(number: int) -> int:
    return FIRST_LINE + number + 1


def _value_look(kind: FactKind) -> str:
    if kind in (FactKind.TEXT, FactKind.RATIO):
        return "text"
    return "input" if kind.is_number else "choice"


def _write_foot(page: Any, book: Book, lines: Lines, width: int) -> None:
    lists = [block.fact.name for block in (*lines.classes, *lines.details)]
    told = f"{'、'.join(dict.fromkeys(lists))}在后面的明细表里填写。" if lists else ""
    page.merge_range(lines.end, 0, lines.end, width - 1, clean(told), book.look("sign"))
    sign = (
        "".join(
            f"{title}：{'　' * 8}" for title in ("校长（签字）", "填表人", "联系电话", "填表日期")
        )
        + "（公章）"
    )
    page.merge_range(lines.end + 1, 0, lines.end + 1, width - 1, sign, book.look("sign"))
    page.set_row(lines.end + 1, 30)


def _tint(page: Any, book: Book, lines: Lines, columns: Sequence[FactColumn]) -> None:
    """Required cells until they are filled; what looks wrong; what is met and what is not."""
    letter, unit = column_name(VALUE_COLUMN + 1), column_name(UNIT_COLUMN + 1)
    figures = lines.figures
    _format(
        page,
        _runs((each for each in figures if each.required), letter),
        {"type": "blanks", "format": book.look("to_fill")},
    )
    doubtful = book.look("doubtful")
    shares = _runs((each for each in figures if each.fact.kind is FactKind.SHARE), letter)
    if shares:
        first = shares[0].partition(":")[0]
        _format(page, shares, _when(f"=AND(ISNUMBER({first}),{first}>0,{first}<=1)", doubtful))
    numbers = _runs(
        (
            each
            for each in figures
            if each.fact.kind.is_number and each.fact.kind is not FactKind.RATIO
        ),
        letter,
    )
    if numbers:
        first = numbers[0].partition(":")[0]
        _format(page, numbers, _when(f"=ISTEXT({first})", doubtful))
    if FactColumn.LAST in columns:
        last = column_name(columns.index(FactColumn.LAST) + 1)
        for name in dict.fromkeys(each.fact.unit for each in figures if each.fact.kind.is_number):
            runs = _runs(
                (each for each in figures if each.fact.unit == name and each.fact.kind.is_number),
                letter,
            )
            row = runs[0].partition(":")[0].removeprefix(letter)
            known = f"ISNUMBER({letter}{row}),ISNUMBER({last}{row}),{last}{row}<>0,{unit}{row}={excel_text(name)}"
            _format(
                page,
                runs,
                _when(
                    f"=AND({known},ABS({letter}{row}-{last}{row})>{_JUMP}*{last}{row})", doubtful
                ),
            )
    verdicts = _runs(figures, column_name(columns.index(FactColumn.VERDICT) + 1))
    _format(
        page, verdicts, _containing(Verdict.UNMET.label, book.look("bad")) | {"stop_if_true": True}
    )
    _format(page, verdicts, _containing(Verdict.MET.label, book.look("good")))


def _when(formula: str, look: Any) -> dict[str, object]:
    return {"type": "formula", "criteria": formula, "format": look}


def _containing(word: str, look: Any) -> dict[str, object]:
    return {"type": "text", "criteria": "containing", "value": word, "format": look}


def _format(page: Any, runs: Sequence[str], rule: dict[str, object]) -> None:
    if runs:
        page.conditional_format(runs[0], {**rule, "multi_range": " ".join(runs)})
