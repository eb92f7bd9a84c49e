"""Schools in the order of how far they are from what is asked, the farthest first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import Failing, ResultRecord, SchoolRow
from reportgen.model.standard import Indicator

_Rank = tuple[Decimal, Decimal, int, int]


def worst_first(indicator: Indicator, failing: Iterable[Failing]) -> tuple[Failing, ...]:
    """Those that fail that indicator: by what they lack, then by the share of the limit, then by
    how many are beyond it, then by grade. Schools that are equal keep their order.
    """
    return tuple(sorted(failing, key=lambda each: _rank(indicator, each.result), reverse=True))


def schools_worst_first(rows: Iterable[SchoolRow]) -> tuple[SchoolRow, ...]:
    """The rows by how many indicators they do not meet, then by how far off these are."""
    return tuple(sorted(rows, key=_school_rank, reverse=True))


def unmet_of(row: SchoolRow) -> tuple[ResultRecord, ...]:
    """The results that the row does not meet, those of its stage first."""
    return tuple(each for each in (*row.results, *row.others) if each.verdict is Verdict.UNMET)


def distance(result: ResultRecord) -> Decimal:
    """How far the value is from its limit, as a share of the limit; 0 where they are no numbers."""
    if result.value is None or not result.limit:
        return Decimal(0)
    return abs(result.value - result.limit) / result.limit


def _rank(indicator: Indicator, result: ResultRecord) -> _Rank:
    grades = indicator.grades
    grade = grades.index(result.display) if result.display in grades else 0
    return result.shortfall or Decimal(0), distance(result), result.beyond, grade


def _school_rank(row: SchoolRow) -> tuple[int, Decimal]:
    unmet = unmet_of(row)
    return len(unmet), sum(map(distance, unmet), Decimal(0))
