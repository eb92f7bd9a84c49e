"""Faults in cells, whichever way the data are given: the remedy is made, and the fault is gone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import openpyxl
import pytest

from reportgen.load.source import Source
from reportgen.model.form import CLASS_COLUMNS, DETAIL_COLUMNS
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Change, Problem
from tests.mending import internal_names
from tests.mending_cells import mend_workbook
from tests.workbooks import Rows, write_workbook

STANDARD = """\
标识: 本县标准
名称: 本县办学标准
文号: 示例教〔2024〕1号
学段: [小学]
指标:
  - {编号: "1", 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: {小学: 5}}
  - {编号: "2", 名称: 师生比, 分子: 专任教师数, 分母: 在校生数, 标准: {小学: 0.01}}
  - {编号: "3", 名称: 巩固率, 分子: 巩固率, 单位: "%", 标准: {小学: 90}}
  - {编号: "4", 名称: 生均校园面积, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: {小学: 1}}
"""
FIELDS = {
    "学校名称": "光明小学",
    "学校类型": "小学",
    "报告年度": "2024",
    "评估标准": "本县标准.yaml",
}
FIGURES = {
    "在校生数": "880",
    "图书册数": "18900",
    "专任教师数": "48",
    "巩固率": "99%",
    "校园面积": "15600",
    "音乐专用教室面积": "96、90",
}
UNITS = {"在校生数": "人", "图书册数": "册", "专任教师数": "人", "巩固率": "%", "校园面积": "㎡"}
MAPPING = """\
名称: 某县各校表
核实: 是
学校:
  名称: [校名]
  类型: 类别
报告:
  年度: 2024
  标准: 本县标准.yaml
列:
  学生: 在校生数
  藏书: 图书册数
  教师: 专任教师数
  巩固率: 巩固率
  占地: 校园面积
  音乐专用教室面积: 音乐专用教室面积
不用: [填报人]
"""
OWN_HEADS = {
    "学校名称": "校名",
    "学校类型": "类别",
    **{"在校生数": "学生", "图书册数": "藏书", "专任教师数": "教师", "校园面积": "占地"},
}

# What a figure or a field is in this file; None: the file has no cell for it.
Cells = Mapping[str, str | None]
# What lines and columns are called instead.
Names = Mapping[str, str]
AS_USUAL: Names = MappingProxyType({})


class Given(NamedTuple):
    """A school's data in a folder, and the mapping that explains them, if any."""

    source: Source

    @property
    def file(self) -> Path:
        """The workbook."""
        return self.source.path

    def told(self, workshop: Workshop) -> list[Problem]:
        """Everything that is wrong with the school, and with its table."""
        tables = workshop.reader.table_problems(self.source)
        found = [*examine_school(self.source, workshop).problems, *tables]
        assert not [name for each in found for name in internal_names(each)]
        return found


def kept(cells: Cells, known: Mapping[str, str]) -> dict[str, str]:
    """The lines or columns that there are, each with its text."""
    given = {**known, **{name: text for name, text in cells.items() if name in known}}
    return {name: text for name, text in given.items() if text is not None}


def form(
    folder: Path, cells: Cells, names: Names = AS_USUAL, sheets: Mapping[str, Rows] | None = None
) -> Given:
    heads = ("序号", "项目", "学段", "单位", "本年数")
    lines = enumerate(kept(cells, FIGURES).items(), 1)
    return Given(
        Source(
            write_workbook(
                folder / "表.xlsx",
                {
                    "学校信息": (("学校信息",), ("栏目", "内容"), *kept(cells, FIELDS).items()),
                    "基本数据": (
                        ("基本数据",),
                        heads,
                        *(
                            (at, names.get(name, name), "", UNITS.get(name, ""), text)
                            for at, (name, text) in lines
                        ),
                    ),
                    **(sheets or {}),
                    "_reportgen": (("版本", "1"), ("形式", "单校表")),
                },
            )
        )
    )


