"""Percentages that cannot be: above all of it, or such as no count of that whole gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short, percent_of
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_ALL = Decimal(100)
# What may exceed what it is measured by, or be added to it.
_UNBOUNDED = late_regex("毛|增|提高|上升|升|超|完成(?!率)|以上|达标率的|同比|倍")
_RATE = late_regex("率|占|比例|比重")
_OPPOSITES = late_regex(
    r"(?P<rate>[\u4e00-\u9fff]{2}率)[为达是]{0,2}(?P<one>\d{1,3}(?:\.\d{1,3})?)[%％]"
    r"[，、；]?(?:[不未]|没有)(?P=rate)[为达是]{0,2}(?P<said>(?P<other>\d{1,3}(?:\.\d{1,3})?)[%％])"
)
_OPPOSITES_CUE = late_regex(r"率(?=[为达是]{0,2}\d[\d.]*[%％][，、；]?(?:[不未]|没有))")
# Where 占 stands, the number is a share of what is named, and is held against that.
_SHARE = late_regex("[。；占]")
_NEAR = 30
_AMONG = late_regex("其中|中，?$|中有")


def check_percentages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for a share above what can be, and for one that its count and whole belie."""
    yield from _check_opposites(text)
    last: StatedIn | None = None
    for each in text.stated:
        if each.quantity.form is QuantityForm.SHARE:
            too_much = _above_all(each, known)
            yield from too_much or _check_possible(each, last)
        last = each


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


def _check_possible(each: StatedIn, whole: StatedIn | None) -> Iterator[TextFinding]:
    """教师23人，其中88%: no count out of 23 is 88%."""
    exact = each.quantity.nearness is Nearness.EXACT
    if whole is None or whole.part is not each.part or not (whole.is_count and exact):
        return
    between = each.part.text[whole.quantity.said_to : each.quantity.start]
    many = whole.quantity.number
    if not _AMONG.search(between) or _SHARE.search(between) or not 0 < many < _ALL:
        return
    nearest = (each.quantity.number * many / _ALL).to_integral_value()
    counts = (max(nearest + more, Decimal(0)) for more in (-1, 0, 1))
    shares = (percent_of(count, many) for count in counts)
    if not any(share is not None and _is_share(each, share) for share in shares):
        told = quote_stated((whole,), each)
        yield _finding(each, f"{told}里没有一个人数正好是 {format_short(each.quantity.number)}%")


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
