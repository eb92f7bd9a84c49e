"""学校基本情况统计表 of a district: what its schools have together, and its own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.amounts import money_unit
from reportgen.model.default_display import NOT_SET
from reportgen.model.facts import Fact, FactKind
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.sourced_figure import figure_code, sourced_figure
from reportgen.model.sourced_text import sourced
from reportgen.model.stages import Stage
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.sections.attachments.fact_table import fact_tables
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.sums import (
    dictionary_of_schools,
    present_stages,
    stage_total,
    teaching_types,
    whole_totals,
)

_OTHERS = "其他"
_NAME, _UNIT = 0.34, 0.12
_CAPTIONS = "各校合计（分学段）", "各校合计（全校）", "全县数据"


class _Sums(NamedTuple):
    """A fact with what all schools have of it (None: not known) and what each stage has."""

    fact: Fact
    amounts: tuple[Decimal | None, ...]


def district_fact_tables(material: DistrictMaterial) -> tuple[Block, ...]:
    """The sums over the schools by group, those that stages have and those of whole schools, then
    the district's own figures. What some school did not give has no sum and is left out.
    """
    stages = present_stages(material)
    sums = tuple(_known_sums(material, stages))
    split = tuple(each for each in sums if any(map(_is_known, each.amounts[1:])))
    whole = tuple(each for each in sums if each not in split)
    tables = (
        _by_stage(split, stages, material) if split else None,
        _of_whole(whole, material) if whole else None,
        *(each for each in fact_tables(material.own) if isinstance(each, Table)),
    )
    named = zip(tables, _CAPTIONS, strict=False)
    return tuple(each._replace(caption=title, small=True) for each, title in named if each)


def _is_known(amount: Decimal | None) -> bool:
    return amount is not None


def _known_sums(material: DistrictMaterial, stages: Sequence[Stage]) -> Iterator[_Sums]:
    """The sums that are known and say something: no 0, and none that has the amounts of its part
    (研究生学历教师数 where none is a doctor).
    """
    totals, dictionary = whole_totals(material, stages), dictionary_of_schools(material)
    told: dict[str, tuple[Decimal | None, ...]] = {}
    for name in dict.fromkeys(name for name, _ in material.summary.sums):
        fact = dictionary.find(name)
        amounts = totals.get(name), *(stage_total(material, name, each) for each in stages)
        if fact is None or not amounts[0]:
            continue
        parts = fact.formula.names if fact.formula is not None else ()
        if not any(told.get(part) == amounts for part in parts):
            told[name] = amounts
            yield _Sums(fact, amounts)


def _by_stage(sums: Sequence[_Sums], stages: Sequence[Stage], material: DistrictMaterial) -> Table:
    share = (1 - _NAME - _UNIT) / (len(stages) + 1)
    return Table(
        header=("项目", "单位", "合计", *map(str, stages)),
        rows=(_schools(stages, material), *_under_titles(sums, material)),
        widths=(_NAME, _UNIT, *[share] * (len(stages) + 1)),
        aligns=(Align.LEFT, *[Align.CENTRE] * (len(stages) + 2)),
    )


def _of_whole(sums: Sequence[_Sums], material: DistrictMaterial) -> Table:
    alone = [each._replace(amounts=each.amounts[:1]) for each in sums]
    rows = tuple(_under_titles(alone, material))
    aligns = Align.LEFT, Align.CENTRE, Align.CENTRE
    return Table(("项目", "单位", "合计"), rows, (0.52, 0.18, 0.3), aligns)


def _schools(stages: Sequence[Stage], material: DistrictMaterial) -> tuple[Cell, ...]:
    """How many schools there are, and how many teach each stage."""
    taught = [sum(teaching_types(material, stage).values()) for stage in stages]
    counts = map(Decimal, (len(material.summary.schools), *taught))
    return Cell(f"{material.registers.noun}数"), Cell("所"), *map(_number, counts)


def _number(value: Decimal | None) -> Cell:
    if value is None:
        return Cell(NOT_SET)
    return Cell(sourced(format_short(value), figure_code(value)), number=value)


def _under_titles(sums: Sequence[_Sums], material: DistrictMaterial) -> Iterator[tuple[Cell, ...]]:
    """A fact a row, above those of each group its title across the table."""
    dictionary, told = dictionary_of_schools(material), ""
    for each in sums:
        title = dictionary.group_of(each.fact.name) or _OTHERS
        if title != told:
            told = title
            across = Cell("", bold=True, across=True)
            yield Cell(title, bold=True), *[across] * (len(each.amounts) + 1)
        yield _row(each)


def _row(sums: _Sums) -> tuple[Cell, ...]:
    """The fact with its amounts: money in 万元 where all of it can be said so."""
    fact, unit, size = sums.fact, sums.fact.unit, 1
    if fact.kind is FactKind.MONEY:
        units = {money_unit(each) for each in sums.amounts if each}
        unit, size = units.pop() if len(units) == 1 else (unit, 1)
    shown = (each and sourced_figure(each / size, figure_code(each)) for each in sums.amounts)
    return Cell(fact.label), Cell(printed_unit(unit)), *map(_number, shown)
