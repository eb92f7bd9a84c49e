"""A workbook with the names of schools: what of it is read, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from reportgen.load.school_list import SchoolList, load_school_list
from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder

Rows = tuple[tuple[object, ...], ...]
HEAD = ("学校名称", "学校类型")
WORDS = load_vocabulary(data_folder() / "vocabulary.yaml").lists
PRIMARY: Rows = (HEAD, ("甲小学", "小学"))


def read(folder: Path, hidden: str = "", merged: str = "", **sheets: Rows) -> SchoolList:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    if merged:
        book.worksheets[0].merge_cells(merged)
    book.save(folder / "名单.xlsx")
    return load_school_list(folder / "名单.xlsx", WORDS)


def names(found: SchoolList) -> list[str]:
    return [each.name for each in found.schools]


def told(found: SchoolList) -> list[tuple[str, str]]:
    return [(str(each.location.cell), each.message) for each in found.problems]


def test_every_sheet_is_read_by_its_own_head(tmp_path: Path) -> None:
    other: Rows = (("初中名单",), (), ("序号", "类型", "校名"), (1, "初级中学", "乙初中"))
    found = read(tmp_path, 小学=PRIMARY, 初中=other)
    assert [(each.name, each.type, each.cell) for each in found.schools] == [
        ("甲小学", "小学", "小学!A2"),
        ("乙初中", "初级中学", "初中!C4"),
    ]
    assert not found.problems


def test_a_sheet_without_a_list_is_told_wherever_it_lies(tmp_path: Path) -> None:
    found = read(tmp_path, 说明=(("请各校按时报",),), 小学=PRIMARY, 初中=(("单位",), ("乙初中",)))
    assert names(found) == ["甲小学"]
    assert told(found) == [
        ("说明!A1", "名单的“说明”这一张没有“学校名称”一列，没有读"),
        ("初中!A1", "名单的“初中”这一张没有“学校名称”一列，没有读"),
    ]


def test_an_empty_sheet_and_a_head_without_rows_are_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, 空=(), 初中=(HEAD,), 小学=PRIMARY)
    assert names(found) == ["甲小学"] and not found.problems


def test_a_hidden_list_is_told_and_a_hidden_sheet_of_choices_is_not(tmp_path: Path) -> None:
    found = read(tmp_path, hidden="去年", 小学=PRIMARY, 去年=(HEAD, ("撤并小学", "小学")))
    assert names(found) == ["甲小学"]
    assert told(found) == [("去年!A1", "名单的“去年”这一张是隐藏的，没有读")]
    assert not read(tmp_path, hidden="选项", 小学=PRIMARY, 选项=(("小学",), ("初中",))).problems


def test_what_an_earlier_sheet_lists_is_taken_once(tmp_path: Path) -> None:
    every: Rows = (HEAD, ("甲小学", "小学"), ("乙初中", "初级中学"))
    found = read(tmp_path, 全县=every, 初中=(HEAD, ("乙初中", "初级中学"), ("丙初中", "初级中学")))
    assert names(found) == ["甲小学", "乙初中", "丙初中"]


def test_rows_that_say_something_of_a_school_and_not_which_are_told(tmp_path: Path) -> None:
    rows: Rows = (
        ("序号", "学校名称", "类型", "班数", "备注"),
        (1, "甲小学", "小学", 6, None),
        (2, None, "小学", None, None),
        (3, None, None, 12, None),
        (4, None, None, None, "待定"),
        ("合 计", None, None, 18, None),
        (None, "总计", None, 18, None),
        (None, None, "填表人：张三", None, None),
    )
    found = read(tmp_path, 小学=rows)
    assert names(found) == ["甲小学"]
    assert told(found) == [("小学!B3", "名单的“小学”第 3、4 行没有写学校名称，没有算")]


def test_the_lower_row_of_a_merged_name_has_its_name_above(tmp_path: Path) -> None:
    rows: Rows = (HEAD, ("甲中学", "初级中学"), (None, "高级中学"))
    found = read(tmp_path, merged="A2:A3", 中学=rows)
    assert names(found) == ["甲中学"] and not found.problems


def test_no_list_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as raised:
        read(tmp_path, 说明=(("请按时报",),))
    assert [each.code for each in raised.value.problems] == ["no_heads"]


def test_where_the_only_list_is_hidden_the_error_tells_of_it(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as raised:
        read(tmp_path, hidden="小学", 说明=(("请按时报",),), 小学=PRIMARY)
    assert [each.code for each in raised.value.problems] == ["no_heads", "hidden_list"]


OF_LISTS = [(key, title) for key, titles in WORDS.fields.items() for title in titles]


def test_every_title_of_the_data_is_a_column_of_its_field() -> None:
    assert {title for key, title in OF_LISTS if key == "name"} >= {"单位名称", "学校(单位)名称"}
    for key, title in OF_LISTS:
        assert WORDS.find({title: 3}) == {key: 3} and WORDS.knows(title)
    plain = WORDS.counting | WORDS.numbered | WORDS.others
    assert not plain & {title for _, title in OF_LISTS}
    assert all(WORDS.knows(each) and not WORDS.find({each: 3}) for each in plain)
    assert len({title for _, title in OF_LISTS}) == len(OF_LISTS)


@pytest.mark.parametrize(
    "title", ["单位名称", "学校（单位）名称", " * 学校\n全称", "校 名", "所属学校"]
)
def test_columns_are_called_as_bureaus_call_them(tmp_path: Path, title: str) -> None:
    rows: Rows = (
        ("序号", title, "所在乡镇", "学段", "办学类型", "学校标识码", "办别", "备注"),
        (1, "甲小学", "河东镇", "小学", "教学点", "4101", "公办", "新建"),
    )
    (school,) = read(tmp_path, 小学=rows).schools
    said = (school.name, school.stage, school.type, school.code)
    assert said == ("甲小学", "小学", "教学点", "4101")


def test_of_several_columns_of_one_field_the_surest_is_read(tmp_path: Path) -> None:
    rows: Rows = (("所属学校", "教学点名称", "学校名称"), ("中心小学", "某点", "甲教学点"))
    assert names(read(tmp_path, 教学点=rows)) == ["甲教学点"]


def test_a_group_of_heads_is_no_column(tmp_path: Path) -> None:
    rows: Rows = (
        ("学校", None, None, "联系人", None),
        ("序号", "名称", "类型", "姓名", "电话"),
        (1, "甲小学", "小学", "某", "1"),
    )
    (school,) = read(tmp_path, merged="A1:C1", 小学=rows).schools
    assert (school.name, school.type, school.cell) == ("甲小学", "小学", "小学!B3")


def test_heads_in_two_lines_are_one(tmp_path: Path) -> None:
    rows: Rows = (("学校名称", "基本情况", None), (None, "类型", "备注"), ("甲小学", "小学", None))
    (school,) = read(tmp_path, merged="A1:A2", 小学=rows).schools
    assert (school.name, school.type) == ("甲小学", "小学")


def test_lists_side_by_side_are_all_read(tmp_path: Path) -> None:
    rows: Rows = (
        ("序号", *HEAD, "序号", *HEAD),
        (1, "甲小学", "小学", 3, "丙初中", "初级中学"),
        (2, "乙小学", "小学", 4, None, None),
        (None, None, None, 5, "丁初中", "初级中学"),
    )
    found = read(tmp_path, 全县=rows)
    assert [(each.name, each.type) for each in found.schools] == [
        ("甲小学", "小学"),
        ("乙小学", "小学"),
        ("丙初中", "初级中学"),
        ("丁初中", "初级中学"),
    ]
    assert not found.problems


def test_a_second_column_of_names_under_another_head_is_told(tmp_path: Path) -> None:
    rows: Rows = (("现校", "原校"), ("名称", "名称"), ("甲小学", "甲镇小学"))
    heads: Rows = (("学校", "原来"), *rows[1:])
    found = read(tmp_path, 全县=heads)
    assert names(found) == ["甲小学"]
    assert told(found) == [("全县!B2", "名单的“全县”有两列都像学校名称，只读了左边一列")]


@pytest.mark.parametrize(
    ("cell", "schools"),
    [
        ("甲小学\n乙小学", ["甲小学", "乙小学"]),
        ("甲小学、乙初中；丙教学点", ["甲小学", "乙初中", "丙教学点"]),
        ("示例县\n甲小学", ["示例县甲小学"]),
        ("甲小学、", ["甲小学、"]),
    ],
)
def test_schools_in_one_cell_are_counted_each(
    tmp_path: Path, cell: str, schools: list[str]
) -> None:
    found = read(tmp_path, 小学=(HEAD, (cell, "小学")))
    assert names(found) == schools
    assert [each.code for each in found.problems] == ["several_names"] * (len(schools) > 1)


@pytest.mark.parametrize("line", ["一、小学", "（二）初中", "共2所", "（共 2 所）", "制表：张三"])
def test_a_line_between_the_schools_is_none(tmp_path: Path, line: str) -> None:
    rows: Rows = (HEAD, ("甲小学", "小学"), (line, None), ("乙初中", "初中"))
    assert names(read(tmp_path, 全县=rows)) == ["甲小学", "乙初中"]
