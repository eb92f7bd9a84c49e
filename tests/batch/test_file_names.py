"""Schools whose names look alike as names of files have reports and forms of their own."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.cli.returning import Returning, return_files
from reportgen.problems import Location, error
from tests.batch.conftest import STANDARD, RunBatch, write_school


def test_names_that_are_one_as_file_names_give_two_reports(
    district: Path, run_batch: RunBatch
) -> None:
    write_school(district, "己/庚", 100, 900, file="子")
    write_school(district, "己_庚", 200, 900, file="丑")
    write_school(district, "己_\u200b庚", 300, 900, file="寅")
    summary = run_batch(district)
    reports = {Path(each.report).name for each in summary.schools if "己" in each.name}
    assert reports == {f"己_庚小学_2024_自查报告（{mark}）.docx" for mark in "子丑寅"}
    told = [str(problem) for problem in summary.problems if problem.code == "alike_names"]
    assert len(told) == 1 and "“己/庚小学”" in told[0] and "“己_庚小学”" in told[0]


def test_data_files_that_are_one_as_file_names_give_two_reports(
    district: Path, run_batch: RunBatch
) -> None:
    (district / "辛").mkdir()
    (district / "辛" / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    write_school(district / "辛", "辛", 100, 900, file="一")
    write_school(district, "辛", 200, 900, file="辛_一")
    summary = run_batch(district)
    reports = [Path(each.report) for each in summary.schools if each.name == "辛小学"]
    assert len({each.name for each in reports}) == 2 and all(each.is_file() for each in reports)
    again = run_batch(district)
    assert [Path(each.report) for each in again.schools if each.name == "辛小学"] == reports


def test_forms_of_such_schools_are_told_apart(tmp_path: Path) -> None:
    names = [part for name in ("甲/乙", "甲_乙", "～$丙") for part in ("--school", name)]
    output = tmp_path / "表"
    made = CliRunner().invoke(
        cli, ["form", "new", "-o", str(output), "--standard", "无", "--type", "小学", *names]
    )
    assert made.exit_code == 0 and "“甲/乙”、“甲_乙”的表会是一个文件名" in made.output
    assert {path.name for path in output.iterdir()} == {
        "甲_乙（1）.xlsx",
        "甲_乙（2）.xlsx",
        "～$丙.xlsx",
    }


def test_what_is_sent_back_to_files_of_one_name_stands_apart(tmp_path: Path) -> None:
    found = {}
    for place in ("东/一", "西/一", "南/一"):
        path = tmp_path / place / "数据.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("学校: 1", encoding="utf-8")
        found[path] = [error("bad", "错", Location(str(path)))]
    return_files(found, Returning(tmp_path / "退回"))
    assert {path.name for path in (tmp_path / "退回").iterdir()} == {
        "一_数据_错误清单.xlsx",
        "一_数据_2_错误清单.xlsx",
        "一_数据_3_错误清单.xlsx",
    }
