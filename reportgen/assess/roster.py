"""The list of a county's schools held against the files that came → what has come of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.assess.belonging import plain_code
from reportgen.assess.listed_schools import ListedSchools
from reportgen.assess.listed_types import tell_other_type
from reportgen.assess.missing_schools import NOBODYS, Sent, tell_missing
from reportgen.model.admission import (
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Refusal,
    RefusalReason,
    Returned,
    RosterRow,
    Unread,
)
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, gap, warning
from reportgen.words.listing import list_first

_MOST_NAMED = 10
OTHER_FILE_NAME = "other_file_name"
"""The code of what is said of a file that bears the name of another school than it is of."""
_Refusals = Mapping[str, Sequence[Refusal]]


class SchoolRoster:
    """The list of schools, and what it makes of files."""

    def __init__(self, terms: AdmissionTerms) -> None:
        self._terms = terms
        self.listed = ListedSchools(terms)

    # ---- whether a file is that of a school of the list ----

    def refuse(self, applicant: Applicant) -> Refusal | None:
        """Why the file is not that of a school of the list; None where it is."""
        said = applicant.particulars
        coded, named = self.listed.coded(said.code), self.listed.named(said.name)
        if not coded and not named:
            return self._unexpected(applicant)
        if coded and not any(each in coded for each in named):
            return _refuse_contrary(applicant, coded[0], named)
        return self._check_code(applicant, named)

    def _check_code(self, applicant: Applicant, named: Sequence[ListedSchool]) -> Refusal | None:
        own, codes = plain_code(applicant.particulars.code), [each.code for each in named]
        if own and all(plain_code(code) not in ("", own) for code in codes):
            said = applicant.particulars.code
            message = f"名单里“{named[0].name}”的代码是 {'、'.join(codes)}，这里写的是 {said}"
            return _refuse(applicant, "代码", message, "请改正代码；名单写错的，改正名单")
        if not own and len(named) > 1:
            message = f"名单里有几所“{named[0].name}”，这份没有写学校代码"
            return _refuse(applicant, "名称", message, "请写上学校代码")
        return None

    def _unexpected(self, applicant: Applicant) -> Refusal:
        # No name that is near: 第一小学 is near 第二小学.
        hint = "请照名单写校名；名单漏了的，加进名单；不是本县的学校，请把这份文件移走"
        borne = self.listed.borne_by(applicant.key, is_read=True)
        of_file = f"，文件名是“{borne[0].name}”的" if borne else ""
        return _refuse(applicant, "名称", f"名单里没有“{applicant.name}”{of_file}", hint)

    def remind(self, applicant: Applicant) -> tuple[Problem, ...]:
        """What the list says otherwise of the file's school, where that is sure."""
        found = self.listed.find(applicant)
        told = [self._tell_other_file_name(applicant, found)]
        if len(found) == 1 and found[0] in self.listed.named(applicant.particulars.name):
            told.append(tell_other_type(applicant, found[0], self._terms))
        return tuple(filter(None, told))

    def _tell_other_file_name(
        self, applicant: Applicant, found: Sequence[ListedSchool]
    ) -> Problem | None:
        """A reminder of a file that bears the name of another school: one may be a copy of the
        other's, filled in and not renamed, or renamed and not filled in.
        """
        borne = self.listed.borne_by(applicant.key, is_read=True)
        if not applicant.particulars.name or not found or not borne or set(borne) & set(found):
            return None
        message = f"文件名是“{borne[0].name}”的，里面写的是“{applicant.name}”"
        hint = "请核对里面的数是哪所学校的；写错的改正，文件名不对的改名"
        return warning(OTHER_FILE_NAME, message, applicant.place("名称"), hint)

    # ---- what has come ----

    def rows(
        self, applicants: Sequence[Applicant], refusals: _Refusals, unread: Iterable[Unread]
    ) -> tuple[RosterRow, ...]:
        """A row for each school of the list, then one for each file of none of them.

        What was not read counts only of schools of which nothing was.
        """
        came: dict[ListedSchool, list[Applicant]] = {each: [] for each in self.listed.schools}
        others: list[Applicant] = []
        for applicant in applicants:
            found = self.listed.find(applicant)
            for school in found:
                came[school].append(applicant)
            others += () if found else (applicant,)
        left = self._unread_of(unread)
        listed = (_row(each, came[each], refusals, left.get(each, ())) for each in came)
        return (*listed, *(_unlisted(each, refusals) for each in others))

    def _unread_of(self, unread: Iterable[Unread]) -> Mapping[ListedSchool, Sequence[Unread]]:
        found: dict[ListedSchool, list[Unread]] = {}
        for each in unread:
            for school in self.listed.find_unread(each):
                found.setdefault(school, []).append(each)
        return found

    def check(self, rows: Sequence[RosterRow], sent: Sent) -> Iterator[Problem]:
        """What is wrong with the list, who has not returned, and whose return cannot be used."""
        place = Location(self._terms.roster_file)
        yield from self._terms.roster_problems
        twice = len(self._terms.roster) - len(self.listed.schools)
        if twice:
            message = f"名单里有 {twice} 行和前面的重复，各算一次"
            yield warning("listed_twice", message, place, "请删去重复的行")
        yield from _tell_faulty(rows, place)
        missing = [each.name for each in rows if each.returned is Returned.MISSING]
        yield from tell_missing(missing, sent, self.listed, place)


