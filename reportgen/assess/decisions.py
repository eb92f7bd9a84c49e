"""What an office decided about files, held against what the files say now → what holds of it.

A decision holds as long as the file says the same of what was decided about; one that holds no more
is told and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from reportgen.assess.listed_schools import ListedSchools
from reportgen.model.admission import (
    AdmissionTerms,
    Applicant,
    ListedSchool,
    Refusal,
    RefusalReason,
)
from reportgen.model.decisions import Decision, DecisionKind, TakenSchool
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, Severity, warning
from reportgen.words.listing import list_first
from reportgen.words.safe_names import finder, same_file

_MOST_NAMED, _MOST_SAID = 10, 60
_NAME, _CODE, _CONTENT = "名称", "代码", "内容"
_Reader = Callable[[Applicant, AdmissionTerms], str]
_READERS: Mapping[str, _Reader] = {
    _NAME: lambda applicant, _: applicant.particulars.name,
    _CODE: lambda applicant, _: applicant.particulars.code,
    "年度": lambda applicant, _: str(applicant.particulars.year or ""),
    "另外写着": lambda applicant, _: applicant.particulars.other_year,
    "所在区县": lambda applicant, _: applicant.particulars.district,
    "类型": lambda applicant, _: applicant.particulars.type,
    "标准": lambda applicant, _: "、".join(name for name, _ in applicant.particulars.standards),
    "县里的年度": lambda _, terms: str(terms.year or ""),
    _CONTENT: lambda applicant, _: applicant.mark,
}
_COVERED: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.YEAR: ("年度", "另外写着", "县里的年度"),
    DecisionKind.DISTRICT: ("所在区县", _CODE),
    DecisionKind.STANDARD: ("标准",),
    DecisionKind.LISTED: (_NAME, _CODE),
    DecisionKind.ADDED: (_NAME, _CODE),
    DecisionKind.NAMED: (_NAME, _CODE),
    DecisionKind.CHOSEN: (_NAME, _CODE),
    DecisionKind.SEEN: (_NAME, _CODE, "类型"),
    DecisionKind.ASIDE: (_NAME, _CODE, "年度", "所在区县"),
}
_WAIVED = {
    RefusalReason.YEAR: DecisionKind.YEAR,
    RefusalReason.DISTRICT: DecisionKind.DISTRICT,
    RefusalReason.STANDARD: DecisionKind.STANDARD,
}
# What means nothing where there is no list of schools.
_OF_LIST = frozenset({DecisionKind.LISTED, DecisionKind.ADDED})


def say_decided(applicant: Applicant, terms: AdmissionTerms, kind: DecisionKind) -> dict[str, str]:
    """What the file says of what such a decision is about; of one that says no name, its content
    too.
    """
    named = () if applicant.particulars.name else (_CONTENT,)
    said = {label: _READERS[label](applicant, terms) for label in (*_COVERED[kind], *named)}
    return {label: text for label, text in said.items() if text}


class HeldDecisions:
    """The decisions that hold of those files.

    `applicants` are the files as they are decided to be, without those put aside; `terms` have the
    schools that were added to the list; `notes` tell of those that hold no more, by file.
    """

    def __init__(self, applicants: Sequence[Applicant], terms: AdmissionTerms) -> None:
        self._decided: dict[str, dict[DecisionKind, Decision]] = {}
        self._used: set[tuple[str, DecisionKind]] = set()
        self.notes: dict[str, tuple[Problem, ...]] = {}
        self.applicants, self.terms = applicants, terms
        self.aside: tuple[Applicant, ...] = ()
        self._gone: list[Decision] = []
        if terms.decisions:
            self._hold(terms)

    def _hold(self, terms: AdmissionTerms) -> None:
        by_key = {each.key: each for each in self.applicants}
        find = finder(by_key)
        listed = ListedSchools(terms)
        for decision in terms.decisions:
            # Names come from other machines.
            key = find(decision.file)
            applicant = by_key[key] if key else None
            if applicant is None:
                self._gone.append(decision)
            elif terms.roster or decision.kind not in _OF_LIST:
                self._hold_one(decision, applicant, listed)
        aside = [each for each in self.applicants if self._find(each, DecisionKind.ASIDE)]
        self.aside = tuple(aside)
        keys = {each.key for each in aside}
        rest = (each for each in self.applicants if each.key not in keys)
        self.applicants = tuple(self._as_decided(each, listed) for each in rest)
        added = tuple(self._added(listed))
        self.terms = self.terms._replace(roster=(*terms.roster, *added))

    def _hold_one(self, decision: Decision, applicant: Applicant, listed: ListedSchools) -> None:
        lost = _find_lost(decision, applicant, self.terms, listed)
        other = self._find(applicant, decision.kind)
        if other is not None and other.school != decision.school:
            lost = f"另有一条决定说{other.told}"
        if lost:
            self.refuse(decision, applicant, lost)
        else:
            self._decided.setdefault(applicant.key, {})[decision.kind] = decision

    def refuse(self, decision: Decision, applicant: Applicant, why: str) -> None:
        """Note that a decision holds no more."""
        self._decided.get(applicant.key, {}).pop(decision.kind, None)
        message = f"“{decision.told}”的决定不再算数：{why}"
        place = Location(applicant.file)
        told = warning("decision_lost", message, place, "请重新决定，或收回这个决定")
        self.notes[applicant.key] = (*self.notes.get(applicant.key, ()), told)

    def _find(self, applicant: Applicant, kind: DecisionKind) -> Decision | None:
        return self._decided.get(applicant.key, {}).get(kind)

    def _as_decided(self, applicant: Applicant, listed: ListedSchools) -> Applicant:
        said = applicant.particulars
        decision = self._find(applicant, DecisionKind.LISTED)
        if decision is not None:
            (school,) = _named_exactly(decision.school, listed)
            self._used.add((applicant.key, DecisionKind.LISTED))
            said = said._replace(name=school.name, code=school.code)
        elif self._find(applicant, DecisionKind.NAMED):
            self._used.add((applicant.key, DecisionKind.NAMED))
            said = said._replace(code="")
        return applicant._replace(particulars=said)

    def _added(self, listed: ListedSchools) -> Iterator[ListedSchool]:
        """The schools that were added to the list and are not on it."""
        for each in self.applicants:
            said = each.particulars
            if self._find(each, DecisionKind.ADDED) and not listed.named(said.name):
                self._used.add((each.key, DecisionKind.ADDED))
                yield ListedSchool(said.name, said.type, said.code)

    # ---- what is decided where something is found ----

    def waives(self, applicant: Applicant, refusal: Refusal) -> bool:
        """Whether the file counts in spite of that."""
        kind = _WAIVED.get(refusal.reason)
        if kind is None or not self._find(applicant, kind):
            return False
        self._used.add((applicant.key, kind))
        return True

    def is_seen(self, applicant: Applicant) -> bool:
        """Whether somebody looked at what is only a reminder, and lets it be."""
        if not self._find(applicant, DecisionKind.SEEN):
            return False
        self._used.add((applicant.key, DecisionKind.SEEN))
        return True

    def choose(self, files: Sequence[Applicant]) -> Applicant | None:
        """The one of these files of a school that was chosen; None where none was."""
        chosen = [(each, self._find(each, DecisionKind.CHOSEN)) for each in files]
        found = [(each, decision) for each, decision in chosen if decision]
        for applicant, decision in found:
            why = _find_unseen(applicant, decision, files) if len(found) == 1 else "决定了用几份"
            if not why:
                self._used.add((applicant.key, DecisionKind.CHOSEN))
                return applicant
            self.refuse(decision, applicant, why)
        return None

    # ---- what is told ----

    @property
    def decided(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions without which the files would stand otherwise."""
        aside = {each.key: DecisionKind.ASIDE for each in self.aside}
        used = {*self._used, *aside.items()}
        found = {
            key: tuple(each for kind, each in of_file.items() if (key, kind) in used)
            for key, of_file in self._decided.items()
        }
        return {key: decisions for key, decisions in sorted(found.items()) if decisions}

    def taken(self, refused: Mapping[str, object]) -> Iterator[TakenSchool]:
        """The schools that count by decisions."""
        names = {each.key: each.name for each in self.applicants}
        for key, decisions in self.decided.items():
            told = "，".join(filter(None, (each.in_report for each in decisions)))
            if told and key not in refused:
                yield TakenSchool(names[key], told)

    def tell(self, refused: Mapping[str, object]) -> Iterator[Problem]:
        """What was decided of all files, those `refused` apart, and decisions of files that are
        gone.
        """
        decided = self.decided
        taken = _in_short(decided, [key for key in decided if key not in refused])
        others = _in_short(decided, [key for key in decided if key in refused])
        told = (("计入", taken), ("没有计入", others))
        parts = [f"{what} {list_first(named, _MOST_NAMED)}" for what, named in told if named]
        file = next((each.place.file for each in self.terms.decisions), "")
        if parts:
            message = f"照这里写的决定，{'；'.join(parts)}"
            yield warning("decided", message, Location(file), "不再这样算的，收回决定")
        for each in self._gone:
            message = f"没有“{each.file}”这份文件了，“{each.told}”的决定用不上"
            yield warning("decision_lost", message, each.place, "不用的请收回")

    def remind(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is said of each file by decisions: those that hold, and those that hold no more."""
        files = {each.key: Location(each.file) for each in (*self.applicants, *self.aside)}
        found = {
            key: tuple(_tell(each, files[key]) for each in decided)
            for key, decided in self.decided.items()
        }
        keys = dict.fromkeys((*found, *self.notes))
        return {key: (*self.notes.get(key, ()), *found.get(key, ())) for key in keys}


def _in_short(decided: Mapping[str, Sequence[Decision]], keys: Iterable[str]) -> list[str]:
    every = (each for key in keys for each in decided[key])
    return [f"{each.file}（{each.told}）" for each in every if each.kind is not DecisionKind.SEEN]


def _tell(decision: Decision, place: Location) -> Problem:
    """What stands with a file that is counted, or not, by a decision."""
    on = f"{decision.date} " if decision.date else ""
    said = "、".join(f"{label} {_cut(text)}" for label, text in decision.said.items())
    hint = f"{on}决定的；当时{said}" if said else on
    message = f"决定：{decision.told}"
    return Problem(Severity.ACCEPTED, "decided", message, place, hint)


def set_aside(applicants: Iterable[Applicant]) -> Iterator[tuple[Applicant, Refusal]]:
    """What keeps those out that were put aside."""
    return ((each, Refusal(RefusalReason.ASIDE)) for each in applicants)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SAID else f"{text[:_MOST_SAID]}……"


class _Change(NamedTuple):
    label: str
    before: str
    now: str

    @property
    def told(self) -> str:
        if self.label == _CONTENT:
            return "文件的内容改了"
        before, now = (_cut(text) or "没有写" for text in (self.before, self.now))
        return f"{self.label}当时是“{before}”，现在是“{now}”"


def _find_lost(
    decision: Decision, applicant: Applicant, terms: AdmissionTerms, listed: ListedSchools
) -> str:
    """Why the decision holds no more; empty where it does. One without what the file said then was
    written by a person, and holds.
    """
    kind = decision.kind
    if kind is DecisionKind.LISTED and len(_named_exactly(decision.school, listed)) != 1:
        return f"名单上没有“{decision.school}”，或者不止一所"
    if not decision.said:
        return ""
    now = say_decided(applicant, terms, kind)
    labels = dict.fromkeys((*decision.said, *now))
    changes = (_Change(each, decision.said.get(each, ""), now.get(each, "")) for each in labels)
    # A file that cannot be read says less than it did.
    lost = (each for each in changes if each.before != each.now)
    real = (each for each in lost if applicant.is_sound or (each.before and each.now))
    return "；".join(each.told for each in islice(real, _MOST_NAMED))


def _named_exactly(name: str, listed: ListedSchools) -> tuple[ListedSchool, ...]:
    return tuple(each for each in listed.schools if each.name == name)


def _find_unseen(applicant: Applicant, decision: Decision, files: Sequence[Applicant]) -> str:
    """What came, or was changed, since the choice between the files was made."""
    if not decision.others:
        return ""
    marks = {same_file(name): mark for name, mark in decision.others.items()}
    others = [(each, same_file(each.key)) for each in files if each.key != applicant.key]
    new = [each.key for each, name in others if name not in marks]
    changed = [each.key for each, name in others if marks.get(name, each.mark) != each.mark]
    told = (("又来了", new), ("改过了的有", changed))
    return "；".join(f"{what}{list_first(keys, _MOST_NAMED)}" for what, keys in told if keys)
