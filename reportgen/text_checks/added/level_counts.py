"""Those of all levels, down to the lowest, held against who was tested: 参测860人，优秀120人，
良好340人，及格350人，不及格42人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding
from reportgen.text_checks.added.amounts import alike, counts_of, sum_of
from reportgen.text_checks.added.other_sums import tell_of_row
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between

_CUE = late_regex("不[及合]格[^，。；\\d]{0,4}\\d")
_LEVEL = late_regex(
    r"(?P<level>优秀|良好|合格|及格|不及格|不合格)(?:等[级次])?(?:的|学生|人数)*(?:有|为)?$"
)
_OTHERS = late_regex("率|以上|其中女")
_LOWEST = ("不及格", "不合格")
_FEWEST, _MOST, _NEAR = 3, 8, Decimal("0.06")


def check_level_counts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for levels that come to none of the numbers before them, and nearly to one."""
    for at in text.find_parts(_CUE):
        stated = [each for each in counts_of(text, at) if each.is_count]
        for row, first in _rows(stated):
            before = list(alike(row[0], stated[:first]))
            added = sum_of(row)
            near = [each for each in before if added.is_near(each, _NEAR)]
            if near and not any(map(added.fits, before)):
                yield tell_of_row(row, "各等级", f"前面写的是“{near[-1].words}”")


def _rows(stated: Sequence[StatedIn]) -> Iterator[tuple[list[StatedIn], int]]:
    """The levels that stand one by one to the lowest, and the place of the first."""
    row: list[StatedIn] = []
    for at, each in enumerate(stated):
        words = words_between(stated[at - 1] if at else None, each)
        found = _LEVEL.search(words)
        if found is None or _OTHERS.search(words) or ("。" in words and row):
            row = []
            continue
        row.append(each)
        if found["level"] in _LOWEST:
            if _FEWEST <= len(row) <= _MOST:
                yield row, at + 1 - len(row)
            row = []
