"""What is written into a workbook is used, or told: no filled cell is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from reportgen.load.plain_tree import plain_tree
from reportgen.load.source import Source
from reportgen.load.workbooks.book import Book, book_of, open_book
from reportgen.load.workbooks.grid import Grid, GridCell
from reportgen.load.workbooks.school_form import find_tables, read_meta, read_school_form
from reportgen.load.workbooks.school_tables import join_tables
from reportgen.load.workbooks.wide_form import find_wide_table
from reportgen.model.form import FAULT_AUTHOR
from reportgen.model.tree import Tree
from reportgen.problems import Problem, Severity, UnreadableFileError
from tests.forms.form_samples import make_form
from tests.load.workbooks.test_wide_form import HEADS, META, SCHOOLS, write_table
from tests.shared import WORKSHOP
from tests.workbooks import Rows, convert, write_form, write_workbook

TYPED = "写在旁边的话"
DICTIONARY = WORKSHOP.library.dictionary_for(["优质均衡2017"], Path())
Spot = tuple[str, int, int]


def with_cell(book: Book, spot: Spot, text: str = TYPED) -> Book:
    """The workbook with that text in a cell."""
    grids = [_put(book.grid(name), spot, text) for name in book.names]
    return Book(book.file, grids, ())


def _put(grid: Grid, spot: Spot, text: str) -> Grid:
    sheet, row, column = spot
    if grid.name != sheet:
        return grid
    filled = {**grid.rows.get(row, {}), column: GridCell(text)}
    return grid._replace(rows={**grid.rows, row: filled})


def free_spots(book: Book) -> Iterator[Spot]:
    """The blank cells on and beside the sheets that people see."""
    for grid in map(book.grid, (name for name in book.names if not name.startswith("_"))):
        right = max((column for cells in grid.rows.values() for column in cells), default=1)
        rows = range(1, max(grid.rows, default=1) + 4)
        spots = ((row, column) for row in rows for column in range(1, right + 3))
        free = (spot for spot in spots if not grid.text(*spot) and not _is_covered(grid, *spot))
        yield from ((grid.name, *spot) for spot in free)


def _is_covered(grid: Grid, row: int, column: int) -> bool:
    """Whether merged cells leave no cell there to type into."""
    return any(
        area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
        for area in grid.merged
    )


def form_told(book: Book) -> str:
    """Everything that is read of a form, and everything that is said of it."""
    root = read_school_form(book, read_meta(book), find_tables(book), DICTIONARY)
    return f"{plain_tree(root)}{root.reading.problems}"


def table_told(book: Book) -> str:
    """Likewise of a table with a school a row."""
    meta = read_meta(book)
    found = [find_wide_table(book, book.grid(name), meta, DICTIONARY) for name in book.names]
    tables = join_tables(book, [each for each in found if each])
    roots = [tables.root(row) for row in tables.rows]
    told = [each.reading.problems for each in roots]
    return f"{list(map(plain_tree, roots))}{tables.problems}{told}"


@lru_cache
def form() -> Book:
    figures: Mapping[str, Tree] = {
        "在校生数": {"小学": "300", "初中": "200"},
        "班级人数": {"小学": ("45", "44")},
    }
    return book_of(make_form(WORKSHOP, "九年一贯制", figures=figures), "表.xlsx")


@lru_cache
def small_form() -> Book:
    return book_of(make_form(WORKSHOP, "小学"), "表.xlsx")


def wide_table() -> Book:
    grids = []
    for name, rows in {"汇总表": (*HEADS, *SCHOOLS), "_reportgen": META}.items():
        cells = {
            number: {
                column: GridCell(str(value))
                for column, value in enumerate(row, 1)
                if value not in (None, "")
            }
            for number, row in enumerate(rows, 1)
        }
        grids.append(Grid(name, cells))
    return Book("表.xlsx", grids, ())


FORM_SPOTS, SMALL_SPOTS = tuple(free_spots(form())), tuple(free_spots(small_form()))
# What stands above the titles of a table is its heading.
TABLE_SPOTS = tuple(spot for spot in free_spots(wide_table()) if spot[1] > len(HEADS))


def test_nothing_of_a_forms_own_is_told() -> None:
    for book in (form(), small_form()):
        assert "没有读" not in form_told(book)


@settings(max_examples=25, deadline=None)
@given(spot=st.sampled_from(FORM_SPOTS))
def test_what_is_put_into_any_free_cell_of_a_form_is_used_or_told(spot: Spot) -> None:
    assert TYPED in form_told(with_cell(form(), spot))


@settings(max_examples=25, deadline=None)
@given(spot=st.sampled_from(SMALL_SPOTS))
def test_what_is_put_into_any_free_cell_of_a_blank_form_is_used_or_told(spot: Spot) -> None:
    assert TYPED in form_told(with_cell(small_form(), spot))


@settings(max_examples=25, deadline=None)
@given(spot=st.sampled_from(TABLE_SPOTS))
def test_what_is_put_into_any_free_cell_of_a_table_is_used_or_told(spot: Spot) -> None:
    told = table_told(with_cell(wide_table(), spot))
    assert TYPED in told or f"第 {spot[1]} 行填了数，却没有学校名称" in told


# ---- forms ----


def problems_of(path: Path) -> Mapping[str, Problem]:
    opened = WORKSHOP.reader.open(Source(path))
    told = opened.problems if not hasattr(opened, "reading") else opened.reading.problems
    return {each.code: each for each in told}


def test_an_added_sheet_is_told_with_what_it_says(tmp_path: Path) -> None:
    told = problems_of(write_form(tmp_path / "甲.xlsx", 学校简介=[("学校始建于1987年。",)]))
    assert told["unread_sheet"].message == (
        "工作表“学校简介”没有读，里面写了：A1“学校始建于1987年。”"
    )
    assert told["unread_sheet"].location.cell == "学校简介!A1"
    assert told["unread_sheet"].severity is Severity.WARNING


def test_a_hidden_sheet_is_told_too(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["私下"].sheet_state = "hidden"

    told = problems_of(write_form(tmp_path / "甲.xlsx", None, hide, 私下=[("账",)]))
    assert told["unread_sheet"].message.startswith("隐藏的工作表“私下”没有读")


def test_notes_beside_a_table_are_told_once_a_sheet(tmp_path: Path) -> None:
    cells = {f"基本数据!L{row}": f"注{row}" for row in range(3, 11)}
    told = problems_of(write_form(tmp_path / "甲.xlsx", cells))["unread_cells"]
    assert told.location.cell == "基本数据!L3"
    assert told.message == (
        "有 8 个格子没有读：L3“注3”、L4“注4”、L5“注5”、L6“注6”、L7“注7”……（都在 L3:L10，共 8 个）"
    )


def test_a_second_sheet_of_one_kind_is_told(tmp_path: Path) -> None:
    extra: Rows = [("序号", "项目", "学段", "单位", "本年数"), (1, "在校生数", "", "人", 99)]
    told = problems_of(write_form(tmp_path / "甲.xlsx", 初中=extra))
    assert told["unread_sheet"].severity is Severity.ERROR
    assert "初中" in told["unread_sheet"].message


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_comments_are_told_but_for_those_of_a_returned_copy(tmp_path: Path, kind: str) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["基本数据"]["E3"].comment = Comment("含随班就读2人", "王老师")

    path = write_form(tmp_path / "甲.xlsx", None, comment)
    if kind == "ods":
        path = convert(path, kind)
    told = problems_of(path)["unread_comment"]
    assert told.message == "批注没有读：E3“含随班就读2人”"
    assert told.location.cell == "基本数据!E3"


def test_comments_of_a_returned_copy_are_the_programs_own(tmp_path: Path) -> None:
    def comment(book: openpyxl.Workbook) -> None:
        book["基本数据"]["E3"].comment = Comment("应为数", FAULT_AUTHOR)

    assert problems_of(write_form(tmp_path / "甲.xlsx", None, comment)) == {}


def test_labels_of_some_classes_only_are_told(tmp_path: Path) -> None:
    classes: Rows = [
        ("序号", "年级", "班级名称", "人数"),
        (1, "一年级", "1班", 440),
        (2, None, None, 440),
    ]
    told = problems_of(write_form(tmp_path / "甲.xlsx", 班级明细=classes))
    assert "B2“一年级”、C2“1班”" in told["unread_cells"].message


# ---- tables ----


def split(path: Path) -> Sequence[str]:
    return [each.part for each in WORKSHOP.reader.split(Source(path))]


def several(folder: Path, **sheets: Rows) -> Path:
    return write_workbook(folder / "各校.xlsx", {**sheets, "_reportgen": META})


def test_the_schools_of_every_sheet_are_read(tmp_path: Path) -> None:
    path = several(tmp_path, 小学=(*HEADS, SCHOOLS[0]), 初中=(*HEADS, SCHOOLS[1]))
    assert split(path) == ["小学!6/实验小学", "初中!6/城关中学"]
    root = WORKSHOP.reader.read(Source(path, "初中!6/城关中学")).root
    assert "600" in str(plain_tree(root))
    assert root.entries()["学校"].entries()["名称"].location.cell == "初中!B6"


def test_a_table_of_schools_that_another_has_too_is_told_and_not_read(tmp_path: Path) -> None:
    path = several(tmp_path, 学生=(*HEADS, *SCHOOLS), 教师=(*HEADS, SCHOOLS[0]))
    assert split(path) == ["6/实验小学", "7/城关中学", "8/九年学校"]
    told = problems_of(path)["unread_sheet"]
    assert told.severity is Severity.ERROR
    assert "“教师”没有读" in told.message and "实验小学" in told.message


def test_of_tables_with_a_school_in_common_the_others_are_read_too(tmp_path: Path) -> None:
    path = several(tmp_path, 小学=(*HEADS, *SCHOOLS[:2]), 初中=(*HEADS, *SCHOOLS[1:]))
    assert split(path) == [
        *("小学!6/实验小学", "小学!7/城关中学"),
        *("初中!6/城关中学", "初中!7/九年学校"),
    ]
    assert "unread_sheet" not in problems_of(path)


def test_a_table_of_other_figures_of_the_same_schools_is_told_and_not_read(tmp_path: Path) -> None:
    pupils: Rows = (("学校名称", "在校生数", "教学班数"), ("甲小学", 30, 1))
    books: Rows = (("学校名称", "图书册数", "专任教师数"), ("甲小学", 900, 3), ("乙小学", 90, 3))
    path = several(tmp_path, 学生=pupils, 图书=books)
    assert split(path) == ["2/甲小学"]
    assert "“图书”没有读" in problems_of(path)["unread_sheet"].message


def test_notes_beside_and_below_a_table_are_told_but_not_its_signatures(tmp_path: Path) -> None:
    rows: Rows = (*HEADS, *SCHOOLS, ("注：含寄宿生",), ("填表人：王", "审核：李"))
    path = write_table(tmp_path / "各校.xlsx", rows[len(HEADS) :])
    told = problems_of(path)["unread_cells"]
    assert told.message == "这一格没有读：A9“注：含寄宿生”"


def test_a_table_without_a_school_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        split(several(tmp_path, 小学=HEADS, 初中=HEADS))
    assert caught.value.problems[0].code == "no_rows"


def test_a_csv_has_one_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("一,二\n", encoding="utf-8")
    assert open_book(tmp_path / "a.csv").names == ("a",)
