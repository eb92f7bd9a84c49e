"""`reportgen doctor` says what is wrong with a machine or a project, and what to do."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.diagnosis import HealthLevel, MachineFinding, examine_machine, is_lacking
from tests.programs import MakeProgram
from tests.render.docx_samples import docx

VERSION = "print('LibreOffice 24.8.1 build')\n"


def by_name(findings: tuple[MachineFinding, ...]) -> dict[str, MachineFinding]:
    return {each.name: each for each in findings}


def doctor(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> Result:
    speak_chinese()
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, ["doctor", *more])


def test_a_machine_with_all_that_is_needed_is_well(
    tmp_path: Path, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = str(make_program(VERSION).program)
    result = doctor(tmp_path, monkeypatch, "--office", program)
    assert result.exit_code == 0, result.output
    assert f"[正常] LibreOffice：LibreOffice 24.8.1（{program}）" in result.output
    assert result.output.splitlines()[-1].startswith("[成功] 可以使用")
    assert list(tmp_path.glob("out*")) == []


def test_json_is_one_document(
    tmp_path: Path, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = doctor(tmp_path, monkeypatch, "--office", str(make_program(VERSION).program), "--json")
    document = json.loads(result.stdout)
    assert document["ok"] is True and result.exit_code == 0
    assert {"reportgen", "Python", "LibreOffice", "编码", "输出文件夹"} <= {
        each["name"] for each in document["checks"]
    }
    assert {each["level"] for each in document["checks"]} <= {"well", "note"}


def test_an_office_that_is_named_and_not_there_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = doctor(tmp_path, monkeypatch, "--office", str(tmp_path / "没有"))
    assert result.exit_code == 1
    assert "没有 LibreOffice" in result.output and "[失败] 错误 1 处" in result.output


def test_an_office_that_does_not_answer_is_an_error(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    found = by_name(examine_machine(tmp_path, make_program("sys.exit(5)\n").program))
    assert (
        found["LibreOffice"].level is HealthLevel.LACK and "不能运行" in found["LibreOffice"].found
    )


def test_without_an_office_reports_can_still_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.diagnosis.find_office", lambda named: None)
    finding = by_name(examine_machine(tmp_path))["LibreOffice"]
    assert finding.level is HealthLevel.NOTE and "请安装 LibreOffice" in finding.advice


def test_settings_are_told_and_their_faults_are_errors(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    program = make_program(VERSION).program
    settings = tmp_path / "reportgen.yaml"
    settings.write_text("模板: 没有的模板\n输出: 报告\n", encoding="utf-8")
    findings = by_name(examine_machine(tmp_path))
    assert f"输出：{tmp_path / '报告'}" in findings["设置 reportgen.yaml"].found
    assert findings["模板文件夹"].level is HealthLevel.LACK
    settings.write_text("模版: 写错了\n", encoding="utf-8")
    assert is_lacking(examine_machine(tmp_path, program))


def test_a_program_that_the_project_s_settings_name_is_told_and_not_asked(
    tmp_path: Path, make_program: MakeProgram, log: Path
) -> None:
    program = make_program(VERSION).program
    settings = tmp_path / "reportgen.yaml"
    settings.write_text(f"办公软件: {program}\n输出: ../外面\n", encoding="utf-8")
    findings = examine_machine(tmp_path)
    assert any(each.level is HealthLevel.NOTE and str(program) in each.found for each in findings)
    assert any(each.level is HealthLevel.LACK and "../外面" in each.found for each in findings)
    assert not log.exists()


def test_fonts_of_the_project_s_templates_are_looked_at(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    (tmp_path / "模板").mkdir()
    run = '<w:p><w:r><w:rPr><w:rFonts w:eastAsia="本局专用字体"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    (tmp_path / "模板" / "学校自查报告.docx").write_bytes(docx(run))
    (tmp_path / "reportgen.yaml").write_text("模板: 模板\n", encoding="utf-8")
    findings = examine_machine(tmp_path, make_program(VERSION).program)
    assert any(each.name == "字体" and "本局专用字体" in each.found for each in findings)
    (tmp_path / "模板" / "学校自评表.docx").write_bytes(b"no zip")
    findings = examine_machine(tmp_path, make_program(VERSION).program)
    assert is_lacking(findings), "one that is no template does not hide what others lack"
    assert any(each.name == "字体" and "本局专用字体" in each.found for each in findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("encoding", "level", "word"),
    [
        ("ascii", HealthLevel.NOTE, "chcp 65001"),
        ("gb2312", HealthLevel.WELL, "生僻字"),
        ("utf-8", HealthLevel.WELL, ""),
    ],
)
def test_a_terminal_that_cannot_show_chinese_is_told(
    tmp_path: Path, encoding: str, level: HealthLevel, word: str
) -> None:
    finding = by_name(examine_machine(tmp_path, None, encoding))["编码"]
    assert finding.level is level
    assert word in finding.advice


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_without_rights_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    found = by_name(examine_machine(tmp_path))["输出文件夹"]
    tmp_path.chmod(0o700)
    assert found.level is HealthLevel.LACK and "不能写入" in found.found


@pytest.mark.slow
def test_an_output_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    assert by_name(examine_machine(tmp_path))["输出文件夹"].level is HealthLevel.LACK


def test_where_compiled_code_is_kept_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        by_name(examine_machine(tmp_path))["缓存"].found == "没有用（环境变量 REPORTGEN_CACHE=off）"
    )
    monkeypatch.setenv("REPORTGEN_CACHE", "")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    found = by_name(examine_machine(tmp_path))["缓存"]
    assert found.level is HealthLevel.WELL and str(tmp_path) in found.found


def test_a_folder_that_can_keep_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_CACHE", "")
    (tmp_path / "文件").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "文件"))
    found = by_name(examine_machine(tmp_path))["缓存"]
    assert found.level is HealthLevel.NOTE and "不能写入" in found.found
    assert "PYTHONPYCACHEPREFIX" in found.advice
