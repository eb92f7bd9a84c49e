"""Rates of what is named as they are, in other words, in the sentence before or right behind:
参加考试120人。其中合格118人。合格率98.3%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.numbers import percent_of
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, slack_of
from reportgen.text_checks.reckoned.share_values import rate
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, number_in
from reportgen.text_checks.reckoned.wholes import holds

_DENIED = "不未没非"
_SUMMED = late_regex("合计|两项|[两几]类|总|共")
_SENTENCE = late_regex("[。！？\n]")
_TWO, _NEAR, _FARTHEST = 2, 6, 120


class _Called(NamedTuple):
    """The counts that a rate is of, and the words by which they were found."""

    places: tuple[int, ...]
    is_exact: bool


def reckon_named(row: ToldRow, at: int, name: str, setting: Setting) -> Iterator[Reckoning]:
    """What the rate may have been computed of; nothing where no count is named as it is."""
    called = _find_called(row, at, name, setting)
    if called is None:
        yield from _reckon_behind(row, at, name, setting)
        return
    first = called.places[0]
    whole = next((each for each in reversed(_near(row, first)) if _holds(row, each, first)), None)
    if whole is None and first + 1 < at and _holds(row, first + 1, first):
        # 近视学生250人，参检800人.
        whole = first + 1
    if whole is None or not _is_told_of(row, whole, at, name):
        return
    if len(called.places) > 1:
        yield from _reckon_sum(row, (whole, at), called, setting)
        return
    sureness = Sureness.SURE if called.is_exact and whole == first - 1 else Sureness.LIKELY
    if setting.asks_for(sureness):
        yield from rate(row.stated[first], row.stated[whole], sureness)


def core_of(name: str) -> str:
    """The part of a rate's name that tells who is counted: 合格 of 语文合格, 不合格 as it is."""
    denied = name[-_TWO - 1 : -_TWO] in tuple(_DENIED)
    return name[-_TWO - 1 :] if denied else name[-_TWO:]


def is_called(words: str, name: str) -> bool:
    """Whether a count is said to be that of those of a rate, and not of the others."""
    return _called(core_of(name)).search(words) is not None


@lru_cache(maxsize=64)
def _called(core: str) -> re.Pattern[str]:
    return late_regex(rf"(?<![{_DENIED}]){re.escape(core)}")


def _near(row: ToldRow, at: int) -> list[int]:
    """The places of the counts right before it."""
    return [place for place in range(max(at - _NEAR, 0), at) if row.exact[place]]


def _holds(row: ToldRow, whole: int, part: int) -> bool:
    return holds(row.stated[whole], row.stated[part])


def _find_called(row: ToldRow, at: int, name: str, setting: Setting) -> _Called | None:
    """Those of the last counts before it; None where a rate that stands between may be theirs."""
    near = [place for place in _near(row, at) if is_open(row, place, at)]
    own = tuple(place for place in near if is_called(row.words(place), name))
    if own:
        return _Called(own[-1:], is_exact=True)
    others = setting.words.rated.get(core_of(name), ())
    named = tuple(place for place in near if any(word in row.words(place) for word in others))
    alike = tuple(each for each in named if are_alike(row.stated[each], row.stated[named[-1]]))
    return _Called(alike, is_exact=False) if named else None


def is_open(row: ToldRow, place: int, at: int) -> bool:
    """Whether no rate stands between."""
    shares = (each.quantity.form is QuantityForm.SHARE for each in row.stated[place + 1 : at])
    text, end = row.text, row.stated[at].quantity.start
    start = row.stated[place].quantity.end
    between = text[start:end]
    shared = any(shares) and not between.count("占")
    return not shared and end - start <= _FARTHEST and len(_SENTENCE.findall(between)) <= 1


def _is_told_of(row: ToldRow, whole: int, at: int, name: str) -> bool:
    """Whether what else is in its name (语文合格率) is said of the counts, too, and nobody came or
    went.
    """
    begin = min(row.stated[each].quantity.said_from for each in (whole, max(whole - 1, 0)))
    text = row.text[begin : row.stated[at].quantity.start]
    before = text[: text.rfind(name)]
    rest = name.removesuffix(core_of(name))
    return not rest or rest in before


def _reckon_sum(
    row: ToldRow, places: tuple[int, int], called: _Called, setting: Setting
) -> Iterator[Reckoning]:
    """升入普通高中141人，被中等职业学校录取58人，两项合计，升学率为93.4%."""
    whole, at = row.stated[places[0]], places[1]
    parts = [row.stated[place] for place in called.places]
    total = sum((number_in(each.quantity, whole.quantity) for each in parts), Decimal(0))
    value = percent_of(total, whole.quantity.number) if total <= whole.quantity.number else None
    clause = row.text[parts[-1].quantity.end : row.stated[at].quantity.start]
    sureness = Sureness.SURE if _SUMMED.search(clause) else Sureness.LIKELY
    if value is not None and setting.asks_for(sureness):
        used = (*parts, whole)
        yield Reckoning(value, used, sureness, slack_of(value, *used), is_part=True)


def _reckon_behind(row: ToldRow, at: int, name: str, setting: Setting) -> Iterator[Reckoning]:
    """测试900人，合格率90%，合格人数810人."""
    behind = _behind(row, at)
    if behind < 0 or not setting.asks_for(Sureness.LIKELY):
        return
    alone = row.clause(behind).startswith(core_of(name)) and name == core_of(name)
    before = [place for place in row.in_sentence(at) if row.exact[place]]
    if alone and before and _holds(row, before[-1], behind):
        yield from rate(row.stated[behind], row.stated[before[-1]], Sureness.LIKELY)


def _behind(row: ToldRow, at: int) -> int:
    """The count right behind it in its sentence; -1 for none."""
    place = at + 1
    if place >= len(row.stated) or not row.exact[place]:
        return -1
    between = row.text[row.stated[at].quantity.end : row.stated[place].quantity.start]
    return -1 if _SENTENCE.search(between) else place
