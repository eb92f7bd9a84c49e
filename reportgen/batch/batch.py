"""A folder of schools → their reports; only what changed is built again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportgen import __version__
from reportgen.assess.particulars import make_terms
from reportgen.barrier import Fallen, log_name, name_log
from reportgen.batch.context import shared_digest, shared_files
from reportgen.batch.documents import choose_documents, refuse_missing_template
from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.executors import CLUSTER, SPAWNED, executor_maker, runs_here
from reportgen.batch.gate import Applied, SentPlaces, add_decisions, add_rosters, find_applied
from reportgen.batch.jobs import (
    Job,
    Setup,
    Standing,
    context_digest,
    is_of,
    plan_jobs,
    still_holds,
)
from reportgen.batch.kept import find_changed, find_left_over, tell_not_made_again
from reportgen.batch.named_jobs import choose_named
from reportgen.batch.own_file import OwnFile, load_own_file
from reportgen.batch.request import Request
from reportgen.batch.run import Crew, run_jobs
from reportgen.batch.shard import Shard
from reportgen.batch.spoiled import tell_spoiled
from reportgen.batch.store import WORK_FOLDER, Store, file_digest
from reportgen.deliver import Delivered
from reportgen.digestible import digestible
from reportgen.load.district_file import (
    DistrictFiles,
    find_district_files,
    no_schools,
    refuse_nothing,
    without_named,
)
from reportgen.load.library import Library
from reportgen.load.project import PROJECT_FILE
from reportgen.load.sent_files import Fate, SentFile, make_known_places
from reportgen.load.sent_report import know_fates, tell_sent
from reportgen.model.admission import Admission, AdmissionTerms, ListedSchool
from reportgen.model.genre import Genre
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Location, Problem, Severity, UnreadableFileError, error

MANIFEST = "清单.json"
OWNER = "owner"
"""What the manifest's summary calls the district by whose name it was made."""

_BESIDE_ALL = frozenset({Fate.SCHOOL, Fate.OWN, Fate.PASSING})
# So many are done in less time than processes take that are begun afresh.
_FEW = 3


class JobOutcome(NamedTuple):
    """One school's outcome in this run; `problems` are those of its last building."""

    job: Job
    status: Status
    entry: Entry


