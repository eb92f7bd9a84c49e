"""What stands in the output folder and stays: what persons made of it, and what schools left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from glob import escape
from pathlib import Path

from reportgen.batch.documents import DocumentTemplate
from reportgen.batch.entry import Head
from reportgen.batch.jobs import REPORT_ENDING, Job, Setup, Standing, document_name
from reportgen.deliver import Delivered, find_kept
from reportgen.late_regex import late_regex
from reportgen.load.lock_file import is_lock_file
from reportgen.model.document_kinds import WORD
from reportgen.problems import Location, Problem, warning
from reportgen.seals import BACKUP, BESIDE
from reportgen.words.listing import list_first

_MOST_NAMED = 5
_MARKS = late_regex(rf"({BESIDE[:-1]}\d*）|{re.escape(BACKUP)}\d*)(?={re.escape(WORD)}$)")


def find_changed(heads: Iterable[Head], standing: Standing) -> Iterator[Delivered]:
    """What is said of each document of these schools that a person has changed."""
    for head in heads:
        written = {head.report: head.report_digest} if head.report else {}
        written |= {file: made for file, (_, made) in head.documents.items()}
        asked = (
            (file, known) for file, known in written.items() if file not in standing.as_written
        )
        kept = (find_kept(standing.output / file, known) for file, known in asked)
        yield from (each for each in kept if each)


def tell_kept(kept: Iterable[Delivered], output: Path) -> tuple[Problem, ...]:
    """What is said of persons' files: an error for each with a newer one beside it, one reminder
    for those of which there is nothing newer.
    """
    told = list(kept)
    problems = [each.problem for each in told if each.problem]
    names = [each.wanted.name for each in told if each.problem is None]
    if names:
        listed = list_first(names, _MOST_NAMED)
        message = f"有 {len(names)} 份文件有人改过，数据没有变化，照旧留着，没有重做：{listed}"
        hint = f"要换成按数据做的，加 --force，原来的另存为 …{BACKUP}{WORD}"
        problems.append(warning("kept_as_changed", message, Location(str(output)), hint))
    return tuple(problems)


def find_written(files: Iterable[Path], kept: Iterable[Delivered]) -> Iterator[Path]:
    """Where what was written of these files stands; a person's that stayed is none of it."""
    stayed = {each.wanted: each for each in kept}
    for path in files:
        each = stayed.get(path)
        if each is None or each.problem:
            yield each.path if each else path


def find_left_over(
    output: Path, jobs: Sequence[Job], documents: Sequence[DocumentTemplate] = ()
) -> Iterator[Problem]:
    """A warning for reports, and documents of these templates, of schools that are no longer among
    these, or of another year or name of theirs.
    """
    current = {job.report for job in jobs}
    current |= {document_name(job, each) for job in jobs for each in documents}
    endings = (REPORT_ENDING, *(each.ending for each in documents))
    files = {path for ending in endings for path in output.glob(f"*_{escape(ending)}*{WORD}")}
    # What stands beside a report because a person changed one of them is of its school.
    found = sorted(
        path.name
        for path in files
        if not is_lock_file(path) and _MARKS.sub("", path.name) not in current
    )
    if found:
        names = list_first(found, _MOST_NAMED)
        what = "报告、文书" if any(f"_{REPORT_ENDING}" not in name for name in found) else "报告"
        message = f"有 {len(found)} 份{what}不属于这次的学校和年度：{names}"
        hint = "校名、年度改了的，数据文件改名、删去的，请把旧的也删去"
        yield warning("left_over", message, Location(str(output)), hint)


def tell_not_made_again(files: Iterable[str], setup: Setup) -> tuple[Problem, ...]:
    """A warning of those documents beside the reports that stand there and are not made again."""
    # Of this run's templates they are of another year or name, which `find_left_over` tells.
    made_again = tuple(f"_{each.ending}" for each in setup.documents)
    other = (file for file in files if not any(each in file for each in made_again))
    old = sorted(file for file in other if (setup.output / file).is_file())
    if not old:
        return ()
    message = f"有 {len(old)} 份以前做的文书这次没有做：{list_first(old, _MOST_NAMED)}"
    hint = "它们可能和新的报告不一致；请加上那时的 --template 再运行，或把它们删去"
    return (warning("old_documents", message, Location(str(setup.output)), hint),)
