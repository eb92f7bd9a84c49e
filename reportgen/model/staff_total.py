"""The number of teachers where only the table of teachers gives it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reportgen.model.facts import FactDictionary, Value
from reportgen.model.roles import Role
from reportgen.model.school import School
from reportgen.named_tuple import NamedTuple


class DoubtfulTotal(NamedTuple):
    """The sum of the table, and how many people work at the school, with that fact's name."""

    teachers: Decimal
    employees: Decimal
    name: str


def doubtful_total(
    school: School, dictionary: FactDictionary, find: Callable[[str], Value | None]
) -> DoubtfulTotal | None:
    """The two numbers where the table stands for all teachers and more people work there: it may
    list only some of the teachers. None where that is not so. `find` gives a fact of the school.
    """
    everybody = dictionary.find_role(Role.EMPLOYEES)
    if everybody is None or not _is_from_table(school, dictionary.staff.total):
        return None
    teachers, employees = find(dictionary.staff.total), find(everybody.name)
    if not isinstance(teachers, Decimal) or not isinstance(employees, Decimal):
        return None
    return DoubtfulTotal(teachers, employees, everybody.name) if employees > teachers else None


def _is_from_table(school: School, total: str) -> bool:
    figures = [each for (name, _), each in school.figures.items() if name == total]
    from_table = all(each.location == school.staff.location for each in figures)
    return bool(school.staff.rows) and bool(figures) and from_table
