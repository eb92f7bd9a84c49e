"""功能室一览表: the rooms that the school has counted, measured or named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.default_display import NOT_SET, print_value
from reportgen.model.facts import Fact, FactDictionary, FactKind, Value
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.roles import Role
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.sections.columns import without_empty_columns
from reportgen.sections.room_names import bare_room, is_among, is_one_of

# What rooms are counted in, and how a list of their areas is measured.
_ROOM, _SQUARE_METRE = "间", "㎡"
_ENDING = late_regex(r"(?:间数|数|面积)$")
# Rooms for lessons of all kinds are no 功能室.
_PLAIN = frozenset({"教室", "普通教室"})
_PARTS = late_regex(r"[、，,；;\s]+")


class _Room(NamedTuple):
    """A kind of rooms; empty texts are not known."""

    name: str
    number: str = ""
    areas: str = ""


def room_table(material: Material) -> tuple[Block, ...]:
    """A row for each kind of rooms with their number and areas; nothing where none is known.

    Rooms of which no more than the name is known stand in the note, if others are counted.
    """
    counted, named = list(_counted(material)), list(_named(material))
    others = [room for room in named if not any(_is_one_of(room, each) for each in counted)]
    rooms = [_with_parts(room, others) for room in counted] or others
    if not rooms:
        return ()
    rest = [room.name for room in others if not any(_has(each, room) for each in counted)]
    table = Table(
        header=("序号", "名称", "间数", "面积（平方米）"),
        rows=tuple(_row(number, room) for number, room in enumerate(rooms, 1)),
        widths=(0.1, 0.36, 0.14, 0.4),
        aligns=(Align.CENTRE, Align.LEFT, Align.CENTRE, Align.CENTRE),
        note=f"另有{'、'.join(rest)}。" if counted and rest else "",
    )
    return (_with_dashes(without_empty_columns(table)),)


def _is_one_of(room: _Room, counted: _Room) -> bool:
    """Whether the named room is that which is counted: 音乐室 is 音乐专用教室."""
    return is_one_of(room.name, counted.name)


def _has(counted: _Room, room: _Room) -> bool:
    """Whether rooms counted in one have that among them: 实验室 has 理化实验室."""
    return not counted.areas and is_among(room.name, counted.name)


def _with_parts(counted: _Room, named: Sequence[_Room]) -> _Room:
    parts = "、".join(room.name for room in named if _has(counted, room))
    return counted._replace(name=f"{counted.name}（含{parts}）") if parts else counted


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
        if _room_name(fact) in _PLAIN:
            continue
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
    first = {bare_room(name): name for name in reversed(names) if name not in _PLAIN}
    known = dict.fromkeys(bare_room(name) for name in names)
    yield from (_Room(first[bare]) for bare in known if first.get(bare))
