"""build, assess, check and batch over workbooks, as a clerk and an officer type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from tests.load.workbooks.test_foreign_table import LEDGER, OWN
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table
from tests.workbooks import write_form, write_workbook


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands are typed."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reportgen(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_a_form_is_built_like_a_data_file(run: Path) -> None:
    write_form(run / "光明小学.xlsx")
    assert reportgen("build", "光明小学.xlsx", "-o", "out").exit_code == 1
    assert (run / "out" / "光明小学_2024_自查报告.docx").is_file()


def test_what_is_wrong_is_said_with_its_cell(run: Path) -> None:
    write_form(run / "光明小学.xlsx", {"基本数据!E7": "3,2OO"})
    told = reportgen("check", "光明小学.xlsx")
    assert told.exit_code == 1
    assert "光明小学.xlsx › 基本数据!E7 图书册数：应为数，写的是“3,2OO”（字母O）" in told.output
    assert '"cell": "基本数据!E7"' in reportgen("check", "光明小学.xlsx", "--json").output


def test_one_school_of_a_table_is_named(run: Path) -> None:
    write_table(run / "汇总表.xlsx")
    asked = reportgen("build", "汇总表.xlsx")
    assert (asked.exit_code, "请加上 --school 学校名称" in asked.output) == (2, True)
    assert (
        "城关中学" in reportgen("build", "汇总表.xlsx", "--school", "城关中学", "-o", "out").output
    )
    assert [path.name for path in (run / "out").iterdir()] == ["城关中学_2024_自查报告.docx"]
    assert "生均图书册数" in reportgen("assess", "汇总表.xlsx", "--school", "实验小学").output


def test_a_check_of_a_table_says_of_which_school_each_fault_is(run: Path) -> None:
    write_table(run / "汇总表.xlsx", SCHOOLS[:2])
    lines = reportgen("check", "汇总表.xlsx").output.splitlines()
    told = [line for line in lines if "“主要措施”“取得成绩”没有内容" in line]
    assert {line.split("汇总表!")[1][:2] for line in told} == {"B6", "B7"}


@pytest.mark.slow
def test_a_foreign_table_goes_through_the_batch_by_its_mapping(run: Path) -> None:
    write_workbook(run / "县" / "台账.xlsx", {"Sheet1": LEDGER})
    (run / "县" / "台账映射.yaml").write_text(OWN, encoding="utf-8")
    reportgen("batch", "县", "-o", "out", "--no-summary", "--standard", "河南省办学基本标准")
    assert (run / "out" / "柳林小学_2023_自查报告.docx").is_file()
    (run / "县" / "台账映射.yaml").rename(run / "m.yaml")
    arguments = (
        "batch",
        "县",
        "-o",
        "out2",
        "--no-summary",
        "--standard",
        "河南省办学基本标准",
        "--mapping",
        "m.yaml",
    )
    reportgen(*arguments)
    assert (run / "out2" / "柳林小学_2023_自查报告.docx").is_file()


def test_a_lock_file_is_said_to_be_one(run: Path) -> None:
    (run / "~$光明小学.xlsx").write_bytes(b"x")
    told = reportgen("check", "~$光明小学.xlsx")
    assert (told.exit_code, "临时文件" in told.output) == (2, True)
