"""功能室一览表: the rooms that the school has counted, measured or named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.model.default_display import NOT_SET, print_value
from reportgen.model.facts import Fact, FactDictionary, FactKind, Value
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.roles import Role
from reportgen.sections.builder import Material
from reportgen.sections.columns import without_empty_columns

# What rooms are counted in, and how a list of their areas is measured.
_ROOM, _SQUARE_METRE = "间", "㎡"
_ENDING = re.compile(r"(?:间数|数|面积)$")
# What names of one room differ in: 音乐专用教室, 音乐教室, 音乐室.
_ALIKE = re.compile(r"专用|教室$|室$")
_PARTS = re.compile(r"[、，,；;\s]+")


class _Room(NamedTuple):
    """A kind of rooms; empty texts are not known."""

    name: str
    number: str = ""
    areas: str = ""


def room_table(material: Material) -> tuple[Block, ...]:
    """A row for each kind of rooms with their number and areas; nothing where none is known."""
    rooms = [*_counted(material), *_named(material)]
    if not rooms:
        return ()
    first = {_ALIKE.sub("", room.name): room for room in reversed(rooms)}
    known = dict.fromkeys(_ALIKE.sub("", room.name) for room in rooms)
    table = Table(
        header=("序号", "名称", "间数", "面积（平方米）"),
        rows=tuple(_row(number, first[key]) for number, key in enumerate(known, 1)),
        widths=(0.1, 0.36, 0.14, 0.4),
        aligns=(Align.CENTRE, Align.LEFT, Align.CENTRE, Align.LEFT),
    )
    return (_with_dashes(without_empty_columns(table)),)


def _row(number: int, room: _Room) -> tuple[Cell, ...]:
    return Cell(str(number)), Cell(room.name), Cell(room.number), Cell(room.areas)


def _with_dashes(table: Table) -> Table:
    """What one row lacks and others have is marked as not known."""
    rows = (tuple(cell._replace(text=cell.text or NOT_SET) for cell in row) for row in table.rows)
    return table._replace(rows=tuple(rows))


def _counted(material: Material) -> Iterator[_Room]:
    """The facts that count rooms; a list of their areas stands beside the count made of it."""
    dictionary, facts = material.dictionary, material.assessment.facts
    for fact in dictionary.facts.values():
        value = facts.get((fact.name, None))
        if fact.unit == _ROOM and isinstance(value, Decimal):
            areas = _areas_of(fact, material)
            yield _Room(_room_name(fact), format_short(value), areas)
        elif _is_area_list(fact) and value and not _is_counted(fact, dictionary):
            yield _listed(fact, value)


def _listed(fact: Fact, value: Value) -> _Room:
    count = str(len(value)) if isinstance(value, tuple) else ""
    return _Room(_room_name(fact), count, str(print_value(value)))


def _areas_of(fact: Fact, material: Material) -> str:
    """The areas of the rooms that the fact counts, as 98、96; empty where it is no count of a
    list.
    """
    names = fact.formula.names if fact.formula else ()
    listed = [material.dictionary.find(name) for name in names]
    facts = material.assessment.facts
    values = [facts.get((each.name, None)) for each in listed if each and _is_area_list(each)]
    return "、".join(str(print_value(value)) for value in values if value)


def _is_area_list(fact: Fact) -> bool:
    return fact.kind is FactKind.COUNTS and fact.unit == _SQUARE_METRE


def _is_counted(fact: Fact, dictionary: FactDictionary) -> bool:
    """Whether another fact is made of that list."""
    return any(
        each.formula is not None and fact.name in each.formula.names
        for each in dictionary.facts.values()
        if each.unit == _ROOM
    )


def _room_name(fact: Fact) -> str:
    return _ENDING.sub("", fact.head)


def _named(material: Material) -> Iterator[_Room]:
    """The rooms that the school only names."""
    fact = material.dictionary.find_role(Role.ROOMS)
    value = material.assessment.facts.get((fact.name, None)) if fact is not None else None
    names = _PARTS.split(value.strip("。")) if isinstance(value, str) else ()
    yield from (_Room(name) for name in names if name)
