"""What the schools of a district lack as a table, added up where it can be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.default_display import NOT_SET
from reportgen.model.district import Failing, ResultRecord, SchoolKey, StandardSummary
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import exact_arithmetic
from reportgen.model.report import Align, Cell, Table
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.lack_amounts import (
    counted_failing,
    lack_text,
    lacking_text,
    large_lacks,
    printed_lack,
    total_lack,
)
from reportgen.sections.district.listed import with_beyond
from reportgen.sections.district.material import Registers

_TEN_THOUSAND = 10_000
_STAGE = 2


class _Key(NamedTuple):
    """Whose row it is; two schools may have one name, but not one key."""

    school: str
    key: SchoolKey
    stage: Stage | None


class _Lacks(NamedTuple):
    """What is lacking by school and indicator; `large` are the indicators with 万元,
    `dictionary` has the facts that are asked.
    """

    found: Mapping[tuple[_Key, str], ResultRecord]
    indicators: Sequence[Indicator]
    large: Collection[str]
    dictionary: FactDictionary

    @property
    def keys(self) -> tuple[_Key, ...]:
        """Whose rows there are."""
        return tuple(dict.fromkeys(key for key, _ in self.found))


def lack_table(summary: StandardSummary, registers: Registers) -> Table:
    """缺口: a row for each failing school (and stage), a column for each indicator.

    Only indicators that some school fails and schools that fail stand in it; the last row adds up
    what can be. There is no column for the stage where schools are called after the only one.
    """
    lacks = _find(summary, registers)
    table = Table(
        header=("序号", f"{registers.noun}名称", "学段", *(each.name for each in lacks.indicators)),
        rows=(*_rows(lacks, registers), _total_row(lacks)) if lacks.found else (),
        aligns=(Align.CENTRE, Align.LEFT, *[Align.CENTRE] * (len(lacks.indicators) + 1)),
        small=True,
    )
    by_stage = any(key.stage is None or registers.prefix(key.stage) for key in lacks.keys)
    return table if by_stage else table.without_column(_STAGE)


def has_lacking(summary: StandardSummary) -> bool:
    """Whether the table has any row."""
    return bool(counted_failing(summary))


def _find(summary: StandardSummary, registers: Registers) -> _Lacks:
    found = {
        (_key_of(each, registers), each.result.indicator): each.result
        for each in counted_failing(summary)
    }
    wanted = {indicator for _, indicator in found}
    indicators = [each for each in summary.standard.indicators if each.id in wanted]
    dictionary = join_dictionaries(registers.dictionary, [summary.standard])
    return _Lacks(found, indicators, large_lacks(summary), dictionary)


def _key_of(failing: Failing, registers: Registers) -> _Key:
    """A school of one stage has one row, also for what is asked of all of it."""
    known = registers.types.get(failing.type)
    only = known.stages[0] if known is not None and len(known.stages) == 1 else None
    return _Key(failing.school, failing.key, failing.result.stage or only)


def _rows(lacks: _Lacks, registers: Registers) -> Iterator[tuple[Cell, ...]]:
    # 全校, 全园.
    whole = f"全{registers.noun[-1]}"
    for number, key in enumerate(lacks.keys, 1):
        head = (Cell(str(number), number=Decimal(number)), Cell(key.school))
        cells = (
            _lack_cell(lacks.found.get((key, each.id)), each, lacks) for each in lacks.indicators
        )
        yield (*head, Cell(str(key.stage or whole)), *cells)


def _lack_cell(result: ResultRecord | None, indicator: Indicator, lacks: _Lacks) -> Cell:
    if result is None:
        return Cell("")
    if result.indicator in lacks.large:
        shown = _shown(printed_lack(result, True), result.shortfall_unit)
        return Cell(lacking_text(result, True), number=shown)
    text = result.shortfall_display or result.verdict.label
    text = with_beyond(text, result, indicator, lacks.dictionary)
    return Cell(text, number=result.shortfall)


def _total_row(lacks: _Lacks) -> tuple[Cell, ...]:
    totals = (_total_cell(each, lacks) for each in lacks.indicators)
    return (Cell(""), Cell("合计", bold=True), Cell(""), *totals)


def _total_cell(indicator: Indicator, lacks: _Lacks) -> Cell:
    own = [each for (_, name), each in lacks.found.items() if name == indicator.id]
    unit, large = indicator.shortfall_unit, indicator.id in lacks.large
    total = total_lack(indicator, own, large)
    if total is None:
        return Cell(NOT_SET)
    shown = _shown(total, unit) if large else total
    return Cell(lack_text(total, unit, large), bold=True, number=shown)


def _shown(amount: Decimal | None, unit: str) -> Decimal | None:
    """The number that stands in the cell: of money in 万元."""
    if amount is None or unit != "元":
        return amount
    with exact_arithmetic():
        return amount / _TEN_THOUSAND
