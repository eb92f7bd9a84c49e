"""Tables made by others, explained by a mapping: merged heads by their path, units in heads,
totals and notes.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reportgen.load.source import Source
from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grouped_column_titles import find_column_titles, plain_path
from reportgen.load.workbooks.mapping_file import load_mapping
from reportgen.load.workbooks.school_tables import SchoolTables
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, ReportgenError, UnreadableFileError
from reportgen.resources import data_folder
from tests.workbooks import Rows, convert, write_workbook

ROWS: Rows = (
    ("示例县2024/2025学年初各校基本情况", *[None] * 12),
    (
        *(
            "序号",
            "学校名称",
            "办学类型",
            "统计三级",
            "是否计校数",
            "在校生数",
            None,
            "专任教师",
            None,
            None,
        ),
        *("图书合计（万册）", "教学仪器设备资产值(万元)", "备用列"),
    ),
    (None, None, None, None, None, "合计", "#女", "合计", "#按学历分", None, None, None, None),
    (None, None, None, None, None, None, None, None, "本 科", "专科", None, None, None),
    ("甲", "乙", "丙", "丁", 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, "实验小学", "小学", "示例县", 1, 880, 420, 48, 40, 8, 1.89, 63.5, "x"),
    (2, "城关中学", "初级中学", "示例县", 1, "600人", 290, 45, 44, 1, "12000册", 40, None),
    (3, "城关中学分校", "初级中学", "示例县", 0, 50, 20, 5, 5, 0, 0.1, 2, None),
    (4, "示例幼儿园", "幼儿园", "示例县", 1, 200, 90, 12, 2, 10, 0.2, 5, None),
    (None, "合计", None, None, None, 1730, 820, 110, 91, 19, None, 110.5, None),
    (None,),
    ("注：表内数据截至9月1日",),
)


def merge(book: openpyxl.Workbook) -> None:
    for area in ("A1:M1", "A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:E4", "F2:G2", "F3:F4", "G3:G4"):
        book["各校"].merge_cells(area)
    for area in ("H2:J2", "H3:H4", "I3:J3", "K2:K4", "L2:L4", "M2:M4"):
        book["各校"].merge_cells(area)


def write_statistics(path: Path, rows: Rows = ROWS) -> Path:
    return write_workbook(path, {"各校": rows}, merge)


def table(path: Path, workshop: Workshop, mapping: Path | None = None) -> SchoolTables:
    opened = workshop.reader.open(Source(path, mapping=mapping))
    assert isinstance(opened, SchoolTables)
    return opened


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.location.cell) for each in problems]


def test_the_path_of_a_column_goes_through_merged_heads(tmp_path: Path) -> None:
    grid = open_book(write_statistics(tmp_path / "a.xlsx")).grid("各校")
    titles = find_column_titles(grid, frozenset({"学校名称"}))
    assert titles is not None
    assert (titles.first_row, titles.last_row) == (2, 4)
    assert (
        titles.columns[9].path
        == ("专任教师", "按学历分", "本科")
        == plain_path("专任教师/#按学历分/本科")
    )
    assert (titles.columns[2].path, titles.columns[11].path) == (("学校名称",), ("图书合计",))
    assert (titles.columns[11].unit, titles.columns[12].unit) == ("万册", "万元")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["", "ods", "xls"])
def test_the_bundled_mapping_is_chosen_and_its_columns_are_facts(
    kind: str, tmp_path: Path, workshop: Workshop
) -> None:
    path = write_statistics(tmp_path / "a.xlsx")
    path = convert(path, kind) if kind else path
    assert [row.name for row in table(path, workshop).rows] == ["实验小学", "城关中学"]
    school = examine_school(Source(path, "城关中学"), workshop).school
    assert school is not None
    assert (school.type.name, school.district, school.settings.year) == ("初中", "示例县", 2024)
    found = {name: str(each.value) for (name, _), each in school.figures.items()}
    assert found == {
        **{"在校生数": "600", "专任教师数": "45", "本科学历教师数": "44", "专科学历教师数": "1"},
        **{"图书册数": "12000", "教学仪器设备值": "400000"},
    }


def test_what_is_no_school_and_what_is_not_used_is_said_once(
    tmp_path: Path, workshop: Workshop
) -> None:
    problems = table(write_statistics(tmp_path / "a.xlsx"), workshop).problems
    assert told(problems) == [
        ("year_from_title", "各校!A1"),
        ("unverified_mapping", ""),
        ("unmapped_columns", "各校!G3"),
        ("not_counted", "各校!E8"),
        ("left_out_types", ""),
        ("unread_cells", "各校!A12"),
    ]
    assert "“在校生数/#女”、“备用列”" in problems[2].message


def test_a_total_that_does_not_agree_is_said(tmp_path: Path, workshop: Workshop) -> None:
    wrong = tuple(("", *row[1:7], 111, *row[8:]) if row[1:2] == ("合计",) else row for row in ROWS)
    problems = table(write_statistics(tmp_path / "a.xlsx", wrong), workshop).problems
    assert [each for each in told(problems) if each[0] == "total_mismatch"] == [
        ("total_mismatch", "各校!H10")
    ]


OWN = """\
名称: 本县台账
核实: 是
必需: [单位, 人数]
学校: {名称: 单位, 类型: 类别}
报告: {年度: 2023}
类型词: {村小: 小学}
列:
  人数: 在校生数
  藏书: {事实: 图书册数, 单位: 万册}
