"""A surveyed folder → what is to go back to whom, and who is to be chased."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.assess.listed_schools import listed_town
from reportgen.batch.chasing import ChasedSchool, chased_schools
from reportgen.batch.sent_back import (
    MarkedCopy,
    faults_by_file,
    mark_copy,
    name_copies,
    own_faults,
)
from reportgen.batch.survey import Survey, SurveyedSchool
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity, by_place
from reportgen.web.shown.page_hints import placed_words
from reportgen.words.listing import list_first
from reportgen.words.towns import town_of

_MOST_NAMED = 3


class FaultyFile(NamedTuple):
    """A data file that goes back: by its `key`, as seen from the folder, with its schools and what
    is wrong in it; `name` is that of its copy.
    """

    key: str
    name: str
    schools: tuple[str, ...]
    town: str
    problems: tuple[Problem, ...]
    path: Path

    @property
    def whose(self) -> str:
        """The schools in words."""
        return list_first(self.schools, _MOST_NAMED)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended; what stops the report comes first."""
        found = (each for each in self.problems if each.severity is Severity.ERROR)
        return tuple(sorted(found, key=lambda each: not each.stops))

    @property
    def first(self) -> str:
        """What has to be mended before all."""
        return placed_words(self.errors[0])

    @property
    def text(self) -> str:
        """What has to be mended as a text to be sent."""
        lines = (f"{at}. {_with_hint(each)}" for at, each in enumerate(self.errors, 1))
        head = f"{self.whose}：{self.path.name} 有 {len(self.errors)} 处要改"
        return "\n".join((head, *lines)) + "\n"

    def mark(self) -> MarkedCopy:
        """The copy that goes back."""
        return mark_copy(self.path, self.name, self.problems)


class ToBeAsked(NamedTuple):
    """What is to go back, and who is to be chased; of those `aside` a file lies aside that may be
    theirs.
    """

    faulty: tuple[FaultyFile, ...]
    chased: tuple[ChasedSchool, ...]
    aside: tuple[ChasedSchool, ...] = ()


def find_asked(survey: Survey, aside: Container[str] = ()) -> ToBeAsked:
    """What is to go back, and who is to be chased: of a file that was looked at, and came back as
    it was sent, the school is. `aside` are the schools of which something lies aside.
    """
    listed = survey.batch.listed
    keys = [school.job.key for school in survey.schools]
    chased = () if survey.waiting else chased_schools(survey.admission.roster, listed, keys)
    empty = {key for each in chased for key in each.files}
    schools = [each for each in survey.schools if each.job.key not in empty]
    faulty = tuple(_faulty(schools, _towns(survey)))
    doubtful = tuple(each for each in chased if each.name in aside)
    return ToBeAsked(faulty, tuple(each for each in chased if each not in doubtful), doubtful)


def _towns(survey: Survey) -> Mapping[str, str]:
    return {each.name: listed_town(each) for each in survey.batch.listed}


def _faulty(schools: Sequence[SurveyedSchool], towns: Mapping[str, str]) -> Iterator[FaultyFile]:
    own = ((each.job.path, own_faults(each.told.problems)) for each in schools)
    found = faults_by_file(own)
    names = name_copies(found)
    of_file: dict[Path, list[SurveyedSchool]] = {}
    for each in schools:
        if each.errors:
            of_file.setdefault(each.job.path, []).append(each)
    for path, name in names.items():
        key = of_file[path][0].job.key.partition("#")[0]
        whose = tuple(each.told.head.name or key for each in of_file[path])
        town = towns.get(whose[0]) or town_of(whose[0])
        yield FaultyFile(key, name, whose, town, by_place(found[path]), path)


def _with_hint(problem: Problem) -> str:
    told = placed_words(problem)
    return f"{told}；{problem.hint}" if problem.hint else told
