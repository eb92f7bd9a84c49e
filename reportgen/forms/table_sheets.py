"""成绩, 主要措施, 存在问题, 今后措施 and rarer sheets: tables of text, an entry a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from reportgen.forms.cell_styles import FormBook, lines_of, text_height
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.plan import FormPlan
from reportgen.forms.sheet_frame import USUAL_WIDTH, SheetHead, finish_sheet, write_head
from reportgen.model.form import (
    EXPECTED_COLUMN,
    OTHER_COLUMNS,
    OTHER_SHEET,
    OUTLINE_COLUMNS,
    OUTLINE_SHEET,
    PAST_COLUMN,
    TEXT_COLUMN,
    WHOLE_COLUMNS,
    WHOLE_SHEET,
    OutlineRow,
    TableSheet,
    is_cell_number,
)
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.named_tuple import NamedTuple
from reportgen.words.levels import LEVELS

_NUMBER = "序号"
# Of the columns that are not USUAL_WIDTH wide.
_WIDTHS = {
    **{_NUMBER: 6, "标题": 26, "内容": 66, "名称": 44, "级别": 12, "颁发单位": 30, "年份": 10},
    **{"指标": 28, "针对": 28, "责任人": 12, "完成时限": 11, EXPECTED_COLUMN: 22},
    **{"项目": 36, "金额": 16, "状态": 12, "说明": 40, "之后": 16},
    **{"职责": 16, "姓名": 20, "职务": 40, "存放": 40, PAST_COLUMN: 60},
    **{"写法": 16},
    **{"章节名称": 16, "全文": 110, "路径": 24, OTHER_COLUMNS[1]: 100},
}
# A table with so many columns would print too small.
_NARROW = {
    **{("今后措施", "针对"): 20, ("今后措施", "标题"): 16, ("今后措施", "内容"): 34},
    **{("今后措施", "责任人"): 9, ("今后措施", EXPECTED_COLUMN): 20, ("今后措施", "进展"): 11},
    **{(OUTLINE_SHEET, "章节"): 34, (OUTLINE_SHEET, "标题"): 46},
}
ROLES = ("组长", "副组长", "成员")
STATES = ("已投入", "拟投入")
_FREE = 6
_LEAST, _MOST_BESIDE = {"成绩": 15}, 8
_USUAL_LEAST = 10
_WHOLE_NOTE = (
    "已经写好一整章的，不用逐项填：左边选哪一章，右边贴全文，一行就是一段。基本情况、达标情况、取得成绩"
    "印在程序写的话前面；其余各章代替逐项填的，那一张表就不要再填。“引言”代替开头“根据……”那一段。"
)
_WHOLE_LINES = 6
_OUTLINE_NOTE = (
    "报告有哪几章、按什么次序，平时不用改。要改的：换次序就改各行写的章节，不要的一行清空，标题另起就写在“标题”"
    "里；几部分合成一章的，“章节”里一行写一个（格内换行按 Alt+回车）；“写法”不选就是通常的写法。"
)
_OTHER_NOTE = "数据文件里没有对应格子的内容，原样保存在这里。不懂的请不要改。"
_MESSAGES = {
    "年份": "四位数，如 2024。",
    "完成时限": "写成 2025-12，或 2025-12-31。",
    "金额": "连单位一起写，如 6800元、63.5万元。",
}


class TableHints(NamedTuple):
    """What tables offer: names of indicators and of chapters to choose from, and examples of
    written figures; `past` are last year's entries by the sheet's name.
    """

    indicators: Sequence[str]
    examples: str
    chapters: Sequence[str] = ()
    past: Mapping[str, Sequence[str]] = MappingProxyType({})


class OutlineContent(NamedTuple):
    """What stands on 提纲: its lines, the titles of the school's own `chapters`, and last year's
    lines.
    """

    rows: Sequence[OutlineRow]
    chapters: Sequence[str] = ()
    past: Sequence[str] = ()


class _Table(NamedTuple):
    """A sheet of so many lines, the first of which `rows` fill; they may be numbered.

    `past` are last year's entries, which stand beside the lines.
    """

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: int
    is_numbered: bool = False
    past: Sequence[str] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The column titles of the sheet, last year's column last."""
        before, behind = (_NUMBER,) * self.is_numbered, (PAST_COLUMN,) * bool(self.past)
        return (*before, *self.columns, *behind)


def write_table_sheet(
    page: Any, book: FormBook, table: TableSheet, rows: Sequence[Sequence[str]], hints: TableHints
) -> None:
    """The whole sheet of a table that data files have."""
    past = hints.past.get(table.name, ())
    count = max(len(rows) + _FREE, _LEAST.get(table.name, _USUAL_LEAST), len(past))
    note = table.sample.format(examples=hints.examples)
    _write(page, book, _Table(table.name, note, table.columns, rows, count, True, past))
    last = FIRST_LINE + count - 1
    for place, column in enumerate(table.columns, 1):
        rule = _rule(column, book, hints)
        if rule:
            page.data_validation(FIRST_LINE, place, last, place, rule)


