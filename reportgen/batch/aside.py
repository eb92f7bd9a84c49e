"""Files that lie beside the schools' folder: what was put aside, why, and whose each may be.

A run reads none of them. What was decided against lies apart from what waits for a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from reportgen.assess.likely_schools import LikelySchool, LikelySchools, SaidOfFile
from reportgen.batch.entry import Status
from reportgen.batch.jobs import Job
from reportgen.batch.peeked import Peeked, PeekedFiles
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.survey import Survey, SurveyedSchool
from reportgen.load.district_file import key_of
from reportgen.load.inside import lies_inside
from reportgen.load.sent_files import Fate
from reportgen.load.source import DATA_SUFFIXES, SourceReader
from reportgen.model.admission import Returned
from reportgen.named_tuple import NamedTuple
from reportgen.words.listing import list_first
from reportgen.words.place_names import may_be_one_place

ASIDE, SET_DOWN = Path(WORK_FOLDER, "放在一边"), Path(WORK_FOLDER, "不用的")
"""Where files wait for a decision, and where those are that are not used, below the folder of the
schools.
"""

MOST_NAMED = 3


def count_waiting(folder: Path) -> int:
    """How many files wait for a decision beside that folder."""
    return sum(1 for _ in _paths(folder, ASIDE))


def _paths(folder: Path, place: Path) -> Iterator[Path]:
    beside = folder / place
    for path in sorted(beside.iterdir()) if beside.is_dir() else ():
        if lies_inside(folder, path):
            yield path


class AsideFile(NamedTuple):
    """A file that was put aside: why, what to do, and whose it may be.

    `others` are files of its schools that have been taken; `schools` are those that it may be of.
    `may_be_taken`: it may go into the folder as it is.
    """

    name: str
    why: str
    advice: str = ""
    others: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    may_be_taken: bool = True

    @property
    def told(self) -> str:
        """All that is said of it."""
        return "；".join(filter(None, (self.why, self.advice)))


class AsideFiles:
    """The files beside a folder that stands as in `survey`; `taken` are those that have come into
    it since, by their schools.
    """

    def __init__(
        self,
        folder: Path,
        survey: Survey,
        peeked: PeekedFiles,
        taken: Mapping[str, str] | None = None,
    ) -> None:
        self._folder, self._peeked = folder, peeked
        self._reader: SourceReader = survey.batch.workshop.reader
        self._district = survey.batch.terms.district
        self._taken = {} if taken is None else taken
        self._survey = survey

    @cached_property
    def _likely(self) -> LikelySchools:
        rows = self._survey.admission.roster
        missing = [each.name for each in rows if each.returned is Returned.MISSING]
        return LikelySchools(self._survey.batch.terms, missing)

    @cached_property
    def _files(self) -> Mapping[str, Sequence[str]]:
        """The files in the folder by the keys of their schools."""
        found: dict[str, list[str]] = {}
        for job in self._survey.batch.jobs:
            found.setdefault(self._likely.key_of(job.identity.name), []).append(_file_of(job))
        return found

    @property
    def may_go(self) -> frozenset[str]:
        """The files of the folder that may be taken out: those of schools, and what is not read."""
        batch = self._survey.batch
        unread = (each.path for each in batch.sent if each.fate is Fate.UNREAD)
        names = (key_of(path, batch.files.folder) for path in unread)
        return frozenset((*map(_file_of, batch.jobs), *names))

    def waiting(self) -> tuple[AsideFile, ...]:
        """Those that wait for a decision."""
        return tuple(self._in(ASIDE))

    def set_down(self) -> tuple[AsideFile, ...]:
        """Those that are not used."""
        return tuple(self._in(SET_DOWN))

    def _in(self, place: Path) -> Iterator[AsideFile]:
        for path in _paths(self._folder, place):
            with suppress(OSError):
                yield self.look(path)

    def by_school(self) -> Mapping[str, tuple[AsideFile, ...]]:
        """Those that wait for a decision by the schools that they may be of."""
        found: dict[str, tuple[AsideFile, ...]] = {}
        for each in self.waiting():
            for name in each.schools:
                found[name] = (*found.get(name, ()), each)
        return found

    def schools_of(self, path: Path) -> tuple[str, ...]:
        """The names of the schools in the file. Errors: OSError where it is not there."""
        names = self._peeked.peek(path, self._reader).names
        return tuple(dict.fromkeys(map(self._likely.as_listed, names)))

    def may_be_of(self, name: str) -> tuple[LikelySchool, ...]:
        """The schools that a file of that name may be of."""
        return self._likely.of(SaidOfFile(name))

    def look(self, path: Path) -> AsideFile:
        """The file, and why it does not go into the folder by itself; no reason where it does.

        Errors: OSError where it is not there.
        """
        said = self._peeked.peek(path, self._reader)
        names = self.schools_of(path)
        others = tuple(dict.fromkeys(self._files_of(names)))
        contrary = self._named_otherwise(path.name, names)
        if others:
            beside = self._beside_others(path.name, names, others)
            return _with_doubt(beside, contrary) if contrary else beside
        if contrary:
            return contrary
        why = self._doubt(said)
        if not why:
            return AsideFile(path.name, "")
        likely = self._likely.of(_said(path.name, said))
        told = "，".join((why, *map(self._told_of, likely[:MOST_NAMED])))
        schools = tuple(each.name for each in likely)
        # What cannot be read is no better in the folder.
        may_be_taken = not said.fault and path.suffix.lower() in DATA_SUFFIXES
        return AsideFile(path.name, told, said.advice, (), schools, may_be_taken)

    def _told_of(self, likely: LikelySchool) -> str:
        """Whose the file may be, and what that school has sent besides."""
        files = tuple(dict.fromkeys(self._files_of((likely.name,))))
        sent = f"，它另交了“{list_first(files, MOST_NAMED)}”" if files else ""
        return f"{likely.told}{sent}"

    def _named_otherwise(self, name: str, schools: Sequence[str]) -> AsideFile | None:
        """A form that bears the name of another school of the list: copied, and not changed."""
        borne = self._likely.named_by(name)
        if len(schools) != 1 or not borne or schools[0] in borne:
            return None
        if not self._likely.is_listed(schools[0]):
            return None
        why = f"文件名是“{borne[0]}”的，里面写的是“{schools[0]}”"
        advice = "请看看是谁的数：校名没有改的，请学校改好再交；文件名不对的，可以收下"
        return AsideFile(name, why, advice, schools=(borne[0], schools[0]))

    def _doubt(self, said: Peeked) -> str:
        """Why nobody knows yet where the file belongs; empty where it is known."""
        if not said.names:
            return said.fault or "没有写学校名称"
        strangers = [name for name in said.names if not self._likely.is_listed(name)]
        if not strangers:
            return ""
        is_foreign = said.district and not may_be_one_place(said.district, self._district)
        where = f"（所在区县写的是{said.district}）" if is_foreign else ""
        return f"里面写的“{list_first(strangers, MOST_NAMED)}”{where}不在学校名单里"

    def _beside_others(
        self, name: str, schools: Sequence[str], others: tuple[str, ...]
    ) -> AsideFile:
        """A file of schools of which others are there; a table of more schools stays."""
        whose = list_first(schools, MOST_NAMED)
        there = list_first([self._described(each, name) for each in others], MOST_NAMED)
        why = f"{whose}已经交了{there}"
        left = [each.identity.name for each in self._survey.batch.jobs if _file_of(each) in others]
        more = [each for each in left if self._likely.as_listed(each) not in schools]
        if not more:
            return AsideFile(name, why, "", others, tuple(schools))
        advice = f"那里面还有{list_first(more, MOST_NAMED)}，换不了；要改的请在那份表里改"
        return AsideFile(name, why, advice, others, tuple(schools), may_be_taken=False)

    def _files_of(self, schools: Sequence[str]) -> Iterator[str]:
        """The files in the folder that are of one of those schools."""
        for name in schools:
            yield from self._files.get(self._likely.key_of(name), ())
            yield from (self._taken[name],) if name in self._taken else ()

    def _described(self, file: str, name: str) -> str:
        """A file that is used, and what speaks against it."""
        looked = (each for each in self._survey.schools if _file_of(each.job) == file)
        notes = ["同名，内容不同"] if file == name else []
        notes += [note for each in looked for note in _notes_on(each)]
        told = "，".join(dict.fromkeys(notes))
        return f"“{file}”（{told}）" if told else f"“{file}”"


def _with_doubt(beside: AsideFile, contrary: AsideFile) -> AsideFile:
    """A file of a school that has sent another, which may be that of a third school besides."""
    advice = "；".join(filter(None, (contrary.advice, beside.advice)))
    return beside._replace(why=f"{contrary.why}；{beside.why}", advice=advice)


def _notes_on(school: SurveyedSchool) -> Iterator[str]:
    if school.told.head.status is Status.BLANK:
        yield "那份是空表"
    elif school.errors:
        yield f"那份有错误 {school.errors} 处"
    else:
        yield from (f"那份{each}" for each in school.told.left_out)


def _file_of(job: Job) -> str:
    return job.key.partition("#")[0] if job.part else job.key


def _said(file: str, said: Peeked) -> SaidOfFile:
    name = said.names[0] if len(said.names) == 1 else ""
    return SaidOfFile(file, name, said.code, said.inside)
