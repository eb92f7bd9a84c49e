"""Rates of what is counted beside them: 应入学5210人，已入学5128人，入学率98.4%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import percent_of
from reportgen.text_checks.reckoned.named_rates import core_of, is_called, is_open, reckon_named
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, slack_of
from reportgen.text_checks.reckoned.share_values import rate
from reportgen.text_checks.reckoned.sought_shares import rates_in_reach, rates_of_all
from reportgen.text_checks.reckoned.told_counts import Count
from reportgen.text_checks.reckoned.told_rows import (
    ToldRow,
    are_alike,
    is_exact_count,
    number_in,
)
from reportgen.text_checks.reckoned.wholes import holds
from reportgen.text_checks.stated_figures import StatedIn

_RATE = late_regex(r"(?P<name>[\u4e00-\u9fff]{1,8}?)率(?:达到了?|[为达是约到仅均])*$")
# 专任教师中116人: of those.
_AMONG = late_regex(r"(?:当?中|里)[有已]?$")
_BRACKETS = late_regex(r"[（(][^（()）]{4,60}[）)]")
_ALL, _TWO, _NEXT = Decimal(100), 2, 7


def reckon_rate(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What the rate may have been computed of; nothing where it is none, or is one of others than
    stand beside it.
    """
    found = _RATE.search(row.clause(at))
    sentence = row.in_sentence(at)
    changes = (*setting.words.grows, *setting.words.shrinks)
    # 压减率 is how much less there is, and no share of it.
    if found is None or found["name"].endswith(tuple(each for each in changes if len(each) > 1)):
        return
    yield from _reckon_bracketed(row, at, setting)
    yield from _reckon_levels(row, at, found["name"], setting)
    text, begin = (
        row.text,
        row.stated[sentence[0] if sentence else max(at - 1, 0)].quantity.said_from,
    )
    told = text[begin : row.stated[at].quantity.start]
    if any(word in told for word in setting.words.flows):
        return
    yield from reckon_named(row, at, found["name"], setting)
    if not sentence:
        return
    if setting.reach is None:
        yield from _reckon_beside(row, at, found["name"], setting)
    else:
        yield from _reckon_behind(row, at)
        yield from rates_in_reach(row, at, setting.reach)
    yield from _reckon_among_all(row, at, found["name"], setting)


def _reckon_beside(row: ToldRow, at: int, name: str, setting: Setting) -> Iterator[Reckoning]:
    """Any two before it that are counted alike, and those that are counted together with some."""
    half, sentence = row.in_half(at), row.in_sentence(at)
    counts = _exact(row, half or sentence)
    if any(word in name for word in setting.lexicon.prose.wholes):
        # 全校合格率 behind the rates of two grades.
        counts = [place for place in counts if is_open(row, place, at)]
    named = [place for place in counts if is_called(row.words(place), name)]
    last = named[-1] if named else -1
    free = any(word in name for word in setting.words.free_rates)
    two = (
        not free
        and len(counts) == len(_exact(row, half)) == _TWO
        and not named
        and row.stated[at].quantity.number < _ALL
    )
    for place in _exact(row, sentence)[::-1] if counts else ():
        likely = two and place in half
        if place != last and not likely:
            continue
        wholes = _wholes(row, place, at)
        if not wholes and place == last and counts == [place - 1, place]:
            # 寄宿生4654人，床位2422个: counted otherwise.
            wholes = [place - 1]
        first = next((each for each in reversed(wholes) if each < place and each in sentence), -1)
        for whole in wholes:
            sureness = Sureness.LIKELY if likely and whole in half else Sureness.POSSIBLE
            sureness = Sureness.SURE if (place, whole) == (last, first) else sureness
            if setting.asks_for(sureness):
                yield from rate(row.stated[place], row.stated[whole], sureness)


def _reckon_behind(row: ToldRow, at: int) -> Iterator[Reckoning]:
    """满意率为98.3%，116名教师中114名满意."""
    behind = [each for each in row.stated[at + 1 :][:_TWO] if is_exact_count(each)]
    if len(behind) == _TWO and holds(*behind):
        yield from rate(behind[1], behind[0], Sureness.POSSIBLE)


