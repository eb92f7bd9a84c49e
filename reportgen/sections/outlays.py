"""投入明细: what money was spent on, with computed totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.default_display import NOT_SET
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Outlay
from reportgen.sections.builder import Material


def build_outlays(material: Material) -> tuple[Block, ...]:
    """The totals in a sentence, then a table of every outlay; nothing without outlays."""
    outlays = material.school.outlays
    if not outlays:
        return ()
    spent = [each for each in outlays if not each.planned]
    planned = [each for each in outlays if each.planned]
    parts = [("已投入小计", spent), ("拟投入小计", planned)] if spent and planned else []
    sums = [*parts, ("合计", outlays)]
    return (
        *material.say("投入", {**_totals("已投入", spent), **_totals("拟投入", planned)}),
        _table(outlays, sums),
    )


# Names that the phrase 投入 may miss: a school with nothing planned leaves them out.
OUTLAY_NAMES = ("已投入", "拟投入", "已投入笔数", "拟投入笔数")


def _totals(name: str, outlays: Sequence[Outlay]) -> dict[str, object]:
    amounts = [each.amount for each in outlays if each.amount is not None]
    return {name: sum(amounts, Decimal(0)), f"{name}笔数": len(amounts)} if amounts else {}


def _table(outlays: Sequence[Outlay], sums: Sequence[tuple[str, Sequence[Outlay]]]) -> Table:
    return Table(
        header=("序号", "项目", "金额（元）", "状态", "说明"),
        rows=(
            *(_row(number, each) for number, each in enumerate(outlays, 1)),
            *(_sum_row(*each) for each in sums),
        ),
        widths=(0.08, 0.36, 0.16, 0.14, 0.26),
        aligns=(Align.CENTRE, Align.LEFT, Align.RIGHT, Align.CENTRE, Align.LEFT),
        caption="投入明细",
    )


def _sum_row(name: str, outlays: Sequence[Outlay]) -> tuple[Cell, ...]:
    total = sum((each.amount for each in outlays if each.amount is not None), Decimal(0))
    return (
        Cell(""),
        Cell(name, bold=True),
        Cell(format_short(total), bold=True),
        Cell(""),
        Cell(""),
    )


def _row(number: int, outlay: Outlay) -> tuple[Cell, ...]:
    amount = format_short(outlay.amount) if outlay.amount is not None else NOT_SET
    state = "拟投入" if outlay.planned else "已投入"
    return (Cell(str(number)), Cell(outlay.name), Cell(amount), Cell(state), Cell(outlay.note))
