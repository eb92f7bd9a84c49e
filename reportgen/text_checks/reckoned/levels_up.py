"""The share of those who have reached a level: 研究生3人，本科37人，……本科及以上学历占83.3%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import Partition
from reportgen.model.numbers import percent_of
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.partitioned import is_whole_of, part_word
from reportgen.text_checks.parts import is_inner
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness
from reportgen.text_checks.reckoned.told_counts import Count
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike
from reportgen.text_checks.stated_figures import StatedIn

_SHARE = late_regex("占|比例|比重|率")
_UPWARDS = r"(?:学历|职称|文化程度)?(?:（含）)?[及和]?以上"
_TWO = 2


class _Told(NamedTuple):
    """What each level comes to, from the highest down, by the parts before the share; and the
    total that stands before them, if one does.
    """

    parts: tuple[tuple[StatedIn, ...], ...]
    whole: StatedIn | None

    def upto(self, last: int) -> tuple[StatedIn, ...]:
        """The parts that have reached a level."""
        return tuple(each for level in self.parts[: last + 1] for each in level)


def reckon_level(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What the share may have been computed of; nothing where no level is named."""
    clause = row.clause(at)
    if not _SHARE.search(clause):
        return
    for partition in setting.dictionary.partitions:
        found = _named(partition).search(clause) if partition.levels else None
        if found is None:
            continue
        told = _read(row, at, partition)
        if told.whole is not None and _is_of_other(told.whole, row, at, setting):
            continue
        for last in _levels(partition, found):
            yield from _reckon(told, last, partition, setting)


def _is_of_other(whole: StatedIn, row: ToldRow, at: int, setting: Setting) -> bool:
    """Whether the share is of others: 全校本科以上占90% behind what was told of one stage."""
    stage, clause = whole.quantity.scope.stage, row.clause(at)
    if stage != row.stated[at].quantity.scope.stage:
        return True
    return bool(stage) and any(word in clause for word in setting.lexicon.prose.wholes)


@lru_cache(maxsize=16)
def _named(partition: Partition) -> re.Pattern[str]:
    words = sorted((word for level in partition.levels for word in level), key=len, reverse=True)
    joined = "|".join(re.escape(word) for word, _ in partition.reaching) or "(?!)"
    return late_regex(rf"(?P<level>{'|'.join(words)})(?:教师)?{_UPWARDS}|(?P<joined>{joined})")


def _levels(partition: Partition, found: re.Match[str]) -> list[int]:
    """The last of the levels that are meant; several where it is not told which."""
    words = (found["level"],) if found["level"] else dict(partition.reaching)[found["joined"]]
    return [at for at, level in enumerate(partition.levels) if not set(words).isdisjoint(level)]


def _read(row: ToldRow, at: int, partition: Partition) -> _Told:
    """The parts before the number, back to their total or to the first that is told again."""
    found: dict[str, StatedIn] = {}
    for place in reversed(row.before(at)):
        each = row.stated[place]
        word = part_word(partition, each) if row.exact[place] else ""
        if not word and is_whole_of(partition, each):
            return _told(found, partition, each)
        if word in found:
            break
        if word and not _is_inner(row, place, partition):
            found[word] = each
    return _told(found, partition, None)


def _is_inner(row: ToldRow, place: int, partition: Partition) -> bool:
    """Whether it is one of the part before it: 高级10人（正高级1人……）."""
    last = row.stated[place - 1] if place else None
    return (
        last is not None and bool(part_word(partition, last)) and is_inner(row.stated[place], last)
    )


def _told(found: dict[str, StatedIn], partition: Partition, whole: StatedIn | None) -> _Told:
    return _Told(tuple(_of_level(found, level) for level in partition.levels), whole)


def _of_level(found: dict[str, StatedIn], level: Sequence[str]) -> tuple[StatedIn, ...]:
    return tuple(found[word] for word in level if word in found)


def _reckon(told: _Told, last: int, partition: Partition, setting: Setting) -> Iterator[Reckoning]:
    used = told.upto(last)
    if not used or not told.parts[last] or not all(are_alike(each, used[0]) for each in used):
        return
    total = sum((each.quantity.number for each in used), Decimal(0))
    every = sum((each.quantity.number for level in told.parts for each in level), Decimal(0))
    for whole in _wholes(told, partition, setting):
        sureness = whole.sureness
        # Some of them may not be told.
        if len(used) < _TWO and every != whole.value:
            sureness = Sureness.POSSIBLE
        value = percent_of(total, whole.value) if whole.value >= total else None
        if value is not None and setting.asks_for(sureness):
            yield Reckoning(value, (*used, *whole.used), sureness, is_part=True)


def _wholes(told: _Told, partition: Partition, setting: Setting) -> Iterator[Count]:
    """The total before the parts; else what is told of all of them elsewhere."""
    if told.whole is not None:
        yield Count(told.whole.quantity.number, (told.whole,), Sureness.SURE)
        return
    scope = told.upto(len(told.parts))[0].quantity.scope._replace(grade="", whose="")
    found = setting.counts.of_subjects(partition.wholes, scope)
    single = len({each.value for each in found}) == 1
    for each in found:
        yield each._replace(sureness=Sureness.SURE if single else Sureness.LIKELY)
