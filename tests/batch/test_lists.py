"""清单: what a bureau keeps of a run, without columns that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from reportgen.batch.lists import outcome_sheet, problem_sheet
from reportgen.cli import cli
from reportgen.model.sheet import SheetCell
from reportgen.pipeline import Workshop
from tests.districts import OWN, school_text, write_district

HEAD, TAIL = ("1", "甲小学", "小学", "成功"), ("", "", "a.docx", "", "a.yaml")
USUAL = ("序号", "学校", "类型", "状态")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (("", "", "达标", ""), ("A",)),
        (("", "", "未设标准", ""), ()),
        (("重复", "", "", "未达标"), ("没有计入县域的数", "B")),
        (("", "用这一份", "", ""), ("决定",)),
    ],
)
def test_columns_that_say_nothing_of_any_school_are_left_out(
    said: tuple[str, ...], shown: tuple[str, ...], workshop: Workshop
) -> None:
    standards = [
        each._replace(short_title=name)
        for each, name in zip(workshop.library.all_standards(), "AB", strict=False)
    ]
    row = tuple(map(SheetCell, (*HEAD, *said, *TAIL)))
    sheet = outcome_sheet([row], standards, ())
    titles = tuple(each.title for each in sheet.columns)
    assert titles[:4] == USUAL and titles[4:-5] == shown and titles[-1] == "数据文件"
    (cells,) = sheet.rows
    assert len(cells) == len(titles) and cells[-1].value == "a.yaml"


def test_kindergartens_are_listed_as_such() -> None:
    row = tuple(map(SheetCell, (*HEAD, "", "", *TAIL)))
    sheet = outcome_sheet([row], [], (), "幼儿园")
    assert sheet.title == "各园报告清单" and sheet.columns[1].title == "幼儿园"
    assert problem_sheet([], "幼儿园").columns[0].title == "幼儿园"


def test_indicators_of_two_standards_with_one_number_keep_their_names(tmp_path: Path) -> None:
    of_schools, of_district = (
        f"标识: {each}\n名称: {each}\n学段: [{stage}]\n来源: 测试\n指标:\n"
        f"  - {{编号: 保障7, 名称: {name}, 类型: 数值, 分子: {fact}, 标准: 90}}\n"
        for each, stage, name, fact in (
            ("校标", "小学", "学校的那一项", "图书册数"),
            ("县标", "区县", "县里的那一项", "社会认可度"),
        )
    )
    schools = [school_text("甲小学", "小学", "{在校生数: 100, 图书册数: 10}")]
    files = {"校标.yaml": of_schools, "县标.yaml": of_district}
    own = OWN % "标准/校标.yaml, 标准/县标.yaml" + "数据: {社会认可度: 80}\n"
    write_district(tmp_path / "县", schools, files, own)
    CliRunner().invoke(cli, ["batch", str(tmp_path / "县"), "-o", str(tmp_path / "出")])
    book = load_workbook(tmp_path / "出" / "清单.xlsx")
    told = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "学校的那一项" in told and "县里的那一项" not in told