def rows(cells: Cells, names: Names) -> Rows:
    """A wide table without a hidden sheet, and without a year in its title."""
    given = {**kept(cells, FIELDS), **kept(cells, FIGURES)}
    heads = tuple(names.get(name, name) for name in given)
    return (("示例县学校数据汇总表",), heads, tuple(given.values()))


def wide(folder: Path, cells: Cells, names: Names = AS_USUAL) -> Given:
    file = write_workbook(folder / "表.xlsx", {"汇总表": rows(cells, names)})
    return Given(Source(file, "光明小学"))


def as_csv(folder: Path, cells: Cells, names: Names = AS_USUAL) -> Given:
    file = folder / "表.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows(cells, names))
    return Given(Source(file, "光明小学"))


def mapped(folder: Path, cells: Cells, names: Names = AS_USUAL) -> Given:
    fields = {key: FIELDS[key] for key in ("学校名称", "学校类型")}
    given = {**kept(cells, fields), **kept(cells, FIGURES), "填报人": "王某"}
    heads = tuple(names.get(name, OWN_HEADS.get(name, name)) for name in given)
    mapping = folder / "某县映射.yaml"
    year = "" if "报告年度" in cells and cells["报告年度"] is None else "  年度: 2024\n"
    mapping.write_text(MAPPING.replace("  年度: 2024\n", year), encoding="utf-8")
    file = write_workbook(folder / "表.xlsx", {"各校": (heads, tuple(given.values()))})
    return Given(Source(file, "光明小学", mapping))


WAYS: Mapping[str, Callable[..., Given]] = {
    "单校表": form,
    "汇总表": wide,
    "csv": as_csv,
    "映射": mapped,
}


class Fault(NamedTuple):
    """What is in a cell, what is advised to be done (None: nothing certain), and what is written
    where only the clerk knows it.
    """

    cell: str
    text: str | None
    act: Change | None
    written: str = ""


