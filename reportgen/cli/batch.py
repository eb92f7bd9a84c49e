"""`reportgen batch`: every school of a district, and the district over them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from reportgen.batch.batch import Batch, manifest_name, open_batch
from reportgen.batch.entry import UNMADE, Entry, Status
from reportgen.batch.executors import KINDS, usual_workers
from reportgen.batch.gate import count_returned
from reportgen.batch.lock import hold_folder
from reportgen.batch.request import Request
from reportgen.batch.shard import Shard
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.summary import Summary
from reportgen.batch.whole_run import BegunRun, WholeRun, begin_run, end_run
from reportgen.cli.alike import gather_alike
from reportgen.cli.batch_json import batch_json, pdfs_json
from reportgen.cli.batch_pdfs import print_pdfs, telling_pdfs
from reportgen.cli.documents import document_names_option
from reportgen.cli.idle_options import tell_idle_reading
from reportgen.cli.options import (
    allow_external_option,
    choose_office,
    choose_output,
    find_project,
    force_option,
    json_option,
    mapping_option,
    newest_option,
    office_option,
    pdf_option,
    project_grounds,
    return_option,
    roster_option,
    standard_option,
    template_folders,
    templates_option,
    toc_pages_option,
)
from reportgen.cli.terminal import (
    EXIT_INTERRUPTED,
    EXIT_PROBLEMS,
    exit_code,
    plain_line,
    print_json,
    print_problems,
    print_table,
    say,
    show_traces,
)
from reportgen.office.libreoffice import Office
from reportgen.problems import Problem, Severity

_MOST_TOLD = 20


# Older versions of click say at run time only that it is some type.
if TYPE_CHECKING:
    _ShardType = click.ParamType[Shard]
else:
    _ShardType = click.ParamType


class ShardType(_ShardType):
    """`K/N`: the K-th of N parts."""

    name = "K/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        """The part; a usage error for anything else."""
        match = re.fullmatch(r"(\d+)/(\d+)", str(value))
        if not match or not 1 <= int(match.group(1)) <= int(match.group(2)):
            self.fail(f"“{value}”应写成 K/N，例如 1/3 是三份里的第一份", param, ctx)
        return Shard(int(match.group(1)), int(match.group(2)))


@click.command()
@click.argument(
    "paths", metavar="文件夹或数据文件...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="报告放在这个文件夹，默认 out。",
)
@standard_option
@templates_option
@document_names_option
@click.option(
    "-j",
    "workers",
    metavar="N",
    type=click.IntRange(1),
    help="同时用几个进程，默认是处理器的个数。",
)
@click.option(
    "--only", metavar="名称", multiple=True, help="只做这所学校（学校名称或数据文件名），可写多次。"
)
@click.option("--fresh", is_flag=True, help="没有变化的也重做。")
@click.option("--no-summary", is_flag=True, help="不做县域报告和指标汇总。")
@click.option(
    "--executor",
    metavar="方式",
    default="process",
    help=f"{'、'.join(KINDS)}，或 dask://主机:端口。",
)
@pdf_option
@office_option
@toc_pages_option
@click.option(
    "--shard", metavar="K/N", type=ShardType(), help="只做 N 份里的第 K 份，供几台机器分开做。"
)
@mapping_option
@allow_external_option
@force_option
@roster_option
@newest_option
@return_option
@json_option
@click.pass_context
def batch_command(
    context: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    standards: tuple[str, ...],
    templates: Path | None,
    names: tuple[str, ...],
    workers: int | None,
    only: tuple[str, ...],
    fresh: bool,
    no_summary: bool,
    executor: str,
    with_pdf: bool,
    office: Path | None,
    no_toc_pages: bool,
    shard: Shard | None,
    mapping: Path | None,
    allow_external: bool,
    force: bool,
    roster: Path | None,
    newest: bool,
    return_to: Path | None,
    as_json: bool,
) -> None:
    """做出一个区县全部学校的报告、县域报告和各种清单。"""
    project = find_project(paths[0] / "区县.yaml" if paths[0].is_dir() else paths[0])
    found, folders = choose_office(office, needed=with_pdf), template_folders(project, templates)
    request = Request(
        paths=paths,
        output=choose_output(project, output),
        templates=folders,
        standards=standards,
        extra_standards=() if standards else project.chosen_standards,
        only=only,
        fresh=fresh,
        executor=executor,
        workers=workers or usual_workers(),
        shard=shard,
        office=None if no_toc_pages else found,
        mapping=mapping,
        documents=names,
        force=force,
        allow_external=allow_external,
        newest=newest,
        roster=roster,
    )
    request = request._replace(grounds=project_grounds(project), checks=project.checks)
    with _telling_interrupts(context), _held(request), closing(open_batch(request)) as opened:
        done = _run_all(opened, found if with_pdf else None, not (no_summary or shard), as_json)
    context.exit(_end(done, return_to, force, as_json))


def _held(request: Request) -> AbstractContextManager[object]:
    """The folder of the reports, held for this run."""
    name = manifest_name(request.shard)
    return hold_folder(request.output, WORK_FOLDER, name, _tell_waiting)


def _end(done: WholeRun, return_to: Path | None, force: bool, as_json: bool) -> int:
    """Tell how it ended and send faulty files back; returns the exit code."""
    _print_done(done, as_json)
    kept = _return_files(done.summary, return_to, force, as_json) if return_to else ()
    return EXIT_PROBLEMS if _has_failed(done) else exit_code((*done.summary.problems, *kept))


def _return_files(
    summary: Summary, folder: Path, force: bool, as_json: bool
) -> tuple[Problem, ...]:
    """Write a marked copy of each data file with errors; returns what is said of kept copies."""
    from reportgen.batch.sent_back import faults_by_file
    from reportgen.cli.returning import Returning, return_files

    found = faults_by_file((school.path, school.problems) for school in summary.schools)
    kept = return_files(found, Returning(folder, force, as_json))
    print_problems(kept)
    return kept


def _tell_waiting(told: str) -> None:
    say(told, err=True)


@contextmanager
def _telling_interrupts(context: click.Context) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        say("已中断。做好的报告都在，再运行一次会接着做。", err=True)
        context.exit(EXIT_INTERRUPTED)


def _has_failed(done: WholeRun) -> bool:
    """Whether a report has errors, or a PDF was not made or not put in its place."""
    has_errors = any(each.has_errors for each in done.summary.schools)
    faults = [each.problem for each in done.pdfs if each.problem]
    return has_errors or exit_code(faults) != 0


def _print_done(done: WholeRun, as_json: bool) -> None:
    if as_json:
        print_json({**batch_json(done.summary, done.seconds), "pdfs": pdfs_json(done.pdfs)})
    else:
        _print_summary(done.summary, done.seconds)
        print_pdfs(done.pdfs)


def _run_all(opened: Batch, printer: Office | None, with_district: bool, quiet: bool) -> WholeRun:
    """The whole run: schools, what stands beside them, PDFs; `quiet` prints nothing meanwhile."""
    tell_idle_reading(opened.request.paths, opened.request.mapping)
    with closing(begin_run(opened, printer, with_district=with_district)) as begun:
        print_problems(() if quiet else begun.printing.problems)
        _run_schools(begun, quiet)
        with telling_pdfs(quiet or printer is None) as tell_pdf:
            done = end_run(begun, all_told=quiet, tell_pdf=tell_pdf)
    show_traces(done.fallen)
    return done


def _run_schools(begun: BegunRun, quiet: bool) -> None:
    """Build the schools."""
    with _progress(len(begun.todo), quiet) as progress:
        for entry in begun.build():
            progress.tell(entry)


class _Listener(Protocol):
    """Something that is told of each school that is done."""

    def tell(self, entry: Entry) -> None:
        """Hear that a school is done."""


class _Silent:
    def tell(self, entry: Entry) -> None:
        """Say nothing."""


class _Lines:
    """A line for each school that failed, and one for every hundred done."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0

    def tell(self, entry: Entry) -> None:
        """Say it on stderr."""
        self._done += 1
        if entry.head.status in UNMADE:
            said = f"[{entry.head.status.label}] {entry.head.name or entry.head.file}"
            say(plain_line(said), err=True)
        if self._done % 100 == 0 or self._done == self._total:
            say(f"已做 {self._done}/{self._total} 所", err=True)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[_Listener]:
    if quiet or not total:
        yield _Silent()
    elif sys.stderr.isatty():
        from reportgen.cli.progress import progress_bar

        with progress_bar(total) as bar:
            yield bar
    else:
        yield _Lines(total)


