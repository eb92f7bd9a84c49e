"""What stands beside the reports: the lists, the district's documents, the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path

from reportgen.assess.district import summarise_district
from reportgen.barrier import Fallen, attempt, name_log
from reportgen.batch.absent import name_absent
from reportgen.batch.batch import OWNER, Batch, JobOutcome
from reportgen.batch.beside import Beside, district_made_of, lists_made_of
from reportgen.batch.copied import Copied, begin
from reportgen.batch.district_documents import are_many, begin_layout, make_district_files
from reportgen.batch.entry import FAULTS, Status, problem_in, problem_out
from reportgen.batch.gate import note_admission, tell_left_out
from reportgen.batch.jobs import Job, document_name
from reportgen.batch.lists import (
    OUTCOMES,
    PROBLEMS,
    IndicatorNames,
    ToldSchool,
    count_left_out,
    list_taken,
    name_indicators,
    outcome_row,
    outcome_sheet,
    problem_row,
    problem_rows,
    problem_sheet,
    roster_sheets,
    sent_name,
    sent_sheets,
    tell_school,
)
from reportgen.batch.shared_matters import SharedMatters
from reportgen.deliver import find_kept
from reportgen.digestible import digestible
from reportgen.district_pipeline import find_registers
from reportgen.load.sent_files import Fate, SentFile
from reportgen.model.admission import Admission, RosterRow
from reportgen.model.district import DistrictSummary, SchoolRecord
from reportgen.model.sheet import Sheet
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import (
    Location,
    Problem,
    Severity,
    by_place,
    warning,
)
from reportgen.seals import digest
from reportgen.words.safe_names import is_safe

# What a run notes in the manifest.
_STATE, _FILES, _PROBLEMS, _SENT = "state", "files", "problems", "sent"
# And of what they were made of.
_DISTRICT, _LISTS = "district", "lists"


class SchoolDocument(NamedTuple):
    """A document beside a school's report: what such are called (自评表), and its file."""

    kind: str
    file: str


class SchoolOutcome(NamedTuple):
    """What is told of one school when a run ends; `documents` are those beside its report, `path`
    is the file of its data.

    `left_out` says why it is in no sum; empty: it is.
    """

    name: str
    file: str
    status: Status
    report: str
    problems: tuple[Problem, ...]
    documents: tuple[SchoolDocument, ...] = ()
    left_out: tuple[str, ...] = ()
    path: Path = Path()

    @property
    def written(self) -> tuple[Path, ...]:
        """Its report and the documents beside it; nothing where there is no report."""
        files = (self.report, *(each.file for each in self.documents)) if self.report else ()
        return tuple(map(Path, files))

    @property
    def has_errors(self) -> bool:
        """Whether it failed, or lacks a figure that its report needs."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


class Summary(NamedTuple):
    """How a run ended. `problems` are those of the batch and the district, not of one school.

    `roster` says what came of the schools of the list, empty without one; `sent` what came of each
    file that was sent.
    """

    output: Path
    schools: tuple[SchoolOutcome, ...]
    problems: tuple[Problem, ...]
    district: DistrictSummary | None
    files: tuple[Path, ...]
    roster: tuple[RosterRow, ...] = ()
    sent: tuple[SentFile, ...] = ()


def write_summary(batch: Batch, with_district: bool, summed: bool = True) -> Summary:
    """Write all that goes beside the reports, then the manifest.

    Nothing is written where all stands as it would be made, unless a fresh run is asked for.
    `with_district` False leaves out what speaks of the district as a whole. Each part of the rest
    is left as it stands where it is made of the same as before. Without `summed` the district's
    sums are None where they were not needed. Errors: DeliveryError for a file that
    cannot be written.
    """
    unmade = batch.unmade if with_district else ()
    with_district = with_district and not unmade
    admission = batch.admit()
    state = _state(batch, admission, with_district, len(unmade))
    asked_anew = summed or batch.request.fresh
    if not asked_anew and batch.summary.get(_STATE) == state and _stand(batch):
        return _as_before(batch, admission)
    batch.name_standards(admission)
    beside, made_of = Beside(batch), district_made_of(batch, admission)
    same = beside.keep(_DISTRICT, made_of) if with_district else None
    is_made = with_district and same is None
    with closing(begin_layout(batch)) if is_made else nullcontext() as layout:
        reader, district, not_summed = _read(batch, admission, sums=summed or is_made)
        problems = [*_told_of_all(batch, reader, unmade), *not_summed]
        outcomes = _begin_outcomes(batch, reader, is_beside=is_made and are_many(batch))
        if district is not None and layout is not None and not not_summed:
            absent = name_absent(admission)
            files, same = make_district_files(batch, district, absent, reader.counted, layout)
            beside.write(_DISTRICT, made_of, files, same)
    problems += same or ()
    _write_lists(batch, beside, reader, problems, outcomes)
    digests = _deliver(batch, beside, admission, state, problems)
    return _summary(batch, reader, problems, digests)._replace(district=district)


def _deliver(
    batch: Batch, beside: Beside, admission: Admission, state: str, problems: Sequence[Problem]
) -> Mapping[str, str]:
    """Write what was made, then the manifest; the digests of all files beside the reports."""
    digests = beside.deliver()
    noted = _noted(batch, state, digests, problems)
    noted = {**noted, **note_admission(admission), _SENT: _note_sent(batch)}
    # What fell is tried again by the next run, whatever it was that failed.
    batch.finish({**noted, **({} if batch.fallen else beside.noted((_DISTRICT, _LISTS)))})
    return digests


def _told_of_all(batch: Batch, reader: _Reader, unmade: Sequence[Job]) -> Iterator[Problem]:
    """What is wrong with the batch, but for the district's documents; `unmade` wait for a run."""
    yield from batch.problems
    if unmade:
        yield _waiting_for(unmade, batch)
    yield from reader.shared.told()
    yield from tell_left_out(reader.admission, batch.files.folder)
    yield from reader.admission.problems