def _reckon_levels(row: ToldRow, at: int, name: str, setting: Setting) -> Iterator[Reckoning]:
    """优良率 of 优秀128人 and 良好213人: the levels that its characters begin."""
    levels = _levels_of(name, setting.dictionary.vocabulary.things.splits.levels)
    if len(levels) < _TWO:
        return
    counts = _exact(row, list(row.before(at)))
    parts = [next((at for at in counts if is_called(row.words(at), level)), -1) for level in levels]
    if -1 in parts:
        return
    for whole in _wholes(row, parts[0], at):
        others = [row.stated[place] for place in parts]
        told = row.stated[whole]
        if whole < parts[0] and all(are_alike(each, told) for each in others):
            total = sum((number_in(each.quantity, told.quantity) for each in others), Decimal(0))
            value = percent_of(total, told.quantity.number)
            if value is not None:
                used = (*others, told)
                yield Reckoning(value, used, Sureness.SURE, slack_of(value, *used), is_part=True)


def _levels_of(name: str, levels: Sequence[Sequence[str]]) -> list[str]:
    """The levels that a rate counts together: 优 and 良, and these with 及格 of 及格率."""
    named = [each[0] for each in levels if each[0][0] in name]
    if name[-_TWO:] == "".join(each[0] for each in named):
        return named
    last = levels[-1] if levels else ()
    return [*(each[0] for each in levels[:-1]), name[-_TWO:]] if core_of(name) in last else []


def _reckon_bracketed(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """Two in brackets right behind it: 入学率99.5%（适龄儿童1864人，已入学1855人）."""
    found = _BRACKETS.match(row.stated[at].part.text, row.stated[at].quantity.end)
    if found is None or not setting.asks_for(Sureness.SURE):
        return
    inside = [each for each in row.stated[at + 1 :][:_NEXT] if each.quantity.end <= found.end()]
    if len(inside) == _TWO and all(map(is_exact_count, inside)):
        part, whole = sorted(inside, key=lambda each: each.quantity.number)
        if holds(whole, part):
            yield from rate(part, whole, Sureness.SURE)


def _exact(row: ToldRow, places: Iterable[int]) -> list[int]:
    return [place for place in places if row.exact[place]]


def _wholes(row: ToldRow, place: int, at: int) -> list[int]:
    """The places of those that it may be a part of, some behind the rate."""
    part = row.stated[place]
    places = (*row.before(at), *row.behind(at))
    return [other for other in places if holds(row.stated[other], part)]


def _reckon_among_all(row: ToldRow, at: int, name: str, setting: Setting) -> Iterator[Reckoning]:
    """The number right before it, of all students or teachers: 参与学生1539人，参与率为95%."""
    near = _exact(row, row.in_half(at))
    if not near:
        return
    place, part = near[-1], row.stated[near[-1]]
    scope = part.quantity.scope._replace(grade="", whose="")
    named = setting.lexicon.ends.names.find(_AMONG.sub("", row.clause(place)))
    own = setting.lexicon.before.get(named, ()) if _AMONG.search(row.clause(place)) else ()
    things = setting.words.things.values()
    if setting.reach is not None:
        subjects = dict.fromkeys((*own, *(each for thing in things for each in thing.subjects)))
        yield from rates_of_all(part, subjects, scope, setting)
        return
    told = name[-_TWO:] in row.words(place)
    alone = sum(are_alike(row.stated[each], part) for each in near) == 1
    for count in setting.of_subjects(own, scope):
        limit = Sureness.SURE if told else Sureness.LIKELY
        yield from _of_all(part, count, limit)
    for thing in things if told and alone and not own else ():
        for count in setting.of_subjects(thing.subjects, scope):
            yield from _of_all(part, count, Sureness.LIKELY)


def _of_all(part: StatedIn, count: Count, limit: Sureness) -> Iterator[Reckoning]:
    if len(count.used) == 1 and holds(count.used[0], part):
        yield from rate(part, count.used[0], min(limit, count.sureness))
