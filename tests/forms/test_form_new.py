"""`reportgen form new` as an officer types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.pipeline import Workshop
from reportgen.resources import data_folder
from tests.forms.form_samples import find_line, make_form, open_form

STANDARD = ("--standard", "优质均衡2017", "--year", "2024")


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["form", "new", *(str(argument) for argument in arguments)])


def school_list(path: Path, *rows: tuple[object, ...]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def test_one_form_is_one_file(tmp_path: Path) -> None:
    result = run(
        "-o", tmp_path / "采集表.xlsx", *STANDARD, "--type", "小学", "--school", "光明小学"
    )
    assert result.exit_code == 0, result.output
    book = open_form((tmp_path / "采集表.xlsx").read_bytes())
    assert book["学校信息"]["B5"].value == "光明小学"


@pytest.mark.slow
def test_a_list_gives_a_form_a_school_of_its_own_type(tmp_path: Path) -> None:
    rows = [
        ("全县学校名单",),
        ("序号", "学校名称", "学校类型", "代码"),
        (1, "甲小学", "小学", "0101"),
        (2, "乙学校", "九年一贯制", 202),
    ]
    listed = school_list(tmp_path / "名单.xlsx", *rows, ("", "合计", "", ""))
    result = run("-o", tmp_path / "表", *STANDARD, "--schools", listed)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == [
        "乙学校.xlsx",
        "甲小学.xlsx",
    ]
    assert (
        open_form((tmp_path / "表" / "甲小学.xlsx").read_bytes())["学校信息"]["B8"].value == "0101"
    )
    page = open_form((tmp_path / "表" / "乙学校.xlsx").read_bytes())["基本数据"]
    assert find_line(page, "在校生数", "初中")


def test_each_school_on_any_sheet_of_the_list_gets_one_form(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = [("学校名称", "学校类型"), ("甲小学", "小学")]
    listed = school_list(tmp_path / "名单.xlsx", *rows)
    book = load_workbook(listed)
    sheet = book.create_sheet("初中")
    for row in (("校名", "类型"), ("乙初中", "初级中学"), ("甲小学", "小学"), ("", "初级中学")):
        sheet.append(row)
    book.save(listed)
    result = run("-o", tmp_path / "表", *STANDARD, "--schools", listed)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == [
        "乙初中.xlsx",
        "甲小学.xlsx",
    ]
    assert "名单的“初中”第 4 行没有写学校名称，没有算" in result.stderr


def test_schools_of_one_name_get_a_file_each(tmp_path: Path) -> None:
    listed = school_list(
        tmp_path / "名单.xlsx", ("学校名称", "学校代码"), ("中心小学", "01"), ("中心小学", "02")
    )
    result = run("-o", tmp_path / "表", *STANDARD, "--schools", listed, "--type", "小学")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == [
        "中心小学（01）.xlsx",
        "中心小学（02）.xlsx",
    ]


def test_a_type_that_is_not_known_is_told_by_its_cell(tmp_path: Path) -> None:
    listed = school_list(tmp_path / "名单.xlsx", ("学校名称", "学校类型"), ("甲小学", "小学校"))
    result = run("-o", tmp_path / "表", *STANDARD, "--schools", listed)
    assert result.exit_code == 2
    assert "名单.xlsx › Sheet!A2：不认识学校类型“小学校”" in result.stderr
    assert not (tmp_path / "表").exists()


def test_a_list_without_names_says_what_is_needed(tmp_path: Path) -> None:
    listed = school_list(tmp_path / "名单.xlsx", ("单位", "人数"), ("甲", 3))
    result = run("-o", tmp_path / "表", *STANDARD, "--schools", listed)
    assert result.exit_code == 1 and "没有找到“学校名称”这一列" in result.stderr


def test_last_years_figures_come_from_a_folder(tmp_path: Path) -> None:
    folder = data_folder() / "districts" / "示例县"
    name = "示例县城关第一小学（样例）"
    result = run(
        "-o",
        tmp_path,
        *STANDARD,
        "--last",
        folder,
        "--school",
        name,
        "--school",
        "新校",
        "--type",
        "小学",
    )
    assert result.exit_code == 0, result.output
    assert "去年的数据里没有这些学校：新校" in result.stderr
    page = open_form((tmp_path / f"{name}.xlsx").read_bytes())["基本数据"]
    assert page.cell(find_line(page, "在校生数"), 6).value == 1180
    assert page.cell(find_line(page, "教学仪器设备值"), 6).value == 2_560_000


def test_last_years_figures_may_come_from_forms(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "去年").mkdir()
    (tmp_path / "去年" / "光明.xlsx").write_bytes(make_form(workshop, figures={"在校生数": "860"}))
    result = run(
        "-o",
        tmp_path / "表.xlsx",
        *STANDARD,
        "--last",
        tmp_path / "去年",
        "--school",
        "光明小学",
        "--type",
        "小学",
    )
    assert result.exit_code == 0 and not result.stderr
    page = open_form((tmp_path / "表.xlsx").read_bytes())["基本数据"]
    assert page.cell(find_line(page, "在校生数"), 6).value == 860


def test_a_standard_of_the_bureaus_own_is_named_by_its_file(tmp_path: Path) -> None:
    text = "标识: 本县\n名称: 本县标准\n学段: [小学]\n规则: 全部\n"
    text += '指标: [{编号: "1", 名称: 图书, 类型: 数值, 分子: 图书册数, 标准: 4}]\n'
    (tmp_path / "本县标准.yaml").write_text(text, encoding="utf-8")
    result = run(
        "-o",
        tmp_path / "表.xlsx",
        "--standard",
        tmp_path / "本县标准.yaml",
        "--school",
        "甲",
        "--type",
        "小学",
    )
    assert result.exit_code == 0 and "放在同一个文件夹" in result.stderr
    assert (
        open_form((tmp_path / "表.xlsx").read_bytes())["学校信息"]["B11"].value == "本县标准.yaml"
    )
    checked = CliRunner().invoke(cli, ["check", str(tmp_path / "表.xlsx")])
    assert "要用的 1 项数据一项也没有填" in checked.stderr and "没有“本县" not in checked.stderr


def test_a_wide_table_is_one_file(tmp_path: Path) -> None:
    listed = school_list(tmp_path / "名单.xlsx", ("学校名称", "学校类型"), ("甲小学", "小学"))
    result = run("-o", tmp_path / "汇总.xlsx", *STANDARD, "--schools", listed, "--wide")
    assert result.exit_code == 0, result.output
    assert open_form((tmp_path / "汇总.xlsx").read_bytes())["汇总表"]["B6"].value == "甲小学"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--type", "小学"), "请用 --standard 写明"),
        (STANDARD, "请用 --type 写明学校类型"),
        ((*STANDARD, "--wide", "--last", "."), "--wide 和 --last 不能一起用"),
        (("--standard", "没有的标准", "--type", "小学"), "没有“没有的标准”这个标准"),
    ],
)
def test_what_is_lacking_is_said(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run("-o", tmp_path / "表.xlsx", *arguments)
    assert result.exit_code == 2 and told in result.stderr
    assert not (tmp_path / "表.xlsx").exists()


def test_forms_that_were_filled_in_stay(tmp_path: Path) -> None:
    arguments = (
        "-o",
        tmp_path / "表",
        *STANDARD,
        "--type",
        "小学",
        "--school",
        "甲小学",
        "--school",
        "乙小学",
    )
    assert run(*arguments).exit_code == 0
    filled = tmp_path / "表" / "甲小学.xlsx"
    filled.write_bytes(b"filled in")
    again = run(*arguments)
    assert again.exit_code == 1
    assert "没有动；按现在的数据做的是“甲小学（数据更新）.xlsx”" in again.stderr
    assert "乙小学" not in again.stderr
    assert filled.read_bytes() == b"filled in"
    assert run(*arguments, "--force").exit_code == 0
    assert filled.read_bytes() != b"filled in"
    assert filled.with_name("甲小学.bak.xlsx").read_bytes() == b"filled in"


KINDERGARTEN = """\
标识: 园标
名称: 幼儿园办园标准
学段: [幼儿园]
事实: {户外场地面积: {类型: 面积, 单位: ㎡, 学段: 共用}}
指标: [{编号: 场, 名称: 生均户外场地, 分子: 户外场地面积, 分母: 在园幼儿数, 单位: ㎡, 标准: 4},
       {编号: 班, 名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 方向: 不超过, 标准: 35}]
