"""学校基本情况统计表: every figure that is known, by group, stages side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.model.amounts import money_unit
from reportgen.model.default_display import NOT_SET, print_value
from reportgen.model.facts import Fact, FactKind, Scope, Value
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.units import printed_unit
from reportgen.sections.builder import Material
from reportgen.sections.printed_facts import printed_figures

# Texts and lists of figures have no place in a column of values.
_LEFT_OUT = frozenset({FactKind.TEXT, FactKind.COUNTS})
# From so many figures on, two of them stand in a row.
_MANY = 16
_OTHERS, _WHOLE = "其他", "全校"
_HEADER, _BLANK = ("项目", "单位", "数值"), (Cell(""), Cell(""), Cell(""))
_ALIGNS = (Align.LEFT, Align.CENTRE, Align.CENTRE)

Groups = Mapping[str, Sequence[Fact]]
Rows = Iterator[tuple[Cell, ...]]


class _Known(NamedTuple):
    """What the figures are taken from: all there is, and how the report prints the numbers."""

    material: Material
    printed: Mapping[FigureKey, Decimal]


def fact_tables(material: Material) -> tuple[Block, ...]:
    """One table; nothing where no figure is known. Texts and lists are left out."""
    groups = _groups(material)
    if not groups:
        return ()
    known = _Known(material, material.once(printed_figures))
    if material.school.type.is_combined:
        return (_by_stage(groups, known),)
    count = sum(map(len, groups.values()))
    return (_abreast(groups, known) if count >= _MANY else _plain(groups, known),)


def _groups(material: Material) -> Groups:
    """The figures that are known by the titles under which the form gathers them, in its order."""
    known = {name for name, _ in material.assessment.facts}
    title = _OTHERS
    found: dict[str, list[Fact]] = {}
    for name, fact in material.dictionary.facts.items():
        title = material.dictionary.groups.get(name, title)
        if name in known and fact.kind not in _LEFT_OUT:
            found.setdefault(title, []).append(fact)
    return found


def _under_titles(groups: Groups, rows_of: Callable[[Sequence[Fact]], Rows]) -> Rows:
    """The rows of each group, its title across the table above them."""
    for title, facts in groups.items():
        rows = list(rows_of(facts))
        across = Cell("", bold=True, across=True)
        yield (Cell(title, bold=True), *[across] * (len(rows[0]) - 1))
        yield from rows


def _plain(groups: Groups, known: _Known) -> Table:
    """A figure a row."""

    def rows_of(facts: Sequence[Fact]) -> Rows:
        return (_figure(fact, known) for fact in facts)

    rows = tuple(_under_titles(groups, rows_of))
    return Table(_HEADER, rows, (0.52, 0.18, 0.3), _ALIGNS)


def _abreast(groups: Groups, known: _Known) -> Table:
    """Two figures a row, down the left half of a group, then down its right half."""

    def rows_of(facts: Sequence[Fact]) -> Rows:
        figures = [_figure(fact, known) for fact in facts]
        height = -(-len(figures) // 2)
        right = [*figures[height:], _BLANK]
        return ((*left, *right[number]) for number, left in enumerate(figures[:height]))

    rows = tuple(_under_titles(groups, rows_of))
    return Table(_HEADER * 2, rows, (0.27, 0.09, 0.14) * 2, _ALIGNS * 2)


def _by_stage(groups: Groups, known: _Known) -> Table:
    """A figure a row, the whole school's value and that of each stage side by side."""
    stages = known.material.school.type.stages

    def rows_of(facts: Sequence[Fact]) -> Rows:
        return ((*_figure(fact, known), *_stage_cells(fact, known)) for fact in facts)

    share = 0.54 / (len(stages) + 1)
    return Table(
        header=(*_HEADER[:2], _WHOLE, *map(str, stages)),
        rows=tuple(_under_titles(groups, rows_of)),
        widths=(0.34, 0.12, *(share,) * (len(stages) + 1)),
        aligns=(*_ALIGNS, *(Align.CENTRE,) * len(stages)),
        small=True,
    )


def _figure(fact: Fact, known: _Known) -> tuple[Cell, ...]:
    """What it is, its unit, and the value of the whole school."""
    unit, _ = _unit(fact, known)
    return Cell(fact.label), Cell(printed_unit(unit)), _value_cell(fact, None, known)


def _unit(fact: Fact, known: _Known) -> tuple[str, int]:
    """The unit of its row and how much of the fact's own it is.

    Money is in 万元 where the text prints all of the row's amounts so.
    """
    if fact.kind is not FactKind.MONEY:
        return fact.unit, 1
    stages = (None, *known.material.school.type.stages)
    amounts = (known.printed.get((fact.name, stage)) for stage in stages)
    units = {money_unit(each) for each in amounts if each is not None}
    return units.pop() if len(units) == 1 else (fact.unit, 1)


def _stage_cells(fact: Fact, known: _Known) -> Iterator[Cell]:
    """What each stage has of its own; a figure that the stages share is only the school's."""
    for stage in known.material.school.type.stages:
        shared = fact.scope is not Scope.BY_STAGE
        yield Cell(NOT_SET) if shared else _value_cell(fact, stage, known)


def _value_cell(fact: Fact, stage: Stage | None, known: _Known) -> Cell:
    key = fact.name, stage
    value = known.material.assessment.facts.get(key)
    number = value if isinstance(value, Decimal) else None
    shown = known.printed.get(key)
    _, size = _unit(fact, known)
    return Cell(_printed(fact, value if shown is None else shown / size), number=number)


def _printed(fact: Fact, value: Value | None) -> str:
    if value is None:
        return NOT_SET
    text = str(print_value(value))
    return f"1∶{text}" if fact.kind is FactKind.RATIO else text