def _print_summary(summary: Summary, seconds: float) -> None:
    problems = [each for school in summary.schools for each in school.problems]
    errors = gather_alike(each for each in problems if each.severity is Severity.ERROR)
    print_problems((*summary.problems, *errors[:_MOST_TOLD]))
    more = len(errors) - _MOST_TOLD
    if more > 0:
        say(f"……还有 {more} 处错误，见错误清单。", err=True)
    accepted = sum(each.severity is Severity.ACCEPTED for each in problems)
    if accepted:
        say(f"已接受 {accepted} 处，理由见错误清单。")
    counts = Counter(each.status for each in summary.schools)
    _print_counts(counts, seconds)
    _print_roster(summary)
    for path in summary.files:
        say(f"已写：{path}")
    _print_outcome(summary, counts)


def _print_outcome(summary: Summary, counts: Counter[Status]) -> None:
    failed, blank = counts[Status.FAILED], counts[Status.BLANK]
    if failed:
        told = f"[失败] {failed} 所学校没有做成，请按错误清单改正后再运行一次。"
        say(told, err=True)
    if blank:
        told = f"[失败] {blank} 所学校的数据是空的，当作没有交，请催报。"
        say(told, err=True)
    if not summary.schools:
        say("[失败] 没有一所学校的数据，请按名单催报后再运行一次。", err=True)
    elif not failed and not blank:
        say(f"[成功] {_count_documents(summary)}在 {summary.output}")


def _count_documents(summary: Summary) -> str:
    """How many of each there are: 14 份报告、14 份自评表."""
    others = Counter(each.kind for school in summary.schools for each in school.documents)
    told = (f"{count} 份{kind}" for kind, count in others.items())
    return "、".join((f"{len(summary.schools)} 份报告", *told))


def _print_roster(summary: Summary) -> None:
    counts = count_returned(summary.roster)
    if counts:
        print_table(("名单", *counts), [("所", *map(str, counts.values()))])


def _print_counts(counts: Counter[Status], seconds: float) -> None:
    made = counts.total() - counts[Status.UNCHANGED]
    heads = dict(zip(Status, ("完成", "有提示", "失败", "没有变化", "没有交"), strict=True))
    if not counts[Status.BLANK]:
        del heads[Status.BLANK]
    header = ("学校", *heads.values(), "用时（秒）", "每秒（所）")
    numbers = (counts.total(), *(counts[each] for each in heads))
    speed = made / seconds if seconds else made
    print_table(header, [(*map(str, numbers), f"{seconds:.1f}", f"{speed:.0f}")])
