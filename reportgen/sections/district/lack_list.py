"""未达标指标一览: for each indicator the schools that fail it, the worst first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import NOT_SET, yes_no
from reportgen.model.district import ResultRecord, StandardSummary
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_percent, percent_of, round_down
from reportgen.model.provisions import provision
from reportgen.model.report import Align, Cell, Table
from reportgen.model.standard import Indicator, Standard, join_dictionaries, with_unit
from reportgen.sections.district.lack_amounts import lacking_text, large_lacks
from reportgen.sections.district.lacks import (
    Lack,
    find_lacks,
    lack_total,
)
from reportgen.sections.district.listed import count_beyond, total_beyond, with_beyond
from reportgen.sections.district.material import Registers
from reportgen.sections.district.tables import tell_cut
from reportgen.sections.results.answer_words import answer_words

# So many schools of an indicator are named in the text.
MOST_NAMED = 5


def needs_list(summary: StandardSummary) -> bool:
    """Whether more schools fail some indicator than the text names."""
    lacks = find_lacks(summary, Verdict.UNMET)
    return any(len(lack.failings) > MOST_NAMED for lack in lacks)


def lack_list(summary: StandardSummary, registers: Registers, most: int | None = None) -> Table:
    """A heading for each indicator and stage that some school fails, below it the schools; at
    `most` so many rows are made.

    A heading says how many schools there are and what they lack together.
    """
    floor = summary.standard.floor
    share = (f"达到标准的{format_percent(floor)}",) if floor is not None else ()
    lacks = tuple(find_lacks(summary, Verdict.UNMET))
    table = Table(
        header=("序号", registers.noun, "实际值", "标准值", "差距", *share),
        rows=tuple(islice(_rows(lacks, summary, registers), most)),
        aligns=(Align.CENTRE, Align.LEFT, *[Align.CENTRE] * (3 + len(share))),
        small=True,
    )
    return tell_cut(table, sum(1 + len(each.failings) for each in lacks))


def _rows(
    lacks: Sequence[Lack], summary: StandardSummary, registers: Registers
) -> Iterator[tuple[Cell, ...]]:
    columns, large = 5 if summary.standard.floor is None else 6, large_lacks(summary)
    dictionary = join_dictionaries(registers.dictionary, [summary.standard])
    for lack in lacks:
        total = lack_total((lack,), lack.indicator.id in large)
        beyond = count_beyond(total_beyond(lack.failings), lack.indicator, dictionary)
        yield _heading(lack, registers, total or beyond, columns)
        for number, failing in enumerate(lack.failings, 1):
            name = Cell(registers.failing_name(failing))
            cells = figure_cells(
                failing.result, lack.indicator, summary.standard, large, dictionary
            )
            yield (Cell(str(number), number=Decimal(number)), name, *cells)


def _heading(lack: Lack, registers: Registers, total: str, columns: int) -> tuple[Cell, ...]:
    stage = registers.prefix(lack.stage) if lack.stage else ""
    word = "缺" if lack.failings[0].result.beyond == 0 else ""
    together = f"，共{word}{total}" if total and len(lack.failings) > 1 else ""
    text = f"{stage}{lack.indicator.name}：{len(lack.failings)}所{together}"
    return (Cell(text, bold=True), *[Cell("", bold=True, across=True)] * (columns - 1))


def figure_cells(
    result: ResultRecord,
    indicator: Indicator,
    standard: Standard,
    large: Collection[str],
    dictionary: FactDictionary,
) -> Iterator[Cell]:
    """The value (with how many are beyond the limit), the limit, what is lacking and, where the
    standard has a floor, whether it is reached. `large` are the indicators whose money is in 万元.
    """
    lacking = lacking_text(result, True) if indicator.id in large else result.shortfall_display
    asked, told = provision(indicator, result), answer_words(indicator, result)
    if told is not None:
        yield from map(Cell, told)
    elif asked is None:
        text = with_beyond(with_unit(indicator, result.display), result, indicator, dictionary)
        yield Cell(text, number=result.value)
        yield Cell(with_unit(indicator, result.required))
    else:
        should, there = asked
        yield from (Cell(there), Cell(should))
    yield Cell(lacking or NOT_SET, number=result.shortfall)
    if standard.floor is not None:
        yield Cell(_floor_text(result))


def _floor_text(result: ResultRecord) -> str:
    """是（94.7%）: whether the floor is reached, and which share of the limit the value is.

    The share is cut, not rounded: 84.96% must not look as if it reached 85%.
    """
    if result.floor_met is None:
        return NOT_SET
    value, limit = result.value, result.limit
    share = percent_of(value, limit) if value is not None and limit and value < limit else None
    said = f"（{round_down(share, 1)}%）" if share is not None else ""
    return f"{yes_no(result.floor_met)}{said}"