"""
LEDGER: Rows = (("单位", "类别", "人数", "藏书"), ("柳林小学", "村小", 120, 0.3))


def test_a_mapping_beside_the_table_is_chosen_by_its_heads(
    tmp_path: Path, workshop: Workshop
) -> None:
    (tmp_path / "台账映射.yaml").write_text(OWN, encoding="utf-8")
    path = write_workbook(tmp_path / "台账.xlsx", {"Sheet1": LEDGER})
    examined = examine_school(path, workshop)
    assert examined.school is not None
    assert (examined.school.type.name, examined.school.settings.year) == ("小学", 2023)
    assert {name: str(each.value) for (name, _), each in examined.school.figures.items()} == {
        **{"在校生数": "120", "图书册数": "3000.0"}
    }
    assert examined.sources == (tmp_path / "台账映射.yaml",)
    assert table(path, workshop).problems == ()


def test_a_named_mapping_is_used_wherever_it_lies(tmp_path: Path, workshop: Workshop) -> None:
    mapping = tmp_path / "别处" / "m.yaml"
    mapping.parent.mkdir()
    mapping.write_text(OWN, encoding="utf-8")
    path = write_workbook(tmp_path / "台账.xlsx", {"Sheet1": LEDGER})
    with pytest.raises(UnreadableFileError, match="不认识这张表"):
        examine_school(path, workshop)
    assert examine_school(Source(path, mapping=mapping), workshop).school is not None


def test_a_head_that_fits_two_columns_is_refused(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "台账映射.yaml").write_text(OWN, encoding="utf-8")
    path = write_workbook(
        tmp_path / "台账.xlsx", {"Sheet1": (("单位", "类别", "人数", "人数"), LEDGER[1])}
    )
    assert [
        each for each in told(table(path, workshop).problems) if each[0] == "ambiguous_head"
    ] == [("ambiguous_head", "Sheet1!D1")]


def test_a_mapping_says_what_is_wrong_with_it(tmp_path: Path, workshop: Workshop) -> None:
    path = tmp_path / "映射.yaml"
    path.write_text(
        "列: {人数: 在校生人数目, 藏书: {事实: 图书册数, 学段: 幼儿}}\n", encoding="utf-8"
    )
    with pytest.raises(ReportgenError) as caught:
        load_mapping(path, workshop.library)
    assert [each.code for each in caught.value.problems] == [
        "missing_key",
        "unknown_key",
        "unknown_choice",
    ]


def test_the_bundled_mappings_are_sound(workshop: Workshop) -> None:
    files = sorted((data_folder() / "mappings").glob("*.yaml"))
    assert files
    assert all(load_mapping(file, workshop.library).facts for file in files)