def _begin_outcomes(batch: Batch, reader: _Reader, *, is_beside: bool) -> Copied[None, bytes]:
    """The list of the schools, made beside the district's documents where those are large."""
    noun = find_registers(batch.workshop, batch.find_genre()).noun
    return begin(lambda: write_workbook(reader.outcome_sheets(noun)), is_beside=is_beside)


def _write_lists(
    batch: Batch,
    beside: Beside,
    reader: _Reader,
    problems: Sequence[Problem],
    outcomes: Copied[None, bytes],
) -> None:
    """Have the lists written where they do not stand as they would be made."""
    made_of = lists_made_of(batch, reader.admission, problems)
    with closing(outcomes):
        if beside.keep(_LISTS, made_of) is None:
            noun = find_registers(batch.workshop, batch.find_genre()).noun
            told = write_workbook((reader.problem_sheet(problems, noun),))
            beside.write(_LISTS, made_of, {OUTCOMES: outcomes.result(), PROBLEMS: told})


def is_up_to_date(batch: Batch) -> bool:
    """Whether the last run that ended wrote, with the district's report or without, what one of
    now would.
    """
    admission, noted = batch.admit(), batch.summary.get(_STATE)
    return any(_state(batch, admission, each, 0) == noted for each in (True, False))


def _state(batch: Batch, admission: Admission, with_district: bool, unmade: int) -> str:
    """A digest of all that what stands beside the reports is made from."""
    return digest(f"{batch.state()} {with_district} {unmade} {digestible(admission)}".encode())


def _read(
    batch: Batch, admission: Admission, *, sums: bool
) -> tuple[_Reader, DistrictSummary | None, tuple[Problem, ...]]:
    """What is known of every school, and the `sums` if asked; where the program fails at those,
    sums of nobody, and why.
    """
    reader, dictionary = _Reader(batch, admission), batch.workshop.library.dictionary
    if not sums:
        reader.tell_lists()
        return reader, None, ()
    add_up = partial(summarise_district, standards=batch.standards, dictionary=dictionary)
    district = attempt(lambda: add_up(reader.records()), batch.files.folder)
    if not isinstance(district, Fallen):
        return reader, district._replace(taken=admission.taken), ()
    batch.fallen.append(district)
    reader = _Reader(batch, admission)
    reader.tell_lists()
    return reader, add_up(()), name_log(district.problems, batch.setup.log)


def _noted(
    batch: Batch, state: str, digests: Mapping[str, str], problems: Sequence[Problem]
) -> Mapping[str, object]:
    """What the manifest remembers of what was written beside the reports."""
    # Whose folder it is stays known where the district's file cannot be read.
    owner = batch.owner or batch.summary.get(OWNER, "")
    told = list(map(problem_out, problems))
    known = "" if batch.fallen else state
    return {_STATE: known, _FILES: digests, _PROBLEMS: told, OWNER: owner}


def _note_sent(batch: Batch) -> Mapping[str, str]:
    """What the manifest remembers of the files that are no schools' data: the fate of each."""
    others = (each for each in batch.sent if each.fate is not Fate.SCHOOL)
    return {sent_name(each, batch.files.folder): str(each.fate) for each in others}


def _summary(
    batch: Batch, reader: _Reader, problems: Iterable[Problem], names: Iterable[str]
) -> Summary:
    """How the run ended, without the district's sums."""
    output = batch.setup.output
    paths = tuple(output / name for name in names)
    schools, told = tuple(reader.schools), by_place(problems)
    return Summary(output, schools, told, None, paths, reader.admission.roster, batch.sent)


def _stand(batch: Batch) -> bool:
    """Whether all that was written beside the reports stands there, perhaps changed since, and the
    lists name the files that were sent.
    """
    files = batch.summary.get(_FILES)
    if not isinstance(files, dict) or _find_told(batch) is None:
        return False
    if batch.summary.get(_SENT) != _note_sent(batch):
        return False
    return all(
        isinstance(known, str) and is_safe(name) and batch.standing.holds(name, known)
        for name, known in files.items()
    )