def _rule(column: str, book: FormBook, hints: TableHints) -> dict[str, object]:
    """What may be typed into the column; empty where anything may, without a word."""
    if column == "状态":
        return book.drop_down(STATES, "请选状态", f"请从列表里选：{'、'.join(STATES)}。")
    lists = {"级别": LEVELS, "指标": hints.indicators, "针对": hints.indicators}
    lists |= {"职责": ROLES, "之后": hints.chapters}
    if lists.get(column):
        return book.drop_down(lists[column])
    messages = {**_MESSAGES, EXPECTED_COLUMN: f"{hints.examples}（格内换行按 Alt+回车）。"}
    if column in messages:
        return {"validate": "any", "input_title": column, "input_message": messages[column]}
    return {}


def write_whole_sheet(
    page: Any, book: FormBook, rows: Sequence[tuple[str, str]], past: Sequence[str]
) -> None:
    """Sections that are given whole; `past` are those of last year that no other sheet shows."""
    count = max(len(rows) + 2, _WHOLE_LINES, len(past))
    table = _Table(WHOLE_SHEET, _WHOLE_NOTE, WHOLE_COLUMNS, rows, count, past=past)
    _write(page, book, table)
    last = FIRST_LINE + count - 1
    page.data_validation(FIRST_LINE, 0, last, 0, book.drop_down(WHOLE_SECTIONS))


def write_outline_sheet(page: Any, book: FormBook, plan: FormPlan, outline: OutlineContent) -> None:
    """The chapters of the report: those of the school's own outline, or the usual ones."""
    count = max(len(outline.rows) + _FREE, _USUAL_LEAST, len(outline.past))
    table = _Table(
        *(OUTLINE_SHEET, _OUTLINE_NOTE, OUTLINE_COLUMNS, outline.rows, count, True, outline.past)
    )
    _write(page, book, table)
    last = FIRST_LINE + count - 1
    parts = tuple(dict.fromkeys((*plan.parts, *outline.chapters)))
    for place, options in ((1, parts), (3, plan.styles)):
        if options:
            page.data_validation(FIRST_LINE, place, last, place, book.drop_down(options))


def write_other_sheet(page: Any, book: FormBook, rows: Sequence[tuple[str, str]]) -> None:
    """What has no cell of its own."""
    _write(page, book, _Table(OTHER_SHEET, _OTHER_NOTE, OTHER_COLUMNS, rows, len(rows)))


def _write(page: Any, book: FormBook, table: _Table) -> None:
    columns = [(title, _width(table.title, title)) for title in table.titles]
    printed = len(columns) - bool(table.past)
    write_head(page, book, SheetHead(table.title, table.note, columns, printed))
    page.set_row(1, _note_height(table.note, sum(width for _, width in columns[:printed])))
    free = [("",) * len(table.columns)] * (table.lines - len(table.rows))
    for row, texts in enumerate((*table.rows, *free), FIRST_LINE):
        if table.is_numbered:
            page.write_number(row, 0, row - FIRST_LINE + 1, book.style("centre"))
        _write_row(page, book, row, table, texts)
    finish_sheet(page, with_objects=TEXT_COLUMN in table.columns)
    if table.past:
        page.print_area(0, 0, FIRST_LINE + table.lines - 1, printed - 1)


def _note_height(note: str, width: float) -> float:
    """How high the note's line is: there is room for two lines at least."""
    return max(34, 17 * lines_of(note, width))


def _write_row(page: Any, book: FormBook, row: int, table: _Table, texts: Sequence[str]) -> None:
    cells = list(zip(table.columns, texts, strict=True))
    for place, (column, text) in enumerate(cells, int(table.is_numbered)):
        _write_cell(page, book, (row, place), column, text)
    past = "".join(table.past[row - FIRST_LINE :][:1])
    if past:
        page.write_string(row, len(table.titles) - 1, past, book.style("past"))
    least = 2 if TEXT_COLUMN in table.columns else 1
    # Last year's text is read by clicking it where it is long: the row prints.
    beside = min(lines_of(past, _WIDTHS[PAST_COLUMN]), _MOST_BESIDE)
    page.set_growing_row(row, text_height(_sized(table, cells), max(least, beside)))


def _sized(table: _Table, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    return ((text, _width(table.title, column)) for column, text in cells)


def _width(sheet: str, column: str) -> float:
    return _NARROW.get((sheet, column)) or _WIDTHS.get(column, USUAL_WIDTH)


def _write_cell(page: Any, book: FormBook, place: tuple[int, int], column: str, text: str) -> None:
    style = book.style("code" if column == OTHER_COLUMNS[1] else "text")
    if not text:
        page.write_blank(*place, None, style)
    elif column == "年份" and is_cell_number(text):
        page.write_number(*place, float(text), book.style("choice"))
    else:
        page.write_string(*place, text, style)
