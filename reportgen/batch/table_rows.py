"""What is wrong with a school of a table → told at its row."""

from __future__ import annotations

from reportgen.pipeline import Examined
from reportgen.problems import Location, Problem


def in_row(examined: Examined) -> tuple[Problem, ...]:
    """A school's problems in a table; one without a cell is told at the school's name."""
    row = examined.school.location if examined.school else Location()
    return tuple(_placed(problem, row) for problem in examined.problems)


def _placed(problem: Problem, row: Location) -> Problem:
    place = problem.location
    if place.cell or place.file != row.file:
        return problem
    return problem._replace(location=place._replace(cell=row.cell))
