"""The list of a county's schools held against the files that came → what has come of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportgen.assess.belonging import plain_code
from reportgen.model.admission import (
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Refusal,
    RefusalReason,
    Returned,
    RosterRow,
)
from reportgen.problems import Location, Problem, gap, warning
from reportgen.words.listing import list_first
from reportgen.words.place_names import without_place

_MOST_NAMED = 10


class SchoolRoster:
    """The schools that should have returned, each once."""

    def __init__(self, terms: AdmissionTerms) -> None:
        self._terms = terms
        self.schools = tuple(self._once_each())
        coded = ((plain_code(each.code), each) for each in self.schools)
        self._by_code = {code: each for code, each in coded if code}
        self._by_name: dict[str, list[ListedSchool]] = {}
        for each in self.schools:
            self._by_name.setdefault(self._key(each.name), []).append(each)

    def _once_each(self) -> Iterator[ListedSchool]:
        seen: set[tuple[str, str]] = set()
        for each in self._terms.roster:
            key = self._key(each.name), plain_code(each.code)
            if key not in seen:
                seen.add(key)
                yield each

    def _key(self, name: str) -> str:
        return without_place(name, self._terms.district)

    def find(self, applicant: Applicant) -> ListedSchool | None:
        """The school of the list that the file seems to be of: by its code, else by its name."""
        code = plain_code(applicant.particulars.code)
        named = self._by_name.get(self._key(applicant.particulars.name), [])
        return self._by_code.get(code) or (named[0] if named else None)

    def refuse(self, applicant: Applicant) -> Refusal | None:
        """Why the file is not that of a school of the list; None where it is."""
        found, particulars = self.find(applicant), applicant.particulars
        if found is None:
            return self._unexpected(applicant)
        if self._key(found.name) != self._key(particulars.name):
            message = f"名单里代码 {found.code} 是“{found.name}”，这里写的是“{particulars.name}”"
            return _refuse(applicant, "名称", message, "请改正名称或代码；名单写错的，改正名单")
        return self._check_code(applicant, found)

    def _check_code(self, applicant: Applicant, found: ListedSchool) -> Refusal | None:
        own, listed = plain_code(applicant.particulars.code), plain_code(found.code)
        if own and listed and own != listed:
            message = f"名单里“{found.name}”的代码是 {found.code}，这里写的是 {own}"
            return _refuse(applicant, "代码", message, "请改正代码；名单写错的，改正名单")
        if not own and len(self._by_name[self._key(found.name)]) > 1:
            message = f"名单里有几所“{found.name}”，这份没有写学校代码"
            return _refuse(applicant, "名称", message, "请写上学校代码")
        return None

    def _unexpected(self, applicant: Applicant) -> Refusal:
        # No name that is near: 第一小学 is near 第二小学.
        hint = "请照名单写校名；名单漏了的，加进名单；不是本县的学校，请把这份文件移走"
        return _refuse(applicant, "名称", f"名单里没有“{applicant.name}”", hint)

    # ---- what has come ----

    def rows(
        self, applicants: Sequence[Applicant], refusals: Mapping[str, Sequence[Refusal]]
    ) -> tuple[RosterRow, ...]:
        """A row for each school of the list, then one for each file of none of them."""
        came: dict[ListedSchool, list[Applicant]] = {each: [] for each in self.schools}
        others: list[Applicant] = []
        for applicant in applicants:
            found = self.find(applicant)
            (others if found is None else came[found]).append(applicant)
        listed = (_row(each, files, refusals) for each, files in came.items())
        return (*listed, *(_unlisted(each, refusals) for each in others))

    def check(self, rows: Iterable[RosterRow]) -> Iterator[Problem]:
        """What is wrong with the list, and who has not returned."""
        twice = len(self._terms.roster) - len(self.schools)
        place = Location(self._terms.roster_file)
        yield from self._terms.roster_problems
        if twice:
            message = f"名单里有 {twice} 行和前面的重复，各算一次"
            yield warning("listed_twice", message, place, "请删去重复的行")
        missing = [each.name for each in rows if each.returned is Returned.MISSING]
        if missing:
            told = list_first(missing, _MOST_NAMED)
            message = f"名单里有 {len(missing)} 所学校没有交：{told}"
            hint = "请催报；不该交的，从名单里去掉"
            yield gap("not_returned", message, place, hint)


class _State(NamedTuple):
    returned: Returned
    reasons: tuple[str, ...]


def _row(
    school: ListedSchool, files: Sequence[Applicant], refusals: Mapping[str, Sequence[Refusal]]
) -> RosterRow:
    state = _judge(files, refusals)
    names = tuple(each.key for each in files)
    return RosterRow(school.name, school.code, school.type, state.returned, names, state.reasons)


def _judge(files: Sequence[Applicant], refusals: Mapping[str, Sequence[Refusal]]) -> _State:
    if all(each.is_blank for each in files):
        return _State(Returned.MISSING, ())
    counted = any(each.key not in refusals for each in files)
    return _State(Returned.COUNTED if counted else Returned.FAULTY, _reasons(files, refusals))


def _reasons(
    files: Iterable[Applicant], refusals: Mapping[str, Sequence[Refusal]]
) -> tuple[str, ...]:
    found = (refusal for each in files for refusal in refusals.get(each.key, ()))
    return tuple(dict.fromkeys(str(refusal.reason) for refusal in found))


def _unlisted(applicant: Applicant, refusals: Mapping[str, Sequence[Refusal]]) -> RosterRow:
    particulars, files = applicant.particulars, (applicant.key,)
    reasons = _reasons([applicant], refusals)
    return RosterRow(
        applicant.name, particulars.code, particulars.type, Returned.UNEXPECTED, files, reasons
    )


def _refuse(applicant: Applicant, key: str, message: str, hint: str) -> Refusal:
    told = f"没有计入县域的数：{message}"
    return Refusal(RefusalReason.ROSTER, gap("not_on_roster", told, applicant.place(key), hint))
