"""What is known of the schools of a batch → who of them is summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from reportgen.assess.admission import admit_schools
from reportgen.assess.offers import Doubt, find_doubts
from reportgen.barrier import Fallen, attempt
from reportgen.batch.entry import UNMADE, Head, Status
from reportgen.batch.jobs import Job
from reportgen.batch.store import Store
from reportgen.load.archive import TIME_STEP, time_written
from reportgen.load.decisions_file import content_mark, load_decisions
from reportgen.load.district_file import key_of
from reportgen.load.file_kinds import may_hold_data
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.library import Library
from reportgen.load.names_inside import find_names_inside
from reportgen.load.school_list import load_school_list
from reportgen.load.sent_files import Fate, SentFile
from reportgen.load.workbooks.unread_cells import UNREAD_SHEET
from reportgen.model.admission import (
    Admission,
    AdmissionTerms,
    Applicant,
    RefusalReason,
    Returned,
    RosterRow,
    Unread,
)
from reportgen.model.vocabulary import ListWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, Severity, gap, warning

_TOLD_ELSEWHERE = (
    *(RefusalReason.FAULTY, RefusalReason.MISSING),
    *(RefusalReason.NOT_CHOSEN, RefusalReason.ASIDE),
)


def add_roster(terms: AdmissionTerms, roster: Path | None, library: Library) -> AdmissionTerms:
    """The terms with the list of schools, whose words are those of the library.

    Errors: ReportgenError for a list that is none.
    """
    if roster is None:
        return terms
    words = library.dictionary.vocabulary.lists
    found = load_school_list(roster, words)
    return terms._replace(
        roster=found.schools,
        roster_file=str(roster),
        roster_problems=found.problems,
        beside_names=words.beside_names,
        school_types=library.school_types,
    )


def add_rosters(
    terms: AdmissionTerms, asked: Path | None, own: Path | None, library: Library
) -> tuple[AdmissionTerms, tuple[Fallen, ...]]:
    """The terms with the list of schools that the command names (`asked`), else with that of the
    district's `own` file; and what is wrong with the latter: the schools are done all the same.

    Errors: ReportgenError for a list `asked` that is none; nobody has waited for anything yet.
    """
    if asked is not None:
        return add_roster(terms, asked, library), ()
    with_own = attempt(partial(add_roster, terms, own, library), own or "")
    return (terms, (with_own,)) if isinstance(with_own, Fallen) else (with_own, ())


def add_decisions(
    terms: AdmissionTerms, folder: Path
) -> tuple[AdmissionTerms, tuple[Problem, ...]]:
    """The terms with what the office decided about the files of that folder, and what is wrong
    with the file that says so.
    """
    found = load_decisions(folder)
    return terms._replace(decisions=found.decisions), found.problems


class Come(NamedTuple):
    """What else is known of what was sent, where there is a list of schools.

    `faults` has the first error of each file that failed by its key, `inside` the names of schools
    that stand in those whose school could not be read.
    """

    faults: Mapping[str, str] = {}
    inside: Mapping[str, tuple[str, ...]] = {}
    unread: tuple[Unread, ...] = ()


class Applied(NamedTuple):
    """The schools of which something is known, as they ask to be summed up; `unread` is what else
    was sent.
    """

    applicants: tuple[Applicant, ...]
    unread: tuple[Unread, ...]
    terms: AdmissionTerms

    def admit(self) -> Admission:
        """Who is summed up."""
        return admit_schools(self.applicants, self.terms, self.unread)

    def find_doubts(self, admission: Admission) -> tuple[Doubt, ...]:
        """What may be decided about those that are not."""
        return find_doubts(self.applicants, admission, self.terms)


def find_applied(
    jobs: Sequence[Job], store: Store, terms: AdmissionTerms, places: SentPlaces, words: ListWords
) -> Applied:
    """The schools of which the store knows something, held against nothing yet."""
    come = find_come(find_failed(jobs, store), places, words) if terms.roster else Come()
    return Applied(tuple(_find_applicants(jobs, store.heads, terms, come)), come.unread, terms)


def _find_applicants(
    jobs: Iterable[Job], heads: Mapping[str, Head], terms: AdmissionTerms, come: Come
) -> Iterator[Applicant]:
    for job in jobs:
        head = heads.get(job.key)
        if head is not None:
            modified, step = _written(job.path) if terms.newest else (0, 0)
            applicant = Applicant(
                job.key, str(job.path), head.particulars, modified, step=step, mark=mark_of(job)
            )
            is_sound, is_blank = head.status not in UNMADE, head.status is Status.BLANK
            yield know_more(applicant._replace(is_sound=is_sound, is_blank=is_blank), come)


def mark_of(job: Job) -> str:
    """What tells the content of a school's data from any other, short enough to be read."""
    return content_mark(job.digest)


