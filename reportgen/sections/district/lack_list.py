"""未达标指标一览: for each indicator the schools that fail it, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import NOT_SET, yes_no
from reportgen.model.district import Failing, ResultRecord, StandardSummary
from reportgen.model.numbers import format_percent
from reportgen.model.report import Align, Cell, Table
from reportgen.model.standard import Indicator, with_unit
from reportgen.sections.district.lacks import Lack, find_lacks, lack_total
from reportgen.sections.district.material import Registers

# So many schools of an indicator are named in the text.
MOST_NAMED = 5


def needs_list(summary: StandardSummary) -> bool:
    """Whether more schools fail some indicator than the text names."""
    lacks = find_lacks(summary, Verdict.UNMET)
    return any(len(lack.failings) > MOST_NAMED for lack in lacks)


def lack_list(summary: StandardSummary, registers: Registers) -> Table:
    """A heading for each indicator and stage that some school fails, below it the schools.

    A heading says how many schools there are and what they lack together.
    """
    floor = summary.standard.floor
    share = (f"达到标准的{format_percent(floor)}",) if floor is not None else ()
    return Table(
        header=("序号", registers.noun, "实际值", "标准值", "差距", *share),
        rows=tuple(_rows(summary, registers, bool(share))),
        aligns=(Align.CENTRE, Align.LEFT, *[Align.CENTRE] * (3 + len(share))),
        small=True,
    )


def _rows(
    summary: StandardSummary, registers: Registers, floor: bool
) -> Iterator[tuple[Cell, ...]]:
    for lack in find_lacks(summary, Verdict.UNMET):
        yield _heading(lack, registers, 6 if floor else 5)
        for number, failing in enumerate(lack.failings, 1):
            yield _row(number, failing, lack.indicator, floor)


def _heading(lack: Lack, registers: Registers, columns: int) -> tuple[Cell, ...]:
    stage = registers.prefix(lack.stage) if lack.stage else ""
    total = lack_total((lack,))
    together = f"，共缺{total}" if total and len(lack.failings) > 1 else ""
    text = f"{stage}{lack.indicator.name}：{len(lack.failings)}所{together}"
    return (Cell(text, bold=True), *[Cell("", bold=True, across=True)] * (columns - 1))


def _row(number: int, failing: Failing, indicator: Indicator, floor: bool) -> tuple[Cell, ...]:
    result = failing.result
    return (
        Cell(str(number), number=Decimal(number)),
        Cell(failing.school),
        *figure_cells(result, indicator, floor),
    )


def figure_cells(result: ResultRecord, indicator: Indicator, floor: bool) -> Iterator[Cell]:
    """The value, the limit, what is lacking and, if asked, whether the floor is reached."""
    yield Cell(with_unit(indicator, result.display), number=result.value)
    yield Cell(with_unit(indicator, result.required))
    yield Cell(result.shortfall_display or NOT_SET, number=result.shortfall)
    if floor:
        yield Cell(NOT_SET if result.floor_met is None else yes_no(result.floor_met))
