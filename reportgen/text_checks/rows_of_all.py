"""Rows that leave nobody out, held against what the text tells of all: the ages from the youngest
to the oldest, the pupils and classes of every grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, product
from operator import attrgetter

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_AGE_CUE, _GRADE_CUE = late_regex(r"\d岁"), late_regex("年级|高[一二三]|[中大]班")
_AGE = (
    r"(?:\d\d(?:周)?岁?(?:[-—－~～至到]+)\d\d(?:周)?岁|"
    r"\d\d(?:周)?岁(?:（含）)?及?(?P<side>以下|以上))"
)
_GROUP = late_regex(
    rf"{_AGE}(?:之间)?(?:（[^（）]{{1,8}}）)?的?[^，。；、\d]{{0,10}}?(?P<n>\d{{1,5}})(?P<unit>人|名|位)(?!次)"
)
_BESIDE = late_regex(r"(?:[，,]?占[^，。；、]{0,14}%)?[，、；,]\s?[^，。；、\d]{0,8}")
_FEWEST, _NEAR = 3, Decimal("0.12")
_PEOPLE_UNITS = ("人", "名", "位")
_HINT = "请核对各部分和总数"


class _Row(NamedTuple):
    """A row in the part at `at`: what it comes to, and the facts that it may be all of."""

    at: int
    start: int
    end: int
    total: int
    subjects: tuple[str, ...]
    stage: str = ""


def check_rows_of_all(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each row that comes to none of the totals that are told, and nearly to one."""
    teachers = _teachers(known.dictionary)
    for at in text.find_parts(_AGE_CUE):
        for row in _rows_of_ages(at, text.parts[at], teachers):
            yield from _check(row, text)
    cued = set(text.find_parts(_GRADE_CUE))
    for at, stated in groupby(text.stated, key=attrgetter("at")):
        if at in cued:
            for row in _rows_of_grades(at, tuple(stated), known.dictionary):
                yield from _check(row, text)


def _of_role(dictionary: FactDictionary, role: Role) -> tuple[str, ...]:
    return tuple(each.name for each in dictionary.facts.values() if each.role is role)


def _teachers(dictionary: FactDictionary) -> tuple[str, ...]:
    """The facts that are parted as all who work there are."""
    own = set(_of_role(dictionary, Role.EMPLOYEES))
    return next((each.wholes for each in dictionary.partitions if own & {*each.wholes}), ())


def _rows_of_ages(at: int, part: TextPart, subjects: tuple[str, ...]) -> Iterator[_Row]:
    row: list[re.Match[str]] = []
    for found in _GROUP.finditer(part.text):
        if row and not _BESIDE.fullmatch(part.text, row[-1].end(), found.start()):
            yield from _made(at, row, subjects)
            row = []
        row.append(found)
    yield from _made(at, row, subjects)


def _made(at: int, row: Sequence[re.Match[str]], subjects: tuple[str, ...]) -> Iterator[_Row]:
    """The row, where it goes from the one end to the other."""
    sides = [each["side"] or "" for each in row]
    ends = {"以下", "以上"}
    if len(row) >= _FEWEST and {sides[0], sides[-1]} == ends and not any(sides[1:-1]):
        total = sum(int(each["n"]) for each in row)
        yield _Row(at, row[0].start(), row[-1].end(), total, subjects)


def _rows_of_grades(
    at: int, stated: Sequence[StatedIn], dictionary: FactDictionary
) -> Iterator[_Row]:
    """What stands for each grade of a stage, or of two, in the order of the grades."""
    students, classes = (_of_role(dictionary, role) for role in (Role.STUDENTS, Role.CLASSES))
    pupils = [each for each in stated if _is_of_grade(each) and _is_of_people(each, students)]
    groups = [
        each for each in stated if _is_of_grade(each) and {*classes} & {*each.quantity.subjects}
    ]
    for told, subjects in ((pupils, students), (groups, classes)):
        for row in _runs(told):
            stage = _stage_of([each.quantity.scope.grade for each in row], dictionary)
            if stage is not None:
                total = sum(int(each.quantity.number) for each in row)
                span = row[0].quantity.said_from, row[-1].quantity.end
                yield _Row(at, *span, total, subjects, stage)


def _is_of_grade(each: StatedIn) -> bool:
    quantity = each.quantity
    return bool(quantity.scope.grade) and each.is_count and not (quantity.kind or quantity.among)


def _is_of_people(each: StatedIn, students: Iterable[str]) -> bool:
    quantity = each.quantity
    known = not quantity.subjects or not {*students}.isdisjoint(quantity.subjects)
    return known and quantity.unit in _PEOPLE_UNITS and not quantity.noun


def _runs(told: Sequence[StatedIn]) -> Iterator[list[StatedIn]]:
    """Those of grades that are each told once."""
    row: list[StatedIn] = []
    for each in told:
        if any(one.quantity.scope.grade == each.quantity.scope.grade for one in row):
            yield row
            row = []
        row.append(each)
    if row:
        yield row


def _stage_of(grades: Sequence[str], dictionary: FactDictionary) -> str | None:
    """The stage whose grades they are, all of them; empty for those of several stages in a row;
    None where some are left out.
    """
    taught = [(str(stage), words.grades) for stage, words in dictionary.stages.items()]
    for first, (stage, names) in enumerate(taught):
        if tuple(grades) == names and len(names) >= _FEWEST:
            return stage
        together = [*names, *taught[first + 1][1]] if first + 1 < len(taught) else []
        if list(grades) == together:
            return ""
    return None


def _check(row: _Row, text: ReadText) -> Iterator[TextFinding]:
    pairs = product(row.subjects, text.figures.scopes)
    wholes = [each for pair in pairs for each in text.figures.find(*pair)]
    if any(each.quantity.number == row.total for each in (*wholes, *_beside(row, text))):
        return
    meant = [each for each in wholes if _may_be_all(each, row, text)]
    off = {abs(each.quantity.number - row.total): each for each in reversed(meant)}
    whole = off[min(off)] if off else None
    if whole is None or min(off) > row.total * _NEAR:
        return
    part = text.parts[row.at]
    first = next(each for each in text.stated[text.count_stated(row.at) :] if each.at == row.at)
    told = quote_stated((whole,), first)
    message = (
        f"“{part.text[row.start : row.end]}”相加是 {format_short(Decimal(row.total))}，与{told}不符"
    )
    yield remind(TextRule.PARTS, part, (row.start, row.end), message, _HINT)


def _beside(row: _Row, text: ReadText) -> Iterator[StatedIn]:
    """What else its paragraph counts."""
    stated = text.stated[text.count_stated(row.at) : text.count_stated(row.at + 1)]
    return (each for each in stated if each.is_count)


def _may_be_all(each: StatedIn, row: _Row, text: ReadText) -> bool:
    """Whether it is told of all today, of the row's stage where the text tells several."""
    scope = text.figures.scope_of(each)
    if scope.whose or scope.period or scope.grade:
        return False
    stage = row.stage if text.figures.is_of_stages else scope.stage
    return scope.stage == stage