def _as_before(batch: Batch, admission: Admission) -> Summary:
    reader = _Reader(batch, admission)
    output = batch.setup.output
    kept = (find_kept(output / name, known) for name, known in batch.summary[_FILES].items())
    batch.kept.extend(each for each in kept if each)
    for outcome in batch.outcomes(with_records=False, places=admission.places):
        reader.tell(outcome)
    return _summary(batch, reader, _find_told(batch) or (), batch.summary[_FILES])


def _find_told(batch: Batch) -> list[Problem] | None:
    """What the last run said beside its schools; None where that cannot be read."""
    try:
        return list(map(problem_in, batch.summary[_PROBLEMS]))
    except FAULTS:
        return None


def _waiting_for(jobs: Sequence[Job], batch: Batch) -> Problem:
    more = "等" if len(jobs) > 3 else ""
    names = "、".join(job.identity.name or job.key for job in jobs[:3]) + more
    message = (
        f"{names} {len(jobs)} 所学校没有做，或改过没有重做："
        "县域报告和指标汇总没有更新，清单里是以前的情况"
    )
    hint = "请不加 --only 再运行一次，补齐全部学校"
    return warning("unmade", message, Location(str(batch.files.folder)), hint)


class _Reader:
    """One pass over what is known of every school: no more of it is held than the lists show."""

    def __init__(self, batch: Batch, admission: Admission) -> None:
        self._batch = batch
        self.admission, self.counted = admission, 0
        self._listed: list[ToldSchool] = []
        self.schools: list[SchoolOutcome] = []
        self.shared = SharedMatters()

    def records(self) -> Iterator[SchoolRecord]:
        """The records of the schools that are summed up, in order."""
        names = name_indicators(self._batch.standards)
        for outcome in self._batch.outcomes(places=self.admission.places):
            self._note(outcome, names)
            if outcome.entry.record is not None and self.admission.admits(outcome.job.key):
                self.counted += 1
                record = outcome.entry.record
                yield record._replace(name=self.admission.name_of(outcome.job.key, record.name))

    def tell_lists(self) -> None:
        """Take what the lists tell of every school; no record is read."""
        names = name_indicators(self._batch.standards)
        for outcome in self._batch.outcomes(with_records=False, places=self.admission.places):
            self._note(outcome, names)

    def outcome_sheets(self, noun: str) -> Sequence[Sheet]:
        """What came of every school, of those of the list and of the files, when all records have
        been read. `noun` is what the schools are called.
        """
        admission, sent = self.admission, self._batch.sent
        rows = [outcome_row(number, each) for number, each in enumerate(self._listed, 1)]
        notes = (*count_left_out(admission, len(rows)), *list_taken(admission))
        listed = outcome_sheet(rows, self._batch.standards, notes, noun)
        beside = sent_sheets(sent, self._batch.files.folder, noun)
        return listed, *roster_sheets(admission.roster), *beside

    def problem_sheet(self, others: Sequence[Problem], noun: str) -> Sheet:
        """What is wrong with every school, and the others; the rest as for `outcome_sheets`."""
        told = chain.from_iterable(map(problem_rows, self._listed))
        told_of_all = (problem_row("（全部）", problem) for problem in others)
        return problem_sheet(chain(told, told_of_all), noun)

    def tell(self, outcome: JobOutcome) -> None:
        """Keep what is told of the school when the run ends."""
        self._keep(outcome, self._problems_of(outcome))

    def _keep(self, outcome: JobOutcome, problems: tuple[Problem, ...]) -> None:
        head = outcome.entry.head
        report = str(self._batch.setup.output / head.report) if head.report else ""
        documents = self._find_documents(outcome)
        reasons = self.admission.reasons_of(head.file)
        self.schools.append(
            SchoolOutcome(
                head.name,
                head.file,
                outcome.status,
                report,
                problems,
                documents,
                reasons,
                outcome.job.path,
            )
        )

    def _problems_of(self, outcome: JobOutcome) -> tuple[Problem, ...]:
        """What is wrong with the school, then why it is left out of what is summed."""
        entry, job = outcome.entry, outcome.job
        name = entry.head.name or entry.head.file
        own = self.shared.take(entry.problems, job.path, name, is_row=bool(job.part))
        return self.admission.told_of(job.key, own)

    def _find_documents(self, outcome: JobOutcome) -> tuple[SchoolDocument, ...]:
        """The documents of this run's templates beside the report."""
        setup, made = self._batch.setup, outcome.entry.head.made_documents
        named = ((each.ending, document_name(outcome.job, each)) for each in setup.documents)
        return tuple(
            SchoolDocument(kind, str(setup.output / file)) for kind, file in named if file in made
        )

    def _note(self, outcome: JobOutcome, names: IndicatorNames) -> None:
        problems = self._problems_of(outcome)
        told = outcome.entry._replace(problems=problems)
        reasons = self.admission.reasons_of(told.head.file)
        told_school = tell_school(told, self._batch.standards, names, reasons)
        decided = self.admission.decisions_on(told.head.file)
        self._listed.append(told_school._replace(decided=decided))
        self._keep(outcome, problems)
