"""Reminders that depend on the machine, a template or a standard → each told once for the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from reportgen.problems import Problem, Severity
from reportgen.words.listing import list_first

_MOST_NAMED = 3


def is_shared(problem: Problem, data: Path) -> bool:
    """Whether a reminder of the school with that data file stands at another file: at a template,
    a standard.

    Files are known by their names: what is remembered may have been found from another folder.
    """
    file = PurePath(problem.location.file).name
    return problem.severity is Severity.WARNING and file not in ("", data.name)


class SharedMatters:
    """The reminders that schools share, each with those schools, as they are told one by one."""

    def __init__(self) -> None:
        self._schools: dict[Problem, list[str]] = {}

    def take(self, problems: Iterable[Problem], data: Path, school: str) -> tuple[Problem, ...]:
        """What is left of the school's own problems; the others are noted."""
        own: list[Problem] = []
        for problem in problems:
            if is_shared(problem, data):
                self._schools.setdefault(problem, []).append(school)
            else:
                own.append(problem)
        return tuple(own)

    def told(self) -> Iterator[Problem]:
        """Each reminder once, with the schools that it is of."""
        for problem, schools in self._schools.items():
            names = list(dict.fromkeys(schools))
            told = f"{len(names)} 所：{list_first(names, _MOST_NAMED)}"
            yield problem._replace(message=f"{problem.message}（{told}）")