def know_more(applicant: Applicant, come: Come) -> Applicant:
    """The applicant with what else is known of its file."""
    key = applicant.key
    return applicant._replace(fault=come.faults.get(key, ""), inside=come.inside.get(key, ()))


def find_failed(jobs: Iterable[Job], store: Store) -> Mapping[Job, Sequence[Problem]]:
    """The problems of each school of which there is no report."""
    heads = ((job, store.heads.get(job.key)) for job in jobs)
    unmade = (job for job, head in heads if head is not None and head.status in UNMADE)
    read = ((job, store.read(job.key, False)) for job in unmade)
    return {job: entry.problems for job, entry in read if entry is not None}


class SentPlaces(NamedTuple):
    """What was sent below a folder, and what is said of tables."""

    folder: Path
    sent: Iterable[SentFile]
    of_tables: Iterable[Problem]


def find_come(
    failed: Mapping[Job, Sequence[Problem]], places: SentPlaces, words: ListWords
) -> Come:
    """What else is known of what was sent, by the problems of the schools that failed."""
    faults = {job.key: _first_fault(problems) for job, problems in failed.items()}
    nameless = [job for job in failed if not job.identity.name]
    inside = {job.key: _names_inside(job.path, words) for job in nameless}
    unread = (*_unread_files(places), *_unread_sheets(places, words))
    return Come(faults, inside, unread)


def _names_inside(path: Path, words: ListWords, sheet: str = "") -> tuple[str, ...]:
    """The names of schools in the file; none of one at which the program fails, which is told of
    the school.
    """
    found = attempt(partial(find_names_inside, path, words, sheet), path)
    return () if isinstance(found, Fallen) else found


def _first_fault(problems: Iterable[Problem]) -> str:
    told = (each.message for each in problems if each.stops)
    return next(told, "")


def _unread_files(places: SentPlaces) -> Iterator[Unread]:
    """What was not read and may be a school's; a district's own file is none."""
    for file in places.sent:
        if file.path.name.casefold() == DISTRICT_FILE:
            continue
        if file.fate is Fate.UNREAD and file.problem and may_hold_data(file.path):
            key, problem = key_of(file.path, places.folder), file.problem
            is_likely = problem.severity is Severity.ERROR
            yield Unread(key, problem.message, is_likely=is_likely)


def _unread_sheets(places: SentPlaces, words: ListWords) -> Iterator[Unread]:
    for problem in places.of_tables:
        if problem.code == UNREAD_SHEET:
            path, sheet = Path(problem.location.file), problem.location.cell.rpartition("!")[0]
            names = _names_inside(path, words, sheet)
            key = f"{key_of(path, places.folder)}#{sheet}"
            yield from (Unread(key, f"工作表“{sheet}”没有读", names),) if names else ()


def _written(path: Path) -> tuple[int, int]:
    """When the file was last written, and by how much that may be wrong; 0 where it is unknown."""
    try:
        return path.stat().st_mtime_ns, 0
    except OSError:
        return time_written(path), TIME_STEP


def count_reasons(admission: Admission) -> Mapping[RefusalReason, int]:
    """How many files are left out for each reason, the first of each counting."""
    return Counter(refusals[0].reason for refusals in admission.refusals.values())


def note_admission(admission: Admission) -> Mapping[str, object]:
    """What the manifest remembers of who is in no sum, and of the list of schools."""
    left_out = {key: list(admission.reasons_of(key)) for key in sorted(admission.refusals)}
    return {"left_out": left_out, "roster": count_returned(admission.roster)}


def count_returned(rows: Iterable[RosterRow]) -> Mapping[str, int]:
    """How many schools of the list have returned, and so on; empty without a list."""
    counts = Counter(str(each.returned) for each in rows)
    return {str(each): counts[str(each)] for each in Returned} if counts else {}


def tell_left_out(admission: Admission, folder: Path) -> tuple[Problem, ...]:
    """How many files are left out of what is summed and why; those that failed or are blank say so
    themselves.

    It is an error but where the user decided that an older file does not count. What was decided
    about single files is told with the decisions.
    """
    counts = {
        reason: count
        for reason, count in count_reasons(admission).items()
        if reason not in _TOLD_ELSEWHERE
    }
    if not counts:
        return ()
    told = "、".join(f"{reason} {count}" for reason, count in counts.items())
    message = f"有 {sum(counts.values())} 份数据没有计入县域的数（{told}），原因在清单和错误清单里"
    make = warning if set(counts) == {RefusalReason.OLDER} else gap
    hint = "请逐份核对；改正后再运行一次"
    return (make("left_out_of_sums", message, Location(str(folder)), hint),)
