"""Workbooks among schools' data that may be lists of schools."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from reportgen.load.roster_look import looks_like_roster
from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.load.workbooks.book import Book, book_of, open_book
from reportgen.resources import data_folder

Rows = tuple[tuple[object, ...], ...]
WORDS = load_vocabulary(data_folder() / "vocabulary.yaml").lists
LIST: Rows = (("应报学校名单",), ("学校名称", "学校类型"), ("甲小学", "小学"), ("乙小学", "小学"))


def looks(folder: Path, *sheets: Rows) -> bool:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "表.xlsx")
    return looks_like_roster(open_book(folder / "表.xlsx"), WORDS)


@pytest.mark.parametrize(
    "rows",
    [
        LIST,
        (("校名",), ("甲小学",)),
        (("序号", "学校", "代码", "联系电话"), (1, "甲小学", 4101230001, 62330001)),
        (*LIST, ("合计", 2)),
        (
            ("序号", "单位名称", "所在乡镇", "学段", "办学类型", "学校标识码", "办别", "备注"),
            (1, "甲小学", "河东镇", "小学", "教学点", 4101230001, "公办", "新建"),
        ),
    ],
)
def test_names_without_figures_are_a_list(tmp_path: Path, rows: Rows) -> None:
    assert looks(tmp_path, rows)


def test_a_list_may_have_several_sheets_and_notes(tmp_path: Path) -> None:
    assert looks(tmp_path, LIST, (("请按时报",),), (("校名", "类型"), ("丙初中", "初级中学")))


@pytest.mark.parametrize(
    "rows",
    [
        (("学校名称", "学校类型", "学生"), ("甲小学", "小学", 300)),
        (("学校名称", "学校类型", "占比"), ("甲小学", "小学", "45%")),
        (("学校名称", "类型", "围墙", "校门", "厕所"), ("甲小学", "小学", "有", "有", "无")),
        (("学校名称", "甲小学"), ("学校类型", "小学"), ("校长", "张三")),
        (("单位", "类型"), ("甲小学", "小学")),
    ],
)
def test_what_says_more_of_schools_is_none(tmp_path: Path, rows: Rows) -> None:
    assert not looks(tmp_path, rows)


def test_figures_on_another_sheet_make_it_none(tmp_path: Path) -> None:
    assert not looks(tmp_path, LIST, (("学生", "教师"), (300, 20)))


def test_a_list_may_be_written_as_text() -> None:
    def book(text: str) -> Book:
        return book_of(text.encode(), "表.csv")

    assert looks_like_roster(book("学校名称,代码\n甲小学,4101\n"), WORDS)
    assert not looks_like_roster(book("学校名称,代码,学生\n甲小学,4101,300\n"), WORDS)
