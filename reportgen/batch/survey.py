"""A folder of schools → how they stand now: what runs remember, and what was looked at since.

No document is made. What was looked at is remembered in a folder of its own, so that runs know
nothing of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen import __version__
from reportgen.assess.district import summarise_district
from reportgen.assess.offers import Doubt
from reportgen.batch.batch import Batch, manifest_name, open_batch
from reportgen.batch.entry import Entry, Head
from reportgen.batch.executors import SPAWNED, SerialExecutor, make_executor
from reportgen.batch.gate import tell_left_out
from reportgen.batch.jobs import Job, is_of
from reportgen.batch.lists import ToldSchool, name_indicators, tell_school
from reportgen.batch.request import Request
from reportgen.batch.run import Crew, run_jobs
from reportgen.batch.shared_matters import SharedMatters
from reportgen.batch.store import WORK_FOLDER, Store, sources_hold
from reportgen.batch.worker import look_at_schools
from reportgen.model.admission import Admission
from reportgen.model.district import DistrictSummary, SchoolRecord
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity, by_place

# So many are told as they come; more at once would be hardly quicker.
_AT_ONCE = 8
# As many as are looked at while processes begin.
_FIRST = 32
LOOKS = Path(WORK_FOLDER, "看过的")
"""Where what was looked at is remembered, below the folder of the schools."""


class SurveyedSchool(NamedTuple):
    """A school as it stands; `record` is None where its data stop its report. `of_gate` are those
    of its problems that say why it is in no sum.
    """

    job: Job
    told: ToldSchool
    record: SchoolRecord | None
    of_gate: tuple[Problem, ...] = ()

    @property
    def called(self) -> str:
        """What the district calls it; empty where its data stop its report."""
        return self.record.name if self.record else ""

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return self._count(Severity.ERROR)

    @property
    def own_errors(self) -> int:
        """How many there are in the data themselves."""
        gate = sum(problem.severity is Severity.ERROR for problem in self.of_gate)
        return self.errors - gate

    @property
    def warnings(self) -> int:
        """How many reminders there are."""
        return self._count(Severity.WARNING)

    def _count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.told.problems)


class Survey(NamedTuple):
    """How a folder stands. `waiting` are the schools that were not looked at yet; `problems` are
    those of no single school; `doubts` are the files about which something may be decided.
    """

    batch: Batch
    schools: tuple[SurveyedSchool, ...]
    waiting: tuple[Job, ...]
    admission: Admission
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...] = ()

    def sum_up(self) -> DistrictSummary:
        """The sums of the schools that a run would sum up."""
        counted = (each for each in self.schools if self.admission.admits(each.job.key))
        records = [each.record for each in counted if each.record is not None]
        dictionary = self.batch.workshop.library.dictionary
        summary = summarise_district(records, self.batch.standards, dictionary)
        return summary._replace(taken=self.admission.taken)


class OpenedSurvey:
    """A folder that is surveyed. `close` lets go of it; what was looked at is remembered.

    Errors: as `open_batch`.
    """

    def __init__(self, request: Request, folder: Path) -> None:
        """`folder` is that of the schools, below which is remembered what was looked at."""
        name = manifest_name(None)
        self._store = _Looked(request.output, name, Store(folder / LOOKS, name))
        self.batch = open_batch(request, self._store, needs_schools=False)

    def close(self) -> None:
        """Let go of the files."""
        self.batch.close()

    @property
    def waiting(self) -> tuple[Job, ...]:
        """The schools of which nothing is known that still holds."""
        with self._store.held_open():
            return tuple(job for job in self.batch.jobs if not self._is_known(job))

    def _is_known(self, job: Job) -> bool:
        head = self._store.heads.get(job.key)
        if head is None or not is_of(job, head, self.batch.setup):
            return False
        return sources_hold(head) and self._store.read(job.key, False) is not None

    def look(self, jobs: Sequence[Job], workers: int) -> Iterator[Job]:
        """Look at those schools, each told as it is done. One worker works in this process.

        Errors: DeliveryError where nothing can be remembered.
        """
        if workers == 1:
            crew = Crew(SerialExecutor, 1, self.batch.workshop, look_at_schools)
            yield from self._told(jobs, crew)
            return
        begun = make_executor(SPAWNED, workers)
        ready = [begun]
        try:
            # Processes take seconds to begin; what comes first is looked at here meanwhile.
            for _ in range(workers):
                begun.submit(look_at_schools, (), self.batch.setup)
            yield from self.look(jobs[:_FIRST], 1)
            crew = Crew(
                lambda: ready.pop() if ready else make_executor(SPAWNED, workers),
                workers,
                None,
                look_at_schools,
            )
            yield from self._told(jobs[_FIRST:], crew)
        finally:
            begun.shutdown(wait=True, cancel_futures=True)

    def _told(self, jobs: Sequence[Job], crew: Crew) -> Iterator[Job]:
        by_key = {job.key: job for job in jobs}
        for entry in run_jobs(jobs, self.batch.setup, crew, _AT_ONCE):
            self._store.add(entry)
            yield by_key[entry.head.file]

    def remember(self) -> None:
        """Put in one place what was looked at of the files that are there; nothing of it can be
        read from here then.
        """
        self._store.looks.finish(__version__, (job.key for job in self.batch.jobs), {})

    def survey(self, waiting: Sequence[Job] = ()) -> Survey:
        """How the folder stands, where nothing is known of those that are `waiting`."""
        applied = self.batch.applied
        admission = applied.admit()
        doubts = applied.find_doubts(admission)
        self.batch.name_standards(admission)
        shared = SharedMatters()
        schools = tuple(self._schools(waiting, admission, shared))
        of_all = (*self.batch.problems, *shared.told(), *admission.problems)
        left_out = tell_left_out(admission, self.batch.files.folder)
        problems = by_place((*self.batch.spoiled, *of_all, *left_out))
        return Survey(self.batch, schools, tuple(waiting), admission, problems, doubts)

    def _schools(
        self, waiting: Sequence[Job], admission: Admission, shared: SharedMatters
    ) -> Iterator[SurveyedSchool]:
        names, keys = name_indicators(self.batch.standards), {job.key for job in waiting}
        with self._store.held_open():
            for job in self.batch.jobs:
                entry = None if job.key in keys else self._store.read(job.key)
                if entry is None:
                    continue
                name = entry.head.name or entry.head.file
                own = shared.take(entry.problems, job.path, name, is_row=bool(job.part))
                told = entry._replace(problems=admission.told_of(job.key, own))
                reasons = admission.reasons_of(job.key)
                school = tell_school(told, self.batch.standards, names, reasons)
                school = school._replace(decided=admission.decisions_on(job.key))
                record = entry.record
                if record is not None:
                    record = record._replace(name=admission.name_of(job.key, record.name))
                yield SurveyedSchool(job, school, record, admission.problems_of(job.key))


class _Looked(Store):
    """What runs remember in the output folder, and over it what was looked at since."""

    def __init__(self, output: Path, manifest: str, looks: Store) -> None:
        super().__init__(output, manifest)
        self.looks = looks
        self._own = {file for file, head in looks.heads.items() if self._is_newer(head)}
        self.heads |= {file: looks.heads[file] for file in self._own}

    def _is_newer(self, looked: Head) -> bool:
        """Whether a run remembers something else: one is looked at where that holds no more."""
        known = self.heads.get(looked.file)
        return known is None or _made_from(known) != _made_from(looked)

    def add(self, entry: Entry) -> None:
        """Remember what was looked at. Errors: DeliveryError."""
        self.looks.add(entry)
        self._own.add(entry.head.file)
        self.heads[entry.head.file] = self.looks.heads[entry.head.file]

    def read(self, file: str, with_record: bool = True) -> Entry | None:
        """The entry of that data file; None too where another has put its line elsewhere since."""
        with contextlib.suppress(OSError):
            if file in self._own:
                return self.looks.read(file, with_record)
            return super().read(file, with_record)
        return None

    @contextlib.contextmanager
    def held_open(self) -> Iterator[None]:
        """While it lasts, files that are read stay open."""
        with super().held_open(), self.looks.held_open():
            yield

    def close(self) -> None:
        """Let go of the journals."""
        super().close()
        self.looks.close()


def _made_from(head: Head) -> tuple[str, str, Mapping[str, str]]:
    return head.digest, head.context, head.sources
