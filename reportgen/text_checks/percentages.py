"""Percentages that cannot be: above all of it, or such as no count of that whole gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from reportgen.late_regex import late_regex
from reportgen.model.facts import Partition
from reportgen.model.numbers import format_short, percent_of
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.parts import is_whole_of, part_word
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated, words_between

_ALL = Decimal(100)
# What may exceed what it is measured by, or be added to it.
_UNBOUNDED = late_regex("毛|增|提高|上升|升|超|完成|以上|达标率的|同比|倍")
_RATE = late_regex("率|占|比例|比重")
# 占专任教师的86%, 占教师总数的86%; 占比86% of whom stands before it.
_SHARE_OF = late_regex(
    r"占(?P<whole>[^，。；、占]{0,14}?)(?:总数|总人数|总量|总面积|数)?的?比?例?[为达约]*$"
)
_OPPOSITES = late_regex(
    r"(?P<rate>[\u4e00-\u9fff]{2}率)[为达是]{0,2}(?P<one>\d{1,3}(?:\.\d{1,3})?)[%％]"
    r"[，、；]?(?:[不未]|没有)(?P=rate)[为达是]{0,2}(?P<said>(?P<other>\d{1,3}(?:\.\d{1,3})?)[%％])"
)
_OPPOSITES_CUE = late_regex(r"率(?=[为达是]{0,2}\d[\d.]*[%％][，、；]?(?:[不未]|没有))")
_RATE_OF = late_regex("(?P<of>[\u4e00-\u9fff]{2})率(?:为|达到?|是)?$")
_FULL_STOP, _ENDS = late_regex("[。；]"), late_regex("。")
_CLAUSE_END = late_regex("[，。；：、]")
_WITHIN = late_regex("[^，。；、]{0,8}中[有，]")
_TWO = 2
_NEAR = 30
# No further back is looked for what a share is of.
_MOST_BACK = 200
_AMONG = late_regex("其中|中，?$|中有")


class _Words(NamedTuple):
    """The words by which wholes are named, and the ways in which they are told in parts."""

    lexicon: Lexicon
    partitions: tuple[Partition, ...]


def check_percentages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for a share above what can be, and for one that its count and whole belie."""
    yield from _check_opposites(text)
    words = _Words(text.lexicon, known.dictionary.partitions)
    for at, each in enumerate(text.stated):
        if each.quantity.form is QuantityForm.SHARE:
            too_much = _above_all(each, known)
            before = text.stated[max(at - _MOST_BACK, 0) : at]
            yield from too_much or _check_share(each, before, words)


def _check_opposites(text: ReadText) -> Iterator[TextFinding]:
    """A reminder where what is and what is not are not all of it: 合格率91%，不合格率10%."""
    for part in text.parts_with(_OPPOSITES_CUE):
        for found in _OPPOSITES.finditer(part.text):
            added = Decimal(found["one"]) + Decimal(found["other"])
            if added != _ALL:
                message = f"“{found[0]}”相加是 {format_short(added)}%，应为 100%"
                span = found.span("said")
                yield remind(TextRule.PERCENTAGE, part, span, message, "请核对百分比")


def _above_all(each: StatedIn, known: KnownFigures) -> list[TextFinding]:
    quantity = each.quantity
    fact = known.dictionary.find(quantity.subjects[0]) if quantity.subjects else None
    most = fact.high if fact is not None and fact.high is not None else _ALL
    told = each.part.text[max(quantity.start - _NEAR, 0) : quantity.start]
    clause = re.split("[，。；、（）()]", told)[-1]
    bounded = fact is not None or _RATE.search(clause)
    if quantity.number <= most or not bounded or _UNBOUNDED.search(clause):
        return []
    message = f"文中写的是“{each.words}”，这个比例不会超过 {format_short(most)}%"
    return [_finding(each, message)]


def _check_share(
    each: StatedIn, before: Sequence[StatedIn], words: _Words
) -> Iterator[TextFinding]:
    """本科学历20人，占专任教师的86%: the count right before it, and the whole that is named."""
    begin = max(each.quantity.start - _NEAR, 0)
    clause = each.part.text[begin : each.quantity.start]
    found = _SHARE_OF.search(clause)
    if not (before and before[-1].part is each.part):
        return
    if each.quantity.nearness is not Nearness.EXACT:
        return
    if found is not None:
        at = begin + found.start()
        yield from _check_named(each, *_find_wholes(found["whole"], at, each, before, words))
    elif before[-1].is_count:
        yield from _check_possible(each, before[-1])
        yield from _check_rate(each, before, clause)


