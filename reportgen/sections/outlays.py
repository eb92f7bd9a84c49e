"""投入明细: what money was spent on, with computed totals, by year where years are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.attachments import OUTLAYS
from reportgen.model.default_display import NOT_SET
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Outlay
from reportgen.sections.builder import Material

# Names that the phrase 投入 may miss: a school with nothing planned leaves them out.
OUTLAY_NAMES = ("已投入", "拟投入", "已投入笔数", "拟投入笔数")
_SPENT, _PLANNED = "已投入", "拟投入"


def build_outlays(material: Material) -> tuple[Block, ...]:
    """The totals in a sentence, then a table of every outlay; nothing without outlays."""
    outlays = material.school.outlays
    if not outlays:
        return ()
    spent = [each for each in outlays if not each.planned]
    planned = [each for each in outlays if each.planned]
    values = {
        **_totals(_SPENT, spent),
        **_totals(_PLANNED, planned),
        "各年": list(_by_year(spent)),
    }
    return material.with_table(OUTLAYS, material.say("投入", values), outlay_table(outlays))


def _totals(name: str, outlays: Sequence[Outlay]) -> dict[str, object]:
    amounts = [each.amount for each in outlays if each.amount is not None]
    return {name: sum(amounts, Decimal(0)), f"{name}笔数": len(amounts)} if amounts else {}


def _by_year(outlays: Sequence[Outlay]) -> Iterator[dict[str, object]]:
    """The sums of each year; none if an amount has no year, for then they leave something out."""
    paid = [each for each in outlays if each.amount is not None]
    if any(each.year is None for each in paid):
        return
    for year in sorted({each.year for each in paid if each.year is not None}):
        of_year = [each for each in paid if each.year == year]
        yield {"年份": year, "金额": _sum(of_year), "笔数": len(of_year)}


def outlay_table(outlays: Sequence[Outlay]) -> Table:
    """Every outlay, year by year where years are given, with sums by year and state."""
    years = sorted({each.year for each in outlays if each.year is not None})
    ordered = sorted(outlays, key=lambda each: each.year or (years or [0])[-1] + 1)
    rows = (_row(number, each, bool(years)) for number, each in enumerate(ordered, 1))
    sums = (_sum_row(name, _sum(each), bool(years)) for name, each in _sums(ordered, years))
    year = ((0.1, Align.CENTRE),) if years else ()
    columns = ((0.08, Align.CENTRE), *year, *_COLUMNS[bool(years)])
    return Table(
        header=("序号", *(("年份",) if years else ()), "项目", "金额（元）", "状态", "说明"),
        rows=(*rows, *sums),
        widths=tuple(width for width, _ in columns),
        aligns=tuple(align for _, align in columns),
        caption="投入明细",
    )


# The columns behind 序号 and 年份, without years and with them.
_COLUMNS = (
    ((0.36, Align.LEFT), (0.16, Align.RIGHT), (0.14, Align.CENTRE), (0.26, Align.LEFT)),
    ((0.32, Align.LEFT), (0.16, Align.RIGHT), (0.12, Align.CENTRE), (0.22, Align.LEFT)),
)


def _sums(
    outlays: Sequence[Outlay], years: Sequence[int]
) -> Iterator[tuple[str, Sequence[Outlay]]]:
    """The sums below the table: by year if there are several, by state if there are both, all."""
    for year in years if len(years) > 1 else ():
        yield f"{year}年小计", [each for each in outlays if each.year == year]
    planned = [each for each in outlays if each.planned]
    spent = [each for each in outlays if not each.planned]
    if planned and spent:
        yield f"{_SPENT}小计", spent
        yield f"{_PLANNED}小计", planned
    yield "合计", outlays


def _sum(outlays: Sequence[Outlay]) -> Decimal:
    return sum((each.amount for each in outlays if each.amount is not None), Decimal(0))


def _sum_row(name: str, total: Decimal, has_year: bool) -> tuple[Cell, ...]:
    lead = (Cell(""),) * (1 + has_year)
    amount = Cell(format_short(total), bold=True)
    return (*lead, Cell(name, bold=True), amount, Cell(""), Cell(""))


def _row(number: int, outlay: Outlay, has_year: bool) -> tuple[Cell, ...]:
    amount = format_short(outlay.amount) if outlay.amount is not None else NOT_SET
    year = (Cell(str(outlay.year or NOT_SET)),) if has_year else ()
    state = _PLANNED if outlay.planned else _SPENT
    texts = (outlay.name, amount, state, outlay.note)
    return (Cell(str(number)), *year, *map(Cell, texts))
