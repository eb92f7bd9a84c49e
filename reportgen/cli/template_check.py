"""`reportgen template check`: what is wrong with templates, phrases and outlines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.barrier import Fallen, attempt
from reportgen.cli.idle_options import tell_idle
from reportgen.cli.options import (
    allow_external_option,
    choose_standards,
    find_project,
    force_option,
    json_option,
    standard_option,
    template_folders,
    templates_option,
)
from reportgen.cli.terminal import (
    exit_code,
    print_json,
    print_problems,
    problems_json,
    say,
    show_traces,
    summarise,
)
from reportgen.problems import Problem
from reportgen.regular_files import read_regular

if TYPE_CHECKING:
    from reportgen.deliver import Delivered
    from reportgen.render.places import Finding
    from reportgen.template_tools.check.files import CheckedFile


@click.command()
@click.argument("file", metavar="模板或文件夹", type=click.Path(path_type=Path))
@standard_option
@templates_option
@click.option(
    "--annotate",
    metavar="文件.docx",
    type=click.Path(path_type=Path),
    help="另存一份模板，每个问题写成一条批注，放在出错的地方。",
)
@allow_external_option
@force_option
@json_option
@click.pass_context
def template_check(
    context: click.Context,
    file: Path,
    standards: tuple[str, ...],
    templates: Path | None,
    annotate: Path | None,
    allow_external: bool,
    force: bool,
    as_json: bool,
) -> None:
    """一次列出模板里所有不对的地方：在哪一段、哪一格，错在哪里，怎么改。

    也检查短语（.j2）和提纲（提纲.yaml）；写文件夹就检查里面全部模板、短语和提纲。没有错误时，再用自带的样例学校试填一遍。
    """
    from reportgen.template_tools.check.files import Checker

    _refuse_annotation(file, annotate)
    tell_idle("--force", force and annotate is None, "它用于 --annotate 写的文件")
    project = find_project(file)
    folders, judged = template_folders(project, templates), choose_standards(project, standards)
    checker = Checker(folders, judged, allow_external=allow_external)
    checked = attempt(partial(checker.check_path, file), file)
    if isinstance(checked, Fallen):
        _print_unreadable(checked, as_json)
        context.exit(checked.exit_code)
    show_traces(each.fallen for each in checked if each.fallen)
    problems = [problem for each in checked for problem in each.problems]
    if as_json:
        print_json({"files": [_file_json(each) for each in checked]})
    else:
        print_problems(problems)
        _print_outcome(checked, problems)
    # What is wrong is told also where no copy can be written.
    annotated = _annotate(checked[0], annotate, force) if annotate else None
    written = _tell_annotated(annotated, as_json) if annotated else 0
    context.exit(exit_code(problems) or written)


def _refuse_annotation(file: Path, annotate: Path | None) -> None:
    if annotate is None:
        return
    if file.is_dir() or file.suffix.lower() != ".docx":
        raise click.UsageError("--annotate 一次只批注一份 .docx 模板，请写模板的文件名")
    if annotate.resolve() == file.resolve():
        raise click.UsageError("--annotate 要写另一个文件名，不能盖掉模板自己")


def _annotate(checked: CheckedFile, target: Path, force: bool) -> Delivered:
    from reportgen.deliver import deliver_file
    from reportgen.template_tools.annotating import annotate_template

    data = read_regular(checked.file)
    annotated = annotate_template(data, str(checked.file), checked.findings)
    return deliver_file(target, annotated, force)


def _tell_annotated(annotated: Delivered, quiet: bool) -> int:
    """Print where the comments are, and what is said of a person's file; returns the exit code."""
    problems = (annotated.problem,) if annotated.problem else ()
    print_problems(problems)
    if not quiet:
        say(f"批注写在：{annotated.path}")
    return exit_code(problems)


def _print_unreadable(fallen: Fallen, as_json: bool) -> None:
    show_traces([fallen])
    problems = fallen.problems
    if as_json:
        about = {"file": fallen.what, "kind": None, "problems": problems_json(problems)}
        print_json({"files": [about]})
    else:
        print_problems(problems)


def _print_outcome(checked: Sequence[CheckedFile], problems: Sequence[Problem]) -> None:
    told = summarise(problems)
    if not told:
        say(f"[成功] {len(checked)} 个文件没有发现问题。")
    elif exit_code(problems):
        is_tried = all(each.tried for each in checked)
        untried = "" if is_tried else "；改正错误后请再检查一次，那时才用样例学校试填"
        say(f"[失败] {told}{untried}。")
    else:
        say(f"[成功] 可以使用（{told}）。")


def _file_json(checked: CheckedFile) -> dict[str, object]:
    kind = str(checked.kind) if checked.kind else None
    both = zip(problems_json(checked.problems), checked.findings, strict=True)
    problems = [{**problem, "place": _place_json(finding)} for problem, finding in both]
    return {"file": str(checked.file), "kind": kind, "problems": problems}


def _place_json(finding: Finding) -> dict[str, object] | None:
    return finding.place._asdict() if finding.place.part else None
