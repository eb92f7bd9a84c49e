"""A row of years with an amount each, held against the total that is told elsewhere:
2019年612万元、2020年548万元、2021年530万元, and 共投入资金1700万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding
from reportgen.text_checks.added.amounts import (
    Added,
    AmountsOf,
    alike,
    counts_of,
    rounding_of,
    sum_of,
    value_of,
)
from reportgen.text_checks.added.other_sums import tell_of_row
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated, words_between

_YEAR = r"(?:19|20)\d\d年"
_CUE = late_regex(rf"{_YEAR}(?:度)?[^。；\n]{{1,24}}[、，；]{_YEAR}")
_FIRST = late_regex(rf"(?:^|[，：:。；、\s])(?<!其中，){_YEAR}度?[^\d，。；、（）]{{0,8}}$")
_NEXT = late_regex(rf"[、，；]\s*{_YEAR}度?[^\d，。；、（）]{{0,8}}$")
_TOTAL = late_regex("共|总|累计|合计|投入|规划")
_SUMMED = late_regex(r"^[^。\n]{0,16}[共合累总]计?")
_FEWEST, _MOST, _NEAR, _LEAST, _BESIDE = 3, 20, Decimal("0.02"), 100, 24


def check_yearly_rows(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each row that comes nearly to one of the totals told, and to none of them."""
    cued = tuple(text.find_parts(_CUE))
    if not cued:
        return
    amounts = AmountsOf(text)
    for at in cued:
        for row in _rows(counts_of(text, at)):
            total = _missed_total(row, amounts)
            if total is not None:
                yield tell_of_row(
                    row, "各年", f"另一处写的是{quote_stated((total,), row[0])}", "各年"
                )


def _rows(stated: Sequence[StatedIn]) -> Iterator[tuple[StatedIn, ...]]:
    row: list[StatedIn] = []
    last: StatedIn | None = None
    for each in stated:
        words = words_between(last, each)
        last = each
        goes_on = bool(row) and _NEXT.fullmatch(words) and any(alike(each, row[-1:]))
        if not goes_on or len(row) >= _MOST:
            yield from _ended(row)
            row = []
        if each.is_count and each.quantity.unit and (goes_on or _FIRST.search(words)):
            row.append(each)
    yield from _ended(row)


def _ended(row: Sequence[StatedIn]) -> Iterator[tuple[StatedIn, ...]]:
    """The row, where it is long enough and not added up right there."""
    if len(row) >= _FEWEST:
        text, end = row[0].part.text, row[-1].quantity.end
        if not _SUMMED.search(text[end : end + _BESIDE]):
            yield tuple(row)


def _missed_total(row: Sequence[StatedIn], amounts: AmountsOf) -> StatedIn | None:
    added = sum_of(row)
    if added.value < row[0].quantity.scale * _LEAST:
        return None
    others = [each for each in amounts.like(row[0]) if each not in row]
    near = [each for each in others if added.is_near(each, _NEAR) and _is_total(each)]
    if not near or any(map(added.fits, others)):
        return None
    return min(near, key=lambda each: _off(added, each))


def _off(added: Added, each: StatedIn) -> Decimal:
    return abs(value_of(each) - added.value) + rounding_of(each)


def _is_total(each: StatedIn) -> bool:
    start = each.quantity.start
    return _TOTAL.search(each.part.text, max(start - _BESIDE, 0), start) is not None
