"""The standards that a new report may be made by, and what it means to choose one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.forms.plan import type_choices
from reportgen.load.library import Library
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard, judged_stages
from reportgen.named_tuple import NamedTuple

_JUDGING = "判断一所学校达不达标的"
_COMPARING = "只比较各校差别、不判断一所学校的"
_JUDGES = "报告里逐项写达标、未达标。"
_COMPARES = (
    "它不给一所学校定限值：报告里列出各项的数，不写达标不达标。要判断达标的，请选本省的办学标准，"
    "或者两个都选（先选这个，以后在“评估标准”里添上本省的）。"
)


class StandardChoice(NamedTuple):
    """A standard: its id and title, what choosing it means, the types of school that it is for."""

    id: str
    title: str
    meaning: str
    types: tuple[str, ...]


class StandardGroup(NamedTuple):
    """Standards of which choosing one means the same."""

    title: str
    choices: tuple[StandardChoice, ...]


def standard_groups(library: Library) -> tuple[StandardGroup, ...]:
    """The standards for schools, those that judge one before those that compare several."""
    known = [
        each for each in library.all_standards() if type_choices(library.school_types, (each,))
    ]
    judging = [each for each in known if is_limiting(each)]
    comparing = [each for each in known if each not in judging]
    parts = (_JUDGING, judging, _JUDGES), (_COMPARING, comparing, _COMPARES)
    made = (StandardGroup(title, tuple(_choices(of, said, library))) for title, of, said in parts)
    return tuple(each for each in made if each.choices)


def is_limiting(standard: Standard) -> bool:
    """Whether it sets a limit that a single school may fail."""
    return any(
        indicator.is_limited(stage)
        for indicator in standard.indicators
        for stage in indicator.stages
    )


def _choices(
    standards: Sequence[Standard], meaning: str, library: Library
) -> Iterator[StandardChoice]:
    for each in standards:
        types = tuple(dict.fromkeys(_types(each, library)))
        told = f"{meaning}适用：{'、'.join(types)}。"
        yield StandardChoice(each.id, each.title, told, types)


def _types(standard: Standard, library: Library) -> Iterator[str]:
    types: Sequence[SchoolType] = tuple(library.school_types.values())
    yield from (each.name for each in types if judged_stages((standard,), each))
