"""One job → the school's document in the output folder, and the entry that remembers it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from reportgen.assess.particulars import make_particulars
from reportgen.assess.record import make_record
from reportgen.barrier import Fallen, attempt, name_log
from reportgen.batch.abreast import take_abreast
from reportgen.batch.contents import OwnedDraft, finish_drafts
from reportgen.batch.documents import DocumentTemplate
from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.jobs import Job, Setup, document_name
from reportgen.batch.own_file import check_standards
from reportgen.batch.shared_matters import is_shared
from reportgen.batch.store import file_digest
from reportgen.batch.template_texts import check_template_texts
from reportgen.deliver import Delivered, Delivery
from reportgen.making import Draft, check_template, make_draft
from reportgen.model.admission import Particulars
from reportgen.model.check_settings import CheckSettings
from reportgen.model.district import SchoolRecord
from reportgen.model.finished_document import FinishedDocument
from reportgen.model.report import Report
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.pipeline import Examined, Workshop, examining
from reportgen.problems import (
    DeliveryError,
    Location,
    Problem,
    Severity,
    by_place,
    error,
    warning,
)
from reportgen.render.other_documents import find_other_document
from reportgen.steps import Steps

_COLLECT = (50_000, 20, 20)
Step = TypeVar("Step")
# Takes a file's name in the output folder, and what is to stand in it; gives its digest there.
_Deliver = Callable[[str, bytes], str]
_Outcomes = Mapping[Path, Delivered | DeliveryError]


class _OtherDraft(NamedTuple):
    """The draft of a document beside the report, its file, and the digest of its template."""

    file: str
    template: str
    draft: Draft


class _Drafted(NamedTuple):
    """A school's drafts, and its entry as far as it is known without the finished documents."""

    entry: Entry
    report: Draft
    others: tuple[_OtherDraft, ...] = ()

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The report's, then those of the documents beside it."""
        return (self.report, *(each.draft for each in self.others))

    def owned(self, job: Job) -> Iterator[OwnedDraft]:
        """The drafts with the file of their school."""
        return (OwnedDraft(each, job.path) for each in self.drafts)


def build_schools(
    jobs: Sequence[Job], setup: Setup, workshop: Workshop | None = None
) -> list[Entry]:
    """Build each school; one that fails is an entry like any other.

    All are on disk when this returns. `workshop` is that of a run in this process; without it the
    process has one of its own. Raises nothing but for an interrupt.
    """
    _spare_collector()
    workshop = workshop or _workshop_of(setup)
    drafted = take_abreast(
        jobs,
        lambda job: _drafting(job, setup, workshop),
        lambda job, step: _attempt(job, setup, step),
    )
    pairs = zip(jobs, drafted, strict=True)
    drafts = (each.owned(job) for job, each in pairs if isinstance(each, _Drafted))
    finished = iter(finish_drafts([*chain.from_iterable(drafts)], workshop))
    delivery = Delivery(setup.staging, setup.force)
    entries = [
        _completed(job, setup, each, [next(finished) for _ in each.drafts], delivery)
        if isinstance(each, _Drafted)
        else each
        for job, each in zip(jobs, drafted, strict=True)
    ]
    outcomes = delivery.finish()
    return [
        _naming_log(_delivered(job, setup, entry, outcomes), setup.log)
        for job, entry in zip(jobs, entries, strict=True)
    ]


def look_at_schools(
    jobs: Sequence[Job], setup: Setup, workshop: Workshop | None = None
) -> list[Entry]:
    """The entry of each school as its data make it; no document is made, and nothing written."""
    shared = workshop or _workshop_of(setup)
    return take_abreast(
        jobs,
        lambda job: _looking(job, setup, shared),
        lambda job, step: _attempt(job, setup, step),
    )


def _looking(job: Job, setup: Setup, workshop: Workshop) -> Steps[Entry]:
    examined, stopped = yield from _examining(job, setup, workshop)
    if stopped is not None:
        return stopped
    entry = _entry(job, setup, examined, examined.problems)
    head = entry.head._replace(status=_status(examined.problems, job))
    return entry._replace(head=head, record=_record(examined))


