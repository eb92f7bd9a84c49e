"""Shares and multiples in words: 占三分之一, 一半, 三成, 翻一番."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.quantities.stated_quantity import Nearness, QuantityForm, StatedQuantity
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_SPOKEN = late_regex(
    rf"(?P<below>[{NUMERAL_SIGNS}]{{1,2}})分之(?P<above>[{NUMERAL_SIGNS}]{{1,3}})|一半|"
    r"翻了?(?P<turns>[一两二三])番"
)
_MORE = ("多", "以上", "强")
_TENTHS = "成"
_SIGNS = (_TENTHS, "分之", "一半", "番")
_CLOSE = Decimal("0.1")
_ALL, _TEN, _ONE, _TWO = Decimal(100), Decimal(10), Decimal(1), 2


def with_spoken(stated: Sequence[StatedIn]) -> tuple[StatedIn, ...]:
    """What a paragraph states, with those that it says in words, in order."""
    at, part = stated[0].at, stated[0].part
    if not any(sign in part.text for sign in _SIGNS):
        return tuple(stated)
    spoken = [
        StatedIn(at, part, quantity)
        for found in _SPOKEN.finditer(part.text)
        if (quantity := _read(found)) is not None
    ]
    begins = [each.quantity.start for each in spoken]
    plain = [_tenths(each) for each in stated if not _is_within(each, spoken, begins)]
    return tuple(sorted((*plain, *spoken), key=lambda each: each.quantity.start))


def _read(found: re.Match[str]) -> StatedQuantity | None:
    more = found.string.startswith(_MORE, found.end())
    near = Nearness.BEYOND if more else Nearness.ABOUT
    if found["turns"]:
        turns = read_numeral(found["turns"].replace("两", "二")) or 1
        times = StatedQuantity(found.span(), Decimal(_TWO**turns), _CLOSE, nearness=near)
        times.unit = "倍"
        return times
    below, above = (read_numeral(found[key] or "") for key in ("below", "above"))
    if found["below"] and not (below and above):
        return None
    share = _ALL * Decimal(above or 1) / Decimal(below or _TWO)
    return StatedQuantity(found.span(), share, _ONE, QuantityForm.SHARE, near)


def _tenths(each: StatedIn) -> StatedIn:
    """三成 is some 30%."""
    quantity = each.quantity
    if quantity.unit != _TENTHS:
        return each
    share = copy(quantity)
    share.number, share.form = quantity.number * _TEN, QuantityForm.SHARE
    share.unit, share.units, share.nearness = "", (), Nearness.ABOUT
    return StatedIn(each.at, each.part, share)


def _is_within(each: StatedIn, spoken: Sequence[StatedIn], begins: Sequence[int]) -> bool:
    at = bisect_right(begins, each.quantity.start)
    return at > 0 and each.quantity.start < spoken[at - 1].quantity.end
