"""Files that lie beside the schools' folder: what was put aside, why, and whose each may be.

A run reads none of them. What was decided against lies apart from what waits for a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reportgen.assess.likely_schools import LikelySchool, LikelySchools, SaidOfFile
from reportgen.batch.jobs import Job
from reportgen.batch.peeked import Peeked, PeekedFiles
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.survey import Survey
from reportgen.load.inside import lies_inside
from reportgen.load.source import DATA_SUFFIXES, SourceReader
from reportgen.model.admission import Returned
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
        self._jobs = survey.batch.jobs
        rows = survey.admission.roster
        self._expected = {each.name for each in rows if each.returned is not Returned.UNEXPECTED}
        self._district = survey.batch.terms.district
        self._taken = {} if taken is None else taken
        missing = [each.name for each in rows if each.returned is Returned.MISSING]
        self._likely = LikelySchools(survey.batch.terms, missing)

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
        return self._peeked.peek(path, self._reader).names

    def may_be_of(self, name: str) -> tuple[LikelySchool, ...]:
        """The schools that a file of that name may be of."""
        return self._likely.of(SaidOfFile(name))

    def look(self, path: Path) -> AsideFile:
        """The file, and why it does not go into the folder by itself; no reason where it does.

        Errors: OSError where it is not there.
        """
        said = self._peeked.peek(path, self._reader)
        others = tuple(dict.fromkeys(self._files_of(said.names)))
        if others:
            return self._beside_others(path.name, said.names, others)
        why = self._doubt(said)
        if not why:
            return AsideFile(path.name, "")
        likely = self._likely.of(_said(path.name, said))
        told = "，".join((why, *(each.told for each in likely[:MOST_NAMED])))
        schools = tuple(each.name for each in likely)
        may_be_taken = path.suffix.lower() in DATA_SUFFIXES
        return AsideFile(path.name, told, said.advice, (), schools, may_be_taken)

    def _doubt(self, said: Peeked) -> str:
        """Why nobody knows yet where the file belongs; empty where it is known."""
        if not said.names:
            return said.fault or "没有写学校名称"
        strangers = [name for name in said.names if self._expected and name not in self._expected]
        if not strangers:
            return ""
        is_foreign = said.district and not may_be_one_place(said.district, self._district)
        where = f"（所在区县写的是{said.district}）" if is_foreign else ""
        return f"里面写的“{list_first(strangers, MOST_NAMED)}”{where}不在学校名单里"

    def _beside_others(
        self, name: str, schools: Sequence[str], others: tuple[str, ...]
    ) -> AsideFile:
        """A file of schools of which others are there; a table of more schools stays."""
        whose, there = (list_first(each, MOST_NAMED) for each in (schools, others))
        why = f"{whose}已经交了“{there}”"
        left = [each.identity.name for each in self._jobs if _file_of(each) in others]
        more = [each for each in left if each not in schools]
        if not more:
            return AsideFile(name, why, "", others, tuple(schools))
        advice = f"那里面还有{list_first(more, MOST_NAMED)}，换不了；要改的请在那份表里改"
        return AsideFile(name, why, advice, others, tuple(schools), may_be_taken=False)

    def _files_of(self, schools: Sequence[str]) -> Iterator[str]:
        """The files in the folder that are of one of those schools."""
        for job in self._jobs:
            if job.identity.name in schools:
                yield _file_of(job)
        yield from (self._taken[name] for name in schools if name in self._taken)


def _file_of(job: Job) -> str:
    return job.key.partition("#")[0] if job.part else job.key


def _said(file: str, said: Peeked) -> SaidOfFile:
    name = said.names[0] if len(said.names) == 1 else ""
    return SaidOfFile(file, name, said.code, said.inside)
