"""Changes: 2016年比2015年增长30.8%, 是2021年的3倍, 提高7个百分点, 减少18人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import product

from reportgen.late_regex import late_regex
from reportgen.model.numbers import percent_of
from reportgen.model.reckoning_words import ReckoningWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reach import Span
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, looseness_of, slack_of
from reportgen.text_checks.reckoned.since_behind import reckon_since_behind
from reportgen.text_checks.reckoned.told_rows import (
    ToldRow,
    are_alike,
    is_amount,
    number_in,
)
from reportgen.text_checks.stated_figures import StatedIn

_YEAR = late_regex(r"(?<!\d)((?:19|20)\d\d)(?:年|学年|[-—－~～至到、和]|$)")
_AGAINST = late_regex(
    r"((?:19|20)\d\d)年?(?:度)?(?:的)?[^，。；]{0,6}(?:[比较]|[是为][^，。；]{0,2}?)[^，。；]{0,4}?((?:19|20)\d\d)年"
)
_SINCE = late_regex(r"(?:[比较]|[是为][^，。；]{0,2}?)[^，。；]{0,4}?((?:19|20)\d\d)年")
_TIMES = late_regex(r"(?:是|为|达到?|相当于)[^，。；]{0,12}的$")
_BECOMES = late_regex(
    r"^[^。；]{0,12}(?:[增减提升降长高加少大]|发展|扩|达)[^。；，]{0,4}[到至为][^。；：，]{0,10}$"
)
# 150人，比2023年的130人增加20人: what it goes from stands last.
_THAN = late_regex(r"^[^。；]{0,12}[比较][^，。；]{0,16}$")
# Nothing else stands before the word: 男职工增加2人 are others.
_OPENS = late_regex(
    r"^(?:[比较][^，。；]{0,12}|同比|环比|[净共约又再已也均分别实现了增长其中总数量人]*|.*(?:19|20)\d\d.*)$"
)
_THEN = late_regex("去年|上年|上学年|前年|往年|原有|原来|上一年")
_LAST_YEAR = late_regex("[比较](?:去年|上年|上学年|上一年|前一年)")
_NOW = late_regex("今年|本学年|本年|现有|目前|现在|如今")
_POINTS = ("个", "个百分点", "百分点")
_ONE, _TWO, _ALL = Decimal(1), 2, Decimal(100)


class _Way(NamedTuple):
    """Whether what is told grows, and in what it is told: in per cent, in times, or as it is."""

    grows: bool
    is_share: bool = False
    is_times: bool = False
    is_whole: bool = False
    is_plain: bool = True
    is_points: bool = False
    noun: str = ""


class _Dated(NamedTuple):
    stated: StatedIn
    place: int
    year: int


def reckon_change(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What the change may have been computed of; nothing where it is none."""
    way = _read_way(row, at, setting.words)
    if way is None:
        return
    series = _series(row, at, way)
    if not way.is_plain and way.noun:
        # 学生增长率为23.6% behind 学生912名…学生1126名: of those.
        own = _OPENS.search(way.noun[_TWO:]) is not None
        said = [each for each in _named(row, at, way.noun[:_TWO]) if own]
        if len(said) > 1:
            series, way = said, way._replace(is_plain=True)
    pairs = _sure_pairs(row, at, series) if way.is_plain else {}
    named = _AGAINST.search(row.clause(at)) is not None
    yield from reckon_since_behind(row, at, way.is_points, partial(_change_to, way, setting))
    for one, other in product(series, series):
        sure = pairs.get((one.place, other.place), Sureness.POSSIBLE)
        # Where the years are named, no others are meant.
        other_years = bool(named and pairs and sure is Sureness.POSSIBLE)
        # 16420元，比上年的16890元增长: it did not.
        other_years |= pairs.get((other.place, one.place)) is Sureness.SURE
        if one is not other and setting.asks_for(sure) and not other_years:
            yield from _change(one.stated, other.stated, way, sure, setting.reach)


def _change_to(way: _Way, setting: Setting, one: StatedIn, other: StatedIn) -> Iterator[Reckoning]:
    if setting.asks_for(Sureness.SURE):
        yield from _change(one, other, way, Sureness.SURE, setting.reach)


def _read_way(row: ToldRow, at: int, words: ReckoningWords) -> _Way | None:
    each, clause = row.stated[at], row.clause(at)
    quantity = each.quantity
    is_times = quantity.unit == "倍"
    if is_times and (_TIMES.search(clause) or each.written.startswith("翻")):
        return _Way(grows=True, is_times=True, is_whole=True)
    found = _pattern(words.grows, words.shrinks).search(clause)
    if found is None or any(word in clause for word in words.yearly):
        return None
    begin = quantity.end - (1 if quantity.unit == _POINTS[0] else 0)
    points = each.part.text.startswith(_POINTS[1:], begin)
    share = quantity.form is QuantityForm.SHARE
    plain = _OPENS.search(clause[: found.start()]) is not None
    way = _Way(found["grows"] is not None, share and not points, is_times)
    return way._replace(is_plain=plain, is_points=points, noun=clause[: found.start()])


@lru_cache(maxsize=8)
def _pattern(grows: tuple[str, ...], shrinks: tuple[str, ...]) -> re.Pattern[str]:
    told = (
        f"(?P<{name}>{'|'.join(words) or '(?!)'})"
        for name, words in (("grows", grows), ("shrinks", shrinks))
    )
    return late_regex(f"(?:{'|'.join(told)})(?:幅度?|率)?[招收投录购]?了?(?:[为约达]|达到)?$")


