"""投入明细: what money was spent on, with computed totals, by year where years are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.amounts import format_money
from reportgen.model.attachments import OUTLAYS
from reportgen.model.default_display import NOT_SET
from reportgen.model.numbers import format_short
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Outlay
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.words.listing import join_names

# Names that the phrase 投入 may miss: a school with nothing planned leaves them out.
OUTLAY_NAMES = ("已投入", "拟投入", "已投入笔数", "拟投入笔数")
_SPENT, _PLANNED = "已投入", "拟投入"
_BLANK = late_regex(r"[ \u3000]")
# So many planned outlays are named in the sentence.
_FEW = 3


def build_outlays(material: Material) -> tuple[Block, ...]:
    """The totals in a sentence, then a table of every outlay; nothing without outlays."""
    outlays = material.school.outlays
    if not outlays:
        return ()
    spent = [each for each in outlays if not each.planned]
    planned = [each for each in outlays if each.planned]
    values = {
        "主语": material.school.name if material.is_district else material.genre.terms.short,
        **_totals(_SPENT, spent),
        **_totals(_PLANNED, planned),
        "各年": list(_by_year(spent)),
        "拟投入各年": list(_by_year(planned)),
        "拟投入项目": _names(planned),
        "已述": _is_stated(sum(_amounts(spent), Decimal(0)), material),
    }
    return material.with_table(OUTLAYS, material.say("投入", values), outlay_table(outlays))


def _is_stated(amount: Decimal, material: Material) -> bool:
    """Whether a text of the school's own has the amount, as a report prints it or in 元."""
    forms = dict.fromkeys((format_money(amount), f"{format_short(amount)}元"))
    figure = re.compile(rf"(?<![0-9.])(?:{'|'.join(map(re.escape, forms))})")
    texts = (_BLANK.sub("", each.text) for each in material.school.narratives)
    return any(map(figure.search, texts))


def _totals(name: str, outlays: Sequence[Outlay]) -> dict[str, object]:
    amounts = _amounts(outlays)
    return {name: sum(amounts, Decimal(0)), f"{name}笔数": len(amounts)} if amounts else {}


def _names(outlays: Sequence[Outlay]) -> str:
    """What the amounts are for; empty for more than a sentence can name."""
    names = [each.name for each in outlays if each.amount is not None]
    return join_names(names) if len(names) <= _FEW else ""


def _by_year(outlays: Sequence[Outlay]) -> Iterator[dict[str, object]]:
    """The sums of each year; none if an amount has no year, for then they leave something out."""
    paid = [each for each in outlays if each.amount is not None]
    if any(each.year is None for each in paid):
        return
    for year in sorted({each.year for each in paid if each.year is not None}):
        of_year = [each for each in paid if each.year == year]
        yield {"年份": year, "金额": sum(_amounts(of_year), Decimal(0)), "笔数": len(of_year)}


class _Column(NamedTuple):
    """A column: its share of the width, what it says of an outlay (empty: nothing), and what it
    says instead of nothing.
    """

    head: str
    share: float
    align: Align
    text: Callable[[Outlay], str]
    blank: str = NOT_SET


def outlay_table(outlays: Sequence[Outlay]) -> Table:
    """What is spent and then what is planned, year by year where years are given, with sums.

    The state has a column where something is planned, the others where an outlay fills them.
    """
    last = max((each.year for each in outlays if each.year is not None), default=0)
    ordered = sorted(outlays, key=lambda each: (each.planned, each.year or last + 1))
    columns = _filled_columns(outlays)
    room = sum(column.share for column in columns) + _NUMBER
    items = (_row(number, each, columns) for number, each in enumerate(ordered, 1))
    sums = (_sum_row(name, each, columns) for name, each in _sums(ordered) if _amounts(each))
    return Table(
        header=("序号", *(column.head for column in columns)),
        rows=(*items, *sums),
        widths=tuple(share / room for share in (_NUMBER, *(column.share for column in columns))),
        aligns=(Align.CENTRE, *(column.align for column in columns)),
        caption="投入明细",
    )


def _amount(outlay: Outlay) -> str:
    return format_short(outlay.amount) if outlay.amount is not None else ""


def _state(outlay: Outlay) -> str:
    return _PLANNED if outlay.planned else _SPENT


# What 序号 takes of the width, and the columns behind it.
_NUMBER = 0.08
_ITEM, _MONEY, _STATE = "项目", "金额（元）", "状态"
_COLUMNS = (
    _Column("年份", 0.1, Align.CENTRE, lambda outlay: str(outlay.year or "")),
    _Column(_ITEM, 0.32, Align.LEFT, lambda outlay: outlay.name),
    _Column(_MONEY, 0.16, Align.RIGHT, _amount),
    _Column(_STATE, 0.12, Align.CENTRE, _state),
    _Column("说明", 0.22, Align.LEFT, lambda outlay: outlay.note, ""),
)


def _filled_columns(outlays: Sequence[Outlay]) -> Sequence[_Column]:
    """The columns that say something of any outlay; of what is all spent the state says nothing."""
    planned = any(each.planned for each in outlays)
    filled = [column for column in _COLUMNS if any(map(column.text, outlays))]
    return [column for column in filled if planned or column.head != _STATE]


def _sums(outlays: Sequence[Outlay]) -> Iterator[tuple[str, Sequence[Outlay]]]:
    """The sums below the table. What is spent and what is planned have no common one."""
    planned = [each for each in outlays if each.planned]
    spent = [each for each in outlays if not each.planned]
    if not planned or not spent:
        yield from (*_year_sums("", outlays), *((("合计", outlays),) if len(outlays) > 1 else ()))
        return
    yield from (*_year_sums("", spent), (f"{_SPENT}小计", spent))
    yield from (*_year_sums(_PLANNED, planned), (f"{_PLANNED}小计", planned))


def _year_sums(state: str, outlays: Sequence[Outlay]) -> Iterator[tuple[str, Sequence[Outlay]]]:
    """The sums by year, if there are several years."""
    years = sorted({each.year for each in outlays if each.year is not None})
    for year in years if len(years) > 1 else ():
        yield f"{year}年{state}小计", [each for each in outlays if each.year == year]


def _amounts(outlays: Sequence[Outlay]) -> list[Decimal]:
    return [each.amount for each in outlays if each.amount is not None]


def _sum_row(name: str, outlays: Sequence[Outlay], columns: Sequence[_Column]) -> tuple[Cell, ...]:
    total = format_short(sum(_amounts(outlays), Decimal(0)))
    texts = {_ITEM: name, _MONEY: total}
    cells = (Cell(texts.get(each.head, ""), bold=each.head in texts) for each in columns)
    return (Cell(""), *cells)


def _row(number: int, outlay: Outlay, columns: Sequence[_Column]) -> tuple[Cell, ...]:
    return (Cell(str(number)), *(Cell(column.text(outlay) or column.blank) for column in columns))
