"""成绩, 主要措施, 存在问题, 今后措施 and the sheets that only some schools need: tables of text,
an entry a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.forms.cell_styles import FormBook, clean, lines_of, print_on_a4, protect
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.model.form import (
    EXPECTED_COLUMN,
    OTHER_COLUMNS,
    OTHER_SHEET,
    WHOLE_COLUMNS,
    WHOLE_SHEET,
    TableSheet,
    is_cell_number,
)

_WIDTHS = {
    **{
        "标题": 28,
        "内容": 70,
        "名称": 44,
        "级别": 12,
        "颁发单位": 30,
        "年份": 10,
        "指标": 32,
        "针对": 32,
        "责任人": 16,
    },
    **{
        "完成时限": 12,
        EXPECTED_COLUMN: 26,
        "项目": 36,
        "金额": 16,
        "状态": 12,
        "说明": 40,
        "之后": 16,
    },
    **{"章节名称": 16, "全文": 110, "路径": 24, OTHER_COLUMNS[1]: 100},
}
LEVELS = ("国家级", "省级", "市级", "县级", "乡镇级", "校级")
STATES = ("已投入", "拟投入")
_FREE = 6
_LEAST = {"成绩": 15}
_USUAL_LEAST = 10
_LINE, _SPACE, _LEAST_LINES, _MOST_LINES = 14, 8, 2, 28


def write_table_sheet(
    page: Any,
    book: FormBook,
    table: TableSheet,
    rows: Sequence[Sequence[str]],
    indicators: Sequence[str],
    examples: str,
) -> None:
    """The whole sheet; `indicators` are the names to choose from where one is meant, `examples` say
    how figures are written.
    """
    count = max(len(rows) + _FREE, _LEAST.get(table.name, _USUAL_LEAST))
    sample = table.sample.format(examples=examples)
    _write(page, book, table.name, sample, ("序号", *table.columns), rows, count)
    last = FIRST_LINE + count - 1
    messages = {**_MESSAGES, EXPECTED_COLUMN: f"{examples}（格内换行按 Alt+回车）。"}
    lists = {"级别": LEVELS, "状态": STATES, "指标": indicators, "针对": indicators}
    for place, column in enumerate(table.columns, 1):
        if lists.get(column):
            page.data_validation(FIRST_LINE, place, last, place, _choice_rule(column, lists, book))
        elif column in messages:
            rule = {"validate": "any", "input_title": column, "input_message": messages[column]}
            page.data_validation(FIRST_LINE, place, last, place, rule)


_MESSAGES = {
    "年份": "四位数，如 2024。",
    "完成时限": "写成 2025-12，或 2025-12-31。",
    "金额": "连单位一起写，如 6800元、63.5万元。",
}


def _choice_rule(
    column: str, lists: Mapping[str, Sequence[str]], book: FormBook
) -> dict[str, object]:
    """A list that also takes what is not in it, except where only its words have a meaning."""
    rule: dict[str, object] = {"validate": "list", "source": book.choices(tuple(lists[column]))}
    if column == "状态":
        return {
            **rule,
            "error_title": "请选状态",
            "error_message": "请从列表里选：已投入、拟投入。",
        }
    return {**rule, "show_error": False}


def write_whole_sheet(page: Any, book: FormBook, rows: Sequence[tuple[str, str]]) -> None:
    """Sections that are given whole."""
    _write(
        page, book, WHOLE_SHEET, "整章写好的文字（Markdown）。", WHOLE_COLUMNS, rows, len(rows) + 2
    )


def write_other_sheet(page: Any, book: FormBook, rows: Sequence[tuple[str, str]]) -> None:
    """What has no cell of its own."""
    note = "数据文件里没有对应格子的内容，原样保存在这里。不懂的请不要改。"
    _write(page, book, OTHER_SHEET, note, OTHER_COLUMNS, rows, len(rows))


def _write(
    page: Any,
    book: FormBook,
    title: str,
    note: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    count: int,
) -> None:
    numbered = columns[0] == "序号"
    end = len(columns) - 1
    page.merge_range(0, 0, 0, end, title, book.look("title"))
    page.set_row(0, 30)
    page.merge_range(1, 0, 1, end, note, book.look("status"))
    page.set_row(1, 34)
    for place, column in enumerate(columns):
        page.set_column(place, place, _WIDTHS.get(column, 6))
        page.write_string(FIRST_LINE - 1, place, column, book.look("head"))
    for number in range(count):
        texts = rows[number] if number < len(rows) else ("",) * (len(columns) - numbered)
        _write_row(
            page, book, FIRST_LINE + number, columns, texts, number + 1 if numbered else None
        )
    page.freeze_panes(FIRST_LINE, 0)
    print_on_a4(page, FIRST_LINE - 1)
    protect(page)


def _write_row(
    page: Any,
    book: FormBook,
    row: int,
    columns: Sequence[str],
    texts: Sequence[str],
    number: int | None,
) -> None:
    named = columns if number is None else columns[1:]
    if number is not None:
        page.write_number(row, 0, number, book.look("centre"))
    for place, (column, text) in enumerate(
        zip(named, texts, strict=True), len(columns) - len(named)
    ):
        look = book.look("code" if column == OTHER_COLUMNS[1] else "text")
        if not text:
            page.write_blank(row, place, None, look)
        elif column == "年份" and is_cell_number(text):
            page.write_number(row, place, float(text), book.look("choice"))
        else:
            page.write_string(row, place, clean(text), look)
    needed = max(
        lines_of(text, _WIDTHS.get(column, 6)) for column, text in zip(named, texts, strict=True)
    )
    page.set_row(row, _LINE * min(max(needed, _LEAST_LINES), _MOST_LINES) + _SPACE)
