"""Kindergartens go the whole way with a standard of their own, and not a line of Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.forms.form_samples import find_line

STANDARD = """\
标识: 园标
名称: 本县幼儿园办园标准
简称: 园标
学段: [幼儿园]
事实:
  户外场地面积: {类型: 面积, 单位: ㎡, 学段: 共用, 定义: 园内供幼儿活动的户外场地}
  保育员数: {类型: 计数, 单位: 人, 学段: 分学段}
差异系数: {方式: 各项, 幼儿园: 0.5}
指标:
  - {编号: "1", 名称: 生均户外场地面积, 分子: 户外场地面积, 分母: 在园幼儿数, 单位: ㎡, 小数: 1, 标准: 4}
  - {编号: "2", 名称: 每班保育员数, 分子: 保育员数, 分母: 教学班数, 单位: 人, 小数: 1, 标准: {幼儿园: 1}}
  - {编号: "3", 名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 小数: 0, 方向: 不超过, 标准: 35}
"""
SCHOOL = """\
学校: {名称: %s幼儿园, 类型: 幼儿园, 所在区县: 示例县}
报告: {年度: 2024, 标准: [园标.yaml], 主送: 示例县教育局}
数据: {在园幼儿数: 90, 教学班数: 3, 班级人数: [30, 28, 32], 户外场地面积: %s, 保育员数: 3}
主要措施: |
  添置了户外活动器械。
"""
DISTRICT = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [园标.yaml], 主送: 示例市教育局}\n"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "县"
    folder.mkdir()
    (folder / "园标.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "区县.yaml").write_text(DISTRICT, encoding="utf-8")
    for name, area in (("甲", 450), ("乙", 270)):
        (folder / f"{name}.yaml").write_text(SCHOOL % (name, area), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def words_of(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def test_check_and_build(folder: Path, tmp_path: Path) -> None:
    checked = run("check", folder / "甲.yaml")
    assert checked.exit_code == 0, checked.output
    assessed = json.loads(run("assess", folder / "乙.yaml", "--json").stdout)
    results = assessed["standards"][0]["results"]
    assert [(each["display"], each["verdict"]) for each in results] == [
        ("3.0", "unmet"),
        ("1.0", "met"),
        ("32", "met"),
    ]
    built = run("build", folder / "乙.yaml", "-o", tmp_path / "out")
    assert built.exit_code == 0, built.output
    (report,) = (tmp_path / "out").glob("*.docx")
    words = words_of(report)
    assert (
        "现有3个教学班、90名在园幼儿" in words
        and "3个班都不超过35人" in words
        and "缺90平方米" in words
    )
    # What a kindergarten is not asked for is no 0.
    assert "现有3个教学班、90名在园幼儿，最大班额32人。" in words and "面积0" not in words
    assert "（幼儿园）" not in words and "{{" not in words


@pytest.mark.slow
def test_a_district_of_kindergartens(folder: Path, tmp_path: Path) -> None:
    done = run("batch", folder, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    out = tmp_path / "out"
    assert len(list(out.rglob("*幼儿园*.docx"))) == 2
    words = words_of(out / "县域自查报告.docx")
    assert "幼儿园2所" in words and "幼儿园阶段" in words
    assert "生均户外场地面积" in words and "0.250" in words
    table = openpyxl.load_workbook(out / "指标汇总.xlsx")
    heads = {str(cell.value) for page in table for row in page.iter_rows() for cell in row}
    assert "在园幼儿数" in heads and "在校生数" not in heads


@pytest.mark.slow
def test_forms_go_out_and_come_back(folder: Path, tmp_path: Path) -> None:
    for option, name in ((("--wide",), "汇总表.xlsx"), ((), "丙.xlsx")):
        made = run(
            *("form", "new", "-o", folder / name, "--standard", folder / "园标.yaml"),
            *("--type", "幼儿园", "--school", "丙幼儿园", "--year", "2024", *option),
        )
        assert made.exit_code == 0, made.output
    fill_single(folder / "丙.xlsx")
    fill_wide(folder / "汇总表.xlsx")
    for path in (folder / "丙.xlsx", folder / "汇总表.xlsx"):
        checked = run("check", path)
        assert checked.exit_code == 0, checked.output
        results = json.loads(run("assess", path, "--json").stdout)["standards"][0]["results"]
        assert [each["display"] for each in results] == ["5.0", "1.0", "32"]


FIGURES: dict[str, Any] = {
    "在园幼儿数": 90,
    "教学班数": 3,
    "户外场地面积": 450,
    "保育员数": 3,
    "班级人数": "30、28、32",
}


def fill_single(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    page = book["基本数据"]
    value = [cell.value for cell in page[4]].index("本年数") + 1
    for name, figure in FIGURES.items():
        if name != "班级人数":
            page.cell(find_line(page, name), value).value = figure
    classes = book["班级明细"]
    column = [cell.value for cell in classes[4]].index("人数") + 1
    for number, count in enumerate((30, 28, 32), 5):
        classes.cell(number, column).value = count
    book.save(path)


def fill_wide(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    page = book["汇总表"]
    heads = [str(cell.value) for cell in page[4]]
    for head in heads[4 : heads.index("主送单位")]:
        page.cell(6, heads.index(head) + 1).value = FIGURES[head.removesuffix("（幼儿园）")]
    book.save(path)
