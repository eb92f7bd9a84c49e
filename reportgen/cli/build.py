"""`reportgen build`: one school's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reportgen.cli.as_json import examined_json
from reportgen.cli.documents import REPORT, Document, plan_documents, template_names_option
from reportgen.cli.inspect import print_assessment
from reportgen.cli.options import (
    find_project,
    json_option,
    open_workshop,
    school_file,
    standard_option,
    templates_option,
)
from reportgen.cli.terminal import exit_code, print_json, print_problems, summarise
from reportgen.deliver import write_file
from reportgen.pipeline import Examined, Workshop, check_template, examine_school, make_document
from reportgen.problems import by_place


@click.command()
@school_file
@click.option(
    "-o", "--output", metavar="文件夹", type=click.Path(path_type=Path), help="报告放在这个文件夹，默认 out。"
)
@standard_option
@templates_option
@template_names_option
@json_option
@click.pass_context
def build(
    context: click.Context,
    file: Path,
    output: Path | None,
    standards: tuple[str, ...],
    templates: Path | None,
    names: tuple[str, ...],
    as_json: bool,
) -> None:
    """做出一所学校的自查报告，也可以做自评表、整改台账（Word 文档）。"""
    project = find_project(file)
    workshop = open_workshop(project, templates)
    examined = examine_school(file, workshop, standards or project.standards)
    made: tuple[Document, ...] = ()
    if examined.school is not None and examined.can_be_built:
        made = plan_documents(examined.school, output or project.output or Path("out"), names)
        examined = _make(examined, made, workshop)
    if as_json:
        documents = [{"template": each.template or REPORT, "file": str(each.path)} for each in made]
        print_json({**examined_json(examined), "report": str(made[0].path) if made else None, "documents": documents})
    else:
        print_assessment(examined)
        print_problems(examined.problems)
        _print_outcome(made, summarise(examined.problems))
    context.exit(exit_code(examined.problems))


def _make(examined: Examined, documents: Sequence[Document], workshop: Workshop) -> Examined:
    """Make every document, then write them, so that a faulty template leaves nothing half done; what it came to."""
    report = examined.report
    assert report is not None
    written = [(each.path, make_document(report, workshop, each.template)) for each in documents]
    for path, data in written:
        write_file(path, data)
    found = (problem for each in documents for problem in check_template(report, workshop, each.template))
    return examined._replace(problems=by_place((*examined.problems, *found)))


def _print_outcome(made: Sequence[Document], summary: str) -> None:
    if not made:
        click.echo(f"[失败] 没有生成报告：{summary}，请改正后再运行。", err=True)
    for number, document in enumerate(made, 1):
        said = f"（{summary}）" if summary and number == len(made) else ""
        click.echo(f"[成功] 报告：{document.path}{said}")
