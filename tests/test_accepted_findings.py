"""Rules that are off and findings that are accepted, by every command that checks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.conformance.documents import INDENT, with_change

SCHOOL = """学校: {名称: 示例小学, 类型: 小学}
报告: {年度: 2024, 标准: [], 主送: 示例县教育局, 日期: 2024-11-20}
数据: {在校生数: 620}
主要措施: |
  全校微机室一间，均衡开展教育。
"""
ACCEPTED = "接受: [{规则: 用词, 原文: 微机室一间, 文件: 学校.yaml, 理由: 台账用旧名}]\n"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "学校.yaml").write_text(SCHOOL, encoding="utf-8")
    return tmp_path


def settings(folder: Path, text: str) -> None:
    (folder / "reportgen.yaml").write_text(text, encoding="utf-8")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_message_on_a_text_ends_in_the_name_of_its_rule(folder: Path) -> None:
    told = run("check", folder / "学校.yaml").stderr
    assert "“微机室”应为“计算机教室”；现在的名称是计算机教室〔用词〕\n" in told


def test_a_rule_that_is_off_is_said_once_at_the_end(folder: Path) -> None:
    settings(folder, "检查: {用词: 关}\n")
    result = run("check", folder / "学校.yaml")
    assert "用词" not in result.stderr
    assert result.stdout.endswith("没有检查的（reportgen.yaml 写了关）：用词\n")


def test_a_claim_that_all_is_met_stops_the_report_until_it_is_accepted(folder: Path) -> None:
    claim = SCHOOL.replace("标准: []", "标准: [河南省办学基本标准]") + "  各项指标全部达标。\n"
    (folder / "学校.yaml").write_text(claim, encoding="utf-8")
    assert "[成功] 报告" not in run("build", folder / "学校.yaml", "-o", folder / "out").stdout
    accepted = "{规则: 与结论不符, 原文: 各项指标全部达标, 文件: 学校.yaml, 理由: 待补数据}"
    settings(folder, f"接受: [{accepted}]\n")
    assert "[成功] 报告" in run("build", folder / "学校.yaml", "-o", folder / "out").stdout


def test_a_level_decides_the_exit_code_and_hinders_no_report(folder: Path) -> None:
    settings(folder, "检查: {用词: 错误}\n")
    assert run("check", folder / "学校.yaml").exit_code == 1
    built = run("build", folder / "学校.yaml", "-o", folder / "out")
    assert built.exit_code == 1 and "[成功] 报告" in built.stdout


def test_what_is_accepted_is_counted_and_stands_in_json(folder: Path) -> None:
    settings(folder, ACCEPTED)
    result = run("check", folder / "学校.yaml")
    assert "微机室" not in result.stderr and "“开展”应为“发展”" in result.stderr
    assert "已接受 1 处" in result.stdout
    told = json.loads(run("check", folder / "学校.yaml", "--json").stdout)["problems"]
    (accepted,) = (each for each in told if each["severity"] == "accepted")
    assert (accepted["quote"], accepted["reason"]) == ("微机室", "台账用旧名")
    assert "around" not in accepted


def test_an_acceptance_survives_the_moving_of_its_words_and_ends_with_them(folder: Path) -> None:
    settings(folder, ACCEPTED)
    school = folder / "学校.yaml"
    school.write_text(SCHOOL.replace("  全校", "  前面加一段。\n\n  本校"), encoding="utf-8")
    assert "已接受 1 处" in run("check", school).stdout
    school.write_text(SCHOOL.replace("微机室一间", "计算机教室一间"), encoding="utf-8")
    for told in (run("check", school), run("build", school, "-o", folder / "out")):
        assert "这一条接受没有用上：文件里已没有“微机室一间”（用词）" in told.stderr


def test_a_report_that_is_built_does_not_tell_again_what_was_accepted(folder: Path) -> None:
    settings(folder, ACCEPTED)
    result = run("build", folder / "学校.yaml", "-o", folder / "out")
    assert "微机室" not in result.stderr and "已接受 1 处" in result.stdout


def test_a_batch_knows_what_is_off_and_what_is_accepted(folder: Path) -> None:
    settings(folder, ACCEPTED)
    again = ("batch", folder, "-o", folder / "out", "--executor", "thread", "--json")
    told = json.loads(run(*again).stdout)["schools"][0]["problems"]
    assert [each["reason"] for each in told if each["severity"] == "accepted"] == ["台账用旧名"]
    settings(folder, "检查: {用词: 关}\n")
    assert "用词" not in run(*again).stdout, "what is remembered no longer holds"


def layout_told(report: Path) -> list[dict[str, object]]:
    told = json.loads(run("check", report, "--json").stdout)["problems"]
    return [each for each in told if "首行缩进：" in each["message"]]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "报告.docx").write_bytes(with_change(INDENT, "", "word/styles.xml"))
    return tmp_path / "报告.docx"


def test_a_requirement_of_layout_is_off_or_weighs_otherwise(report: Path) -> None:
    settings(report.parent, "检查: {首行缩进: 关}\n")
    assert layout_told(report) == []
    settings(report.parent, "检查: {首行缩进: 提醒}\n")
    assert [each["severity"] for each in layout_told(report)] == ["warning"]


def test_one_paragraph_of_a_finding_on_layout_is_accepted(report: Path) -> None:
    (before,) = layout_told(report)
    entry = "规则: 首行缩进, 原文: 现将自查情况报告如下, 文件: 报告.docx, 理由: 引文顶格"
    settings(report.parent, f"接受: [{{{entry}}}]\n")
    told = {each["severity"]: each for each in layout_told(report)}
    assert told["accepted"]["reason"] == "引文顶格"
    assert told["accepted"]["quote"] == "现将自查情况报告如下："
    assert told["error"]["count"] == int(str(before["count"])) - 1
