"""Shares: 占规划投资的94.2%; 住宿生312人，占39.4%."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness
from reportgen.text_checks.reckoned.share_values import SharedPart, share, summed
from reportgen.text_checks.reckoned.sought_shares import known_in_reach, shares_in_reach
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, is_exact_count
from reportgen.text_checks.reckoned.wholes import (
    count_of,
    siblings_of,
    wholes_named,
    wholes_of,
)

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
        whole = count_of(row.stated[at - 1], Sureness.CERTAIN)
        yield from share(row.stated[at - 2], whole, Sureness.CERTAIN)


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
    for count in setting.of_subjects(subjects, scope) if names[1] else ():
        for whole in wholes_named(count.used[0], names[1], setting):
            sureness = min(count.sureness, whole.sureness)
            if setting.asks_for(sureness):
                yield from share(count.used[0], whole, sureness)


def _named_in_reach(
    row: ToldRow, at: int, names: tuple[str, str], setting: Setting
) -> Iterator[Reckoning]:
    subjects = setting.lexicon.before.get(setting.lexicon.ends.names.find(names[0]), ())
    scope = row.stated[at].quantity.scope._replace(grade="", whose="")
    for count in setting.of_subjects(subjects, scope) if names[1] else ():
        yield from known_in_reach(count.used[0], (names[1], False), setting)


def _reckon_part(
    row: ToldRow, at: int, named: tuple[str, bool], setting: Setting
) -> Iterator[Reckoning]:
    """The part before it, of the whole that is named, or of what the part is one of."""
    places = [place for place in row.in_sentence(at) if row.exact[place]]
    # Another part is named right there: 少数民族占总人口的93%.
    head = row.clause(at).partition("占")[0]
    other = _ADVERBS.sub("", head)
    own = -1 if other else _part_among(row, places)
    part = head if other else ""
    if setting.reach is not None:
        yield from _named_in_reach(row, at, (part, named[0]), setting)
        yield from shares_in_reach(row, places, named, setting)
        if own >= 0 and not named[0]:
            for whole in siblings_of(row, own):
                yield from share(row.stated[own], whole, Sureness.POSSIBLE)
        return
    yield from _reckon_named(row, at, (part, named[0]), setting)
    if own >= 0:
        yield from _reckon_wholes(SharedPart(row, own, places), named, setting)


def _reckon_wholes(
    part: SharedPart, named: tuple[str, bool], setting: Setting
) -> Iterator[Reckoning]:
    for whole in wholes_of(part.row, part.place, named, setting):
        sureness = whole.sureness
        if sureness > Sureness.SURE and any(True for _ in summed(part, whole)):
            sureness = Sureness.SURE
        if setting.asks_for(sureness):
            yield from share(part.stated, whole, sureness)


def _part_among(row: ToldRow, places: list[int]) -> int:
    """The last one; 18台 of 58台中有18台使用超过6年, where no other is counted as the last is.

    -1 for none.
    """
    for place in reversed(places):
        before = (row.stated[each] for each in row.before(place))
        if any(are_alike(each, row.stated[place]) for each in before):
            return place
    return places[-1] if places else -1
