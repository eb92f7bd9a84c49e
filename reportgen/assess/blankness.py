"""A file that came back as it was sent: too few of the figures needed for any report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reportgen.model.assessment import Assessment
from reportgen.model.facts import FactDictionary
from reportgen.model.needed_figures import needed_rows
from reportgen.model.school import School
from reportgen.problems import Problem, error

BLANK = "blank_return"
"""The code of the problem of a file that is blank."""
LACKS = "missing_fact"

# No standards need so many figures that these were too few of them.
_PLENTY = 20
_DATA = "数据."


def check_blankness(
    school: School,
    assessment: Assessment,
    dictionary: FactDictionary,
    told: Iterable[Problem],
    share: Decimal,
) -> Problem | None:
    """An error where fewer figures are filled in than that share of those that the standards need.

    Whatever is filled in counts, needed or not, what was refused, by the problems `told`, too. None
    where no standard needs any figure.
    """
    if len(school.figures) >= _PLENTY:
        return None
    standards = [each.standard for each in assessment.standards]
    rows = [row for row in needed_rows(standards, dictionary, school.type) if row.required]
    filled = {name for name, _ in school.figures} | set(_refused(told))
    is_blank = len(filled) < share * len(rows)
    return _blank(school, len(filled), len(rows)) if is_blank else None


def _refused(told: Iterable[Problem]) -> Iterable[str]:
    """The names of the facts that are filled in with what cannot be read."""
    paths = (each.location.path for each in told if each.stops)
    found = (path.removeprefix(_DATA) for path in paths if path.startswith(_DATA))
    return (name.partition(".")[0].partition("[")[0] for name in found)


def _blank(school: School, given: int, needed: int) -> Problem:
    filled = f"只填了 {given} 项" if given else "一项也没有填"
    message = f"标准要用的 {needed} 项数据{filled}，当作没有交，没有做报告"
    return error(BLANK, message, school.data_location, "请填上数据，再检查、生成")


def without_lacks(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems but for each single figure that lacks: all of them are told at once."""
    return tuple(each for each in problems if each.code != LACKS)
