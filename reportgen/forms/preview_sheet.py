"""指标预览: every indicator worked out live, and the figures held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.forms.calculation import IndicatorLine, RelationLine
from reportgen.forms.cell_styles import FormBook, clean, lines_of, print_on_a4, protect
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.model.assessment import Verdict
from reportgen.model.form import WHOLE_SCHOOL
from reportgen.model.standard import Indicator, IndicatorKind, display_limit, limit_signs
from reportgen.ooxml.cell_names import column_name

_COLUMNS = (
    *(
        ("序号", 6),
        ("标准", 20),
        ("指标", 38),
        ("学段", 7),
        ("本校数值", 14),
        ("标准要求", 14),
        ("结论", 18),
    ),
    ("怎么算", 52),
)
VALUE_LETTER, REQUIRED_LETTER, VERDICT_LETTER = "E", "F", "G"
# Where both tables put their results.
RELATION_RESULTS = f"${VERDICT_LETTER}$1:${VERDICT_LETTER}$2000"
NOT_ASKED, AGREES, DISAGREES = "不适用", "一致", "不一致，请核对"
_UNKNOWN = "没有填齐"
# Float division leaves crumbs that the verdict must not see.
_DIGITS = 10
_LINE, _SPACE = 14, 5


def number_format(indicator: Indicator) -> str:
    """How a value of the indicator is shown."""
    if indicator.kind in (IndicatorKind.GRADE, IndicatorKind.YES_NO):
        return "General"
    if indicator.kind is IndicatorKind.NUMBER:
        # Figures as given keep the decimals they were given with; a share that was worked out has
        # no end of them.
        return '0.0"%"' if indicator.unit == "%" else "General"
    number = "0." + "0" * indicator.decimals if indicator.decimals else "0"
    if indicator.kind is IndicatorKind.ONE_TO:
        return f'"1∶"{number}'
    return f'{number}"%"' if indicator.unit == "%" else number


def write_preview_sheet(
    page: Any,
    book: FormBook,
    indicators: Sequence[IndicatorLine],
    relations: Sequence[RelationLine],
) -> None:
    """The whole sheet; the results are formulas without a cached value."""
    end = len(_COLUMNS) - 1
    page.merge_range(0, 0, 0, end, "指标预览（自动计算，供填表时参考）", book.look("title"))
    page.set_row(0, 30)
    note = "填完“基本数据”这里自动算出。结论以教育局生成的报告为准；适用过渡条款的，在“学校信息”里写上条款名称。"
    page.merge_range(1, 0, 1, end, note, book.look("status"))
    for place, (title, width) in enumerate(_COLUMNS):
        page.set_column(place, place, width)
        page.write_string(FIRST_LINE - 1, place, title, book.look("head"))
    for number, line in enumerate(indicators):
        _write_indicator(page, book, number, line)
    below = FIRST_LINE + len(indicators) + 1
    _write_relations(page, book, below, relations)
    _tint(page, book, below + len(relations) + 2)
    page.freeze_panes(FIRST_LINE, 3)
    print_on_a4(page, FIRST_LINE - 1)
    protect(page)


def _write_indicator(page: Any, book: FormBook, number: int, line: IndicatorLine) -> None:
    row, indicator = FIRST_LINE + number, line.indicator
    page.write_number(row, 0, number + 1, book.look("centre"))
    page.write_string(row, 1, clean(line.standard.short_title), book.look("label"))
    page.write_string(row, 2, clean(indicator.name), book.look("name"))
    page.write_string(row, 3, line.stage or WHOLE_SCHOOL, book.look("centre"))
    value = f'IF(({line.applies})=FALSE,"",{line.value})' if line.applies else line.value
    page.write_formula(row, 4, f"={value}", book.number_look(number_format(indicator)), "")
    required = _required(line)
    if required.startswith("="):
        page.write_formula(row, 5, required, book.look("centre"), "")
    else:
        page.write_string(row, 5, clean(required), book.look("centre"))
    page.write_formula(
        row, 6, "=" + _verdict(line, f"${VALUE_LETTER}${row + 1}"), book.look("centre"), ""
    )
    how = _how(indicator)
    page.write_string(row, 7, clean(how), book.look("small"))
    page.set_row(row, _LINE * max(lines_of(how, 56), lines_of(indicator.name, 38)) + _SPACE)


def _required(line: IndicatorLine) -> str:
    """The limit as printed, or a formula where a variant may set another."""
    indicator = line.indicator
    base = indicator.limits.find(line.stage)
    if line.limit is None or not line.limit.startswith("IF("):
        return (
            display_limit(indicator, base)
            if line.limit is None or base is not None
            else line.limit.strip('"')
        )
    before, behind = limit_signs(indicator)
    return f"={excel_text(before)}&{line.limit}&{excel_text(behind)}"


def _verdict(line: IndicatorLine, value: str) -> str:
    if line.limit is None:
        known = excel_text(Verdict.NO_LIMIT.label)
    else:
        known = f"IF({_reaches(line, value)},{excel_text(Verdict.MET.label)},{excel_text(Verdict.UNMET.label)})"
    verdict = f'IF({value}="",{excel_text(Verdict.NO_DATA.label)},{known})'
    return (
        f"IF(({line.applies})=FALSE,{excel_text(NOT_ASKED)},{verdict})" if line.applies else verdict
    )


def _reaches(line: IndicatorLine, value: str) -> str:
    indicator, limit = line.indicator, line.limit or ""
    if indicator.kind is IndicatorKind.GRADE:
        name = limit.strip('"')
        enough = (
            indicator.grades[: indicator.grades.index(name) + 1]
            if name in indicator.grades
            else (name,)
        )
        return f"OR({','.join(f'{value}={excel_text(grade)}' for grade in enough)})"
    if indicator.kind is IndicatorKind.YES_NO:
        return f"{value}={limit}"
    sign = ">=" if indicator.wants_more else "<="
    return f"ROUND({value},{_DIGITS}){sign}ROUND({limit},{_DIGITS})"


def _how(indicator: Indicator) -> str:
    above, below = (
        indicator.numerator.text,
        indicator.denominator.text if indicator.denominator else "",
    )
    times = "" if indicator.multiple == 1 else f" × {indicator.multiple.normalize():f}"
    if indicator.kind is IndicatorKind.ONE_TO:
        return f"1∶（{below} ÷ {above}）"
    return f"{above} ÷ {below}{times}" if below else f"{above}{times}"


def _write_relations(
    page: Any, book: FormBook, first: int, relations: Sequence[RelationLine]
) -> None:
    if not relations:
        return
    for place, title in enumerate(("序号", "数据核对", "应当这样", "学段", "", "", "结果", "")):
        page.write_string(first, place, title, book.look("head"))
    for number, line in enumerate(relations, 1):
        row = first + number
        page.write_number(row, 0, number, book.look("centre"))
        page.write_string(row, 1, "必须改正" if line.is_error else "请看一遍", book.look("label"))
        page.write_string(row, 2, clean(line.text), book.look("name"))
        page.write_string(row, 3, line.stage or WHOLE_SCHOOL, book.look("centre"))
        for place in (4, 5, 7):
            page.write_blank(row, place, None, book.look("small"))
        result = f'=IF(({line.formula})="",{excel_text(_UNKNOWN)},IF({line.formula},"{AGREES}","{DISAGREES}"))'
        page.write_formula(row, 6, result, book.look("centre"), "")
        page.set_row(row, _LINE * lines_of(line.text, 38) + _SPACE)


def _tint(page: Any, book: FormBook, end: int) -> None:
    cells = f"{VERDICT_LETTER}{FIRST_LINE + 1}:{column_name(7)}{end}"
    for word, look in ((Verdict.UNMET.label, "bad"), (Verdict.MET.label, "good")):
        page.conditional_format(
            cells,
            {
                "type": "cell",
                "criteria": "==",
                "value": excel_text(word),
                "format": book.look(look),
            },
        )
    page.conditional_format(
        cells,
        {"type": "text", "criteria": "begins with", "value": "不一致", "format": book.look("bad")},
    )
