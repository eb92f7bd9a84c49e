"""A chapter that a template leaves out is said, by `build` with the other problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.making import check_template, make_document
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.report import Report, Section
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Severity, TemplateError
from reportgen.render.context import check_fit
from reportgen.render.template import compile_template
from reportgen.resources import data_folder
from tests.render.docx_samples import NAME, docx, p

SAMPLE = data_folder() / "schools" / "完全小学.yaml"
REPORT = Report(
    "题", "", (), (Section("主要措施", "主要措施", ()), Section("取得成绩", "成绩", ()))
)


def unused(body: str, report: Report = REPORT) -> list[str]:
    return [
        str(problem) for problem in check_fit(report, compile_template(docx(body), NAME), False)
    ]


@pytest.mark.parametrize(
    "body",
    [
        p("{%p for 节 in 各节 %}") + p("{{p 节 }}") + p("{%p endfor %}"),
        p("{{p 主要措施 }}") + p("{{p 取得成绩 }}"),
        p("{{p 主要措施.各段[0] }}") + p("{%p if 取得成绩 %}") + p("{%p endif %}"),
    ],
)
def test_template_that_uses_every_section_has_no_problem(body: str) -> None:
    assert unused(body) == []


def test_section_that_the_template_never_asks_for_is_said() -> None:
    (text,) = unused(p("{{p 主要措施 }}"))
    assert text == (
        "学校自查报告.docx：模板里没有放“成绩”这一章，报告里也就没有；"
        "请在模板里加上独占一段的 {{p 取得成绩 }}，或用 {%p for 节 in 各节 %} 放进全部章节"
    )


def test_section_whose_name_no_tag_can_hold_is_to_be_put_in_with_all() -> None:
    (text,) = unused("", Report("题", "", (), (Section("1+1 工程", "1+1 工程", ()),)))
    assert "1+1 工程 }}" not in text and "请在模板里用 {%p for 节 in 各节 %}" in text


@pytest.mark.slow
def test_build_says_it_and_makes_the_report(tmp_path: Path) -> None:
    speak_chinese()
    (tmp_path / SCHOOL_REPORT.file).write_bytes(docx(p("{{p 主要措施 }}")))
    result = CliRunner().invoke(
        cli, ["build", str(SAMPLE), "-o", str(tmp_path / "out"), "--templates", str(tmp_path)]
    )
    assert result.exit_code == 0, result.output
    assert "[提醒]" in result.stderr and "模板里没有放“基本情况”这一章" in result.stderr
    assert "主要措施”这一章" not in result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.slow
def test_only_the_template_of_a_report_to_be_made_is_compiled(tmp_path: Path) -> None:
    (tmp_path / SCHOOL_REPORT.file).write_bytes(docx(p("{{ 破 }")))
    workshop = Workshop(tmp_path)
    examined = examine_school(SAMPLE, workshop)
    assert examined.report is not None
    with pytest.raises(TemplateError, match="却没有以"):
        check_template(examined.report, workshop)


def test_fact_that_a_sample_school_did_not_give_is_said(tmp_path: Path) -> None:
    (tmp_path / SCHOOL_REPORT.file).write_bytes(docx(p("{{ 数据.校训 }}")))
    workshop = Workshop(tmp_path)
    examined = examine_school(SAMPLE, workshop)
    assert examined.report is not None
    with pytest.raises(TemplateError) as raised:
        make_document(examined.report, workshop)
    (problem,) = raised.value.problems
    assert problem.severity is Severity.ERROR and "学校没有填写“校训”" in problem.message
