"""The commands as a user types them: what they print, write, and end with."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.cli.commands import COMMANDS
from reportgen.resources import data_folder

SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))
THIRD = data_folder() / "schools" / "完全小学.yaml"
FIRST = data_folder() / "schools" / "城区初中.yaml"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_build_writes_the_report_and_says_where(tmp_path: Path) -> None:
    result = run("build", THIRD, "-o", tmp_path)
    assert result.exit_code == 0, result.output
    (report,) = tmp_path.iterdir()
    assert report.name == "示例区实验小学（样例）_2024_自查报告.docx"
    assert str(report) in result.stdout
    assert zipfile.is_zipfile(report)


def test_build_reminds_of_the_files_that_go_with_the_report(tmp_path: Path) -> None:
    rural = data_folder() / "schools" / "乡村小学.yaml"
    assert (
        "“校舍平面图”不在报告里，请附上 校舍平面图.pdf"
        in run("build", rural, "-o", tmp_path).stdout
    )
    assert "[另附]" not in run("build", THIRD, "-o", tmp_path).stdout


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        assert run("build", THIRD, "-o", tmp_path / folder).exit_code == 0
    first, second = (next((tmp_path / folder).iterdir()).read_bytes() for folder in ("甲", "乙"))
    assert first == second


def test_the_table_on_the_screen_has_whole_rooms_as_the_report_has() -> None:
    table = run("assess", data_folder() / "schools" / "九年一贯制.yaml").stdout
    (row,) = (line for line in table.splitlines() if line.startswith("每12个班级配备音乐专用教室"))
    assert row.split()[1:4] == ["全校", "实有1间", "应配1间"]


def test_third_school_comes_out_as_its_report_says() -> None:
    document = json.loads(run("assess", THIRD, "--json").stdout)
    (standard,) = document["standards"]
    displays = [result["display"] for result in standard["results"]]
    assert displays == ["42", "5.9", "一类", "21.5", "1∶18", "100%", "51%", "630", "96%", "91%"]
    verdicts = [result["verdict"] for result in standard["results"]]
    assert verdicts == ["met", "met", "no_limit", *["met"] * 4, "no_limit", "met", "met"]
    assert (standard["verdict"], standard["met"], standard["total"]) == ("met", 8, 10)
    assert standard["results"][0]["value"].startswith("41.90476190")
    assert document["problems"] == []


def test_first_school_lacks_land_and_its_classes_are_too_large() -> None:
    document = json.loads(run("assess", FIRST, "--json").stdout)
    land, classes = document["standards"][0]["results"][:2]
    assert (land["display"], land["required"], land["verdict"]) == ("12.0", "34", "unmet")
    assert land["shortfall"] == "50533"
    assert (classes["display"], classes["verdict"], classes["shortfall"]) == ("53.5", "unmet", "3")


def test_first_school_still_fails_after_the_land_it_hopes_for(tmp_path: Path) -> None:
    result = run("build", FIRST, "-o", tmp_path)
    assert "缺50533平方米（75.8亩）" in result.stdout
    assert "由 12.0 到 20.7，仍未达到 ≥34" in result.stderr


def test_missing_fact_makes_the_report_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "学校.yaml"
    text = (
        "学校: {名称: 甲, 类型: 小学}\n"
        "报告: {年度: 2024, 标准: [河南省办学基本标准]}\n"
        "数据: {在校生数: 880}\n"
    )
    path.write_text(text, encoding="utf-8")
    result = run("build", path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "缺数据" in result.stdout and "缺少“图书册数”" in result.stderr
    assert (tmp_path / "out" / "甲_2024_自查报告.docx").is_file()


def test_wrong_figure_writes_nothing_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "学校.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n数据: {图书册数: 一万八}\n",
        encoding="utf-8",
    )
    result = run("build", path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{path}:3:12 数据.图书册数：应为数，写的是“一万八”；请写成 18000" in result.stderr
    assert not (tmp_path / "out").exists()


def test_unreadable_file_exits_with_2_in_chinese(tmp_path: Path) -> None:
    for arguments in (
        ("build", tmp_path / "没有.yaml"),
        ("check", tmp_path / "没有.yaml"),
        ("assess", tmp_path),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "[错误]" in result.stderr and "Traceback" not in result.output


def test_check_strict_makes_warnings_count() -> None:
    assert run("check", FIRST).exit_code == 0
    assert run("check", FIRST, "--strict").exit_code == 1
    assert run("check", *SAMPLES, "--json").exit_code == 0


def test_check_of_several_files_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    bad = tmp_path / "坏.yaml"
    bad.write_text("学校: {名称: [", encoding="utf-8")
    result = run("check", bad, FIRST, "--json")
    assert result.exit_code == 2
    files = {problem["file"] for problem in json.loads(result.stdout)["problems"]}
    assert files == {str(bad), str(FIRST)}


def test_standard_option_overrides_the_file() -> None:
    document = json.loads(run("assess", THIRD, "--standard", "基本均衡", "--json").stdout)
    assert [standard["id"] for standard in document["standards"]] == ["基本均衡2012"]
    assert len(document["standards"][0]["results"]) == 8


def test_init_gives_a_folder_that_builds_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "我的学校"
    assert run("init", folder).exit_code == 0
    assert (
        (folder / "学校.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=./reportgen.schema.json")
    )
    result = run("build", folder / "学校.yaml")
    assert result.exit_code == 0, result.output
    assert len(list((folder / "out").iterdir())) == 1
    again = run("init", folder)
    assert again.exit_code == 1 and "没有改动任何文件" in again.stderr


def test_one_changed_phrase_in_a_folder_is_enough(tmp_path: Path) -> None:
    (tmp_path / "短语").mkdir()
    (tmp_path / "短语" / "引言.j2").write_text("{{ 学校.名称 }}自查如下：\n", encoding="utf-8")
    assert run("build", THIRD, "-o", tmp_path / "out", "--templates", tmp_path).exit_code == 0
    with zipfile.ZipFile(next((tmp_path / "out").iterdir())) as package:
        text = package.read("word/document.xml").decode()
    assert "示例区实验小学（样例）自查如下：" in text and "现将自查情况报告如下" not in text


def test_faulty_phrase_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "短语").mkdir()
    (tmp_path / "短语" / "引言.j2").write_text("甲\n{{ 学校.名城 }}\n", encoding="utf-8")
    result = run("build", THIRD, "-o", tmp_path / "out", "--templates", tmp_path)
    assert result.exit_code == 1
    assert "引言.j2:2:1：不认识的名称“名城”" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_follow_the_schema(sample: Path) -> None:
    import yaml

    schema = json.loads(run("schema").stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    data = yaml.load(sample.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)] == []


def test_schema_refuses_an_unknown_fact() -> None:
    schema = json.loads(run("schema").stdout)
    data = {
        "学校": {"名称": "甲", "类型": "小学"},
        "报告": {"年度": "2024"},
        "数据": {"图书册书": "1"},
    }
    assert list(jsonschema.Draft7Validator(schema).iter_errors(data))


def test_facts_and_standards_as_table_and_json() -> None:
    names = [fact["name"] for fact in json.loads(run("facts", "--json").stdout)]
    assert "图书册数" in names and "图书册数" in run("facts").stdout
    identities = [standard["id"] for standard in json.loads(run("standards", "--json").stdout)]
    assert "优质均衡2017" in identities and identities == sorted(identities)


def test_facts_may_be_listed_for_one_standard() -> None:
    """Its own facts, those of the dictionary that it uses, and no others."""

    def names(*options: str) -> set[str]:
        return {fact["name"] for fact in json.loads(run("facts", "--json", *options).stdout)}

    asked = names("--standard", "普及普惠")
    assert {"小班人数", "保教费标准", "在园幼儿数", "建筑面积"} <= asked
    assert "在校生数" not in asked and "小班人数" not in names()
    assert names("--standard", "校园安全", "--type", "幼儿园") < names("--standard", "校园安全")
    refused = run("facts", "--standard", "普惠普及")
    assert refused.exit_code == 2 and "没有“普惠普及”这个标准" in refused.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "用法：" in result.stdout and "Show this" not in result.stdout
    assert command in Path(__file__).parents[1].joinpath("README.md").read_text("utf-8")


def test_usage_errors_are_chinese() -> None:
    result = run("bild")
    assert result.exit_code == 2
    assert "没有“bild”这个命令" in result.stderr and "build" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_right_to_write_is_said_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run("build", THIRD, "-o", tmp_path)
    assert result.exit_code == 1 and "没有写入权限" in result.stderr


def test_json_is_one_document_even_where_the_file_cannot_be_read(tmp_path: Path) -> None:
    for command in ("build", "assess"):
        result = run(command, tmp_path / "没有.yaml", "--json")
        assert result.exit_code == 2
        assert [problem["code"] for problem in json.loads(result.stdout)["problems"]]


def test_help_and_usage_errors_are_chinese() -> None:
    assert "[OPTIONS]" not in run("build", "--help").output + run("--help").output
    assert "没有“--nosuch”这个选项" in run("build", "--nosuch").output.replace("'", "")


def test_a_shell_completes_commands_by_their_first_letters() -> None:
    asked = {"COMP_WORDS": "reportgen bu", "COMP_CWORD": "1"}
    complete = {**asked, "_REPORTGEN_COMPLETE": "bash_complete"}
    result = CliRunner().invoke(cli, prog_name="reportgen", env=complete)
    assert "build" in result.output


def test_facts_may_be_listed_for_one_type_of_school() -> None:
    def names(*options: str) -> set[str]:
        return {fact["name"] for fact in json.loads(run("facts", "--json", *options).stdout)}

    kindergarten = names("--type", "幼儿园")
    assert "在园幼儿数" in kindergarten and "校园面积" in kindergarten
    assert not kindergarten & {"巩固率", "在校生数"}
    assert "在园幼儿数" not in names("--type", "小学") and kindergarten < names()
    refused = run("facts", "--type", "幼园")
    assert refused.exit_code == 2 and "是不是“幼儿园”" in refused.stderr


def test_the_schema_has_each_fact_s_own_stages() -> None:
    figures = json.loads(run("schema").stdout)["properties"]["数据"]["properties"]
    by_stage = {
        name: list(figures[name]["anyOf"][1]["properties"])
        for name in ("在园幼儿数", "在校生数", "专任教师数")
    }
    assert by_stage == {
        "在园幼儿数": ["幼儿园", "合计"],
        "在校生数": ["小学", "初中", "高中", "合计"],
        "专任教师数": ["幼儿园", "小学", "初中", "高中", "合计"],
    }
    assert "只有小学、初中、高中填" in figures["巩固率"]["description"]
