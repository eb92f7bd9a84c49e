"""Folders in which files do not belong together: what is summed, and what is said of the rest."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.batch.summary import Summary, write_summary
from reportgen.cli import cli
from reportgen.load.workbooks.book import open_book
from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.ooxml.plain_workbook import write_workbook
from tests.batch.conftest import STANDARD

SCHOOL = """\
学校: {名称: %s, 类型: 小学, 所在区县: %s}
报告: {年度: %s, 标准: [本县标准.yaml], 主送: 示例县教育局}
数据: {在校生数: %s, 图书册数: 900}
主要措施: |
  学校每学年清点图书。
"""
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]%s}\n%s"


def write(
    folder: Path, file: str, name: str, pupils: int, year: int = 2024, place: str = "示例县"
) -> None:
    (folder / f"{file}.yaml").write_text(SCHOOL % (name, place, year, pupils), encoding="utf-8")


def begin(folder: Path, more: str = "", settings: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "区县.yaml").write_text(OWN % (settings, more), encoding="utf-8")
    return folder


def write_list(path: Path, *names: str) -> None:
    rows = tuple((SheetCell(name), SheetCell("小学")) for name in names)
    columns = (Column("学校名称"), Column("学校类型"))
    path.write_bytes(write_workbook([Sheet("名单", columns, rows)]))


def sum_up(folder: Path, output: Path, **more: object) -> Summary:
    batch = open_batch(Request((folder,), output, **more))  # type: ignore[arg-type]
    try:
        for _ in batch.run(batch.todo):
            pass
        return write_summary(batch, with_district=True)
    finally:
        batch.close()


def pupils(summary: Summary) -> Decimal:
    assert summary.district is not None
    return sum(
        (each.total for (name, _), each in summary.district.sums.items() if name == "在校生数"),
        Decimal(0),
    )


def command(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, arguments), "-j", "1"])


FOREIGN = st.sampled_from((("去年", 2023, "示例县"), ("邻县的", 2024, "邻县")))


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.lists(FOREIGN, max_size=2, unique=True)),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_only_files_that_belong_together_are_summed_and_each_school_once(
    schools: list[tuple[int, list[tuple[str, int, str]]]], newest: bool
) -> None:
    """`schools` are the number of each one's files, and what else there is of it."""
    expected, refused = 0, 0
    with TemporaryDirectory() as place:
        folder = begin(Path(place) / "县")
        for number, (copies, foreign) in enumerate(schools):
            name = f"第{number}小学"
            for copy in range(copies):
                write(folder, f"{number}-{copy}", name, 100 * 3**number + copy)
                os.utime(folder / f"{number}-{copy}.yaml", (copy + 1, copy + 1))
            for mark, year, county in foreign:
                write(folder, f"{number}{mark}", name, 4000, year, county)
            if copies == 1 or newest:
                expected += 100 * 3**number + copies - 1
            refused += len(foreign) + (copies - newest if copies > 1 else 0)
        summary = sum_up(folder, Path(place) / "out", newest=newest)
    assert pupils(summary) == expected
    assert sum(bool(each.left_out) for each in summary.schools) == refused
    assert all(each.report for each in summary.schools)
    assert bool(refused) == ("left_out_of_sums" in {each.code for each in summary.problems})


