"""Files that are kept out of all sums → what may be decided about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.assess.belonging import plain_code
from reportgen.assess.decisions import HeldDecisions, say_decided
from reportgen.assess.listed_schools import ListedSchools
from reportgen.assess.listed_types import OTHER_TYPE
from reportgen.assess.missing_schools import NOBODYS
from reportgen.assess.roster import OTHER_FILE_NAME
from reportgen.model.admission import (
    Admission,
    AdmissionTerms,
    Applicant,
    ListedSchool,
    RefusalReason,
    Returned,
)
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.named_tuple import NamedTuple
from reportgen.words.nearest import find_nearest
from reportgen.words.place_names import without_place

# What is decided already, or mended in the file alone.
_SETTLED = frozenset(
    {
        RefusalReason.FAULTY,
        RefusalReason.MISSING,
        RefusalReason.NOT_CHOSEN,
        RefusalReason.ASIDE,
    }
)
_SIMPLE = {
    RefusalReason.YEAR: DecisionKind.YEAR,
    RefusalReason.DISTRICT: DecisionKind.DISTRICT,
}
_DOUBTED = frozenset({OTHER_TYPE, OTHER_FILE_NAME})
_SEVERAL = frozenset({RefusalReason.CODE, RefusalReason.DUPLICATE, RefusalReason.OLDER})


class Doubt(NamedTuple):
    """A file of which something is doubted: what was `found`, and what may be decided.

    `schools` are those of the list of which nothing has come: the file may be any one's.
    `is_counted`: it counts as long as nothing is decided.
    """

    file: str
    name: str
    found: tuple[str, ...]
    offers: tuple[Decision, ...]
    schools: tuple[str, ...] = ()
    is_counted: bool = False

    def choose(self, kind: str, school: str) -> Decision | None:
        """The decision of that kind, of that school where it is about one; None where it is none
        that may be taken.
        """
        if kind == DecisionKind.LISTED and school in self.schools:
            (aside,) = (each for each in self.offers if each.kind is DecisionKind.ASIDE)
            said = {label: text for label, text in aside.said.items() if label in _OF_SCHOOL}
            return Decision(self.file, DecisionKind.LISTED, said, school)
        found = (each for each in self.offers if (each.kind, each.school) == (kind, school))
        return next(found, None)


_OF_SCHOOL = frozenset({"名称", "代码", "内容"})


def find_doubts(
    applicants: Sequence[Applicant], admission: Admission, terms: AdmissionTerms
) -> tuple[Doubt, ...]:
    """The files that a decision may help, in their order."""
    desk = _Desk(applicants, admission, terms)
    found = (desk.doubt(each) for each in applicants)
    return tuple(each for each in found if each is not None)


class _Desk:
    """The files as they are decided to be so far."""

    def __init__(
        self, applicants: Sequence[Applicant], admission: Admission, terms: AdmissionTerms
    ) -> None:
        held = HeldDecisions(applicants, terms)
        self._admission, self._terms = admission, terms
        self._decided = {each.key: each for each in held.applicants}
        self._listed = ListedSchools(held.terms)
        rows = admission.roster
        self._nobodys = {row.files[0] for row in rows if row.files and NOBODYS in row.reasons}
        missing = (row.name for row in rows if row.returned is Returned.MISSING)
        self._missing = tuple(name for name in missing if self._is_one(name))

    def _is_one(self, name: str) -> bool:
        """Whether the list has one school of exactly that name."""
        return sum(each.name == name for each in self._listed.schools) == 1

    def doubt(self, applicant: Applicant) -> Doubt | None:
        """What may be decided about the file; None where there is nothing to decide."""
        refusals = self._admission.refusals.get(applicant.key, ())
        if not refusals:
            return self._doubt_counted(applicant)
        open_ones = [each for each in refusals if each.reason not in _SETTLED]
        is_nobodys = applicant.key in self._nobodys
        if not open_ones and not is_nobodys:
            return None
        reasons = {each.reason for each in open_ones}
        told = [each.problem.message for each in open_ones if each.problem]
        found = (*told, *((NOBODYS,) if is_nobodys else ()))
        offers = tuple(self._offers(applicant, reasons, is_nobodys))
        is_open = is_nobodys or RefusalReason.ROSTER in reasons
        schools = self._missing if is_open else ()
        return Doubt(applicant.key, applicant.name, found, offers, schools)

    def _doubt_counted(self, applicant: Applicant) -> Doubt | None:
        """What may be decided about a file that counts, and of which the list says otherwise."""
        notes = self._admission.notes.get(applicant.key, ())
        found = tuple(each.message for each in notes if each.code in _DOUBTED)
        if not found:
            return None
        offers = [self._make(applicant, DecisionKind.SEEN)]
        if any(each.code == OTHER_FILE_NAME for each in notes):
            listed = self._make(applicant, DecisionKind.LISTED)
            borne = self._listed.borne_by(applicant.key, is_read=True)
            names = (each.name for each in borne if self._is_one(each.name))
            offers += [listed._replace(school=name) for name in names]
        offers.append(self._make(applicant, DecisionKind.ASIDE))
        return Doubt(applicant.key, applicant.name, found, tuple(offers), is_counted=True)

    def _offers(
        self, applicant: Applicant, reasons: set[RefusalReason], is_nobodys: bool
    ) -> Iterator[Decision]:
        for reason, kind in _SIMPLE.items():
            if reason in reasons:
                yield self._make(applicant, kind)
        if RefusalReason.STANDARD in reasons and self._is_of_another_standard(applicant):
            yield self._make(applicant, DecisionKind.STANDARD)
        if _SEVERAL & reasons and applicant.is_sound:
            others = self._rivals(applicant)
            yield self._make(applicant, DecisionKind.CHOSEN)._replace(others=others)
        if RefusalReason.CODE in reasons:
            yield self._make(applicant, DecisionKind.NAMED)
        if RefusalReason.ROSTER in reasons or is_nobodys:
            yield from self._of_list(applicant)
        yield self._make(applicant, DecisionKind.ASIDE)

    def _make(self, applicant: Applicant, kind: DecisionKind) -> Decision:
        return Decision(applicant.key, kind, say_decided(applicant, self._terms, kind))

    def _is_of_another_standard(self, applicant: Applicant) -> bool:
        """Whether no other is judged by one of its standards: of one name two may differ."""
        counted = [each for each in self._decided.values() if self._admission.admits(each.key)]
        marks = [
            *self._terms.standards,
            *(m for each in counted for m in each.particulars.standards),
        ]
        return not {name for name, _ in marks}.intersection(dict(applicant.particulars.standards))

    def _rivals(self, applicant: Applicant) -> Mapping[str, str]:
        own = self._decided[applicant.key]
        return {
            each.key: each.mark
            for each in self._decided.values()
            if each.key != own.key and self._may_be_one(each, own)
        }

    def _may_be_one(self, one: Applicant, other: Applicant) -> bool:
        names = {without_place(each.name, self._terms.district) for each in (one, other)}
        codes = [plain_code(each.particulars.code) for each in (one, other)]
        return len(names) == 1 or (bool(codes[0]) and codes[0] == codes[1])

    # ---- whose a file is that the list does not know ----

    def _of_list(self, applicant: Applicant) -> Iterator[Decision]:
        said = applicant.particulars
        named = self._listed.named(said.name) if said.name else ()
        make = self._make(applicant, DecisionKind.LISTED)
        for name in self._candidates(applicant, named):
            yield make._replace(school=name)
        if named and said.code:
            yield self._make(applicant, DecisionKind.NAMED)
        if said.name and not named:
            yield self._make(applicant, DecisionKind.ADDED)

    def _candidates(self, applicant: Applicant, named: Sequence[ListedSchool]) -> Iterator[str]:
        """The schools of the list that the file may be of, the surest first."""
        said = applicant.particulars
        borne = self._listed.borne_by(applicant.key, is_read=bool(said.name))
        near = find_nearest(said.name, self._missing) if said.name and not named else None
        sure = (each.name for each in (*named, *self._listed.coded(said.code), *borne))
        names = dict.fromkeys((*sure, *((near,) if near else ())))
        return (name for name in names if self._is_one(name))
