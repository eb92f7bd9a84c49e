"""指标预览: every indicator worked out live, and the figures held against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportgen.forms.calculation import IndicatorLine, RelationLine
from reportgen.forms.cell_styles import FormBook, lines_of
from reportgen.forms.excel_formula import excel_text, plain_constant
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.sheet_frame import SheetHead, finish_sheet, write_head
from reportgen.model.assessment import Verdict
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.standard import Indicator, IndicatorKind, display_limit, limit_signs
from reportgen.ooxml.cell_names import column_name

_COLUMNS = (
    *(("序号", 6), ("标准", 18), ("指标", 38), ("学段", 7)),
    *(("本校数值", 14), ("标准要求", 14), ("结论", 18), ("怎么算", 52)),
)
_RELATION_TITLES = ("序号", "数据核对", "应当这样", "学段", "", "", "结果", "")
_TITLE = "指标预览（自动计算，供填表时参考）"
_NOTE = (
    "填完“基本数据”这里自动算出。结论以教育局生成的报告为准；"
    "适用过渡条款的，在“学校信息”里写上条款名称。"
)
VALUE_LETTER, REQUIRED_LETTER, VERDICT_LETTER = "E", "F", "G"
# Where both tables put their results.
RELATION_RESULTS = f"${VERDICT_LETTER}$1:${VERDICT_LETTER}$2000"
NOT_ASKED, AGREES, DISAGREES = "不适用", "一致", "不一致，请核对"
_UNKNOWN = "没有填齐"
GENERAL = "General"
# Float division leaves crumbs that the verdict must not see.
_DIGITS = 10
_LINE, _SPACE = 14, 5


def number_format(indicator: Indicator) -> str:
    """How a value of the indicator is shown."""
    if indicator.kind in (IndicatorKind.GRADE, IndicatorKind.YES_NO):
        return GENERAL
    # Figures as given keep the decimals they were given with; a share that was worked out has no
    # end of them.
    if indicator.kind is IndicatorKind.NUMBER and indicator.unit != "%":
        return GENERAL
    decimals = _decimals(indicator)
    return _in_signs(indicator, "0." + "0" * decimals if decimals else "0")


def exact_format(indicator: Indicator) -> str:
    """How a value is shown that is belied by its usual decimals."""
    return _in_signs(indicator, "0." + "0" * (_decimals(indicator) + 1) + "###")


def _decimals(indicator: Indicator) -> int:
    return 1 if indicator.kind is IndicatorKind.NUMBER else indicator.decimals


def _in_signs(indicator: Indicator, number: str) -> str:
    if indicator.kind is IndicatorKind.ONE_TO:
        return f'"1∶"{number}'
    return f'{number}"%"' if indicator.unit == "%" else number


def belied(line: IndicatorLine, cell: Callable[[str], str]) -> str:
    """Whether the value of the line, with its usual decimals, is on the other side of its limit.

    `cell` names the line's cell in a column of the sheet. Empty where that cannot be.
    """
    indicator = line.indicator
    if line.limit is None or number_format(indicator) == GENERAL:
        return ""
    value, verdict = cell(VALUE_LETTER), cell(VERDICT_LETTER)
    before, _ = limit_signs(indicator)
    number = f'SUBSTITUTE(MID({cell(REQUIRED_LETTER)},{len(before) + 1},30),"%","")'
    sign = ">=" if indicator.wants_more else "<="
    reached = f"ROUND({value},{_decimals(indicator)}){sign}VALUE({number})"
    met, unmet = (f"{verdict}={excel_text(each.label)}" for each in (Verdict.MET, Verdict.UNMET))
    test = f"AND(ISNUMBER({value}),OR({met},{unmet}),({met})<>({reached}))"
    return f"IFERROR({test},FALSE)"


def write_preview_sheet(
    page: Any,
    book: FormBook,
    indicators: Sequence[IndicatorLine],
    relations: Sequence[RelationLine],
) -> None:
    """The whole sheet; the results are formulas without a cached value."""
    # How a value comes about is read on the screen: with it the sheet would print too small.
    write_head(page, book, SheetHead(_TITLE, _NOTE, _COLUMNS, len(_COLUMNS) - 1))
    for number, line in enumerate(indicators, 1):
        _write_indicator(page, book, number, line)
    below = FIRST_LINE + len(indicators) + 1
    if relations:
        _write_relations(page, book, below, relations)
    end = below + len(relations) + 2
    _tint(page, book, end)
    page.print_area(0, 0, end - 2, len(_COLUMNS) - 2)
    finish_sheet(page, fixed_columns=3)


def _write_indicator(page: Any, book: FormBook, number: int, line: IndicatorLine) -> None:
    row, indicator = FIRST_LINE - 1 + number, line.indicator
    page.write_number(row, 0, number, book.style("centre"))
    page.write_string(row, 1, line.standard.short_title, book.style("label"))
    page.write_string(row, 2, indicator.name, book.style("name"))
    page.write_string(row, 3, line.stage or WHOLE_SCHOOL, book.style("centre"))
    _write_result(page, book, row, line)
    how = _how(indicator)
    page.write_string(row, 7, how, book.style("small"))
    page.set_row(row, _LINE * max(lines_of(how, 56), lines_of(indicator.name, 38)) + _SPACE)


def _write_result(page: Any, book: FormBook, row: int, line: IndicatorLine) -> None:
    """The value, the limit and the verdict."""
    value = f"={_if_applies(line, line.value, '')}"
    page.write_formula(row, 4, value, book.number_style(number_format(line.indicator)), "")
    _write_required(page, row, line, centre := book.style("centre"))
    page.write_formula(row, 6, f"={_verdict(line, f'${VALUE_LETTER}${row + 1}')}", centre, "")
    if test := belied(line, lambda letter: f"${letter}${row + 1}"):
        exact = book.other_format(exact_format(line.indicator))
        rule = {"type": "formula", "criteria": f"={test}", "format": exact}
        page.conditional_format(f"{VALUE_LETTER}{row + 1}", rule)


def _if_applies(line: IndicatorLine, formula: str, otherwise: str) -> str:
    if not line.applies:
        return formula
    return f"IF(({line.applies})=FALSE,{excel_text(otherwise)},{formula})"


def _write_required(page: Any, row: int, line: IndicatorLine, style: Any) -> None:
    """The limit as printed, or a formula where a variant may set another."""
    indicator, limit = line.indicator, line.limit
    base = indicator.limits.find(line.stage)
    if limit is not None and limit.startswith("IF("):
        before, behind = limit_signs(indicator)
        formula = f"={excel_text(before)}&{limit}&{excel_text(behind)}"
        page.write_formula(row, 5, formula, style, "")
    elif limit is not None and base is None:
        page.write_string(row, 5, plain_constant(limit), style)
    else:
        page.write_string(row, 5, display_limit(indicator, base), style)


def _verdict(line: IndicatorLine, value: str) -> str:
    known = excel_text(Verdict.NO_LIMIT.label)
    if line.limit is not None:
        met, unmet = excel_text(Verdict.MET.label), excel_text(Verdict.UNMET.label)
        known = f"IF({_reaches(line.indicator, value, line.limit)},{met},{unmet})"
    verdict = f'IF({value}="",{excel_text(Verdict.NO_DATA.label)},{known})'
    return _if_applies(line, verdict, NOT_ASKED)


def _reaches(indicator: Indicator, value: str, limit: str) -> str:
    if indicator.kind is IndicatorKind.GRADE:
        grades = _enough_grades(indicator, plain_constant(limit))
        return f"OR({','.join(f'{value}={excel_text(grade)}' for grade in grades)})"
    if indicator.kind is IndicatorKind.YES_NO:
        return f"{value}={limit}"
    sign = ">=" if indicator.wants_more else "<="
    return f"ROUND({value},{_DIGITS}){sign}ROUND({limit},{_DIGITS})"


def _enough_grades(indicator: Indicator, least: str) -> Sequence[str]:
    grades = indicator.grades
    return grades[: grades.index(least) + 1] if least in grades else (least,)


def _how(indicator: Indicator) -> str:
    above = indicator.numerator.text
    below = indicator.denominator.text if indicator.denominator else ""
    times = "" if indicator.multiple == 1 else f" × {indicator.multiple.normalize():f}"
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶（{below} ÷ {above}）"
    return f"{above} ÷ {below}{times}" if below else f"{above}{times}"


def _write_relations(
    page: Any, book: FormBook, first: int, relations: Sequence[RelationLine]
) -> None:
    for place, title in enumerate(_RELATION_TITLES):
        page.write_string(first, place, title, book.style("head"))
    for number, line in enumerate(relations, 1):
        page.write_number(first + number, 0, number, book.style("centre"))
        _write_relation(page, book, first + number, line)


def _write_relation(page: Any, book: FormBook, row: int, line: RelationLine) -> None:
    page.write_string(row, 1, "必须改正" if line.is_error else "请看一遍", book.style("label"))
    page.write_string(row, 2, line.text, book.style("name"))
    page.write_string(row, 3, line.stage or WHOLE_SCHOOL, book.style("centre"))
    for place in (4, 5, 7):
        page.write_blank(row, place, None, book.style("small"))
    answer = f'IF({line.formula},"{AGREES}","{DISAGREES}")'
    result = f'=IF(({line.formula})="",{excel_text(_UNKNOWN)},{answer})'
    page.write_formula(row, 6, result, book.style("centre"), "")
    page.set_row(row, _LINE * lines_of(line.text, 38) + _SPACE)


def _tint(page: Any, book: FormBook, end: int) -> None:
    cells = f"{VERDICT_LETTER}{FIRST_LINE + 1}:{column_name(7)}{end}"
    for verdict, style in ((Verdict.UNMET, "bad"), (Verdict.MET, "good")):
        test = {"type": "cell", "criteria": "==", "value": excel_text(verdict.label)}
        page.conditional_format(cells, {**test, "format": book.style(style)})
    test = {"type": "text", "criteria": "begins with", "value": "不一致"}
    page.conditional_format(cells, {**test, "format": book.style("bad")})