class Batch:
    """One run over a folder of schools.

    `run` builds, `outcomes` reads what is known, `finish` closes it. `kept` tells of what stands
    where a person's files do, `fallen` of what the program failed at, `spoiled` of what was
    remembered and is not used.
    """

    def __init__(
        self,
        request: Request,
        files: DistrictFiles,
        workshop: Workshop,
        store: Store | None = None,
    ) -> None:
        self._request = request
        self.workshop = workshop
        own = _load_own(files, workshop.library, request)
        self.district, self.standards, self._sources = own.district, own.standards, own.sources
        terms = make_terms(own.district, own.standards)._replace(newest=request.newest)
        terms, rosters = add_rosters(terms, request.roster, own.roster, workshop.library)
        self._terms, undecided = add_decisions(terms, files.folder)
        self._started = time.perf_counter()
        self._store = store or Store(request.output, manifest_name(request.shard))
        self.spoiled = tell_spoiled(self._store.spoiled, self._store.manifest)
        self.setup = _make_setup(request, own, workshop)
        self.standing = Standing(self.setup)
        self.files = without_named(files, request.roster or own.roster, own.sources)
        plan = plan_jobs(
            self.files.schools,
            files.folder,
            self._store.heads,
            workshop.reader,
            request.mapping,
        )
        self.jobs, self._others = plan.jobs, plan.others
        left_over = find_left_over(request.output, self.jobs, self.setup.documents)
        nobody = () if self.jobs else (no_schools(request.paths[0])._replace(stops=False),)
        of_rosters = (problem for each in rosters for problem in each.problems)
        found = (*own.problems, *of_rosters, *undecided, *nobody, *plan.problems, *left_over)
        self._problems = name_log(found, self.setup.log)
        of_files = (each.fallen for each in files.sent)
        self.fallen: list[Fallen] = list(filter(None, (own.fallen, *rosters, *of_files)))
        asked = choose_named(self.jobs, request.only)
        self._asked = request.shard.share(asked) if request.shard else asked
        self._done: set[str] = set()
        self.kept: list[Delivered] = []

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.perf_counter() - self._started

    @property
    def sent(self) -> tuple[SentFile, ...]:
        """What becomes of each file that was sent, as far as it is known."""
        heads = filter(None, (self._store.heads.get(job.key) for job in self.jobs))
        sources = (source for head in heads for source in head.sources)
        return know_fates(self.files.sent, self._others, sources)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what was sent, and with no single school."""
        return (*self._problems, *name_log(tell_sent(self.sent), self.setup.log))

    @property
    def expects_schools(self) -> bool:
        """Whether a list says which schools should have returned."""
        return bool(self._terms.roster)

    @property
    def listed(self) -> tuple[ListedSchool, ...]:
        """The schools that should have returned."""
        return self._terms.roster

    @property
    def terms(self) -> AdmissionTerms:
        """What decides who is summed up."""
        return self._terms

    @property
    def request(self) -> Request:
        """What the user asked for."""
        return self._request

    @property
    def asked(self) -> tuple[Job, ...]:
        """The schools that this run is about, whether or not they have to be built."""
        return self._asked

    @property
    def todo(self) -> tuple[Job, ...]:
        """The schools to be built: those asked for whose reports no longer hold."""
        heads = {} if self._request.fresh else self._store.heads
        with self._store.held_open():
            return tuple(job for job in self._asked if not self._holds(job, heads.get(job.key)))

    def _holds(self, job: Job, head: Head | None) -> bool:
        """Whether what was made of that school holds, and what is remembered of it can be read."""
        holds = still_holds(job, head, self.setup, self.standing)
        return holds and self._store.read(job.key) is not None

    @property
    def unmade(self) -> tuple[Job, ...]:
        """The schools of which nothing is known, or only what their files said before."""
        asked = {job.key for job in self._asked}
        # Of those that this run is about `todo` has seen whether further files changed.
        return tuple(
            job
            for job in self.jobs
            if not is_of(job, self._store.heads.get(job.key), self.setup)
            or (job.key not in asked and not self._store.holds(job.key))
        )

    def run(
        self,
        todo: Sequence[Job],
        is_stopped: Callable[[], bool] = lambda: False,
        has_threads: bool = False,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Iterator[Entry]:
        """Build those schools; each entry as it is done. Once it `is_stopped`, what was begun is
        done, and no more. `has_threads`: this process has some once the first is done. `meanwhile`
        is done while others build, if others do.
        """
        kind, workers = self._request.executor, max(1, min(self._request.workers, len(todo)))
        if kind == SPAWNED and len(todo) <= _FEW:
            kind, workers = "serial", 1

        make = executor_maker(kind, workers, has_threads)
        shared = self.workshop if runs_here(kind, workers) else None
        crew = Crew(make, workers, shared, is_stopped=is_stopped)
        if shared is None:
            crew = crew._replace(meanwhile=meanwhile)
        for entry in run_jobs(todo, self.setup, crew):
            self._store.add(entry)
            self._done.add(entry.head.file)
            self.kept.extend(entry.kept)
            self.fallen.extend(entry.fallen)
            yield entry

    def outcomes(
        self, with_records: bool = True, places: Mapping[str, int] = MappingProxyType({})
    ) -> Iterator[JobOutcome]:
        """What is known of every school, one that was never built is passed over: in the order of
        their `places` by key, and those without one as their files stand.
        """
        with self._store.held_open():
            for job in sorted(self.jobs, key=lambda each: places.get(each.key, len(places))):
                entry = self._store.read(job.key, with_records)
                if entry is not None:
                    status = entry.head.status if job.key in self._done else Status.UNCHANGED
                    yield JobOutcome(job, status, entry)

    def note_changed(self, todo: Sequence[Job]) -> None:
        """Note what persons changed of the documents of schools that are not built again."""
        built = {job.key for job in todo}
        found = (self._store.heads.get(job.key) for job in self._asked if job.key not in built)
        self.kept.extend(find_changed(filter(None, found), self.standing))

    def find_old_documents(self, todo: Sequence[Job]) -> tuple[Problem, ...]:
        """A warning where schools are built again of which other documents were made before."""
        heads = filter(None, (self._store.heads.get(job.key) for job in todo))
        files = [file for head in heads for file in head.made_documents]
        return tell_not_made_again(files, self.setup)

    def name_standards(self, admission: Admission) -> None:
        """Take the standards by which those schools were judged, unless others are named."""
        if self.standards:
            return
        admitted = (job.key for job in self.jobs if admission.admits(job.key))
        heads = filter(None, map(self._store.heads.get, admitted))
        names = dict.fromkeys(name for head in heads for name, _ in head.particulars.standards)
        # The memory of a run lies with the reports, and may have come from elsewhere.
        found = (self.workshop.library.find_named(name, self.files.folder) for name in names)
        self.standards = tuple(standard for standard in found if standard)

    def find_genre(self) -> Genre:
        """What the district's own documents are about."""
        named = self.district.settings.genre if self.district else ""
        of_standards = (each.genre for each in self.standards if not each.is_of_district)
        return self.workshop.library.genres.choose(named, of_standards)

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the manifest; `summary` is remembered in it."""
        self._store.finish(__version__, (job.key for job in self.jobs), summary)

    def close(self) -> None:
        """Let go of the files; what was done is remembered."""
        self._store.close()

    def admit(self) -> Admission:
        """Who is summed up of the schools of which something is known."""
        return self.applied.admit()

    @property
    def applied(self) -> Applied:
        """The schools of which something is known, as they ask to be summed up."""
        places = SentPlaces(self.files.folder, self.sent, self._problems)
        words = self.workshop.library.dictionary.vocabulary.lists
        return find_applied(self.jobs, self._store, self._terms, places, words)

    @property
    def owner(self) -> str:
        """The district's name; empty without a file of its own."""
        return self.district.name if self.district else ""

    @property
    def summary(self) -> Mapping[str, Any]:
        """What the last run that ended noted of the district's own documents."""
        return self._store.summary

    def state(self) -> str:
        """A digest of all that the district's own documents are made from, but for which files of
        the program's own, or in passing, lie among those that were sent.
        """
        known = (
            "|".join((head.file, head.digest, head.context, str(head.status), *head.made_documents))
            for head in self.heads
        )
        return context_digest(line.encode() for line in (*known, *self.around))

    @property
    def heads(self) -> Iterator[Head]:
        """What is known of the schools, in order, as far as anything is."""
        return filter(None, (self._store.heads.get(job.key) for job in self.jobs))

    @property
    def around(self) -> Iterator[str]:
        """What the district's own documents are made from besides its schools, and what is said of
        no single one.
        """
        yield from map(file_digest, self._sources)
        others = (each for each in self.sent if each.fate not in _BESIDE_ALL)
        yield from (f"{each.path} {each.fate}" for each in others)
        yield self.workshop.pages_mark
        yield from map(str, self.problems)


