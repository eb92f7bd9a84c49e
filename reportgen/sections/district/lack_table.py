"""What the schools of a district lack: as a table, and added up where it can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import NOT_SET
from reportgen.model.district import Failing, ResultRecord, StandardSummary
from reportgen.model.form import WHOLE_SCHOOL
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Cell, Table
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator
from reportgen.model.units import printed_unit
from reportgen.sections.district.material import Registers, all_indicators


def lack_table(summary: StandardSummary, registers: Registers) -> Table:
    """缺口: a row for each failing school (and stage), a column for each indicator.

    Only indicators that some school fails and schools that fail stand in it; the last row adds up
    what can be.
    """
    failing = counted_failing(summary)
    wanted = {each.result.indicator for each in failing}
    indicators = [each for each in summary.standard.indicators if each.id in wanted]
    # By their files: two schools may have one name.
    keys = dict.fromkeys((each.school, each.file, each.result.stage) for each in failing)
    found = {(each.file, each.result.stage, each.result.indicator): each.result for each in failing}
    rows = [_lack_row(number, key, indicators, found) for number, key in enumerate(keys, 1)]
    return Table(
        header=("序号", f"{registers.noun}名称", "学段", *(each.name for each in indicators)),
        rows=(*rows, _total_row(indicators, found.values())) if rows else (),
        aligns=(Align.CENTRE, Align.LEFT, *[Align.CENTRE] * (len(indicators) + 1)),
        small=True,
    )


def counted_failing(
    summary: StandardSummary, verdict: Verdict = Verdict.UNMET
) -> tuple[Failing, ...]:
    """The failings with that verdict, but for those of schools that do not count there."""
    rows = (row for stage in summary.stages for row in stage.rows)
    out = {(row.file, row.stage) for row in rows if not row.counted}
    compared = {each.id for each in all_indicators(summary)}
    return tuple(
        each
        for each in summary.failing
        if each.result.verdict is verdict
        and not (each.result.indicator in compared and (each.file, each.result.stage) in out)
    )


def _lack_row(
    number: int,
    key: tuple[str, str, Stage | None],
    indicators: Sequence[Indicator],
    found: dict[tuple[str, Stage | None, str], ResultRecord],
) -> tuple[Cell, ...]:
    school, file, stage = key
    results = (found.get((file, stage, each.id)) for each in indicators)
    head = (
        Cell(str(number), number=Decimal(number)),
        Cell(school),
        Cell(str(stage) if stage else WHOLE_SCHOOL),
    )
    return (*head, *(_lack_cell(each) for each in results))


def _lack_cell(result: ResultRecord | None) -> Cell:
    if result is None:
        return Cell("")
    return Cell(result.shortfall_display or result.verdict.label, number=result.shortfall)


def _total_row(
    indicators: Iterable[Indicator], results: Collection[ResultRecord]
) -> tuple[Cell, ...]:
    totals = (_total_cell(each, results) for each in indicators)
    return (Cell(""), Cell("合计", bold=True), Cell(""), *totals)


def _total_cell(indicator: Indicator, results: Iterable[ResultRecord]) -> Cell:
    total = total_lack(indicator, [each for each in results if each.indicator == indicator.id])
    if total is None:
        return Cell(NOT_SET)
    text = f"{format_short(total)}{printed_unit(indicator.shortfall_unit)}"
    return Cell(text, bold=True, number=total)


def total_lack(indicator: Indicator, results: Sequence[ResultRecord]) -> Decimal | None:
    """What the schools lack together; None where amounts cannot be added (a grade)."""
    amounts = [each.shortfall for each in results if each.shortfall is not None]
    if indicator.denominator is None or not amounts or len(amounts) < len(results):
        return None
    return sum(amounts, Decimal(0))
