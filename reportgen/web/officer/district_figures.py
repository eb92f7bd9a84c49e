"""A district's sums → the tables of its page: coefficients of variation, schools by indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.model.assessment import Verdict, judge_whole
from reportgen.model.district import ResultRecord, SchoolKey, StandardSummary
from reportgen.model.report import Table
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.tables import variation_table

_SIGNS = {Verdict.MET: "✓", Verdict.UNMET: "✗", Verdict.NO_DATA: "缺"}


class ShownCell(NamedTuple):
    """A cell as it is shown: its text, how it stands out, what is told of it where one points, and
    over how many rows it stands.
    """

    text: str
    style: str = ""
    told: str = ""
    rows: int = 1


class ShownTable(NamedTuple):
    """A table as it is shown; the first cell of each of its rows says what it is of."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    note: str = ""


class HeatLine(NamedTuple):
    """A school's line of the heat table; `open_count` is how many indicators are left to do."""

    key: SchoolKey
    name: str
    link: str
    cells: tuple[ShownCell, ...]
    open_count: int


class HeatQuery(NamedTuple):
    """Which lines are asked for, and in which order: `sort` is the number of a column, name or
    open.
    """

    sort: str = ""
    down: bool = False
    town: str = ""


class HeatTable(NamedTuple):
    """Schools by indicators under one standard; `totals` count those that are not met, lacking."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[HeatLine, ...]
    totals: tuple[str, ...]


def variation_tables(
    summaries: Iterable[StandardSummary],
) -> Iterator[tuple[int, ShownTable]]:
    """The coefficients of each standard that limits them, with their limits and verdicts; each with
    the number of its standard.
    """
    for number, summary in enumerate(summaries):
        if summary.standard.variation is not None and summary.stages:
            table = variation_table(summary, judged=True)
            rows = tuple(_spanned(table))
            yield number, ShownTable(summary.standard.title, table.header, rows, table.note)


def _spanned(table: Table) -> Iterator[tuple[ShownCell, ...]]:
    """The rows, each cell that those below are joined to standing over them."""
    for at, row in enumerate(table.rows):
        below = table.rows[at + 1 :]
        yield tuple(
            ShownCell(str(cell.text), "unmet" if cell.shaded else "", rows=_rows_of(below, place))
            for place, cell in enumerate(row)
            if not cell.joined
        )


def _rows_of(below: Sequence[Sequence[object]], place: int) -> int:
    rows = 1
    for row in below:
        if not getattr(row[place], "joined", False):
            break
        rows += 1
    return rows


class _Known(NamedTuple):
    """What a school came to in an indicator, for a stage or as a whole."""

    stage: Stage | None
    verdict: Verdict
    display: str = ""
    required: str = ""


_ByIndicator = dict[str, list[_Known]]


def heat_tables(
    summaries: Iterable[StandardSummary], links: Mapping[SchoolKey, str]
) -> Iterator[HeatTable]:
    """Schools by indicators, of each standard that has limits for them; `links` lead to their
    pages.
    """
    for summary in summaries:
        known = _known_results(summary)
        named = {name for found in known.values() for name in found}
        indicators = [each for each in summary.standard.indicators if each.id in named]
        if indicators:
            yield _heat_table(summary, known, indicators, links)


def _known_results(summary: StandardSummary) -> Mapping[SchoolKey, _ByIndicator]:
    known = defaultdict[SchoolKey, _ByIndicator](lambda: defaultdict(list))
    for stage in summary.stages:
        for row in stage.rows:
            for result in row.results:
                _add(known[row.key], result)
    for failing in summary.failing:
        _add(known[failing.key], failing.result)
    for school in summary.schools:
        for indicator, at in school.asked:
            found = known[school.key][indicator]
            if all(each.stage != at for each in found):
                found.append(_Known(at, Verdict.MET))
    return known


def _add(known: _ByIndicator, result: ResultRecord) -> None:
    is_new = all(each.stage != result.stage for each in known.get(result.indicator, ()))
    if is_new and result.verdict is not Verdict.NO_LIMIT:
        found = _Known(result.stage, result.verdict, result.display, result.required)
        known[result.indicator].append(found)


def _heat_table(
    summary: StandardSummary,
    known: Mapping[SchoolKey, _ByIndicator],
    indicators: Sequence[Indicator],
    links: Mapping[SchoolKey, str],
) -> HeatTable:
    lines = []
    for school in summary.schools:
        cells = tuple(_heat_cell(known[school.key].get(each.id, ())) for each in indicators)
        open_count = sum(cell.style in _OPEN for cell in cells)
        lines.append(
            HeatLine(school.key, school.key[1], links.get(school.key, ""), cells, open_count)
        )
    totals = tuple(
        _total(line.cells[place].style for line in lines) for place in range(len(indicators))
    )
    heads = tuple(each.name for each in indicators)
    return HeatTable(summary.standard.title, heads, tuple(lines), totals)


def order_heat(
    table: HeatTable, asked: HeatQuery, towns: Mapping[SchoolKey, str], no_town: str
) -> HeatTable:
    """The table with the lines that are asked for, in their order; `no_town` asks for those of no
    town.
    """
    town = "" if asked.town == no_town else asked.town
    lines = [each for each in table.lines if not asked.town or towns.get(each.key, "") == town]
    if asked.sort == "open":
        lines.sort(key=lambda line: line.open_count, reverse=asked.down)
    elif asked.sort == "name":
        lines.sort(key=lambda line: line.name, reverse=asked.down)
    elif asked.sort.isdecimal() and int(asked.sort) < len(table.heads):
        at = int(asked.sort)
        lines.sort(key=lambda line: _RANKS.get(line.cells[at].style, 0), reverse=not asked.down)
    totals = tuple(
        _total(line.cells[place].style for line in lines) for place in range(len(table.heads))
    )
    return table._replace(lines=tuple(lines), totals=totals)


# What is worst stands first where a column is sorted.
_RANKS = {str(Verdict.MET): 1, str(Verdict.NO_DATA): 2, str(Verdict.UNMET): 3}
_OPEN = frozenset(map(str, (Verdict.UNMET, Verdict.NO_DATA)))


def _heat_cell(found: Sequence[_Known]) -> ShownCell:
    """The verdicts of a school on an indicator as one: that of its worst stage."""
    if not found:
        return ShownCell("")
    verdict = judge_whole(each.verdict for each in found)
    shown = dict.fromkeys(_with_stage(each, each.display, found) for each in found if each.display)
    told = dict.fromkeys(_with_stage(each, each.required, found) for each in found if each.required)
    values = "" if verdict is Verdict.NO_DATA and len(found) == 1 else "、".join(shown)
    required = f"{verdict.label}，要求 {'、'.join(told)}" if told else verdict.label
    return ShownCell(f"{_SIGNS.get(verdict, '')} {values}".strip(), str(verdict), required)


def _with_stage(known: _Known, text: str, found: Sequence[_Known]) -> str:
    return f"{known.stage} {text}" if known.stage and len(found) > 1 else text


def _total(styles: Iterable[str]) -> str:
    every = list(styles)
    unmet, lacking = every.count(str(Verdict.UNMET)), every.count(str(Verdict.NO_DATA))
    told = (f"✗ {unmet}" if unmet else "", f"缺 {lacking}" if lacking else "")
    return " ".join(filter(None, told))