FAULTS = {
    "numerals": Fault("图书册数", "一万三", Change.WRITE),
    "none of a count": Fault("图书册数", "无", Change.WRITE),
    "none of a share": Fault("巩固率", "没有", None),
    "no pupils": Fault("在校生数", "无", None),
    "not counted": Fault("专任教师数", "不详", None),
    "a remark in brackets": Fault("图书册数", "1.32万（含电子）", Change.WRITE),
    "a number in brackets": Fault("专任教师数", "48（含代课2）", None),
    "two areas": Fault("校园面积", "15600㎡（23.4亩）", Change.WRITE),
    "about": Fault("专任教师数", "48左右", None),
    "a span": Fault("专任教师数", "45～48", None),
    "a sum": Fault("专任教师数", "40+8", Change.WRITE),
    "a formula": Fault("专任教师数", "＝SUM(E3:E4)", None),
    "another unit": Fault("图书册数", "13200元", None),
    "a doubtful share": Fault("巩固率", "0.99", Change.WRITE),
    "too much": Fault("巩固率", "199%", None),
    "ten thousands and more": Fault("图书册数", "1万3", Change.WRITE),
    "letters": Fault("专任教师数", "4O", None),
    "an unknown type": Fault("学校类型", "小學校", Change.WRITE),
    "no type": Fault("学校类型", "", None),
    "no year": Fault("报告年度", "", None),
    "none among several": Fault("音乐专用教室面积", "96、无、90", Change.WRITE),
    "about among several": Fault("音乐专用教室面积", "96、约90", None),
    "a remark among several": Fault("音乐专用教室面积", "96（含准备室）", Change.WRITE),
    "an odd year": Fault("报告年度", "二四年度", None),
    "a blank figure": Fault("图书册数", "", None),
    "no place for a figure": Fault("图书册数", None, Change.ADD, "18900"),
    "no place for the year": Fault("报告年度", None, Change.ADD, "2024"),
    "no place for the type": Fault("学校类型", None, Change.ADD, "小学"),
}
# In a mapped table, the line for a column that is not there would not mend it alone, and the year
# stands in the mapping itself.
NOT_SO = {
    ("映射", "no place for the type"): None,
    ("映射", "no place for a figure"): Change.ADD,
}
LEFT_OUT = {("映射", "an odd year"), ("映射", "no year")}
CASES = [(way, name) for way in WAYS for name in FAULTS if (way, name) not in LEFT_OUT]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    def make() -> Path:
        folder = tmp_path_factory.mktemp("表")
        (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
        return folder

    yield make


# Whether it is met is no fault, whatever the figure.
VERDICTS = {"no_plan"}


def codes(problems: list[Problem]) -> set[str]:
    return {each.code for each in problems}


@pytest.fixture(scope="module")
def usual(folders: Callable[[], Path], workshop: Workshop) -> Mapping[str, set[str]]:
    """What is said of data without a fault."""
    return {way: codes(make(folders(), {}).told(workshop)) for way, make in WAYS.items()}


@pytest.mark.parametrize(("way", "name"), CASES)
def test_a_fault_is_told_and_gone_when_its_remedy_is_made(
    way: str,
    name: str,
    folders: Callable[[], Path],
    usual: Mapping[str, set[str]],
    workshop: Workshop,
) -> None:
    fault = FAULTS[name]
    given = WAYS[way](folders(), {fault.cell: fault.text})
    before = [each for each in given.told(workshop) if each.code not in usual[way]]
    assert before, "the fault is told"
    problem, *others = before
    assert not others, "and nothing but it"
    act = NOT_SO.get((way, name), fault.act)
    assert (problem.remedy.change if problem.remedy else None) == act, str(problem)
    texts = problem.remedy.texts if problem.remedy else ()
    for choice in range(len(texts)):
        given = WAYS[way](folders(), {fault.cell: fault.text})
        (told,) = (each for each in given.told(workshop) if each.code == problem.code)
        mend_workbook(given.file, told, fault.written, choice)
        assert codes(given.told(workshop)) <= usual[way] | VERDICTS, str(problem)


# A name that is misspelt, and where it is put right: the cell of the name, or the mapping's line.
NAMES = {"图书册数": "图书册术", "专任教师数": "专任教师总数目", "校园面积": "校元面积"}


@pytest.mark.parametrize(("way", "name"), [(way, name) for way in WAYS for name in NAMES])
def test_a_misspelt_name_is_put_right_where_it_stands(
    way: str,
    name: str,
    folders: Callable[[], Path],
    usual: Mapping[str, set[str]],
    workshop: Workshop,
) -> None:
    given = WAYS[way](folders(), {}, {name: NAMES[name]})
    before = [each for each in given.told(workshop) if each.code not in usual[way]]
    assert before, "the fault is told"
    remedies = [each for each in before if each.remedy]
    assert all(each.remedy and each.remedy.change is Change.RENAME for each in remedies)
    # A mapping may have missed the column for another reason than its head.
    assert bool(remedies) is (way != "映射")
    for problem in remedies[:1]:
        mend_workbook(given.file, problem)
        assert codes(given.told(workshop)) <= usual[way]


def test_an_unread_column_with_the_fact_s_name_is_offered_as_the_mapping_s_line(
    folders: Callable[[], Path], workshop: Workshop
) -> None:
    for head in ("图书册数", "图书总册数（册）"):
        folder = folders()
        given = mapped(folder, {"图书册数": None})
        book = openpyxl.load_workbook(given.file)
        sheet = book["各校"]
        for row, text in enumerate((head, "18900"), 1):
            sheet.cell(row, 8).value = text
        book.save(given.file)
        book.close()
        (told,) = (each for each in given.told(workshop) if each.code == "missing_fact")
        assert "映射文件“某县映射.yaml”" in told.hint and told.remedy, told.hint
        assert told.remedy.place and told.remedy.place.file == str(given.source.mapping)
        mend_workbook(given.file, told)
        after = given.told(workshop)
        assert not codes(after) & {"missing_fact", "unmapped_columns"}


def test_a_table_without_the_column_is_told_to_lack_it_too(
    folders: Callable[[], Path], workshop: Workshop
) -> None:
    given = mapped(folders(), {"图书册数": None})
    mapping = given.source.mapping
    assert mapping
    text = mapping.read_text(encoding="utf-8").replace("  藏书: 图书册数\n", "")
    mapping.write_text(text, encoding="utf-8")
    (told,) = (each for each in given.told(workshop) if each.code == "missing_fact")
    assert told.remedy is None
    assert "表里也没有这个名称的列：请在表里加上一列“图书册数”" in told.hint
    assert "在映射文件“某县映射.yaml”的“列:”下写上“图书册数: 图书册数”" in told.hint


LISTS: Mapping[str, Rows] = {
    "班级明细": (
        ("班级明细",),
        CLASS_COLUMNS,
        (1, "小学", "一年级", "1班", "45"),
        (2, "小学", "一年级", "2班", "44"),
    ),
    "分项明细": (
        ("分项明细",),
        DETAIL_COLUMNS,
        (1, "音乐专用教室面积", "", "音乐教室1", "96", "㎡"),
        (2, "音乐专用教室面积", "", "音乐教室2", "90", "㎡"),
    ),
    "成绩": (
        ("成绩",),
        ("序号", "名称", "级别", "颁发单位", "年份"),
        (1, "文明校园", "县级", "示例县教育局", "2023"),
        (2, "平安校园", "县级", "示例县教育局", "2024"),
    ),
    "存在问题": (
        ("存在问题",),
        ("序号", "标题", "指标", "内容"),
        (1, "图书更新较慢", "生均图书册数", "近两年新增图书较少。"),
    ),
}
OF_LISTS = {
    "about how many in a class": ("班级明细!E3", "45左右", None),
    "a class that is none": ("班级明细!E4", "无", Change.DELETE),
    "a class with a remark": ("班级明细!E3", "45（含借读）", Change.WRITE),
    "a class in numerals": ("班级明细!E3", "四十5", None),
    "a stage misspelt": ("班级明细!B3", "小學", Change.RENAME),
    "a room of nothing": ("分项明细!E4", "0", Change.DELETE),
    "a room that is none": ("分项明细!E4", "没有", Change.DELETE),
    "a room about so large": ("分项明细!E3", "96左右", None),
    "a room with a remark": ("分项明细!E3", "96（含准备室）", Change.WRITE),
    "a room in two units": ("分项明细!E3", "96㎡（0.144亩）", Change.WRITE),
    "a list misspelt": ("分项明细!B3", "音乐专用教师面积", Change.RENAME),
    "an honour that is none": ("成绩!B4", "无", Change.DELETE),
    "an honour of some year": ("成绩!E3", "近三年", None),
    "an honour of a year in words": ("成绩!E3", "于2023年获得", Change.WRITE),
    "a problem that is none": ("存在问题!B4", "无", Change.DELETE),
    "a problem of no indicator": ("存在问题!C3", "生均图书册", Change.WRITE),
}


def with_lists(folder: Path, change: tuple[str, str] | None = None) -> Given:
    given = form(folder, {}, sheets=LISTS)
    if change:
        sheet, _, cell = change[0].partition("!")
        book = openpyxl.load_workbook(given.file)
        book[sheet][cell].value = change[1]
        book.save(given.file)
        book.close()
    return given


@pytest.fixture(scope="module")
def usual_of_lists(folders: Callable[[], Path], workshop: Workshop) -> set[str]:
    return codes(with_lists(folders()).told(workshop))


@pytest.mark.parametrize("name", OF_LISTS)
def test_a_fault_in_a_list_is_gone_when_its_remedy_is_made(
    name: str, folders: Callable[[], Path], usual_of_lists: set[str], workshop: Workshop
) -> None:
    cell, text, act = OF_LISTS[name]
    given = with_lists(folders(), (cell, text))
    before = [each for each in given.told(workshop) if each.code not in usual_of_lists]
    assert before and before[0].location.cell.split("!")[0] == cell.split("!")[0]
    assert (before[0].remedy.change if before[0].remedy else None) == act
    if act is not None:
        mend_workbook(given.file, before[0])
        assert codes(given.told(workshop)) <= usual_of_lists
