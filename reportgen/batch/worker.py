"""One job → the school's document in the output folder, and the entry that remembers it."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from reportgen.assess.record import make_record
from reportgen.batch.contents import finish_drafts
from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.jobs import Job, Setup
from reportgen.batch.store import digest, file_digest
from reportgen.deliver import Delivery
from reportgen.model.finished_document import FinishedDocument
from reportgen.office.libreoffice import Office
from reportgen.pipeline import Draft, Examined, Workshop, check_template, examine_school, make_draft
from reportgen.problems import Location, Problem, ReportgenError, by_place, error

_COLLECT = (50_000, 20, 20)
Step = TypeVar("Step")


class _Drafted(NamedTuple):
    """A school's draft, and its entry as far as it is known without the finished document."""

    draft: Draft
    entry: Entry


def build_schools(
    jobs: Sequence[Job], setup: Setup, workshop: Workshop | None = None
) -> list[Entry]:
    """Build each school; one that fails is an entry like any other.

    All are on disk when this returns. `workshop` is that of a run in this process; without it the
    process has one of its own. Raises nothing but for an interrupt.
    """
    _spare_collector()
    workshop = workshop or _own_workshop(setup.templates, setup.office)
    drafted = [_attempt(job, setup, partial(_draft, job, setup, workshop)) for job in jobs]
    drafts = [each.draft for each in drafted if isinstance(each, _Drafted)]
    finished = iter(finish_drafts(drafts, workshop))
    delivery = Delivery(setup.staging)
    entries = [
        _attempt(job, setup, partial(_complete, job, setup, each.entry, next(finished), delivery))
        if isinstance(each, _Drafted)
        else each
        for job, each in zip(jobs, drafted, strict=True)
    ]
    faults = delivery.finish()
    return [_delivered(job, setup, entry, faults) for job, entry in zip(jobs, entries, strict=True)]


def _attempt(job: Job, setup: Setup, step: Callable[[], Step]) -> Step | Entry:
    """What the step gives; the entry of a school that failed where it raises."""
    try:
        return step()
    # Whatever it is, it is told of this school, and the others go on.
    except Exception as fault:
        return _failed(job, setup, fault)


def _draft(job: Job, setup: Setup, workshop: Workshop) -> _Drafted | Entry:
    """The school's draft; its entry where the data stop it."""
    examined = examine_school(
        job.source, workshop, setup.standards, setup.extra_standards, setup.usual_genre
    )
    if examined.report is None or not examined.can_be_built:
        return _entry(job, setup, examined, examined.problems)
    draft = make_draft(examined.report, workshop)
    problems = (*examined.problems, *check_template(examined.report, workshop))
    record = None
    if examined.school and examined.assessment:
        record = make_record(examined.school, examined.assessment, examined.dictionary)
    return _Drafted(draft, _entry(job, setup, examined, problems)._replace(record=record))


def _complete(
    job: Job, setup: Setup, entry: Entry, made: FinishedDocument | Exception, delivery: Delivery
) -> Entry:
    """The entry of the school whose document is handed over."""
    if isinstance(made, Exception):
        raise made
    problems = by_place((*entry.problems, *made.problems))
    head = entry.head._replace(
        status=Status.WARNED if problems else Status.DONE,
        report=job.report,
        report_digest=digest(made.document),
    )
    delivery.add(setup.output / job.report, made.document)
    return entry._replace(head=head, problems=problems)


def _delivered(job: Job, setup: Setup, entry: Entry, faults: Mapping[Path, Exception]) -> Entry:
    """The entry; that of a failed school where its document could not be written."""
    fault = faults.get(setup.output / job.report)
    return entry if fault is None else _failed(job, setup, fault)


def _failed(job: Job, setup: Setup, fault: Exception) -> Entry:
    problems = fault.problems if isinstance(fault, ReportgenError) else (_bug(job, fault),)
    return _entry(job, setup, problems=problems)


def fail_school(job: Job, setup: Setup) -> Entry:
    """The entry of a school that ended the process that worked on it."""
    hint = "其他学校不受影响；请检查这份数据文件是否过大，或内存是否够用"
    place = Location(str(job.path))
    problem = error("worker_died", "处理这所学校的进程意外结束", place, hint)
    return _entry(job, setup, problems=(problem,))


@lru_cache(maxsize=2)
def _own_workshop(templates: tuple[Path, ...], office: Office | None) -> Workshop:
    """The workshop of this process: everything in it is read and compiled once."""
    return Workshop(*templates, office=office)


@lru_cache(maxsize=1)
def _spare_collector() -> None:
    """Spare the collector the workshop, which it would walk every few hundred objects.

    What a school leaves behind is freed without it.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def _entry(
    job: Job,
    setup: Setup,
    examined: Examined | None = None,
    problems: tuple[Problem, ...] = (),
) -> Entry:
    """The entry of a school that has no document."""
    head = Head(
        file=job.key,
        digest=job.digest,
        context=setup.context,
        name=examined.school.name if examined and examined.school else job.identity.name,
        year=job.identity.year,
        status=Status.FAILED,
        report="",
        report_digest="",
        sources={str(path): file_digest(path) for path in (examined.sources if examined else ())},
    )
    return Entry(head, problems, None)


def _bug(job: Job, fault: Exception) -> Problem:
    where = traceback.extract_tb(fault.__traceback__)[-1]
    spot = f"{Path(where.filename).name}:{where.lineno}"
    message = f"程序内部出错（{type(fault).__name__}：{fault}，{spot}）"
    hint = "其他学校不受影响；请把这份数据文件和这句话发给维护者"
    return error("bug", message, Location(str(job.path)), hint)
