"""Percentages that cannot be: above all of it, or such as no count of that whole gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short, percent_of
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_ALL = Decimal(100)
# What may exceed what it is measured by, or be added to it.
_UNBOUNDED = late_regex("增|提高|上升|升|超|完成|以上|达标率的|同比|倍")
_RATE = late_regex("率|占|比例|比重")
# 占专任教师的86%, 占教师总数的86%; 占比86% of whom stands before it.
_SHARE_OF = late_regex(
    r"占(?P<whole>[^，。；、占]{0,14}?)(?:总数|总人数|总量|总面积|数)?的?比?例?[为达约]*$"
)
_NEAR = 30
_AMONG = late_regex("其中|中，?$|中有")


def check_percentages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for a share above what can be, and for one that its count and whole belie."""
    for at, each in enumerate(text.stated):
        if each.quantity.form is QuantityForm.SHARE:
            too_much = _above_all(each, known)
            yield from too_much or _check_share(each, text.stated[:at], text)


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
    each: StatedIn, before: Sequence[StatedIn], text: ReadText
) -> Iterator[TextFinding]:
    """本科学历20人，占专任教师的86%: the count right before it, and the whole that is named."""
    clause = each.part.text[max(each.quantity.start - _NEAR, 0) : each.quantity.start]
    found = _SHARE_OF.search(clause)
    count = before[-1] if before and before[-1].part is each.part else None
    if count is None or each.quantity.nearness is not Nearness.EXACT or not _counts(count):
        return
    if found is None:
        yield from _check_possible(each, count)
        return
    between = each.part.text[count.quantity.said_to : each.quantity.start]
    if "。" in between or "；" in between:
        return
    whole = _whole(found["whole"], count, before[:-1], text)
    share = percent_of(count.quantity.number, whole.quantity.number) if whole else None
    if whole is not None and share is not None and not _is_share(each, share):
        told = quote_stated((count, whole), each)
        yield _finding(each, f"文中写的是“{each.words}”，按{told}算是 {format_short(share)}%")


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


def _whole(
    named: str, count: StatedIn, before: Sequence[StatedIn], text: ReadText
) -> StatedIn | None:
    """What the count is a part of: what is named, as it was stated last; without a name the last
    number of the same sentence that is counted alike.
    """
    named = named.removeprefix("全校").removeprefix("学校").removesuffix("的")
    subjects = text.lexicon.before.get(named, ())
    for each in reversed(before):
        same = each.quantity.unit == count.quantity.unit and _counts(each)
        if not same or each.quantity.scope != count.quantity.scope:
            continue
        if named and subjects:
            if each.quantity.subjects == subjects and not each.quantity.kind:
                return each
        elif not named and each.part is count.part and _holds(each, count):
            return each
    return None


def _holds(whole: StatedIn, count: StatedIn) -> bool:
    """Whether the count is a part of it by the words: 教师23人，其中本科20人."""
    between = whole.part.text[whole.quantity.said_to : count.quantity.start]
    return "其中" in between and "。" not in between and whole.quantity.number > 0


def _counts(each: StatedIn) -> bool:
    quantity = each.quantity
    exact = quantity.nearness is Nearness.EXACT and quantity.high is None
    return quantity.form is QuantityForm.AMOUNT and exact and quantity.per is None


def _is_share(each: StatedIn, share: Decimal) -> bool:
    """Whether the share, rounded or cut off at the last place, is written so."""
    step = each.quantity.step
    cut = (share / step).to_integral_value(ROUND_FLOOR) * step
    return cut == each.quantity.number or abs(share - each.quantity.number) <= step / 2


def _finding(each: StatedIn, message: str) -> TextFinding:
    quantity = each.quantity
    return TextFinding(
        TextRule.PERCENTAGE,
        Severity.ERROR,
        each.part,
        quantity.start,
        quantity.end,
        message,
        "请核对百分比和人数",
    )
