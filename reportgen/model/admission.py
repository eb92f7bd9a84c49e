"""What a data file says of itself, and whether its school is summed up with the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from reportgen.model.decisions import Decision, TakenSchool
from reportgen.model.stages import SchoolType
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem

# A standard by its id, and a digest of all that it says.
StandardMark = tuple[str, str]
_OF_SCHOOL = frozenset({"名称", "代码", "类型", "所在区县"})
# What a school is told of itself, and again where it is left out for its year.
_SAID_ALONE = frozenset({"other_year"})
# A plain one: it goes from process to process.
_NOWHERE: Mapping[str, str] = {}


class Particulars(NamedTuple):
    """Whom and what a school's file says that it is about.

    Empty, or 0 for the year: it does not say. `date` is the report's, as 2024-11-20. `standards`
    are those that judge the school. `places` are the cells or `line:column` of its fields by key.
    `other_year` is what else says that its figures are of another year: 表题写的是 2023. `address`
    is the school's.
    """

    name: str = ""
    code: str = ""
    district: str = ""
    year: int = 0
    date: str = ""
    type: str = ""
    standards: tuple[StandardMark, ...] = ()
    places: Mapping[str, str] = _NOWHERE
    other_year: str = ""
    address: str = ""


class Applicant(NamedTuple):
    """A data file that may be summed up.

    `key` tells it from the others, `file` is where it is. `modified` is when the file was last
    written, in nanoseconds, give or take a `step`; 0: unknown. Not `is_sound`: its report could not
    be made, for that `fault` first of all; `is_blank`: it came back as it was sent. `inside` are
    the names of schools that stand in a file whose school could not be read. `mark` tells its
    content from any other.
    """

    key: str
    file: str
    particulars: Particulars
    modified: int = 0
    is_sound: bool = True
    is_blank: bool = False
    fault: str = ""
    inside: tuple[str, ...] = ()
    step: int = 0
    mark: str = ""

    @property
    def name(self) -> str:
        """The school's name, or its file where that could not be read."""
        return self.particulars.name or self.key

    def place(self, key: str) -> Location:
        """Where the file has that field, or the whole file."""
        path = f"学校.{key}" if key in _OF_SCHOOL else f"报告.{key}"
        spot = self.particulars.places.get(key, "")
        line, colon, column = spot.partition(":")
        if colon and line.isdigit():
            return Location(self.file, int(line), int(column), path)
        return Location(self.file, path=path if spot else "", cell=spot)


class Unread(NamedTuple):
    """What was sent and not read: a file, or a sheet of one. `names` are the schools that it names,
    `fault` says why it was not. `is_likely`: it may well be a school's return.
    """

    key: str
    fault: str
    names: tuple[str, ...] = ()
    is_likely: bool = False


class RefusalReason(StrEnum):
    """Why a file is left out of all that is summed; the value is the word in lists."""

    FAULTY = "数据有误"
    YEAR = "年度不符"
    DISTRICT = "区县不符"
    STANDARD = "标准不符"
    CODE = "代码重复"
    DUPLICATE = "重复报送"
    OLDER = "已有更新的一份"
    ROSTER = "和名单不符"
    MISSING = "没有交"
    NOT_CHOSEN = "决定用另一份"
    ASIDE = "决定放在一边"

    @property
    def told(self) -> str:
        """What a sentence says of such schools: 1所学校……."""
        return _TOLD.get(self, "")


_TOLD = {
    RefusalReason.FAULTY: "的数据有误或不能读取",
    RefusalReason.YEAR: "报的不是本年度的数据",
    RefusalReason.DISTRICT: "写的所在区县不是本区县",
    RefusalReason.STANDARD: "按别的标准评估",
    RefusalReason.CODE: "的代码和别的学校相同",
    RefusalReason.DUPLICATE: "重复报送而没有确定用哪一份",
    RefusalReason.ROSTER: "和学校名单对不上",
    RefusalReason.MISSING: "没有报送数据",
    RefusalReason.NOT_CHOSEN: "决定用的那一份数据有误",
}


