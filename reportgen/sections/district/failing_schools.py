"""综合评估未达标的学校: every figure of a few schools, or the worst of many in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import ResultRecord, SchoolRow, StandardSummary
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_percent
from reportgen.model.report import Align, Cell, Table
from reportgen.model.standard import Indicator, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.lack_amounts import lacking_text, large_lacks
from reportgen.sections.district.lack_list import figure_cells
from reportgen.sections.district.material import Registers
from reportgen.sections.district.ranking import distance, schools_worst_first, unmet_of
from reportgen.sections.results.indicator_words import lacking_noun

# A longer table takes more than a page.
_MOST_ROWS = 20
_WORST = 10
# So many indicators of a school are named in its line.
_MOST_INDICATORS = 5


class FailingSchools(NamedTuple):
    """The table, how many schools fail, and how many of them stand in it."""

    table: Table
    total: int
    listed: int


def failing_schools(summary: StandardSummary, registers: Registers) -> FailingSchools:
    """The schools that fail as a whole, the worst first; its table has no rows if none does.

    Where not all figures fit on a page it has only the worst, a line each.
    """
    counted = (row for stage in summary.stages for row in stage.counted)
    rows = schools_worst_first(row for row in counted if row.verdict is Verdict.UNMET)
    if sum(len(unmet_of(row)) for row in rows) <= _MOST_ROWS:
        return FailingSchools(_figures_table(summary, rows, registers), len(rows), len(rows))
    worst = rows[:_WORST]
    return FailingSchools(_worst_table(summary, worst, registers), len(rows), len(worst))


def _figures_table(
    summary: StandardSummary, rows: Sequence[SchoolRow], registers: Registers
) -> Table:
    """Each school with every indicator that it does not reach."""
    floor = summary.standard.floor
    share = (f"达到标准的{format_percent(floor)}",) if floor is not None else ()
    by_school = (_figure_rows(row, summary, registers) for row in rows)
    return Table(
        header=(registers.noun, f"{registers.unmet}的指标", "实际值", "标准值", "差距", *share),
        rows=tuple(cells for each in by_school for cells in each),
        aligns=(Align.LEFT, Align.LEFT, *[Align.CENTRE] * (3 + len(share))),
        small=True,
    )


def _figure_rows(
    row: SchoolRow, summary: StandardSummary, registers: Registers
) -> Iterator[tuple[Cell, ...]]:
    indicators, large = _by_id(summary), large_lacks(summary)
    dictionary = join_dictionaries(registers.dictionary, [summary.standard])
    for place, result in enumerate(unmet_of(row)):
        indicator = indicators[result.indicator]
        name = Cell(registers.row_name(row), joined=place > 0)
        cells = figure_cells(result, indicator, summary.standard, large, dictionary)
        yield (name, Cell(indicator.name), *cells)


def _worst_table(
    summary: StandardSummary, rows: Sequence[SchoolRow], registers: Registers
) -> Table:
    numbered = enumerate(rows, 1)
    return Table(
        header=(
            *("序号", registers.noun),
            *(f"{registers.unmet}项数", f"{registers.unmet}的指标和差距"),
        ),
        rows=tuple(_worst_row(number, row, summary, registers) for number, row in numbered),
        widths=(0.07, 0.27, 0.12, 0.54),
        aligns=(Align.CENTRE, Align.LEFT, Align.CENTRE, Align.LEFT),
        small=True,
    )


def _worst_row(
    number: int, row: SchoolRow, summary: StandardSummary, registers: Registers
) -> tuple[Cell, ...]:
    unmet = unmet_of(row)
    return (
        Cell(str(number), number=Decimal(number)),
        Cell(registers.row_name(row)),
        Cell(str(len(unmet)), number=Decimal(len(unmet))),
        Cell(_named(unmet, summary, registers)),
    )


def _named(unmet: Sequence[ResultRecord], summary: StandardSummary, registers: Registers) -> str:
    """What is lacking, the farthest first; of many the first few."""
    dictionary = join_dictionaries(registers.dictionary, [summary.standard])
    indicators, large = _by_id(summary), large_lacks(summary)
    farthest = sorted(unmet, key=distance, reverse=True)[:_MOST_INDICATORS]
    named = "；".join(
        _lacking(each, indicators[each.indicator], each.indicator in large, dictionary)
        for each in farthest
    )
    return f"{named}等" if len(unmet) > _MOST_INDICATORS else named


def _lacking(
    result: ResultRecord, indicator: Indicator, large: bool, dictionary: FactDictionary
) -> str:
    """体育运动场馆缺171平方米: an amount stands with what has to be added, not with a quotient."""
    lacking = lacking_text(result, large) if large else result.shortfall_display
    named = indicator.name if indicator.denominator is None else lacking_noun(indicator, dictionary)
    return f"{named}{lacking}" if lacking else indicator.name


def _by_id(summary: StandardSummary) -> Mapping[str, Indicator]:
    return {each.id: each for each in summary.standard.indicators}