"""


@pytest.fixture
def kindergarten_standard(tmp_path: Path) -> Path:
    path = tmp_path / "园标.yaml"
    path.write_text(KINDERGARTEN, encoding="utf-8")
    return path


def test_a_kindergarten_is_asked_what_its_standard_needs(
    tmp_path: Path, kindergarten_standard: Path
) -> None:
    made = run("-o", tmp_path / "表.xlsx", "--standard", kindergarten_standard, "--type", "幼儿园")
    assert made.exit_code == 0, made.output
    book = open_form((tmp_path / "表.xlsx").read_bytes())
    page = book["基本数据"]
    asked = [row[1].value or row[0].value for row in page.iter_rows(min_row=5)]
    assert asked[:4] == ["学生与班级", "在园幼儿数", "幼儿园办园标准", "户外场地面积"]
    grades = [rule.formula1 for rule in book["班级明细"].data_validations.dataValidation]
    assert any("小班" in str(cell.value) for row in book["_选项"].iter_rows() for cell in row)
    assert grades and not any("一年级" in str(each) for each in grades)


def test_each_school_is_asked_by_the_standards_for_its_stages(
    tmp_path: Path, kindergarten_standard: Path
) -> None:
    rows = [("学校名称", "学校类型"), ("甲小学", "小学"), ("乙幼儿园", "幼儿园")]
    listed = school_list(tmp_path / "名单.xlsx", *rows)
    both = (*STANDARD, "--standard", kindergarten_standard)
    made = run("-o", tmp_path / "表", *both, "--schools", listed)
    assert made.exit_code == 0, made.output
    said = {
        name: [
            str(row[1].value)
            for row in open_form((tmp_path / "表" / f"{name}.xlsx").read_bytes())["学校信息"]
            if row[0].value == "评估标准"
        ]
        for name in ("甲小学", "乙幼儿园")
    }
    assert said == {"甲小学": ["优质均衡2017"], "乙幼儿园": ["园标.yaml"]}


def test_a_type_that_no_standard_judges_is_refused(tmp_path: Path) -> None:
    refused = run("-o", tmp_path / "表.xlsx", *STANDARD, "--type", "幼儿园")
    assert refused.exit_code == 2 and "所选的标准都不评幼儿园" in refused.stderr
    assert "它们评的是：小学、教学点、初中、九年一贯制" in refused.stderr


def test_types_to_choose_from_are_those_that_are_judged(tmp_path: Path) -> None:
    run("-o", tmp_path / "表.xlsx", *STANDARD, "--wide")
    pages = open_form((tmp_path / "表.xlsx").read_bytes())
    rows = [row for page in pages for row in page.iter_rows()]
    words = {str(cell.value) for row in rows for cell in row}
    assert "九年一贯制" in words and "幼儿园" not in words


def test_a_form_without_a_standard_asks_for_ranks_and_needs_no_figures(tmp_path: Path) -> None:
    form = tmp_path / "表.xlsx"
    result = run("-o", form, "--standard", "无", "--genre", "基本均衡", "--type", "初中")
    assert result.exit_code == 0, result.output
    book = open_form(form.read_bytes())
    asked = [row[1] for row in book["基本数据"].iter_rows(values_only=True)]
    assert {"正高级职称教师数", "副高级职称教师数", "中级职称教师数"} <= set(asked)
    notes = [row[1] for row in book["说明"].iter_rows(values_only=True) if row[0] == "填哪些表"]
    assert "基本数据、" not in str(notes) and "没有的空着" in str(notes)
    info = dict(row[:2] for row in book["学校信息"].iter_rows(values_only=True))
    assert info["报告体裁"] == "基本均衡"


def test_a_genre_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    result = run("-o", tmp_path / "表.xlsx", *STANDARD, "--genre", "均衡", "--type", "小学")
    assert result.exit_code == 2 and "基本均衡" in result.output
    assert not (tmp_path / "表.xlsx").exists()
