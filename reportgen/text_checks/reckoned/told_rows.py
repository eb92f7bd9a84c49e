"""A paragraph as a row of the quantities that it states, with the words of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportgen.late_regex import late_regex
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.stated_figures import StatedIn

_MARKS = "，,。；;：:、（）()！？!?\n"
_BEHIND = late_regex(r"[^，,。；;：:、（）()！？!?\n\d]{1,8}")
_SENTENCE = late_regex("[。！？!?\n]")
_HALF = late_regex("[；;]")
_JOINED = late_regex(r"\s*[、，和及与]\s*$")
_EACH, _EVERY = "分别", "每"
_FARTHEST, _LONGEST_LIST = 24, 8


class ToldRow(NamedTuple):
    """What one paragraph states, in order, and the words right before each: back to the last mark
    or quantity.
    """

    stated: Sequence[StatedIn]
    clauses: tuple[str, ...] = ()
    has_lists: bool = False

    def clause(self, at: int) -> str:
        """The words right before a quantity."""
        return self.clauses[at]

    def words(self, at: int) -> str:
        """The words of a quantity, before it and behind it: 已完成 and 教师 of 已完成82名教师."""
        each = self.stated[at]
        behind = _BEHIND.match(each.part.text, each.quantity.end)
        return self.clause(at) + (behind[0] if behind else "")

    def before(self, at: int) -> range:
        """The places of those before it, as far back as anything is looked for."""
        return range(max(at - _FARTHEST, 0), at)

    def in_sentence(self, at: int) -> list[int]:
        """The places of those before it in its sentence."""
        begin = self.stated[at].quantity.start
        text, found = self.stated[at].part.text, []
        for place in reversed(self.before(at)):
            if _SENTENCE.search(text, self.stated[place].quantity.end, begin):
                break
            found.append(place)
        return found[::-1]

    def in_half(self, at: int) -> list[int]:
        """Those of them behind the last semicolon."""
        text, begin = self.stated[at].part.text, self.stated[at].quantity.start
        return [
            place
            for place in self.in_sentence(at)
            if not _HALF.search(text, self.stated[place].quantity.end, begin)
        ]

    def list_of(self, at: int) -> tuple[int, ...]:
        """The places of the list (分别为1.14人和1.24人) that it stands in; its own alone where it
        stands in none.
        """
        if not self.has_lists:
            return (at,)
        first = at
        while first and at - first < _LONGEST_LIST and self._is_joined(first):
            first -= 1
        if _EACH not in self.clause(first):
            return (at,)
        last = at
        while last + 1 < len(self.stated) and self._is_joined(last + 1):
            last += 1
        return tuple(range(first, last + 1))

    def _is_joined(self, at: int) -> bool:
        """Whether it goes on a list with the one before it: nothing but 和 or 、 between."""
        one, other = self.stated[at - 1], self.stated[at]
        between = other.part.text[one.quantity.end : other.quantity.start]
        return _JOINED.match(between) is not None


def make_row(stated: Sequence[StatedIn]) -> ToldRow:
    """The row of what one paragraph states, which is not nothing."""
    text = stated[0].part.text
    return ToldRow(stated, tuple(_clauses(stated, text)), _EACH in text)


def _clauses(stated: Sequence[StatedIn], text: str) -> Iterator[str]:
    begin = before = 0
    for each in stated:
        start = each.quantity.start
        if begin and text.startswith(_EVERY, before - 1):
            # 每12个班 is one word.
            begin = before - 1
        words = text[begin:start].rstrip(" ：:")
        yield words[max(map(words.rfind, _MARKS)) + 1 :].strip()
        begin, before = each.quantity.end, start


def are_alike(told: StatedIn, beside: StatedIn) -> bool:
    """Whether both count in one unit, however it is written."""
    one, other = told.quantity, beside.quantity
    if one.form is not other.form:
        return False
    if one.unit == other.unit:
        same = one.form is not QuantityForm.AMOUNT or _unit_sign(told) == _unit_sign(beside)
        return bool(one.unit) or same
    return bool(dict(one.units).keys() & dict(other.units).keys())


def _unit_sign(each: StatedIn) -> str:
    """The sign behind a number whose unit nobody knows: 份."""
    end = each.quantity.end
    return each.part.text[end : end + 1]


def number_in(quantity: StatedQuantity, other: StatedQuantity) -> Decimal:
    """The number of the one in the unit of the other."""
    if quantity.unit == other.unit:
        return quantity.number
    own, others = dict(quantity.units), dict(other.units)
    shared = next(iter(own.keys() & others.keys()), None)
    return quantity.number if shared is None else quantity.number * own[shared] / others[shared]


def is_amount(each: StatedIn) -> bool:
    """Whether it is one number, of whatever is counted."""
    return each.quantity.form is QuantityForm.AMOUNT and each.quantity.high is None


def is_exact_count(each: StatedIn) -> bool:
    """Whether it may be computed with: an amount that is told once for all."""
    quantity = each.quantity
    every = each.part.text.startswith(_EVERY, max(quantity.start - 1, 0))
    plain = quantity.form is QuantityForm.AMOUNT and quantity.per is None
    return plain and quantity.high is None and not every
