"""Shares and rates that a number may be, of all parts and wholes: those in its reach alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from reportgen.quantities.stated_quantity import QuantityScope
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reach import ALL_VALUES, BySize, Span, factors_of
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, looseness_of
from reportgen.text_checks.reckoned.share_values import (
    MOST_SUMMED,
    SharedPart,
    rate,
    share,
    summed,
    summed_rate,
)
from reportgen.text_checks.reckoned.told_counts import Count
from reportgen.text_checks.reckoned.told_rows import ToldRow
from reportgen.text_checks.reckoned.wholes import all_known, count_of, holds
from reportgen.text_checks.stated_figures import StatedIn

_ALL, _EXACTLY = Decimal(100), Decimal(0)
_T = TypeVar("_T")
_Places = Mapping[str, BySize[int]]


def known_in_reach(
    part: StatedIn, named: tuple[str, bool], setting: Setting
) -> Iterator[Reckoning]:
    """The shares that it has of what is known, or called so."""
    known, reach = all_known(part, named, setting), setting.reach or ALL_VALUES
    for whole in known.called:
        yield from share(part, whole, Sureness.POSSIBLE)
    for unit, size in _sizes(part):
        for whole in known.within(unit, reach.under(size * _ALL, looseness_of(part))):
            yield from share(part, whole, Sureness.POSSIBLE)


def shares_in_reach(
    row: ToldRow, places: Sequence[int], named: tuple[str, bool], setting: Setting
) -> Iterator[Reckoning]:
    """The shares that those of the places have of what is known and of what stands beside them,
    each alone and with those before it.
    """
    if not places:
        return
    begin = row.before(places[0]).start
    beside = _by_size(row, (*range(begin, places[-1] + 1), *row.behind(places[-1])))
    for place in reversed(places):
        part = SharedPart(row, place, places)
        for whole in _wholes_in_reach(part, named, beside, setting):
            yield from share(part.stated, whole, Sureness.POSSIBLE)
            yield from summed(part, whole)


def rates_in_reach(row: ToldRow, at: int, reach: Span) -> Iterator[Reckoning]:
    """The shares that any of those before the number, alone and with those before them, have of any
    of those round it, and what is left of these.
    """
    before = row.before(at)
    wholes = _by_size(row, (*before, *row.behind(at)))
    for place in reversed(before) if wholes else ():
        part = row.stated[place]
        for unit, size in _sizes(part) if row.exact[place] else ():
            for other in _in_reach(part, size, wholes[unit], reach):
                if holds(row.stated[other], part):
                    yield from rate(part, row.stated[other], Sureness.POSSIBLE)
            yield from _sums_in_reach(row, place, (unit, wholes[unit]), reach)


def _in_reach(part: StatedIn, size: Decimal, wholes: BySize[_T], reach: Span) -> Iterator[_T]:
    """Those of which the part, or what is left of them, may be the share."""
    loose = looseness_of(part)
    for span in (reach, reach.rest()):
        yield from wholes.within(span.under(size * _ALL, loose))


def _sums_in_reach(
    row: ToldRow, last: int, wholes: tuple[str, BySize[int]], reach: Span
) -> Iterator[Reckoning]:
    total, (unit, sized) = _EXACTLY, wholes
    for place in range(last, max(last - MOST_SUMMED, -1), -1):
        each = row.stated[place]
        if not row.exact[place]:
            continue
        more = dict(_sizes(each)).get(unit)
        if more is None or total + more > sized.largest:
            return
        total += more
        for other in sized.within(reach.under(total * _ALL, _EXACTLY)) if place < last else ():
            if holds(row.stated[other], row.stated[last]):
                yield from summed_rate(row, last, row.stated[other])


def rates_of_all(
    part: StatedIn, subjects: Iterable[str], scope: QuantityScope, setting: Setting
) -> Iterator[Reckoning]:
    """The shares that the part has of what is told of those facts, and what is left of these."""
    reach = setting.reach or ALL_VALUES
    for found in setting.counts.sized(subjects, scope):
        for unit, size in _sizes(part):
            for count in _in_reach(part, size, found[unit], reach) if unit in found else ():
                if len(count.used) == 1 and holds(count.used[0], part):
                    yield from rate(part, count.used[0], Sureness.POSSIBLE)


def _wholes_in_reach(
    part: SharedPart, named: tuple[str, bool], beside: _Places, setting: Setting
) -> Iterator[Count]:
    """What the part, alone or with those before it, may be a share of."""
    known, reach = all_known(part.stated, named, setting), setting.reach or ALL_VALUES
    yield from known.called
    for unit, size in _sizes(part.stated):
        loose = looseness_of(part.stated)
        largest = max(known.largest(unit), beside[unit].largest)
        for total in _totals(part, unit, size, largest * min(reach.high, _ALL) / _ALL):
            span = reach.under(total * _ALL, loose if total == size else _EXACTLY)
            yield from known.within(unit, span)
            for at in beside[unit].within(span) if not known.is_all else ():
                if _may_hold(part, at):
                    yield count_of(part.row.stated[at], Sureness.POSSIBLE)


def _may_hold(part: SharedPart, at: int) -> bool:
    place, row = part.place, part.row
    near = at in row.before(place) or at in row.behind(place)
    return near and holds(row.stated[at], part.stated)


def _totals(part: SharedPart, unit: str, size: Decimal, most: Decimal) -> Iterator[Decimal]:
    """What it comes to alone, and with each of those before it, as far as that is no more."""
    total = size
    yield total
    for place in reversed(part.places[: part.places.index(part.place)]):
        more = dict(_sizes(part.row.stated[place])).get(unit)
        if more is None or total + more > most:
            return
        total += more
        yield total


def _sizes(each: StatedIn) -> Iterator[tuple[str, Decimal]]:
    number = each.quantity.number
    return ((unit, number * factor) for unit, factor in factors_of(each))


def _by_size(row: ToldRow, places: Iterable[int]) -> _Places:
    """Those of the places that may be computed with, by unit and size."""
    sized: dict[str, list[tuple[Decimal, Decimal, int]]] = {}
    for place in places:
        each = row.stated[place]
        for unit, size in _sizes(each) if row.exact[place] else ():
            sized.setdefault(unit, []).append((size, looseness_of(each), place))
    return {unit: BySize(found) for unit, found in sized.items()}