def _tell_faulty(rows: Iterable[RosterRow], place: Location) -> Iterator[Problem]:
    faulty = [each for each in rows if each.returned is Returned.FAULTY]
    if faulty:
        named = [f"{each.name}（{'、'.join(each.files)}）" for each in faulty]
        message = f"名单里有 {len(faulty)} 所学校交来的不能用：{list_first(named, _MOST_NAMED)}"
        hint = "请照各个文件的问题改好，或重新交一份"
        yield gap("returned_faulty", message, place, hint)


class _State(NamedTuple):
    returned: Returned
    reasons: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def _row(
    school: ListedSchool,
    files: Sequence[Applicant],
    refusals: _Refusals,
    unread: Sequence[Unread],
) -> RosterRow:
    state = _judge(files, refusals, unread)
    return RosterRow(
        school.name, school.code, school.type, state.returned, state.files, state.reasons
    )


def _judge(files: Sequence[Applicant], refusals: _Refusals, unread: Sequence[Unread]) -> _State:
    keys = tuple(each.key for each in files)
    if not all(each.is_blank for each in files):
        counted = any(each.key not in refusals for each in files)
        returned = Returned.COUNTED if counted else Returned.FAULTY
        return _State(returned, _reasons(files, refusals), keys)
    if unread:
        faults = dict.fromkeys(each.fault for each in unread)
        return _State(Returned.FAULTY, (*faults,), (*keys, *(each.key for each in unread)))
    return _State(Returned.MISSING, (), keys)


def _reasons(files: Iterable[Applicant], refusals: _Refusals) -> tuple[str, ...]:
    found = ((each, refusal.reason) for each in files for refusal in refusals.get(each.key, ()))
    return tuple(dict.fromkeys(_explain(applicant, reason) for applicant, reason in found))


def _explain(applicant: Applicant, reason: RefusalReason) -> str:
    is_fault = reason is RefusalReason.FAULTY and applicant.fault
    return f"{reason}：{applicant.fault}" if is_fault else str(reason)


def _unlisted(applicant: Applicant, refusals: _Refusals) -> RosterRow:
    said, files = applicant.particulars, (applicant.key,)
    reasons = _reasons([applicant], refusals)
    if not said.name:
        reasons = (*reasons, NOBODYS)
    return RosterRow(applicant.name, said.code, said.type, Returned.UNEXPECTED, files, reasons)


def _refuse_contrary(
    applicant: Applicant, coded: ListedSchool, named: Sequence[ListedSchool]
) -> Refusal:
    """Of a file whose code and name are not of one school: what each of them says."""
    said = applicant.particulars
    of_name = f"名单里代码是 {named[0].code}" if named and named[0].code else "名单里没有代码"
    of_name = of_name if named else "名单里没有"
    message = (
        f"代码和名称对不上，不知道是哪所学校的：代码 {said.code} 名单里是“{coded.name}”，"
        f"名称“{said.name}”{of_name}"
    )
    key = "代码" if applicant.place("代码").spot else "名称"
    return _refuse(applicant, key, message, "请改正名称或代码；名单写错的，改正名单")


def _refuse(applicant: Applicant, key: str, message: str, hint: str) -> Refusal:
    told = f"没有计入县域的数：{message}"
    return Refusal(RefusalReason.ROSTER, gap("not_on_roster", told, applicant.place(key), hint))
