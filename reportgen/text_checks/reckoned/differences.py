"""What is left or lacking: 其余28人, 缺编10人."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness
from reportgen.text_checks.reckoned.told_rows import (
    ToldRow,
    are_alike,
    is_amount,
    number_in,
)
from reportgen.text_checks.reckoned.wholes import known_wholes

_TWO = 2


def reckon_difference(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What is told as a rest, or as lacking, may have been computed of; nothing for others."""
    clause, words = row.clause(at), setting.words
    if any(word in clause for word in words.rest):
        yield from _reckon_rest(row, at, setting)
    elif clause.endswith(words.lacks):
        yield from _reckon_lack(row, at, setting)


def _alike(row: ToldRow, places: list[int], at: int) -> list[int]:
    told, stated = row.stated[at], row.stated
    exact = [place for place in places if is_amount(stated[place])]
    return [place for place in exact if are_alike(stated[place], told)]


def _reckon_rest(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """Any number before it without those that follow it; the first of its sentence surest."""
    told = row.stated[at].quantity
    near = _alike(row, row.in_sentence(at), at)
    if near and not setting.for_silence:
        yield from _reckon_rest_of_known(row, near[-1], setting)
    for first in _alike(row, list(row.before(at)), at):
        left = number_in(row.stated[first].quantity, told)
        for place in _alike(row, list(range(first + 1, at)), at):
            left -= number_in(row.stated[place].quantity, told)
            is_sure = near[:1] == [first] and place == near[-1] and len(near) == _TWO
            sureness = Sureness.SURE if is_sure else Sureness.POSSIBLE
            if left >= 0 and setting.asks_for(sureness):
                yield Reckoning(left, (row.stated[first], row.stated[place]), sureness)


def _reckon_rest_of_known(row: ToldRow, place: int, setting: Setting) -> Iterator[Reckoning]:
    """What is left of what the part is known to be one of: 寄宿生326人，其余220人走读."""
    part = row.stated[place]
    for whole in known_wholes(part, setting):
        left, used = whole.value - part.quantity.number, (*whole.used, part)
        if whole.sureness is not Sureness.POSSIBLE and left > 0:
            yield Reckoning(left, used, Sureness.LIKELY)


def _reckon_lack(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """The difference of any two before it; sure where one of only two is what there should be."""
    told = row.stated[at].quantity
    near = _alike(row, row.in_sentence(at), at)
    wanted = [place for place in near if _is_wanted(row, place, setting)]
    for one in _alike(row, list(row.before(at)), at):
        for other in _alike(row, list(range(one + 1, at)), at):
            value = number_in(row.stated[one].quantity, told)
            value = abs(value - number_in(row.stated[other].quantity, told))
            is_sure = near == [one, other] and len(wanted) == 1
            sureness = Sureness.SURE if is_sure else Sureness.POSSIBLE
            if setting.asks_for(sureness):
                yield Reckoning(value, (row.stated[one], row.stated[other]), sureness)


def _is_wanted(row: ToldRow, place: int, setting: Setting) -> bool:
    words = row.words(place)
    return any(word in words for word in setting.words.wanted)
