"""One job → the school's document in the output folder, and the entry that remembers it."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from reportgen.assess.record import make_record
from reportgen.batch.contents import list_chunk
from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.jobs import Job, Setup
from reportgen.batch.store import digest, file_digest
from reportgen.deliver import Delivery
from reportgen.model.finished_document import Made
from reportgen.office.libreoffice import Office
from reportgen.pipeline import Examined, Workshop, check_template, examine_school, make_document
from reportgen.problems import Location, Problem, ReportgenError, by_place, error

_COLLECT = (50_000, 20, 20)


def build_schools(jobs: Sequence[Job], setup: Setup) -> list[Entry]:
    """Build each school; one that fails is an entry like any other. All are on disk when this
    returns.

    Raises nothing but for an interrupt.
    """
    delivery = Delivery(setup.staging)
    listed = list_chunk(jobs, setup, _workshop(setup.templates, setup.office))
    entries = [build_school(job, setup, delivery, listed.get(job.key)) for job in jobs]
    faults = delivery.finish()
    return [
        _failed(job, setup, fault) if (fault := faults.get(setup.output / job.report)) else entry
        for job, entry in zip(jobs, entries, strict=True)
    ]


def build_school(job: Job, setup: Setup, delivery: Delivery, made: Made | None = None) -> Entry:
    """The school's document, unless it is `made`, made and staged, and the entry that remembers it;
    what is wrong is in the entry.
    """
    try:
        return _build(job, setup, delivery, made)
    except Exception as fault:
        return _failed(job, setup, fault)


def _failed(job: Job, setup: Setup, fault: Exception) -> Entry:
    problems = fault.problems if isinstance(fault, ReportgenError) else (_bug(job, fault),)
    return _entry(job, setup, problems=problems)


def fail_school(job: Job, setup: Setup) -> Entry:
    """The entry of a school that ended the process that worked on it."""
    hint = "其他学校不受影响；请检查这份数据文件是否过大，或内存是否够用"
    return _entry(
        job,
        setup,
        problems=(
            error("worker_died", "处理这所学校的进程意外结束", Location(str(job.path)), hint),
        ),
    )


def _build(job: Job, setup: Setup, delivery: Delivery, made: Made | None) -> Entry:
    workshop = _workshop(setup.templates, setup.office)
    examined = examine_school(
        job.source, workshop, setup.standards, setup.extra_standards, setup.usual_genre
    )
    if examined.report is None or not examined.can_be_built:
        return _entry(job, setup, examined, b"", examined.problems)
    document, told = made or Made(make_document(examined.report, workshop))
    problems = by_place((*examined.problems, *told, *check_template(examined.report, workshop)))
    delivery.add(setup.output / job.report, document)
    return _entry(job, setup, examined, document, problems)


@lru_cache(maxsize=2)
def _workshop(templates: tuple[Path, ...], office: Office | None) -> Workshop:
    """The workshop of this process: everything in it is read and compiled once."""
    workshop = Workshop(*templates, office=office)
    # What a school leaves behind is freed without the collector, which would walk the whole
    # workshop every few hundred objects to find nothing.
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    return workshop


def _entry(
    job: Job,
    setup: Setup,
    examined: Examined | None = None,
    document: bytes = b"",
    problems: tuple[Problem, ...] = (),
) -> Entry:
    status = (Status.WARNED if problems else Status.DONE) if document else Status.FAILED
    head = Head(
        file=job.key,
        digest=job.digest,
        context=setup.context,
        name=examined.school.name if examined and examined.school else job.identity.name,
        year=job.identity.year,
        status=status,
        report=job.report if document else "",
        report_digest=digest(document) if document else "",
        sources={str(path): file_digest(path) for path in (examined.sources if examined else ())},
    )
    record = None
    if examined and examined.school and examined.assessment and document:
        record = make_record(examined.school, examined.assessment, examined.dictionary)
    return Entry(head, problems, record)


def _bug(job: Job, fault: Exception) -> Problem:
    where = traceback.extract_tb(fault.__traceback__)[-1]
    message = f"程序内部出错（{type(fault).__name__}：{fault}，{Path(where.filename).name}:{where.lineno}）"
    return error(
        "bug",
        message,
        Location(str(job.path)),
        "其他学校不受影响；请把这份数据文件和这句话发给维护者",
    )
