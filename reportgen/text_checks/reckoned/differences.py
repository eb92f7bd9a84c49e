"""What is left or lacking: 其余28人, 缺编10人."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reach import Span
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness
from reportgen.text_checks.reckoned.told_rows import (
    ToldRow,
    are_alike,
    is_amount,
    number_in,
)
from reportgen.text_checks.reckoned.wholes import known_wholes
from reportgen.text_checks.stated_figures import StatedIn

_TWO = 2


def reckon_difference(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What is told as a rest, or as lacking, may have been computed of; nothing for others."""
    clause, words = row.clause(at), setting.words
    if any(word in clause for word in words.rest):
        yield from _reckon_rest(row, at, setting)
    elif clause.endswith(words.lacks):
        yield from _reckon_lack(row, at, setting)


def _alike(row: ToldRow, places: Iterable[int], at: int) -> list[int]:
    told, stated = row.stated[at], row.stated
    return [
        place for place in places if is_amount(stated[place]) and are_alike(stated[place], told)
    ]


def _reckon_rest(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """Any number before it without those that follow it; the first of its sentence surest."""
    told = row.stated[at].quantity
    if setting.reach is not None:
        yield from _rests_in_reach(row, at, setting.reach)
        return
    near = _alike(row, row.in_sentence(at), at)
    if near:
        yield from _reckon_rest_of_known(row, near[-1], setting)
    if len(near) == _TWO:
        first, other = (row.stated[place] for place in near)
        left = number_in(first.quantity, told) - number_in(other.quantity, told)
        if left >= 0:
            yield Reckoning(left, (first, other), Sureness.SURE)


def _rests_in_reach(row: ToldRow, at: int, reach: Span) -> Iterator[Reckoning]:
    numbers = _numbers_before(row, at)
    for place, (left, first) in enumerate(numbers):
        for number, other in numbers[place + 1 :]:
            left -= number
            if reach.low <= left <= reach.high and left >= 0:
                yield Reckoning(left, (first, other), Sureness.POSSIBLE)


def _numbers_before(row: ToldRow, at: int) -> list[tuple[Decimal, StatedIn]]:
    """Those before it that are counted as it is, in its unit."""
    alike = [row.stated[place] for place in _alike(row, row.before(at), at)]
    return [(number_in(each.quantity, row.stated[at].quantity), each) for each in alike]


def _reckon_rest_of_known(row: ToldRow, place: int, setting: Setting) -> Iterator[Reckoning]:
    """What is left of what the part is known to be one of: 寄宿生326人，其余220人走读."""
    part = row.stated[place]
    for whole in known_wholes(part, setting):
        left, used = whole.value - part.quantity.number, (*whole.used, part)
        if whole.sureness is not Sureness.POSSIBLE and left > 0:
            yield Reckoning(left, used, Sureness.LIKELY)


def _reckon_lack(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """The difference of any two before it; sure where one of only two is what there should be."""
    if setting.reach is not None:
        for (number, one), (beside, other) in combinations(_numbers_before(row, at), _TWO):
            if setting.reach.low <= abs(number - beside) <= setting.reach.high:
                yield Reckoning(abs(number - beside), (one, other), Sureness.POSSIBLE)
        return
    near = _alike(row, row.in_sentence(at), at)
    if len(near) == _TWO and sum(_is_wanted(row, place, setting) for place in near) == 1:
        told, one, other = row.stated[at].quantity, row.stated[near[0]], row.stated[near[1]]
        value = abs(number_in(one.quantity, told) - number_in(other.quantity, told))
        yield Reckoning(value, (one, other), Sureness.SURE)


def _is_wanted(row: ToldRow, place: int, setting: Setting) -> bool:
    words = row.words(place)
    return any(word in words for word in setting.words.wanted)
