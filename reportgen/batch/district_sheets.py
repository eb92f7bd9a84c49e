"""The district's tables → the sheets of 指标汇总.xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.district import DistrictSummary, FactSum
from reportgen.model.facts import Fact
from reportgen.model.genre import TableName
from reportgen.model.report import Cell, Table
from reportgen.model.school import FigureKey
from reportgen.model.sheet import Column, Mark, Sheet, SheetCell
from reportgen.model.stages import Stage
from reportgen.model.standard import DistrictTable, Standard, join_dictionaries
from reportgen.model.units import printed_unit
from reportgen.sections.district.lack_table import has_lacking, lack_table
from reportgen.sections.district.material import Registers
from reportgen.sections.district.tables import (
    attainment_table,
    school_table,
    variation_table,
)

WORKBOOK = "指标汇总.xlsx"
# 缺376㎡ as a number with its unit, 1∶18 as 18 with its sign; ＜ and ≤ have no place in a number,
# nor has a second unit in brackets.
_AMOUNT = late_regex(r"(?:缺|超出|差)?(1∶)?(\d+(?:\.\d+)?)([^\d.（]*)")
_NARROW, _WIDE = 11, 44


def district_sheets(
    summary: DistrictSummary,
    registers: Registers,
    names: Mapping[DistrictTable, TableName],
    whose: str = "",
) -> Iterator[Sheet]:
    """The tables and 缺口 of every standard, then the sums of what the schools filled in; each is
    made as it is asked for.

    `names` holds the names of the tables' sheets; `whose` begins their titles in print.
    """
    reached, by_school, varying, lacking = (
        names[table]._replace(title=whose + names[table].title) for table in DistrictTable
    )
    several = len(summary.standards) > 1
    for standard in summary.standards:
        ending = standard.standard if several else None
        if standard.has_limits:
            yield _sheet(reached, ending, attainment_table(standard, registers))
        yield _sheet(by_school, ending, school_table(standard, registers, limits=False))
        if standard.standard.variation is not None:
            yield _sheet(varying, ending, variation_table(standard, judged=True))
        if has_lacking(standard):
            yield _sheet(lacking, ending, lack_table(standard, registers))
    yield _sums(summary, registers, whose)


def _sheet(name: TableName, standard: Standard | None, table: Table) -> Sheet:
    """`standard` is the one that the sheet must name, if any."""
    codes = table.codes or ("",) * len(table.header)
    texts = (
        zip(*([cell.text for cell in row] for row in table.rows), strict=True)
        if table.rows
        else [()] * len(codes)
    )
    columns = tuple(_column(*each) for each in zip(table.header, codes, texts, strict=True))
    rows = map(_filled, _without_gaps(table))
    notes = (table.note,) if table.note else ()
    keys = _keys(table.header)
    if standard is None:
        return Sheet(name.sheet, columns, rows, notes, name.title, keys)
    title = f"{name.title}：{standard.short_title}"
    return Sheet(f"{name.sheet} {standard.id}", columns, rows, notes, title, keys)


def _keys(header: Sequence[str]) -> int:
    """How many columns say what a row is of: those up to the school, else the first."""
    return next((place for place, title in enumerate(header, 1) if title.endswith("名称")), 1)


def _column(title: str, code: str, texts: Iterable[str]) -> Column:
    longest = max((len(text.encode("gb18030")) for text in texts), default=0)
    name, bracket, unit = title.partition("（")
    lines = filter(None, (name, bracket + unit, code))
    return Column("\n".join(lines), min(max(longest + 2, _NARROW), _WIDE))


def _without_gaps(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The rows with joined cells filled from above: a sheet that is sorted must not lose them."""
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        above = tuple(above[place] if cell.joined else cell for place, cell in enumerate(row))
        yield above


def _filled(row: tuple[Cell, ...]) -> tuple[SheetCell, ...]:
    return tuple(_cell(cell) for cell in row)


def _cell(cell: Cell) -> SheetCell:
    mark = Mark.BAD if cell.shaded else Mark.NONE
    match = _AMOUNT.match(cell.text)
    if cell.number is None:
        return SheetCell(cell.text, mark=mark)
    if match is None:
        return SheetCell(cell.number, mark=mark)
    sign, digits, unit = match.groups("")
    return SheetCell(cell.number, len(digits.partition(".")[2]), mark, unit, sign)


def _sums(summary: DistrictSummary, registers: Registers, whose: str) -> Sheet:
    standards = [each.standard for each in summary.standards]
    dictionary = join_dictionaries(registers.dictionary, standards)
    columns = (
        *(Column("项目", 30), Column("学段", 10), Column("合计", 16), Column("单位", 8)),
        Column(f"没有填的{registers.noun}数", 16),
    )
    rows = tuple(
        (
            *(SheetCell(name), SheetCell(str(stage or "全部"))),
            SheetCell(each.total, _decimals(each.total)),
            SheetCell(_unit(dictionary.find(name))),
            _missing(each.missing),
        )
        for (name, stage), each in _by_fact(summary, registers)
    )
    # 各校, 各园.
    each_of = f"各{registers.noun[-1]}"
    return Sheet(f"{each_of}合计", columns, rows, title=f"{whose}{each_of}数据合计表", keys=2)


def _by_fact(summary: DistrictSummary, registers: Registers) -> Sequence[tuple[FigureKey, FactSum]]:
    """The sums in the order of the facts, of each the stages from the lowest, then all of them."""
    facts = {name: at for at, name in enumerate(dict.fromkeys(name for name, _ in summary.sums))}
    stages: Mapping[Stage | None, int] = {each: at for at, each in enumerate(registers.stages)}
    return sorted(
        summary.sums.items(),
        key=lambda each: (facts[each[0][0]], stages.get(each[0][1], len(stages))),
    )


def _unit(fact: Fact | None) -> str:
    return printed_unit(fact.unit) if fact is not None else ""


def _decimals(number: Decimal) -> int:
    return 0 if number == number.to_integral_value() else 2


def _missing(count: int) -> SheetCell:
    return SheetCell(count, 0, Mark.DOUBTFUL if count else Mark.NONE)
