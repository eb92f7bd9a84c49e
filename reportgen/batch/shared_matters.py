"""What is wrong with the machine, a template, a standard or a table → told once for the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from reportgen.model.opening_advice import speaks_of_column
from reportgen.problems import Location, Problem, Severity
from reportgen.words.listing import list_first

_MOST_NAMED = 3


def is_shared(problem: Problem, data: Path) -> bool:
    """Whether a reminder of the school with that data file stands at another file: at a template,
    a standard.

    Files are known by their names: what is remembered may have been found from another folder.
    """
    file = PurePath(problem.location.file).name
    return problem.severity is Severity.WARNING and file not in ("", data.name)


def _lacks_column(problem: Problem) -> bool:
    """Whether it lacks because its table, or the mapping of that, has no column for it: a figure,
    to whom the report goes, its date; or the texts, for which no table has any.
    """
    lacks = problem.code in ("missing_fact", "no_head") and speaks_of_column(problem.hint)
    return lacks or problem.code == "empty_section"


def _at_table(problem: Problem) -> Problem:
    """The problem where it is mended, not in the row of one of the schools."""
    place, own = problem.remedy.place if problem.remedy else None, problem.location
    return problem._replace(location=place or Location(own.file, path=own.path))


class SharedMatters:
    """The reminders that schools share, each with those schools, as they are told one by one."""

    def __init__(self) -> None:
        self._schools: dict[Problem, list[str]] = {}

    def take(
        self, problems: Iterable[Problem], data: Path, school: str, is_row: bool = False
    ) -> tuple[Problem, ...]:
        """What is left of the school's own problems; the others are noted. `is_row`: its data are
        a row of a table, which may lack a column for all its schools.
        """
        own: list[Problem] = []
        for problem in problems:
            if is_shared(problem, data):
                self._schools.setdefault(problem, []).append(school)
            elif is_row and _lacks_column(problem):
                self._schools.setdefault(_at_table(problem), []).append(school)
            else:
                own.append(problem)
        return tuple(own)

    def told(self) -> Iterator[Problem]:
        """Each reminder once, with the schools that it is of."""
        for problem, schools in self._schools.items():
            names = list(dict.fromkeys(schools))
            told = f"{len(names)} 所：{list_first(names, _MOST_NAMED)}"
            yield problem._replace(message=f"{problem.message}（{told}）")