def _attempt(job: Job, setup: Setup, step: Callable[[], Step]) -> Step | Entry:
    """What the step gives; the entry of a school that failed where it falls."""
    done = attempt(step, job.path) if job.fallen is None else job.fallen
    return fail_school(job, setup, done) if isinstance(done, Fallen) else done


def _drafting(job: Job, setup: Setup, workshop: Workshop) -> Steps[_Drafted | Entry]:
    """The school's draft; its entry where the data stop it."""
    examined, stopped = yield from _examining(job, setup, workshop)
    if stopped is not None or examined.report is None:
        return stopped or _entry(job, setup, examined, examined.problems)
    yield
    draft = make_draft(examined.report, workshop)
    of_template = check_template(examined.report, workshop)
    names = ("", *(each.name for each in setup.documents))
    of_texts = chain.from_iterable(check_template_texts(examined, workshop, each) for each in names)
    problems = (*examined.problems, *of_template, *of_texts)
    entry = _entry(job, setup, examined, problems)._replace(record=_record(examined))
    drafted = _Drafted(entry, draft)
    for template in setup.documents:
        drafted = _with_document(drafted, template, examined.report, job, workshop)
    return drafted


def _examining(job: Job, setup: Setup, workshop: Workshop) -> Steps[tuple[Examined, Entry | None]]:
    """The school; with its entry where the data stop its report."""
    examined = yield from examining(job.source, workshop, setup.standards, setup.district)
    if lost := check_standards(examined.school, setup.lost):
        return examined, _entry(job, setup, examined, lost)
    if not examined.can_be_built:
        entry = _entry(job, setup, examined, examined.problems)
        return examined, _blank(entry) if examined.is_blank else entry
    return examined, None


def _record(examined: Examined) -> SchoolRecord | None:
    """What the district keeps of the school."""
    if examined.school is None or examined.assessment is None:
        return None
    return make_record(examined.school, examined.assessment, examined.dictionary)


def _blank(entry: Entry) -> Entry:
    """The entry of a school whose file came back as it was sent."""
    return entry._replace(head=entry.head._replace(status=Status.BLANK))


def _with_document(
    drafted: _Drafted, template: DocumentTemplate, report: Report, job: Job, workshop: Workshop
) -> _Drafted:
    """The drafts with that of the document, or the entry with what hinders it."""
    file, entry = document_name(job, template), drafted.entry
    if refused := find_other_document(report, template.name):
        told = warning(refused.code, refused.message, Location(str(job.path)), refused.hint)
        return drafted._replace(entry=_remember(entry, file, (template.digest, ""), told))
    draft = attempt(partial(make_draft, report, workshop, template.name), job.path)
    if isinstance(draft, Fallen):
        return drafted._replace(entry=_lack(entry, draft))
    other = _OtherDraft(file, template.digest, draft)
    return drafted._replace(others=(*drafted.others, other))


def _remember(entry: Entry, file: str, digests: tuple[str, str], *problems: Problem) -> Entry:
    """The entry with a document beside the report, by the digests of its template and itself."""
    documents = {**entry.head.documents, file: digests}
    return _tell(entry._replace(head=entry.head._replace(documents=documents)), *problems)


def _lack(entry: Entry, fallen: Fallen) -> Entry:
    """The entry without a document beside the report, and why."""
    return _tell(entry._replace(fallen=(*entry.fallen, fallen)), *fallen.problems)


def _naming_log(entry: Entry, log: str) -> Entry:
    """The entry whose problems name the file of the traces, where there are any."""
    return entry._replace(problems=name_log(entry.problems, log)) if entry.fallen else entry


def _tell(entry: Entry, *problems: Problem) -> Entry:
    return entry._replace(problems=(*entry.problems, *problems)) if problems else entry