def _series(row: ToldRow, at: int, way: _Way) -> list[_Dated]:
    """The numbers of its paragraph before it that may have changed so, with their years."""
    told, points = row.stated[at], way.is_points
    places = [place for place in row.before(at) if _may_change(row.stated[place], points)]
    if not places:
        return []
    last = row.stated[places[-1]]
    alike = told if not (way.is_share or way.is_times or points) else last
    found = [place for place in places if are_alike(row.stated[place], alike)]
    return [_Dated(row.stated[place], place, year_of(row, place)) for place in found]


def _named(row: ToldRow, at: int, noun: str) -> list[_Dated]:
    """The counts before it in whose words the noun stands, in the unit of the last one."""
    places = [
        place
        for place in row.before(at)
        if is_amount(row.stated[place]) and row.stated[place].quantity.unit
    ]
    told = [place for place in places if noun in row.words(place)]
    alike = [place for place in told if are_alike(row.stated[place], row.stated[told[-1]])]
    return [_Dated(row.stated[place], place, year_of(row, place)) for place in alike]


def _may_change(each: StatedIn, points: bool) -> bool:
    if points:
        return each.quantity.form is QuantityForm.SHARE
    return is_amount(each)


def year_of(row: ToldRow, place: int) -> int:
    """The year that a number is said of; that of its place in a list of years; 0 for none."""
    listed = row.list_of(place)
    text, begin = row.stated[listed[0]].part.text, row.stated[listed[0]].quantity.start
    low = row.stated[listed[0] - 1].quantity.end if listed[0] else 0
    years = [int(each) for each in _YEAR.findall(text[max(low, begin - 40) : begin])]
    if len(listed) == 1:
        return years[-1] if years else 0
    if len(years) == _TWO and years[1] - years[0] + 1 == len(listed):
        years = list(range(years[0], years[1] + 1))
    return years[listed.index(place)] if len(years) == len(listed) else 0


def _sure_pairs(row: ToldRow, at: int, series: Sequence[_Dated]) -> dict[tuple[int, int], Sureness]:
    """From which to which it goes: by the years that are named, or as the only two there are."""
    clause = row.clause(at)
    against = _AGAINST.search(clause)
    by_year = {each.year: each.place for each in series if each.year}
    if against:
        to, since = int(against[1]), int(against[2])
        known = since in by_year and to in by_year
        return {(by_year[since], by_year[to]): Sureness.SURE} if known else {}
    from_year = _SINCE.search(clause)
    if from_year:
        since = int(from_year[1])
        last = series[-1] if series else None
        known = last is not None and since in by_year and last.year != since
        return {(by_year[since], last.place): Sureness.SURE} if known and last else {}
    return _last_pair(row, at, series)


def _last_pair(row: ToldRow, at: int, series: Sequence[_Dated]) -> dict[tuple[int, int], Sureness]:
    sentence = set(row.in_sentence(at))
    near = [each for each in series if each.place in sentence]
    if len(series) < _TWO or not near or near[-1].place != series[-1].place:
        return {}
    one, other = series[-_TWO:]
    if not (_is_exact(one) and _is_exact(other)):
        return {}
    if _THAN.search(_between(one, other)):
        return {(other.place, one.place): Sureness.SURE}
    if _BECOMES.search(_between(one, other)):
        return {(one.place, other.place): Sureness.SURE}
    clause = row.clause(at)
    last_year = _LAST_YEAR.search(clause) is not None and clause[:_TWO] in row.words(other.place)
    if last_year and clause[:_TWO] in row.words(one.place):
        return {(one.place, other.place): Sureness.SURE}
    if _THEN.search(row.clause(one.place)) and _NOW.search(row.clause(other.place)):
        return {(one.place, other.place): Sureness.SURE}
    following = one.year and other.year and other.year > one.year
    if following and other.year == one.year + 1:
        return {(one.place, other.place): Sureness.SURE}
    told = following and len(near) == _TWO
    return {(one.place, other.place): Sureness.SURE if told else Sureness.LIKELY}


def _is_exact(each: _Dated) -> bool:
    return each.stated.quantity.nearness is Nearness.EXACT


def _between(one: _Dated, other: _Dated) -> str:
    return other.stated.part.text[one.stated.quantity.end : other.stated.quantity.start]


def _change(
    one: StatedIn, other: StatedIn, way: _Way, sure: Sureness, reach: Span | None
) -> Iterator[Reckoning]:
    first, last = one.quantity.number, number_in(other.quantity, one.quantity)
    change = last - first if way.grows else first - last
    if change < 0 and not way.is_whole and sure is not Sureness.SURE:
        return
    off = _slack_of_share(one, other) if way.is_share and first else None
    if reach is not None and first and not way.is_whole:
        about = change * _ALL / first if way.is_share else change
        about = change / first if way.is_times else about
        slack = off if off is not None else abs(about) * looseness_of(one, other)
        if not reach.low <= about + slack or not about - slack <= reach.high:
            return
    value = _value(first, last, way)
    if value is not None:
        slack = off if off is not None else slack_of(abs(value), one, other)
        yield Reckoning(value, (one, other), sure, slack)


def _slack_of_share(one: StatedIn, other: StatedIn) -> Decimal:
    """A small change of rounded numbers is known no better than they are."""
    rounded = max(one.quantity.scale, other.quantity.scale) > 1 or one.quantity.step < 1
    off = (one.quantity.step + other.quantity.step) / 2
    return off * _ALL / one.quantity.number if rounded else Decimal(0)


def _value(first: Decimal, last: Decimal, way: _Way) -> Decimal | None:
    change = last - first if way.grows else first - last
    if way.is_share:
        return percent_of(change, first)
    if not way.is_times:
        return change
    if not first:
        return None
    return last / first if way.is_whole else change / first