class Refusal(NamedTuple):
    """Why a file is left out, and what is said of it; None where its own problems say it."""

    reason: RefusalReason
    problem: Problem | None = None


class ListedSchool(NamedTuple):
    """A school of a list; `cell` is the place of its name, `stage` the text of its stages. `town`
    is what the list itself says.
    """

    name: str
    type: str = ""
    code: str = ""
    district: str = ""
    address: str = ""
    cell: str = ""
    stage: str = ""
    town: str = ""


class AdmissionTerms(NamedTuple):
    """What all that is summed up has to agree with.

    Empty, or 0 for the year: what most files say. `newest`: of several files of one school the
    newest counts; otherwise none of them. `roster` are the schools that should have returned,
    by the list `roster_file`; `roster_problems` tell what in it is not read. `beside_names` are
    words that may stand beside a school's name in that of a file, `school_types` what the list may
    call a type. `decisions` are what the office decided about files.
    """

    district: str = ""
    code: str = ""
    year: int = 0
    standards: tuple[StandardMark, ...] = ()
    newest: bool = False
    roster: tuple[ListedSchool, ...] = ()
    roster_file: str = ""
    roster_problems: tuple[Problem, ...] = ()
    beside_names: tuple[str, ...] = ()
    school_types: Mapping[str, SchoolType] = {}
    decisions: tuple[Decision, ...] = ()


class Returned(StrEnum):
    """What has come from a school of the list; the value is the word in lists."""

    COUNTED = "已交"
    FAULTY = "有错"
    MISSING = "没有交"
    UNEXPECTED = "名单以外"


class RosterRow(NamedTuple):
    """A school of the list, or one that is not on it, with its data files and what is wrong."""

    name: str
    code: str
    type: str
    returned: Returned
    files: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class AbsentSchool(NamedTuple):
    """A school of which no file is summed up, and the reason."""

    name: str
    reason: RefusalReason


class Admission(NamedTuple):
    """Who is summed up.

    `refusals` are by the keys of the files that are left out; `absent` the schools that are so
    left out altogether, `roster` what has come from the schools of the list. `notes` are reminders
    by the keys of files, `problems` those of no single school. `decided` are the decisions that
    hold, by the keys of the files, `taken` the schools that are summed up by them.
    """

    refusals: Mapping[str, tuple[Refusal, ...]]
    absent: tuple[AbsentSchool, ...] = ()
    roster: tuple[RosterRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: Mapping[str, tuple[Problem, ...]] = {}
    decided: Mapping[str, tuple[Decision, ...]] = {}
    taken: tuple[TakenSchool, ...] = ()

    @property
    def places(self) -> Mapping[str, int]:
        """The place of each file's school on the list, by the keys of the files."""
        rows = enumerate(self.roster)
        return {file: place for place, row in rows for file in row.files}

    def admits(self, key: str) -> bool:
        """Whether that file is summed up."""
        return key not in self.refusals

    def told_of(self, key: str, own: Iterable[Problem]) -> tuple[Problem, ...]:
        """What is said of that file beside its `own` problems; what both say is said once."""
        reasons = {each.reason for each in self.refusals.get(key, ())}
        said = _SAID_ALONE if RefusalReason.YEAR in reasons else ()
        return (*(each for each in own if each.code not in said), *self.problems_of(key))

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """What is said of that file."""
        refused = (each.problem for each in self.refusals.get(key, ()) if each.problem)
        return (*refused, *self.notes.get(key, ()))

    def reasons_of(self, key: str) -> tuple[str, ...]:
        """Why that file is left out, in words; nothing for one that is not."""
        return tuple(dict.fromkeys(str(each.reason) for each in self.refusals.get(key, ())))

    def decisions_on(self, key: str) -> tuple[str, ...]:
        """What was decided about that file and holds, in words."""
        return tuple(each.told for each in self.decided.get(key, ()))

    def name_of(self, key: str, name: str) -> str:
        """What the school of that file is called: as on the list where that was decided."""
        found = (each.school for each in self.decided.get(key, ()) if each.school)
        return next(found, name)