def _completed(
    job: Job,
    setup: Setup,
    drafted: _Drafted,
    made: Sequence[FinishedDocument | Fallen],
    delivery: Delivery,
) -> Entry:
    """The entry of the school whose documents are handed over."""
    report, *others = made
    entry = drafted.entry

    def deliver(file: str, data: bytes) -> str:
        return delivery.add(setup.output / file, data)

    for other, document in zip(drafted.others, others, strict=True):
        entry = _complete_other(entry, other, document, deliver)
    if isinstance(report, Fallen):
        return fail_school(job, setup, report)
    return _attempt(job, setup, partial(_complete, job, entry, report, deliver))


def _complete(job: Job, entry: Entry, made: FinishedDocument, deliver: _Deliver) -> Entry:
    """The entry of the school whose report is handed over."""
    problems = by_place((*entry.problems, *made.problems))
    head = entry.head._replace(
        status=_status(problems, job),
        report=job.report,
        report_digest=deliver(job.report, made.document),
    )
    return entry._replace(head=head, problems=problems)


def _status(problems: Sequence[Problem], job: Job) -> Status:
    """How a school ends whose report can be made."""
    told = (each for each in problems if each.severity is not Severity.ACCEPTED)
    is_warned = not all(is_shared(each, job.path) for each in told)
    return Status.WARNED if is_warned else Status.DONE


def _complete_other(
    entry: Entry, other: _OtherDraft, made: FinishedDocument | Fallen, deliver: _Deliver
) -> Entry:
    """The entry of the school one of whose other documents is handed over."""
    if isinstance(made, Fallen):
        return _lack(entry, made)
    written = deliver(other.file, made.document)
    return _remember(entry, other.file, (other.template, written), *made.problems)


def _delivered(job: Job, setup: Setup, entry: Entry, outcomes: _Outcomes) -> Entry:
    """The entry; that of a failed school where its report could not be written."""
    report = outcomes.get(setup.output / job.report)
    if isinstance(report, DeliveryError):
        return fail_school(job, setup, Fallen(str(job.path), report.problems))
    others = {file: outcomes.get(setup.output / file) for file in entry.head.documents}
    for file, outcome in others.items():
        if isinstance(outcome, DeliveryError):
            entry = _forget(entry, file, outcome.problems)
    told = (each for each in (report, *others.values()) if isinstance(each, Delivered))
    return entry._replace(kept=tuple(each for each in told if each.problem))


def _forget(entry: Entry, file: str, problems: Sequence[Problem]) -> Entry:
    """The entry without a document that could not be written."""
    documents = {name: each for name, each in entry.head.documents.items() if name != file}
    return _tell(entry._replace(head=entry.head._replace(documents=documents)), *problems)


def fail_school(job: Job, setup: Setup, fallen: Fallen) -> Entry:
    """The entry of a school that fell."""
    problems = name_log(fallen.problems, setup.log)
    return _entry(job, setup, problems=problems)._replace(fallen=(fallen,))


def dead_worker(job: Job) -> Fallen:
    """How a school fell that ended the process that worked on it."""
    hint = "其他学校不受影响；请检查这份数据文件是否过大，或内存是否够用"
    place = Location(str(job.path))
    problem = error("worker_died", "处理这所学校的进程意外结束", place, hint)
    return Fallen(str(job.path), (problem,))


def _workshop_of(setup: Setup) -> Workshop:
    return _own_workshop(
        setup.templates, setup.office, setup.grounds, setup.allow_external, setup.checks
    )


@lru_cache(maxsize=2)
def _own_workshop(
    folders: tuple[Path, ...],
    office: Office | None,
    grounds: tuple[Path, ...],
    allowed: bool,
    checks: CheckSettings,
) -> Workshop:
    """The workshop of this process: everything in it is read and compiled once."""
    return Workshop(*folders, office=office, grounds=grounds, allow_external=allowed, checks=checks)


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
        documents={},
        particulars=_particulars(job, examined),
    )
    return Entry(head, problems, None)


def _particulars(job: Job, examined: Examined | None) -> Particulars:
    """What the school's file says of itself, as far as it could be read."""
    if examined is None or examined.school is None:
        return Particulars(name=job.identity.name)
    judged = examined.assessment.standards if examined.assessment else ()
    return make_particulars(examined.school, (each.standard for each in judged))
