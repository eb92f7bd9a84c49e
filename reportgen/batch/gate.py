"""What is known of the schools of a batch → who of them is summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reportgen.assess.admission import admit_schools
from reportgen.batch.entry import UNMADE, Head, Status
from reportgen.batch.jobs import Job
from reportgen.load.school_list import load_school_list
from reportgen.model.admission import (
    Admission,
    AdmissionTerms,
    Applicant,
    RefusalReason,
    Returned,
    RosterRow,
)
from reportgen.model.vocabulary import ListWords
from reportgen.problems import Location, Problem, ReportgenError, gap, warning


def add_roster(terms: AdmissionTerms, roster: Path | None, words: ListWords) -> AdmissionTerms:
    """The terms with the list of schools, whose columns are called as `words` tell.

    Errors: ReportgenError for a list that is none.
    """
    if roster is None:
        return terms
    found = load_school_list(roster, words)
    return terms._replace(
        roster=found.schools, roster_file=str(roster), roster_problems=found.problems
    )


def add_rosters(
    terms: AdmissionTerms, asked: Path | None, own: Path | None, words: ListWords
) -> tuple[AdmissionTerms, tuple[Problem, ...]]:
    """The terms with the list of schools that the command names (`asked`), else with that of the
    district's `own` file; and what is wrong with the latter: the schools are done all the same.
    Their columns are called as `words` tell.

    Errors: ReportgenError for a list `asked` that is none; nobody has waited for anything yet.
    """
    if asked is not None:
        return add_roster(terms, asked, words), ()
    try:
        return add_roster(terms, own, words), ()
    except ReportgenError as fault:
        return terms, fault.problems


def admit_jobs(jobs: Iterable[Job], heads: Mapping[str, Head], terms: AdmissionTerms) -> Admission:
    """Who is summed up of the schools of which something is known."""
    return admit_schools(tuple(_find_applicants(jobs, heads, terms)), terms)


def _find_applicants(
    jobs: Iterable[Job], heads: Mapping[str, Head], terms: AdmissionTerms
) -> Iterator[Applicant]:
    for job in jobs:
        head = heads.get(job.key)
        if head is not None:
            modified = _modified(job.path) if terms.newest else 0
            is_sound, is_blank = head.status not in UNMADE, head.status is Status.BLANK
            yield Applicant(job.key, str(job.path), head.particulars, modified, is_sound, is_blank)


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


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

    It is an error but where the user decided that an older file does not count.
    """
    counts = {
        reason: count
        for reason, count in count_reasons(admission).items()
        if reason not in (RefusalReason.FAULTY, RefusalReason.MISSING)
    }
    if not counts:
        return ()
    told = "、".join(f"{reason} {count}" for reason, count in counts.items())
    message = f"有 {sum(counts.values())} 份数据没有计入县域的数（{told}），原因在清单和错误清单里"
    make = warning if set(counts) == {RefusalReason.OLDER} else gap
    hint = "请逐份核对；改正后再运行一次"
    return (make("left_out_of_sums", message, Location(str(folder)), hint),)
