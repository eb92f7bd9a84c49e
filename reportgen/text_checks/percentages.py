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
_MARKS = late_regex("[，。；、（）()]")
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
_PERSONS = ("人", "名", "位")
# A rate of those who are counted right before it: 专任教师110人，学历合格率为91.35%.
_OWN_RATE = late_regex(
    r"[，、；（]?(?P<who>[^，。；、（）\d]{0,6}?)(?P<what>学历|普通话|持证|资格|继续教育|任职|岗前|体质|体测|优良|及格|近视|良好)"
    r"[^，。；、（）\d]{0,8}率(?:达到?|[为是约])*"
)
_OF_TEACHERS = ("学历", "普通话", "持证", "资格", "继续教育", "任职", "岗前")
_TEACHERS, _PUPILS = late_regex("教师|老师|教职工|教员"), late_regex("学生|幼儿|在校生|年级")
_OTHERS = late_regex("[全某各][国省市县区镇乡]|增长|利率|误差|贡献|[毛净]利")
_FEWEST, _NOBODY = 20, Decimal("0.4")
_AMONG = late_regex("其中|中，?$|中有")


def check_percentages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for a share above what can be, and for one that its count and whole belie."""
    yield from _check_opposites(text)
    last: StatedIn | None = None
    most: StatedIn | None = None
    for each in text.stated:
        if each.quantity.form is QuantityForm.SHARE:
            too_much = _above_all(each, known)
            yield from too_much or _check_possible(each, last)
            yield from _check_own_rate(each, last)
            yield from _check_nobody(each, most)
        elif each.quantity.unit in _PERSONS and each.is_count:
            alone = most is None or most.at != each.at
            most = each if most is None or alone else max(most, each, key=_how_many)
        last = each


def _how_many(each: StatedIn) -> Decimal:
    return each.quantity.number


def _check_own_rate(each: StatedIn, whole: StatedIn | None) -> Iterator[TextFinding]:
    """A reminder for a rate right behind those whose it is, of whom no number gives it."""
    if whole is None or whole.at != each.at or not whole.is_count:
        return
    between = each.part.text[whole.quantity.end : each.quantity.start]
    found = _OWN_RATE.fullmatch(between) if whole.quantity.unit in _PERSONS else None
    whose = _TEACHERS if found and found["what"] in _OF_TEACHERS else _PUPILS
    if found is None or not whose.search(whole.words):
        return
    if found["who"] and not any(sign in whole.words for sign in found["who"]):
        return
    many, step = whole.quantity.number, each.quantity.step
    if 0 < many < _ALL / step and step < 1 and not _is_share_of(each, many):
        told = quote_stated((whole,), each)
        message = f"{told}里没有一个人数正好是 {format_short(each.quantity.number)}%"
        yield _finding(each, message, Severity.WARNING)


def _check_nobody(each: StatedIn, most: StatedIn | None) -> Iterator[TextFinding]:
    """A reminder for a rate that is less than one of all who are counted before it."""
    if most is None or most.at != each.at or most.quantity.number < _FEWEST:
        return
    rate, many = each.quantity.number, most.quantity.number
    if not _PUPILS.search(most.words):
        return
    clause = re.split("[，。；、（）]", each.part.text[: each.quantity.start][-_NEAR:])[-1]
    if "率" in clause and not _OTHERS.search(clause) and 0 < rate * many < _NOBODY * _ALL:
        message = f"“{each.written}”：{quote_stated((most,), each)}里不到一个人"
        yield _finding(each, message, Severity.WARNING)


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
    clause = _MARKS.split(told)[-1]
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
    if not _is_share_of(each, many):
        told = quote_stated((whole,), each)
        yield _finding(each, f"{told}里没有一个人数正好是 {format_short(each.quantity.number)}%")


def _is_share_of(each: StatedIn, many: Decimal) -> bool:
    """Whether some number of so many is that share."""
    nearest = (each.quantity.number * many / _ALL).to_integral_value()
    counts = (max(nearest + more, Decimal(0)) for more in (-1, 0, 1))
    shares = (percent_of(count, many) for count in counts)
    return any(share is not None and _is_share(each, share) for share in shares)


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
