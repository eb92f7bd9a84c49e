"""The gate before anything is summed: files of schools → who is summed up, and why the rest is not.

Nothing is added up, listed or compared that does not belong together: the files have to be of one
year and one county, of schools that the list has, judged by one standard, and each school counts
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.assess.belonging import find_strangers, find_told_district, plain_code
from reportgen.assess.decisions import HeldDecisions, set_aside
from reportgen.assess.duplicates import ChoiceOfFiles, find_duplicates
from reportgen.assess.missing_schools import Sent
from reportgen.assess.roster import SchoolRoster
from reportgen.model.admission import (
    AbsentSchool,
    Admission,
    AdmissionTerms,
    Applicant,
    Refusal,
    RefusalReason,
    Returned,
    RosterRow,
    Unread,
)
from reportgen.problems import Problem
from reportgen.words.place_names import without_place

_Notes = Mapping[str, tuple[Problem, ...]]
_Refusals = Mapping[str, tuple[Refusal, ...]]


def admit_schools(
    applicants: Sequence[Applicant], terms: AdmissionTerms, unread: Sequence[Unread] = ()
) -> Admission:
    """Which of the files are summed up; `unread` is what else was sent.

    The order of the files decides nothing. A file of another year or county is no rival of one
    that belongs here; one that is faulty is, for it may be the one that counts when it is mended.
    """
    held = HeldDecisions(applicants, terms)
    applicants, terms = held.applicants, held.terms
    strangers = [each for each in find_strangers(applicants, terms) if not held.waives(*each)]
    terms = terms._replace(district=terms.district or find_told_district(applicants))
    roster = SchoolRoster(terms)
    strangers += _find_unlisted(applicants, roster)
    foreign = {applicant.key for applicant, _ in strangers}
    rivals = [each for each in applicants if each.key not in foreign]
    twice = find_duplicates(rivals, terms.district, ChoiceOfFiles(terms.newest, held.choose))
    faulty = ((each, _unsound(each)) for each in applicants if not each.is_sound)
    refusals = _gather((*faulty, *strangers, *twice, *set_aside(held.aside)))
    unseen = _unseen_reminders(applicants, roster, held)
    admission = Admission(
        refusals,
        decided=held.decided,
        notes=_join(unseen, held.remind()),
        taken=tuple(held.taken(refusals)),
        problems=tuple(held.tell(refusals)),
    )
    if not terms.roster:
        return admission._replace(absent=tuple(_find_absent(applicants, refusals, terms)))
    return _against_list(admission, roster, Sent(applicants, unread))


def _against_list(admission: Admission, roster: SchoolRoster, sent: Sent) -> Admission:
    """The same with what has come from each school of the list, and who is absent of them."""
    rows = roster.rows(sent.read, admission.refusals, sent.unread)
    absent = tuple(dict.fromkeys(_absent_of_list(rows, admission.refusals)))
    problems = (*admission.problems, *roster.check(rows, sent))
    return admission._replace(absent=absent, roster=rows, problems=problems)


def _unseen_reminders(
    applicants: Iterable[Applicant], roster: SchoolRoster, held: HeldDecisions
) -> _Notes:
    """What the list says otherwise of files, but of those that somebody looked at."""
    listed = applicants if roster.listed.schools else ()
    found = ((each, roster.remind(each)) for each in listed)
    return {each.key: told for each, told in found if told and not held.is_seen(each)}


def _join(*notes: _Notes) -> _Notes:
    keys = dict.fromkeys(key for each in notes for key in each)
    return {key: tuple(told for each in notes for told in each.get(key, ())) for key in keys}


def _unsound(applicant: Applicant) -> Refusal:
    return Refusal(RefusalReason.MISSING if applicant.is_blank else RefusalReason.FAULTY)


def _find_unlisted(
    applicants: Iterable[Applicant], roster: SchoolRoster
) -> list[tuple[Applicant, Refusal]]:
    if not roster.listed.schools:
        return []
    found = ((each, roster.refuse(each)) for each in applicants if each.is_sound)
    return [(each, refusal) for each, refusal in found if refusal is not None]


def _gather(found: Iterable[tuple[Applicant, Refusal]]) -> _Refusals:
    refusals: dict[str, tuple[Refusal, ...]] = {}
    for applicant, refusal in found:
        refusals[applicant.key] = (*refusals.get(applicant.key, ()), refusal)
    return refusals


def _find_absent(
    applicants: Sequence[Applicant], refusals: _Refusals, terms: AdmissionTerms
) -> list[AbsentSchool]:
    """The schools of which no file counts, each once, by the first reason."""
    counted = _Counted([each for each in applicants if each.key not in refusals], terms)
    absent: dict[tuple[str, str], AbsentSchool] = {}
    for each in applicants:
        if each.key in refusals and not counted.has(each):
            reason = refusals[each.key][0].reason
            code = "" if reason is RefusalReason.DUPLICATE else plain_code(each.particulars.code)
            school = AbsentSchool(each.name, reason)
            absent.setdefault((without_place(each.name, terms.district), code), school)
    return list(absent.values())


class _Counted:
    """The schools that count, by code and by name."""

    def __init__(self, applicants: Iterable[Applicant], terms: AdmissionTerms) -> None:
        self._district = terms.district
        self._codes: dict[str, set[str]] = {}
        for each in applicants:
            self._codes.setdefault(self._name(each), set()).add(plain_code(each.particulars.code))
        self._all_codes = set().union(*self._codes.values()) - {""}

    def _name(self, applicant: Applicant) -> str:
        return without_place(applicant.name, self._district)

    def has(self, applicant: Applicant) -> bool:
        """Whether the file's school is one of them: by its code, or its name without one."""
        code, codes = (
            plain_code(applicant.particulars.code),
            self._codes.get(self._name(applicant), ()),
        )
        return code in self._all_codes or (bool(codes) and (not code or "" in codes))


def _absent_of_list(rows: Iterable[RosterRow], refusals: _Refusals) -> Iterator[AbsentSchool]:
    """The schools of the list of which no file counts, and those that are not on it.

    A file of which nobody knows whose it is is that of none.
    """
    for row in rows:
        found = next((refusals[file][0].reason for file in row.files if file in refusals), None)
        is_nobodys = row.returned is Returned.UNEXPECTED and row.files == (row.name,)
        if row.returned is Returned.MISSING:
            yield AbsentSchool(row.name, RefusalReason.MISSING)
        elif row.returned is not Returned.COUNTED and not is_nobodys:
            yield AbsentSchool(row.name, found or RefusalReason.FAULTY)