def test_the_countys_report_and_the_lists_say_who_is_left_out_and_why(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    for name in ("甲小学", "乙小学"):
        write(folder, name, name, 100)
    write(folder, "丙", "丙小学", 100, year=2023)
    write(folder, "丁", "丁小学", 100)
    write(folder, "丁2", "丁小学", 120)
    told = command(folder, "-o", tmp_path / "out", "--json")
    assert told.exit_code == 1
    schools = {each["file"]: each["left_out"] for each in json.loads(told.stdout)["schools"]}
    left_out = {"丙.yaml": ["年度不符"], "丁.yaml": ["重复报送"], "丁2.yaml": ["重复报送"]}
    assert {file: reasons for file, reasons in schools.items() if reasons} == left_out
    manifest = json.loads((tmp_path / "out" / "清单.json").read_text(encoding="utf-8"))
    assert manifest["summary"]["left_out"] == left_out
    book = open_book(tmp_path / "out" / "清单.xlsx")
    cells = [cell.text for row in book.grid("清单").rows.values() for cell in row.values()]
    assert "共 5 份，计入县域的数 2 份，没有计入 3 份：年度不符 1、重复报送 2。" in cells
    from docx import Document

    text = "".join(
        each.text for each in Document(str(tmp_path / "out" / "县域自查报告.docx")).paragraphs
    )
    assert (
        "另有1所学校重复报送而没有确定用哪一份、1所学校报的不是本年度的数据，没有计入本报告的各项数字"
        in text
    )


def test_following_the_hint_lets_the_school_in(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    for name in ("甲小学", "乙小学"):
        write(folder, name, name, 100)
    write(folder, "丙", "丙小学", 100, place="邻县")
    summary = sum_up(folder, tmp_path / "out")
    problems = next(each.problems for each in summary.schools if each.left_out)
    (problem,) = (each for each in problems if each.code == "not_admitted")
    assert (problem.location.line, problem.location.path) == (1, "学校.所在区县")
    assert "请把所在区县写成“示例县”" in problem.hint
    write(folder, "丙", "丙小学", 100)
    assert pupils(sum_up(folder, tmp_path / "out")) == 300


def test_a_run_without_changes_says_the_same_and_the_choice_of_the_newest_is_taken_up(
    tmp_path: Path,
) -> None:
    folder = begin(tmp_path / "县")
    write(folder, "旧", "甲小学", 100)
    write(folder, "新", "甲小学", 120)
    os.utime(folder / "旧.yaml", (1, 1))
    output = tmp_path / "out"
    assert command(folder, "-o", output).exit_code == 1
    before = (output / "指标汇总.xlsx").stat().st_mtime_ns
    again = command(folder, "-o", output)
    assert again.exit_code == 1 and "没有计入县域的数" in again.stderr
    assert (output / "指标汇总.xlsx").stat().st_mtime_ns == before
    chosen = command(folder, "-o", output, "--newest")
    assert chosen.exit_code == 0, chosen.output
    rows = open_book(output / "错误清单.xlsx").grid("错误清单").rows.values()
    assert any("取了最新的一份 新.yaml" in cell.text for row in rows for cell in row.values())
    assert pupils(sum_up(folder, output, newest=True)) == 120


@pytest.mark.parametrize("named", ["option", "file"])
def test_the_list_of_schools_says_who_has_not_returned(tmp_path: Path, named: str) -> None:
    folder = begin(tmp_path / "县", "名单: 学校名单.xlsx\n" if named == "file" else "")
    for name in ("甲小学", "乙小学", "丙小学"):
        write(folder, name, name, 100)
    (folder / "坏.yaml").write_text(
        "学校: {名称: 丁小学, 类型: 小学}\n数据: {在校生数: 多}\n", "utf-8"
    )
    write_list(folder / "学校名单.xlsx", "甲小学", "乙小学", "丁小学", "戊小学")
    with ZipFile(folder / "交来.zip", "w") as archive:
        archive.writestr("区县.yaml", "区县: {名称: 示例县}\n")
    more = ("--roster", folder / "学校名单.xlsx") if named == "option" else ()
    told = command(folder, "-o", tmp_path / "out", "--json", *more)
    assert told.exit_code == 1
    found = json.loads(told.stdout)
    assert {each["name"]: each["returned"] for each in found["roster"]} == {
        "甲小学": "已交",
        "乙小学": "已交",
        "丁小学": "有错",
        "戊小学": "没有交",
        "丙小学": "名单以外",
    }
    assert len(found["schools"]) == 4
    assert pupils(sum_up(folder, tmp_path / "out", roster=folder / "学校名单.xlsx")) == 200
    rows = open_book(tmp_path / "out" / "清单.xlsx").grid("名单").rows.values()
    assert any("戊小学" in {cell.text for cell in row.values()} for row in rows)
    in_words = command(folder, "-o", tmp_path / "out", *more)
    assert "名单里有 1 所学校没有交：戊小学；先看这些文件" in in_words.stderr


@pytest.mark.parametrize("named", ["option", "file"])
def test_a_list_of_several_sheets_is_read_to_its_end(tmp_path: Path, named: str) -> None:
    folder = begin(tmp_path / "县", "名单: 学校名单.xlsx\n" if named == "file" else "")
    write(folder, "甲", "甲小学", 100)
    columns = (Column("学校名称"), Column("学校类型"))
    rows = {"小学": ("甲小学", "小学"), "初中": ("乙初中", "初级中学"), "其他": ("", "小学")}
    sheets = [Sheet(name, columns, (tuple(map(SheetCell, row)),)) for name, row in rows.items()]
    (folder / "学校名单.xlsx").write_bytes(write_workbook(sheets))
    more = ("--roster", folder / "学校名单.xlsx") if named == "option" else ()
    told = command(folder, "-o", tmp_path / "out", *more)
    assert told.exit_code == 1
    assert "名单里有 1 所学校没有交：乙初中" in told.stderr
    assert "名单的“其他”第 2 行没有写学校名称，没有算" in told.stderr


def book(*sheets: tuple[str, tuple[tuple[object, ...], ...]]) -> bytes:
    """A workbook of sheets by their name, each with its heads and rows."""
    return write_workbook(
        [
            Sheet(
                name,
                tuple(Column(str(head)) for head in rows[0]),
                tuple(tuple(map(SheetCell, row)) for row in rows[1:]),  # type: ignore[arg-type]
            )
            for name, rows in sheets
        ]
    )


def test_what_came_and_cannot_be_used_stands_with_its_school(tmp_path: Path) -> None:
    folder, codes = (
        begin(tmp_path / "县"),
        dict(zip("甲乙丙丁戊己庚辛", range(4101, 4109), strict=True)),
    )
    wanted = dict.fromkeys((f"{each}镇小学" for each in "乙丙丁戊己庚"), "有错")
    wanted |= {"甲镇小学": "已交", "辛镇小学": "没有交", "生人.yaml": "名单以外"}
    rows = tuple((f"{each}镇小学", code) for each, code in codes.items())
    (tmp_path / "名单.xlsx").write_bytes(book(("名单", (("单位名称", "学校代码"), *rows))))
    write(folder, "甲", "甲镇小学", 100)
    write(folder, "乙", "乙镇小学, 代码: 4108", 100)
    (folder / "丙镇小学.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "丁镇小学_2024_数据.yaml").write_bytes(b"")
    (folder / "戊镇小学.docx").write_bytes(b"PK\x03\x04")
    (folder / "生人.yaml").write_text("学校: [", encoding="utf-8")
    known = (("学校名称", "在校生数", "图书册数", "专任教师数"), ("己镇小学", "很多", 1, 1))
    unknown = (("学校全称", "人数", "书"), ("庚镇小学", 5, 6))
    (folder / "汇总.xlsx").write_bytes(book(("一", known), ("二", unknown)))
    told = command(
        *(folder, "-o", tmp_path / "out", "--roster", tmp_path / "名单.xlsx"),
        *("--return", tmp_path / "退回", "--json"),
    )
    assert told.exit_code == 1, told.output
    found = json.loads(told.stdout)
    assert {each["name"]: each["returned"] for each in found["roster"]} == wanted
    files = {each["name"]: each["files"] for each in found["roster"]}
    assert files["丙镇小学"] == ["丙镇小学.xlsx"] and files["庚镇小学"] == ["汇总.xlsx#二"]
    assert files["乙镇小学"] == ["乙.yaml"] and files["戊镇小学"] == ["戊镇小学.docx"]
    messages = [each["message"] for each in found["problems"]]
    assert any("没有交：辛镇小学" in each for each in messages)
    assert any("交来的不能用" in each and "丙镇小学.xlsx" in each for each in messages)
    grid = open_book(tmp_path / "out" / "清单.xlsx").grid("名单")
    listed = {grid.text(row, 2): grid.text(row, 5) for row in grid.rows}
    assert {name: listed[name] for name in wanted} == wanted
    returned = {path.name for path in (tmp_path / "退回").iterdir()}
    assert returned >= {"乙_错误清单.xlsx", "丙镇小学_错误清单.xlsx"}


def test_of_a_school_on_two_sheets_neither_row_counts_and_the_others_do(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    heads = ("学校名称", "学校类型", "报告年度", "在校生数", "图书册数")
    one, two, three = ((f"{each}镇小学", "小学", 2024, 100, 900) for each in "甲乙丙")
    (folder / "汇总.xlsx").write_bytes(
        book(("东片", (heads, one, two)), ("西片", (heads, two, three)))
    )
    write_list(tmp_path / "名单.xlsx", "甲镇小学", "乙镇小学", "丙镇小学")
    summary = sum_up(folder, tmp_path / "out", roster=tmp_path / "名单.xlsx")
    assert pupils(summary) == 200
    stands = {row.name: (str(row.returned), row.reasons) for row in summary.roster}
    assert stands == {
        "甲镇小学": ("已交", ()),
        "乙镇小学": ("有错", ("重复报送",)),
        "丙镇小学": ("已交", ()),
    }


def test_a_list_alone_says_that_nobody_has_returned(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县", "名单: 名单.xlsx\n")
    write_list(folder / "名单.xlsx", *(f"{each}镇小学" for each in "甲乙丙"))
    told = command(folder, "-o", tmp_path / "out", "--json")
    assert told.exit_code == 1, told.output
    found = json.loads(told.stdout)
    assert {each["returned"] for each in found["roster"]} == {"没有交"}
    assert len(found["roster"]) == 3 and not found["schools"]
    assert {"no_schools", "not_returned"} <= {each["code"] for each in found["problems"]}
    in_words = command(folder, "-o", tmp_path / "out")
    assert "[成功]" not in in_words.output and "没有一所学校的数据" in in_words.stderr
    checked = CliRunner().invoke(cli, ["check", str(folder)])
    assert checked.exit_code == 1 and "有 3 所学校没有交" in checked.output


@pytest.mark.parametrize("year", ["二〇二四年", "2024年度", "２０２４"])
def test_a_report_is_named_by_what_is_read_however_it_is_typed(tmp_path: Path, year: str) -> None:
    folder = begin(tmp_path / "县")
    text = SCHOOL % ("甲\u200b小学", "示例县", year, 100)
    (folder / "甲.yaml").write_text(text, encoding="utf-8")
    batch = open_batch(Request((folder,), tmp_path / "out"))
    batch.close()
    assert [each.report for each in batch.jobs] == ["甲小学_2024_自查报告.docx"]


def test_the_newest_in_an_archive_is_that_of_the_latest_entry(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    with ZipFile(folder / "包.zip", "w") as packed:
        for day, place in enumerate(("新", "旧"), 1):
            text = SCHOOL % ("甲小学", "示例县", 2024, 100 * day)
            packed.writestr(ZipInfo(f"{place}/甲.yaml", (2024, 11, 3 - day, 8, 0, 0)), text)
            packed.writestr(f"{place}/本县标准.yaml", STANDARD)
    summary = sum_up(folder, tmp_path / "out", newest=True)
    assert pupils(summary) == 100
    told = [each.message for school in summary.schools for each in school.problems]
    assert any("取了最新的一份 包.zip/新/甲.yaml" in each for each in told)


def listed_files(output: Path) -> dict[str, str]:
    """What 清单.xlsx says of the files that are no school's."""
    grid = open_book(output / "清单.xlsx").grid("其他文件")
    return {grid.text(row, 2): grid.text(row, 3) for row in grid.rows}


@pytest.mark.parametrize("figures", [False, True])
def test_a_copy_of_the_list_among_the_data_is_no_school(tmp_path: Path, figures: bool) -> None:
    folder, listed = begin(tmp_path / "县"), tmp_path / "名单.xlsx"
    write(folder, "甲", "甲小学", 100)
    columns = (Column("学校名称"), Column("学校类型"), Column("在校生数"), Column("图书册数"))
    row = ("甲小学", "小学", 900, 9000) if figures else ("甲小学", "小学", None, None)
    cells = (tuple(map(SheetCell, row)),)
    listed.write_bytes(write_workbook([Sheet("名单", columns, cells)]))
    (folder / "抄来.xlsx").write_bytes(listed.read_bytes())
    told = command(folder, "-o", tmp_path / "out", "--roster", listed)
    assert told.exit_code == 0, told.output
    assert "抄来.xlsx：内容和学校名单一样，没有当作学校" in told.stderr
    assert listed_files(tmp_path / "out")["抄来.xlsx"] == "学校名单"
    assert pupils(sum_up(folder, tmp_path / "out", roster=listed)) == 100


def test_a_list_that_is_not_named_is_a_reminder_and_no_school_that_failed(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    write(folder, "甲", "甲小学", 100)
    write_list(folder / "应报.xlsx", "甲小学", "乙小学")
    told = command(folder, "-o", tmp_path / "out", "--json")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert [each["name"] for each in found["schools"]] == ["甲小学"] and not found["roster"]
    (problem,) = (each for each in found["problems"] if each["code"] == "school_roster")
    assert "像一份学校名单" in problem["message"] and "--roster" in problem["hint"]
    assert listed_files(tmp_path / "out")["应报.xlsx"] == "学校名单"


def test_a_list_that_a_school_names_is_its_attachment(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    write(folder, "甲", "甲小学", 100)
    write_list(folder / "应报.xlsx", "甲小学", "乙小学")
    with (folder / "甲.yaml").open("a", encoding="utf-8") as file:
        file.write("附件: [应报.xlsx]\n")
    sent = sum_up(folder, tmp_path / "out").sent
    assert {each.path.name: str(each.fate) for each in sent}[
        "应报.xlsx"
    ] == "数据里写到的图片或附件"


def test_all_are_back_and_the_exit_code_is_nothing(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县", "名单: 学校名单.xlsx\n")
    write(folder, "甲", "甲小学", 100)
    write_list(folder / "学校名单.xlsx", "甲小学")
    assert command(folder, "-o", tmp_path / "out").exit_code == 0


def test_a_list_that_is_not_there_is_said_at_its_line(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县", "名单: 没有.xlsx\n")
    write(folder, "甲", "甲小学", 100)
    told = command(folder, "-o", tmp_path / "out")
    assert told.exit_code == 1
    assert "区县.yaml:3:5 名单：找不到名单“没有.xlsx”" in told.stderr
