"""A surveyed folder → the lines of the officer's table: each file, each school that is awaited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from urllib.parse import quote

from reportgen.assess.listed_schools import listed_town
from reportgen.batch.aside import AsideFile
from reportgen.batch.entry import Status
from reportgen.batch.jobs import Job
from reportgen.batch.lists import SILENT, ToldSchool, sent_name
from reportgen.batch.survey import Survey, SurveyedSchool
from reportgen.load.sent_files import Fate, SentFile
from reportgen.load.source import YAML_SUFFIXES
from reportgen.model.admission import RefusalReason, Returned
from reportgen.model.sheet import Mark
from reportgen.named_tuple import NamedTuple
from reportgen.seals import digest
from reportgen.words.towns import town_of

NO_TOWN = "没有写明乡镇的"
SCHOOL_PAGE = "/district/school?file="


class LineState(StrEnum):
    """How a line stands; the value is the word on the page. Those that need somebody come first."""

    FAULTY = "有错误"
    LEFT_OUT = "没有计入"
    ASIDE = "放在一边"
    MISSING = "没有交"
    UNREAD = "没有读"
    WARNED = "有提醒"
    SOUND = "没有问题"
    WAITING = "正在读"
    DECIDED = "决定不计入"
    OTHER = "不是学校数据"

    @property
    def style(self) -> str:
        """How it stands out."""
        return _STYLES.get(self, "")


_STYLES = {
    LineState.FAULTY: "bad",
    LineState.LEFT_OUT: "bad",
    LineState.ASIDE: "doubtful",
    LineState.MISSING: "bad",
    LineState.UNREAD: "doubtful",
    LineState.WARNED: "doubtful",
    LineState.SOUND: "good",
}
_BLANK = "交来的是空表"
_RANKS = {state: rank for rank, state in enumerate(LineState)}
_BY_DECISION = frozenset(map(str, (RefusalReason.NOT_CHOSEN, RefusalReason.ASIDE)))
_MARK = 10
_NEVER_TOLD = (Fate.SCHOOL, Fate.OWN, Fate.PASSING)


def anchor_of(file: str) -> str:
    """What the part of the page of decisions about that file is called."""
    return f"f{digest(file.encode())[:_MARK]}"


_Aside = Mapping[str, Sequence[AsideFile]]
_NOTHING: _Aside = {}


class ShownVerdict(NamedTuple):
    """A verdict as it is shown."""

    text: str = ""
    style: str = ""


class SchoolLine(NamedTuple):
    """A line of the table; `link` leads to the school's page, `told` says what became of it;
    `aside` are the files that lie aside and may be the school's. `doubt` is the part of the page of
    decisions that asks about it; empty where none does.
    """

    name: str
    state: LineState
    file: str = ""
    type: str = ""
    town: str = ""
    errors: int = 0
    warnings: int = 0
    verdicts: tuple[ShownVerdict, ...] = ()
    told: str = ""
    link: str = ""
    aside: tuple[str, ...] = ()
    doubt: str = ""


class LineQuery(NamedTuple):
    """Which lines are asked for, and in which order; `sort` is the name of a column. `by_town`: the
    lines of a town stand together.
    """

    state: str = ""
    text: str = ""
    sort: str = ""
    down: bool = False
    town: str = ""
    by_town: bool = False


class TownLines(NamedTuple):
    """The lines of a town, or all of them where they are not asked for by towns; `told` says how
    they stand.
    """

    town: str
    lines: tuple[SchoolLine, ...]
    told: str = ""


class FoundLines(NamedTuple):
    """The lines that are asked for; `counts` are those of all lines by their states, `towns` the
    towns of all of them.
    """

    standards: tuple[str, ...]
    groups: tuple[TownLines, ...]
    counts: Mapping[LineState, int]
    total: int
    towns: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[SchoolLine, ...]:
        """All of them, in their order."""
        return tuple(line for group in self.groups for line in group.lines)


def find_lines(survey: Survey, asked: LineQuery, aside: _Aside = _NOTHING) -> FoundLines:
    """The table of that folder, as it is asked for; `aside` are the files that lie aside by the
    schools that they may be of.
    """
    told = _told_standards(survey)
    every = (_with_aside(line, aside) for line in all_lines(survey))
    lines = [_with_verdicts(line, told) for line in every]
    counts = Counter(line.state for line in lines)
    shown = [line for line in lines if _is_asked(line, asked)]
    kind, _, number = asked.sort.partition("-")
    order = _ORDERS.get(kind)
    if kind == _BY_VERDICT and number.isdecimal():
        shown.sort(key=lambda line: _verdict_at(line, int(number)), reverse=asked.down)
    elif order is not None:
        shown.sort(key=order, reverse=asked.down)
    standards = tuple(survey.batch.standards[at].short_title for at in told)
    by_state = {state: counts[state] for state in LineState if counts[state]}
    towns = tuple(sorted({line.town for line in lines} - {""}))
    groups = tuple(_group(shown, asked.by_town))
    return FoundLines(standards, groups, by_state, len(lines), towns)


def _group(lines: Sequence[SchoolLine], by_town: bool) -> Iterator[TownLines]:
    if not by_town:
        yield from (TownLines("", tuple(lines)),) if lines else ()
        return
    # What has no town stands behind those that have.
    for town in sorted({line.town for line in lines}, key=lambda town: (not town, town)):
        found = tuple(line for line in lines if line.town == town)
        counts = Counter(line.state for line in found)
        told = "，".join(f"{state} {counts[state]}" for state in LineState if counts[state])
        yield TownLines(town or NO_TOWN, found, told)


def _told_standards(survey: Survey) -> Sequence[int]:
    """The places of the standards that say something of a school."""
    every = range(len(survey.batch.standards))
    rows = [school.told.verdicts for school in survey.schools]
    return [at for at in every if any(str(row[at].value) not in SILENT for row in rows)]


def _with_aside(line: SchoolLine, aside: _Aside) -> SchoolLine:
    """The line with what lies aside of its school: who may have sent something is not missing."""
    files = tuple(each.name for each in aside.get(line.name, ()))
    is_missing = line.state is LineState.MISSING
    state = LineState.ASIDE if files and is_missing else line.state
    return line._replace(state=state, aside=files)


def _with_verdicts(line: SchoolLine, told: Sequence[int]) -> SchoolLine:
    verdicts = line.verdicts
    return line._replace(verdicts=tuple(verdicts[at] for at in told)) if verdicts else line


_BY_VERDICT = "verdict"
_ORDERS: Mapping[str, Callable[[SchoolLine], tuple[object, ...]]] = {
    "name": lambda line: (line.name,),
    "state": lambda line: (_RANKS[line.state],),
    "type": lambda line: (line.type,),
    "town": lambda line: (line.town,),
    "errors": lambda line: (line.errors, line.warnings),
    "warnings": lambda line: (line.warnings,),
    "file": lambda line: (line.file,),
}


def _verdict_at(line: SchoolLine, place: int) -> str:
    return line.verdicts[place].text if place < len(line.verdicts) else ""


def _is_asked(line: SchoolLine, asked: LineQuery) -> bool:
    if asked.state and line.state != asked.state:
        return False
    if asked.town and line.town != (asked.town if asked.town != NO_TOWN else ""):
        return False
    words = (line.name, line.file, line.type, line.town, line.told, *line.aside)
    return any(asked.text.casefold() in word.casefold() for word in words)


def all_lines(survey: Survey) -> Iterator[SchoolLine]:
    """The line of each file, and of each school that is awaited."""
    towns = _towns(survey)
    by_key = {school.job.key: school for school in survey.schools}
    doubts = {each.file for each in survey.doubts}
    places = survey.admission.places
    for job in sorted(survey.batch.jobs, key=lambda each: places.get(each.key, len(places))):
        school = by_key.get(job.key)
        line = _school_line(school, towns) if school else _waiting_line(job)
        yield line._replace(doubt=anchor_of(job.key)) if job.key in doubts else line
    if not survey.waiting:
        yield from _awaited(survey, towns)
    for file in survey.batch.sent:
        if file.fate not in _NEVER_TOLD:
            yield _file_line(file, sent_name(file, survey.batch.files.folder))


def whole_file(key: str) -> str:
    """The file of a school that is known by that key, which may be one of several in it."""
    return key.partition("#")[0]


def schools_in(survey: Survey, file: str) -> list[str]:
    """The names of the schools in that file of the folder."""
    jobs = (job for job in survey.batch.jobs if whole_file(job.key) == file)
    return [job.identity.name for job in jobs if job.identity.name]


def _towns(survey: Survey) -> Mapping[str, str]:
    """The towns of the schools of the list, by their names."""
    return {each.name: listed_town(each) for each in survey.batch.listed}


def _school_line(school: SurveyedSchool, towns: Mapping[str, str]) -> SchoolLine:
    told = school.told
    name, called = told.head.name, school.called or told.head.name
    return SchoolLine(
        name or "（没有读出名称）",
        _state_of(school),
        told.head.file,
        told.type or told.head.particulars.type,
        towns.get(called) or town_of(told.head.particulars.address, name),
        school.errors,
        school.warnings,
        tuple(ShownVerdict(str(each.value), _style(each.mark)) for each in told.verdicts),
        _told_of(told),
        school_link(school.job),
    )


def _told_of(told: ToldSchool) -> str:
    """What is told of a file that is in no sum, or is in it by a decision."""
    if told.head.status is Status.BLANK and not told.decided:
        return _BLANK
    return "；".join((*told.left_out, *(f"决定：{each}" for each in told.decided)))


def _style(mark: Mark) -> str:
    return str(mark)


def _state_of(school: SurveyedSchool) -> LineState:
    status = school.told.head.status
    if _BY_DECISION.intersection(school.told.left_out):
        return LineState.DECIDED
    if status is Status.BLANK:
        return LineState.MISSING
    if status is Status.FAILED or school.own_errors:
        return LineState.FAULTY
    if school.told.left_out:
        return LineState.LEFT_OUT
    return LineState.WARNED if school.warnings else LineState.SOUND


def _waiting_line(job: Job) -> SchoolLine:
    name = job.identity.name or "（没有读出名称）"
    return SchoolLine(name, LineState.WAITING, job.key, town=town_of(name), link=school_link(job))


def school_link(job: Job) -> str:
    """The address of the school's page: the clerk's for a file that she may fill in there."""
    is_typed = "/" not in job.key and job.path.suffix.lower() in YAML_SUFFIXES
    return ("/school?file=" if is_typed else SCHOOL_PAGE) + quote(job.key)


def _awaited(survey: Survey, towns: Mapping[str, str]) -> Iterator[SchoolLine]:
    """The schools of the list of which nothing has come."""
    for row in survey.admission.roster:
        if row.returned is Returned.MISSING and not row.files:
            town = towns.get(row.name) or town_of(row.name)
            told = "、".join(row.reasons)
            yield SchoolLine(row.name, LineState.MISSING, type=row.type, town=town, told=told)


def _file_line(file: SentFile, name: str) -> SchoolLine:
    problem = file.problem
    state = LineState.UNREAD if problem or file.fate is Fate.UNREAD else LineState.OTHER
    hint = f"；{problem.hint}" if problem and problem.hint else ""
    told = f"{file.fate}：{problem.message}{hint}" if problem else str(file.fate)
    return SchoolLine("", state, name, told=told)


def find_school(survey: Survey, key: str) -> SurveyedSchool | None:
    """The school of that file, or part of one."""
    return next((each for each in survey.schools if each.job.key == key), None)


def sort_links(asked: LineQuery, standards: Sequence[str]) -> Iterator[tuple[str, str, str, bool]]:
    """The heads of the columns: what each is called, the name to sort by, how it is sorted now
    (as a page says it to those who hear it), and whether the next sorting is downwards.
    """
    verdicts = ((title, f"{_BY_VERDICT}-{at}") for at, title in enumerate(standards))
    for title, name in (*_HEADS, *verdicts, ("文件", "file")):
        is_now = asked.sort == name
        now = ("descending" if asked.down else "ascending") if is_now else "none"
        yield title, name, now, is_now and not asked.down


_HEADS = (
    ("学校", "name"),
    ("情况", "state"),
    ("类型", "type"),
    ("乡镇", "town"),
    ("错误", "errors"),
    ("提醒", "warnings"),
)
