"""`reportgen assess`: what the indicators come to, and what is wrong with the data."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.cli.as_json import examined_json
from reportgen.cli.idle_options import tell_idle_reading
from reportgen.cli.options import (
    choose_standards,
    find_project,
    json_option,
    mapping_option,
    open_workshop,
    school_file,
    school_option,
    standard_option,
)
from reportgen.cli.terminal import exit_code, print_json, print_problems, print_table, say
from reportgen.load.source import Source
from reportgen.model.assessment import Result, Verdict
from reportgen.model.default_display import NOT_SET
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.provisions import provision
from reportgen.model.standard import with_unit
from reportgen.pipeline import Examined, examine_school, with_table_problems


@click.command()
@school_file
@standard_option
@school_option
@mapping_option
@json_option
@click.pass_context
def assess_command(
    context: click.Context,
    file: Path,
    standards: tuple[str, ...],
    school: str | None,
    mapping: Path | None,
    as_json: bool,
) -> None:
    """只算指标，不做文档。"""
    tell_idle_reading((file,), mapping, school)
    project = find_project(file)
    workshop, source = open_workshop(project, None), Source(file, school or "", mapping)
    examined = examine_school(source, workshop, choose_standards(project, standards))
    examined = with_table_problems(examined, source, workshop)
    if as_json:
        print_json(examined_json(examined))
    else:
        print_assessment(examined)
        print_problems(examined.problems)
    context.exit(exit_code(examined.problems))


def print_assessment(examined: Examined) -> None:
    """Each standard as a table of indicators, and the verdict on the whole."""
    for standard in examined.assessment.standards if examined.assessment else ():
        say(standard.standard.title)
        header = ("指标", "学段", "实际值", "标准值", "结论", "差距")
        print_table(header, [_result_row(result) for result in standard.results])
        counts = ((verdict, standard.count(verdict)) for verdict in Verdict)
        told = "，".join(f"{verdict.label} {count} 项" for verdict, count in counts if count)
        say(f"整体：{standard.verdict.label}（共 {len(standard.results)} 项：{told}）")
        say("")


def _result_row(result: Result) -> tuple[str, ...]:
    plain = result.required, with_unit(result.indicator, result.display)
    required, actual = provision(result.indicator, result) or plain
    return (
        result.indicator.name,
        str(result.stage or WHOLE_SCHOOL),
        actual,
        required,
        result.verdict.label,
        result.shortfall_display or NOT_SET,
    )