def _check_named(
    each: StatedIn, wholes: Sequence[StatedIn], before: Sequence[StatedIn]
) -> Iterator[TextFinding]:
    """The last number before, as a share of what it may be a part of."""
    if not (wholes and before) or _is_far(before[-1], each):
        return
    shares = [share for whole in wholes for share in _shares(before[-1], whole, before)]
    if shares and not any(_is_share(each, share) for share in shares):
        told, severity = quote_stated((before[-1], wholes[0]), each), _severity(shares, wholes)
        message = f"文中写的是“{each.written}”，按{told}算是 {format_short(shares[0])}%"
        yield _finding(each, message, severity)


def _find_wholes(
    named: str, at: int, each: StatedIn, before: Sequence[StatedIn], words: _Words
) -> tuple[Sequence[StatedIn], Sequence[StatedIn]]:
    """What the share, whose words begin at that place, may be of, and the numbers before, of which
    the last is the part.
    """
    count = before[-1]
    if count.quantity.start >= at:
        # 247人，占应交流教师1976人的12.5%.
        return [count], before[:-1]
    wholes = _wholes(named, count, before[:-1], words) if count.is_count else []
    return (wholes, before) if wholes or named else _held_pair(each, before)


def _held_pair(
    each: StatedIn, before: Sequence[StatedIn]
) -> tuple[list[StatedIn], Sequence[StatedIn]]:
    """58台中有18台使用超过6年，占33%: the last that is said to be among others, and those."""
    for at in range(len(before) - 1, 0, -1):
        whole, count = before[at - 1], before[at]
        if count.part is not each.part or _is_far(count, each):
            break
        same = whole.quantity.units == count.quantity.units and whole.part is count.part
        if same and whole.is_count and count.is_count and _holds(whole, count):
            return [whole], before[: at + 1]
    return [], ()


def _is_far(count: StatedIn, each: StatedIn) -> bool:
    """Whether a sentence, or a part of one, ends between the count and its share."""
    return (
        _FULL_STOP.search(each.part.text, count.quantity.said_to, each.quantity.start) is not None
    )


def _check_rate(each: StatedIn, before: Sequence[StatedIn], clause: str) -> Iterator[TextFinding]:
    """寄宿生4654人，床位2422个，床位率64%: what a rate is named after, and the number before."""
    rate, count = _RATE_OF.search(clause), before[-1]
    if rate is None or _is_far(count, each) or not _is_named(rate["of"], count, before, each):
        return
    wholes = _rated_wholes(count, before[:-1])
    shares = [share for whole in wholes for share in _shares(count, whole, before)]
    if shares and not any(_is_share(each, share) for share in shares):
        told = quote_stated((count, wholes[0]), each)
        message = f"文中写的是“{each.words}”，按{told}算是 {format_short(shares[0])}%"
        yield _finding(each, message, Severity.WARNING)


def _is_named(word: str, count: StatedIn, before: Sequence[StatedIn], each: StatedIn) -> bool:
    """Whether the word stands beside the count: 床位2422个, 116人完成."""
    last = before[-2] if len(before) > 1 and before[-2].part is count.part else None
    behind = each.part.text[count.quantity.end : each.quantity.start]
    return word in words_between(last, count) or word in behind[: -len(word) - _TWO]


def _rated_wholes(count: StatedIn, before: Sequence[StatedIn]) -> list[StatedIn]:
    """The numbers that the count may be a part of, the likeliest first: the one before it in its
    sentence, and those of its units that are as great.
    """
    near = [each for each in before if each.part is count.part and each.is_count]
    near = [each for each in near if not _ENDS.search(words_between(each, count))]
    last = near[-1:] if near and near[-1] is before[-1] else []
    alike = [each for each in reversed(near) if each.quantity.units == count.quantity.units]
    found = dict.fromkeys((*last, *alike))
    return [each for each in found if each.quantity.number >= count.quantity.number]


def _shares(count: StatedIn, whole: StatedIn, before: Sequence[StatedIn]) -> list[Decimal]:
    """What share the count is of the whole, then what it is with the counts before it: 高级12人，
    一级13人，占51%.
    """
    shares: list[Decimal] = []
    total = Decimal(0)
    for each in reversed(before):
        far = each.part is not count.part or _FULL_STOP.search(words_between(each, count))
        if each is whole or far or each.order < whole.order:
            break
        if each.is_count and each.quantity.units == count.quantity.units:
            total += each.quantity.number
            share = percent_of(total, whole.quantity.number)
            shares += [] if share is None else [share]
    return shares


