"""班额明细表: the students of every class, side by side, those beyond the limit shaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.assessment import Result
from reportgen.model.facts import Fact
from reportgen.model.numbers import (
    exact_text,
    format_short,
    keeps_side,
    round_half_up,
    round_until,
)
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.roles import Role
from reportgen.model.stages import Stage
from reportgen.model.standard import Direction
from reportgen.sections.builder import Material
from reportgen.sections.printed_facts import printed_figures

# How many classes stand side by side.
_ABREAST = 4
# Means that are the same so far are the same.
_ALIKE = 6
_BLANK = (Cell(""), Cell(""))


def class_size_tables(material: Material) -> tuple[Block, ...]:
    """A table for each stage whose classes are given one by one, with their sum below it."""
    tables = (_table(stage, material) for stage in _stages(material))
    return tuple(table for table in tables if table is not None)


def _stages(material: Material) -> Sequence[Stage | None]:
    school_type = material.school.type
    return school_type.stages if school_type.is_combined else (None,)


def _table(stage: Stage | None, material: Material) -> Table | None:
    fact = material.dictionary.find_role(Role.CLASS_SIZES, stage or material.school.type.stages[0])
    sizes = material.assessment.facts.get((fact.name, stage)) if fact is not None else None
    if fact is None or not isinstance(sizes, tuple) or not sizes:
        return None
    limit = _limit(fact.name, stage, material)
    names = _names(fact, stage, material) or tuple(map(str, range(1, len(sizes) + 1)))
    cells = [_cells(name, size, limit) for name, size in zip(names, sizes, strict=True)]
    height = -(-len(cells) // _ABREAST)
    abreast = -(-len(cells) // height)
    return Table(
        header=("班级", "人数") * abreast,
        rows=tuple(_rows(cells, height, abreast)),
        aligns=(Align.CENTRE,) * (2 * abreast),
        caption=material.dictionary.stages[stage].division if stage else "",
        note=_note(sizes, limit, _printed_mean(sizes, stage, material)),
    )


def _names(fact: Fact, stage: Stage | None, material: Material) -> tuple[str, ...]:
    """What the classes are called; nothing where the file names none of them."""
    stages = (stage,) if stage else (None, *material.school.type.stages)
    figures = (material.school.figures.get((fact.name, each)) for each in stages)
    return next((figure.labels for figure in figures if figure and figure.labels), ())


def _cells(name: str, size: Decimal, limit: Decimal | None) -> tuple[Cell, ...]:
    shaded = limit is not None and size > limit
    return Cell(name, shaded), Cell(format_short(size), shaded, number=size)


def _rows(
    cells: Sequence[tuple[Cell, ...]], height: int, abreast: int
) -> Iterator[tuple[Cell, ...]]:
    """So many rows of classes, which follow each other down the first column, then the second."""
    padded = [*cells, *[_BLANK] * (height * abreast - len(cells))]
    for row in range(height):
        yield tuple(cell for column in range(abreast) for cell in padded[row + column * height])


def _printed_mean(
    sizes: Sequence[Decimal], stage: Stage | None, material: Material
) -> Decimal | None:
    """The mean as the text prints it; None where it is that of other figures, or not known."""
    taught = material.school.type.stages
    fact = material.dictionary.find_role(Role.MEAN_CLASS, stage or taught[0])
    mean = round_half_up(sum(sizes, Decimal(0)) / len(sizes), _ALIKE)
    for each in (stage,) if stage else (None, *taught):
        key = (fact.name if fact is not None else "", each)
        known = material.assessment.facts.get(key)
        if isinstance(known, Decimal) and round_half_up(known, _ALIKE) == mean:
            return material.once(printed_figures)[key]
    return None


def _note(sizes: Sequence[Decimal], limit: Decimal | None, printed: Decimal | None) -> str:
    total = sum(sizes, Decimal(0))
    average = exact_text(_mean(total / len(sizes), limit, printed))
    largest = format_short(max(sizes))
    counted = f"共{len(sizes)}个班、{format_short(total)}人，平均每班{average}人，最多{largest}人"
    beyond = sum(size > limit for size in sizes) if limit is not None else 0
    if limit is None:
        return f"{counted}。"
    most = f"班额上限{format_short(limit)}人"
    told = f"超过的有{beyond}个班（灰底）" if beyond else "没有超过的班"
    return f"{counted}；{most}，{told}。"


def _mean(mean: Decimal, limit: Decimal | None, printed: Decimal | None) -> Decimal:
    """The mean as printed elsewhere, else with one decimal; or with as many as tell on which side
    of the limit it is.
    """
    if printed is not None and (limit is None or keeps_side(mean, printed, limit, at_least=False)):
        return printed
    if limit is None:
        return round_half_up(mean, 1)
    shown = round_until(mean, 1, lambda shown: keeps_side(mean, shown, limit, at_least=False))
    return mean if shown is None else shown


def _limit(fact: str, stage: Stage | None, material: Material) -> Decimal | None:
    """The strictest limit that a standard sets each class; None for none."""
    results = (each for each in material.assessment.results if stage in (None, each.stage))
    limits = (each.limit for each in results if _judges_classes(each, fact, material))
    return min((limit for limit in limits if isinstance(limit, Decimal)), default=None)


def _judges_classes(result: Result, fact: str, material: Material) -> bool:
    """Whether it holds the largest class, not a share or a mean of them, against its limit."""
    indicator = result.indicator
    return (
        indicator.direction is Direction.AT_MOST
        and indicator.denominator is None
        and fact in material.dictionary.beneath(indicator.numerator.names)
    )