def open_batch(
    request: Request, store: Store | None = None, *, needs_schools: bool = True
) -> Batch:
    """The batch over what the request names; it remembers what is in `store`, else what lies with
    its reports.

    `needs_schools`: a folder without any is refused. Errors: UnreadableFileError where there is no
    data file or template, a name in `only` is no school's, or the output has another district's;
    TemplateError for a faulty template.
    """
    if request.executor.startswith(CLUSTER):
        request = request.absolute()
    folders, grounds, allowed = request.templates, request.all_grounds, request.allow_external
    workshop = Workshop(
        *folders,
        office=request.office,
        grounds=grounds,
        allow_external=allowed,
        checks=request.checks,
    )
    for name in request.documents:
        refuse_missing_template(name, workshop)
    named, mappings = map(Path, request.documents), filter(None, (request.mapping,))
    around = make_known_places(request.output, request.templates, named, mappings)
    refuses = needs_schools and request.roster is None
    files = find_district_files(request.paths, around, needs_schools=refuses)
    batch = Batch(request, files, workshop, store)
    _refuse_another(batch)
    if needs_schools and not batch.jobs and not batch.expects_schools:
        refuse_nothing(files, request.paths[0])
        faults = [each for each in batch.problems if each.severity is Severity.ERROR]
        raise UnreadableFileError(*(faults or [no_schools(request.paths[0])]))
    return batch


def _refuse_another(batch: Batch) -> None:
    """Two districts in one folder would write over each other's report and sheets."""
    before = batch.summary.get(OWNER, "")
    if batch.owner and before and before != batch.owner:
        output = batch.request.output
        message = f"这个文件夹里是“{before}”的报告，“{batch.owner}”的不能做在一起"
        hint = f"请用 -o 另写一个文件夹，例如 -o {output / batch.owner}；不要原来的了，先把它移走"
        raise UnreadableFileError(error("other_district", message, Location(str(output)), hint))


def manifest_name(shard: Shard | None) -> str:
    """The file that remembers a run, or a part of one."""
    return f"清单{shard.mark}.json" if shard else MANIFEST


def _load_own(files: DistrictFiles, library: Library, request: Request) -> OwnFile:
    if request.standards:
        return load_own_file(files, library, request.standards, Location("--standard"))
    return load_own_file(files, library, request.extra_standards, Location(PROJECT_FILE))


def _make_setup(request: Request, own: OwnFile, workshop: Workshop) -> Setup:
    return Setup(
        output=request.output,
        staging=request.output / WORK_FOLDER,
        templates=request.templates,
        standards=request.standards,
        context=_context(request, own, workshop),
        district=own.choice,
        lost=own.lost,
        office=request.office,
        lays_out=request.office is not None and workshop.asks_for_contents,
        documents=choose_documents(request.documents),
        force=request.force,
        grounds=request.all_grounds,
        log=log_name(request.shard.mark if request.shard else ""),
        allow_external=request.allow_external,
        checks=request.checks,
    )


def _context(request: Request, own: OwnFile, workshop: Workshop) -> str:
    """A digest of all that the schools' reports share."""
    chosen = [digestible((request.standards, own.choice, request.allow_external, request.checks))]
    if workshop.asks_for_contents:
        chosen.append(workshop.pages_mark)
    named = [Path(standard.file) for standard in own.standards if standard.file]
    if request.mapping and request.mapping.is_file():
        named.append(request.mapping)
    return shared_digest(chosen, shared_files(request.templates, named))
