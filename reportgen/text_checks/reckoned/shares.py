"""Shares: 占规划投资的94.2%; 住宿生312人，占39.4%."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.late_regex import late_regex
from reportgen.model.numbers import percent_of
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, slack_of
from reportgen.text_checks.reckoned.told_counts import Count
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, is_exact_count, number_in
from reportgen.text_checks.reckoned.wholes import (
    count_of,
    siblings_of,
    wholes_named,
    wholes_of,
)
from reportgen.text_checks.stated_figures import StatedIn

# 占全校学生总数的, 占比达: what it is a share of, and words that change nothing.
_SHARE_OF = late_regex(
    r"占(?:了|到)?(?P<total>全[校县区市镇乡园]|学校|我[校县区市镇])?的?(?P<all>总)?(?P<whole>[^占]{0,16}?)"
    r"(?P<sum>总人数|总数|总量|总额|总面积)?(?:人数|数|的)*(?:的?比[例重率])?(?:达到|[为约达近是仅只])*$"
)
_BARE = late_regex(r"(?:占比|比例|比重)[为达是约]*$")
_OF_COUNT = late_regex(r"占[^占]{0,16}$")
_BEHIND_COUNT = late_regex(r"^(?:总数|[人名个位]|[^占]{1,8}(?=的))?的?(?:比[例重])?[为达约]*$")
# 人数约占: what may stand before it without naming another part.
_ADVERBS = late_regex("[约仅共只均已大就还且其数量人所比例面积合计]+")


def reckon_share(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What the percentage may have been computed of; nothing where it is no share."""
    clause = row.clause(at)
    found = _SHARE_OF.search(clause) if "占" in clause else None
    if found is not None and not _BARE.search(clause):
        total = bool(found["total"] or found["all"] or found["sum"])
        yield from _reckon_part(row, at, (found["whole"], total), setting)
    elif _BARE.search(clause):
        yield from _reckon_part(row, at, ("", False), setting)
    elif is_of_count(row, at, clause):
        # 247人，占应交流教师1976人的12.5%.
        whole = count_of(row.stated[at - 1], Sureness.SURE)
        yield from _share(row.stated[at - 2], whole, Sureness.SURE)


def is_of_count(row: ToldRow, at: int, clause: str) -> bool:
    """Whether a percentage stands right behind the count whose share it is: 占教师总数45人的30%."""
    if at not in range(2, len(row.stated)) or at - 2 not in row.in_sentence(at):
        return False
    named = _OF_COUNT.search(row.clause(at - 1)) and _BEHIND_COUNT.search(clause)
    return bool(named) and all(map(is_exact_count, row.stated[at - 2 : at]))


def _reckon_named(
    row: ToldRow, at: int, names: tuple[str, str], setting: Setting
) -> Iterator[Reckoning]:
    """The part that is named beside its whole: 绿化面积占校园面积的35%."""
    subjects = setting.lexicon.before.get(setting.lexicon.ends.names.find(names[0]), ())
    scope = row.stated[at].quantity.scope._replace(grade="", whose="")
    for count in setting.kept(setting.counts.of_subjects(subjects, scope)):
        for whole in wholes_named(count.used[0], names[1], setting) if names[1] else ():
            sureness = min(count.sureness, whole.sureness)
            if setting.asks_for(sureness):
                yield from _share(count.used[0], whole, sureness)


class _Part(NamedTuple):
    """A number before a share, among those of its sentence; `is_own`: nothing else is shared."""

    row: ToldRow
    place: int
    places: list[int]
    is_own: bool

    @property
    def stated(self) -> StatedIn:
        return self.row.stated[self.place]


def _reckon_part(
    row: ToldRow, at: int, named: tuple[str, bool], setting: Setting
) -> Iterator[Reckoning]:
    """The part before it, of the whole that is named, or of what the part is one of."""
    places = [place for place in row.in_sentence(at) if is_exact_count(row.stated[place])]
    # Another part is named right there: 少数民族占总人口的93%.
    head = row.clause(at).partition("占")[0]
    other = _ADVERBS.sub("", head)
    own = -1 if other else _part_among(row, places)
    yield from _reckon_named(row, at, (head if other else "", named[0]), setting)
    for place in reversed(places) if setting.for_silence else (own,):
        if place >= 0:
            part = _Part(row, place, places, place == own)
            yield from _reckon_wholes(part, named, setting)


def _reckon_wholes(part: _Part, named: tuple[str, bool], setting: Setting) -> Iterator[Reckoning]:
    for whole in wholes_of(part.row, part.place, named, setting):
        summed = list(_summed(part, whole))
        sureness = min(whole.sureness, Sureness.SURE if summed else Sureness.CERTAIN)
        sureness = sureness if part.is_own else Sureness.POSSIBLE
        if setting.asks_for(sureness):
            yield from _share(part.stated, whole, sureness)
        if setting.for_silence:
            yield from summed
    if setting.for_silence and part.is_own and not named[0]:
        for whole in siblings_of(part.row, part.place):
            yield from _share(part.stated, whole, Sureness.POSSIBLE)


def _part_among(row: ToldRow, places: list[int]) -> int:
    """The last one; 18台 of 58台中有18台使用超过6年, where no other is counted as the last is.

    -1 for none.
    """
    for place in reversed(places):
        before = (row.stated[each] for each in row.before(place))
        if any(are_alike(each, row.stated[place]) for each in before):
            return place
    return places[-1] if places else -1


def _share(part: StatedIn, whole: Count, sureness: Sureness) -> Iterator[Reckoning]:
    """The part as a share of the whole, where it can be one."""
    by = whole.used[0]
    if part in whole.used or not are_alike(part, by):
        return
    many = number_in(part.quantity, by.quantity)
    if whole.subject and len(whole.used) == 1 and many:
        # What is told in 亩 counts in ㎡.
        many *= whole.value / by.quantity.number
    value = percent_of(many, whole.value) if many <= whole.value else None
    if value is not None:
        used = (part, *whole.used)
        yield Reckoning(value, used, sureness, slack_of(value, *used), is_part=True)


def _summed(part: _Part, whole: Count) -> Iterator[Reckoning]:
    """The part with those right before it: 高级12人，一级13人，占51%."""
    total, by = part.stated.quantity.number, whole.used[0]
    for before in reversed([each for each in part.places if each < part.place]):
        each = part.row.stated[before]
        if each in whole.used or not are_alike(each, by):
            return
        total += number_in(each.quantity, by.quantity)
        value = percent_of(total, whole.value)
        if value is not None and total <= whole.value:
            yield Reckoning(value, (each, by), Sureness.POSSIBLE)
