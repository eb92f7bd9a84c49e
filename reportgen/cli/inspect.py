"""`reportgen assess` and `reportgen check`: what comes out, and what is wrong, with nothing written."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.as_json import examined_json
from reportgen.cli.layout import as_told, find_layout_problems, layout_option
from reportgen.cli.options import (
    find_project,
    json_option,
    open_workshop,
    school_file,
    standard_option,
    templates_option,
)
from reportgen.cli.terminal import exit_code, print_json, print_problems, print_table, summarise
from reportgen.model.assessment import StandardResult, Verdict
from reportgen.pipeline import Examined, examine_school
from reportgen.problems import Problem, UnreadableFileError


@click.command()
@school_file
@standard_option
@json_option
@click.pass_context
def assess(context: click.Context, file: Path, standards: tuple[str, ...], as_json: bool) -> None:
    """只算指标，不做文档。"""
    project = find_project(file)
    examined = examine_school(file, open_workshop(project, None), standards or project.standards)
    if as_json:
        print_json(examined_json(examined))
    else:
        print_assessment(examined)
        print_problems(examined.problems)
    context.exit(exit_code(examined.problems))


@click.command()
@click.argument("files", metavar="文件...", nargs=-1, required=True, type=click.Path(path_type=Path))
@standard_option
@templates_option
@layout_option
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@json_option
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    standards: tuple[str, ...],
    templates: Path | None,
    layouts: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """一次列出数据文件里所有不对和缺少的地方；Word 文档（.docx）对照公文格式检查版式。不写任何文件。"""
    told: dict[Problem, dict[str, object]] = {}
    code = 0
    for file in files:
        try:
            found = find_layout_problems(file, layouts)
            if found is None:
                project = find_project(file)
                examined = examine_school(file, open_workshop(project, templates), standards or project.standards)
                found = as_told(examined.problems)
        except UnreadableFileError as fault:
            found, code = as_told(fault.problems), fault.exit_code
        told |= found
    if as_json:
        print_json({"problems": list(told.values())})
    else:
        print_problems(told)
        click.echo(summarise(list(told)) or f"[成功] {len(files)} 个文件没有发现问题。")
    context.exit(max(code, exit_code(told, strict)))


def print_assessment(examined: Examined) -> None:
    """Each standard as a table of indicators, and the verdict on the whole."""
    for standard in examined.assessment.standards if examined.assessment else ():
        click.echo(standard.standard.title)
        print_table(("指标", "学段", "实际值", "标准值", "结论", "差距"), _rows(standard))
        counts = ((verdict, standard.count(verdict)) for verdict in Verdict)
        told = "，".join(f"{verdict.label} {count} 项" for verdict, count in counts if count)
        click.echo(f"整体：{standard.verdict.label}（共 {len(standard.results)} 项：{told}）")
        click.echo("")


def _rows(standard: StandardResult) -> list[tuple[str, ...]]:
    return [
        (
            result.indicator.name,
            str(result.stage or "全校"),
            _with_unit(result.display, result.indicator.unit, result.verdict),
            result.required,
            result.verdict.label,
            result.shortfall_display or "—",
        )
        for result in standard.results
    ]


def _with_unit(display: str, unit: str, verdict: Verdict) -> str:
    bare = unit == "%" or verdict is Verdict.NO_DATA or not display[-1:].isdigit() or "∶" in display
    return display if bare else f"{display}{unit}"
