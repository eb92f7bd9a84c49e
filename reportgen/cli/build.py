"""`reportgen build`: one school's report."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.as_json import examined_json
from reportgen.cli.inspect import print_assessment
from reportgen.cli.options import (
    find_project,
    json_option,
    mapping_option,
    open_workshop,
    school_file,
    school_option,
    standard_option,
    templates_option,
    with_table_problems,
)
from reportgen.cli.terminal import exit_code, print_json, print_problems, summarise
from reportgen.deliver import safe_file_name, write_file
from reportgen.load.source import Source
from reportgen.model.school import School
from reportgen.pipeline import check_template, examine_school, make_document
from reportgen.problems import by_place


@click.command()
@school_file
@click.option(
    "-o", "--output", metavar="文件夹", type=click.Path(path_type=Path), help="报告放在这个文件夹，默认 out。"
)
@standard_option
@templates_option
@school_option
@mapping_option
@json_option
@click.pass_context
def build(
    context: click.Context,
    file: Path,
    output: Path | None,
    standards: tuple[str, ...],
    templates: Path | None,
    school: str | None,
    mapping: Path | None,
    as_json: bool,
) -> None:
    """做出一所学校的自查报告（Word 文档）。"""
    project = find_project(file)
    workshop = open_workshop(project, templates)
    source = Source(file, school or "", mapping)
    examined = examine_school(source, workshop, standards or project.standards)
    report = None
    if examined.school is not None and examined.report is not None and examined.can_be_built:
        report = report_path(examined.school, output or project.output or Path("out"))
        write_file(report, make_document(examined.report, workshop))
        problems = by_place((*examined.problems, *check_template(examined.report, workshop)))
        examined = examined._replace(problems=problems)
    examined = with_table_problems(examined, source, workshop)
    if as_json:
        print_json({**examined_json(examined), "report": str(report) if report else None})
    else:
        print_assessment(examined)
        print_problems(examined.problems)
        _print_outcome(report, summarise(examined.problems))
    context.exit(exit_code(examined.problems))


def report_path(school: School, folder: Path) -> Path:
    """Where the school's report goes: {学校名称}_{年度}_自查报告.docx."""
    return folder / safe_file_name(f"{school.name}_{school.settings.year}_自查报告", ".docx")


def _print_outcome(report: Path | None, summary: str) -> None:
    if report is None:
        click.echo(f"[失败] 没有生成报告：{summary}，请改正后再运行。", err=True)
    else:
        click.echo(f"[成功] 报告：{report}" + (f"（{summary}）" if summary else ""))