def _severity(shares: Sequence[Decimal], wholes: Sequence[StatedIn]) -> Severity:
    """Certain where nothing else may be meant, and it is known what the whole is."""
    sure = len(shares) == 1 and wholes[0].quantity.subjects and not wholes[0].quantity.kind
    return Severity.ERROR if sure else Severity.WARNING


def _check_possible(each: StatedIn, whole: StatedIn) -> Iterator[TextFinding]:
    """教师23人，其中88%: no count out of 23 is 88%."""
    between = each.part.text[whole.quantity.said_to : each.quantity.start]
    many = whole.quantity.number
    if not _AMONG.search(between) or "。" in between or "；" in between or not 0 < many < _ALL:
        return
    nearest = (each.quantity.number * many / _ALL).to_integral_value()
    counts = (max(nearest + more, Decimal(0)) for more in (-1, 0, 1))
    shares = (percent_of(count, many) for count in counts)
    if not any(share is not None and _is_share(each, share) for share in shares):
        told = quote_stated((whole,), each)
        yield _finding(each, f"{told}里没有一个人数正好是 {format_short(each.quantity.number)}%")


def _wholes(
    named: str, count: StatedIn, before: Sequence[StatedIn], words: _Words
) -> list[StatedIn]:
    """What the count may be a part of, the last first: what is named; without a name the last
    number of the same sentence that is counted alike and holds it.
    """
    named = named.removeprefix("全校").removeprefix("学校").removesuffix("的")
    subjects = words.lexicon.before.get(named, ())
    alike = [each for each in reversed(before) if _is_alike(each, count)]
    if named and subjects:
        return [each for each in alike if _is_of(each, subjects)]
    if named:
        # 交流教师 of 交流149人: what is no fact is known again by its words.
        near = (each for each in reversed(before) if each.part is count.part and each.is_count)
        near = (each for each in near if each.quantity.units == count.quantity.units)
        return [each for each in near if _names_it(named, each)]
    near = (each for each in alike if each.part is count.part)
    return [each for each in near if _holds(each, count) or _is_parted(each, count, words)][:1]


def _is_alike(each: StatedIn, count: StatedIn) -> bool:
    same = each.quantity.units == count.quantity.units and each.is_count
    return same and each.quantity.scope == count.quantity.scope


def _is_of(each: StatedIn, subjects: Sequence[str]) -> bool:
    return not each.quantity.kind and any(name in subjects for name in each.quantity.subjects)


def _names_it(named: str, each: StatedIn) -> bool:
    """Whether the first two characters of the name stand right before the number."""
    begin = max(each.quantity.start - _NEAR, 0)
    said = _CLAUSE_END.split(each.part.text[begin : each.quantity.start])[-1]
    return named[:_TWO] in said


def _is_parted(whole: StatedIn, count: StatedIn, words: _Words) -> bool:
    """Whether such totals are told in such parts: 学生880人，男生450人."""
    between = whole.part.text[whole.quantity.said_to : count.quantity.start]
    partitions = words.partitions if "。" not in between else ()
    return any(is_whole_of(each, whole) and part_word(each, count) for each in partitions)


def _holds(whole: StatedIn, count: StatedIn) -> bool:
    """Whether the count is a part of it by the words: 教师23人，其中本科20人."""
    between = whole.part.text[whole.quantity.said_to : count.quantity.start]
    among = "其中" in between or _WITHIN.match(between)
    return bool(among) and "。" not in between and whole.quantity.number > 0


def _is_share(each: StatedIn, share: Decimal) -> bool:
    """Whether the share, rounded or cut off at the last place, is written so."""
    step = each.quantity.step
    cut = (share / step).to_integral_value(ROUND_FLOOR) * step
    return cut == each.quantity.number or abs(share - each.quantity.number) <= step / 2


def _finding(each: StatedIn, message: str, severity: Severity = Severity.ERROR) -> TextFinding:
    quantity = each.quantity
    return TextFinding(
        TextRule.PERCENTAGE,
        severity,
        each.part,
        quantity.start,
        quantity.end,
        message,
        "请核对百分比和人数",
    )
