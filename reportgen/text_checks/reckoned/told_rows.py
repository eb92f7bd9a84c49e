"""A paragraph as a row of the quantities that it states, with the words of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from reportgen.late_regex import late_regex
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.stated_figures import StatedIn

_MARKS = "，,。；;：:、（）()！？!?\n"
_BEHIND = late_regex(r"[^，,。；;：:、（）()！？!?\n\d]{1,8}")
_SENTENCE = late_regex("[。！？!?\n]")
_HALF = late_regex("[；;]")
_JOINED = late_regex(r"\s*[、，和及与]\s*$")
_EACH, _EVERY = "分别", "每"
_FARTHEST, _BESIDE, _LONGEST_LIST = 24, 6, 8


class ToldRow:
    """What one paragraph states, in order, and the words right before each: back to the last mark
    or quantity. What is asked of a number again and again is found once.
    """

    def __init__(self, stated: Sequence[StatedIn]) -> None:
        self.stated = stated
        self.text = stated[0].part.text
        self._clauses: dict[int, str] = {}
        self._words: dict[int, str] = {}
        self._has_lists = _EACH in self.text

    @cached_property
    def exact(self) -> tuple[bool, ...]:
        """Of each whether it may be computed with."""
        return tuple(map(is_exact_count, self.stated))

    def begin(self, at: int) -> int:
        """Where the words before a quantity begin at the earliest: behind the one before."""
        if not at:
            return 0
        before = self.stated[at - 1].quantity
        if before.end and self.text.startswith(_EVERY, before.start - 1):
            # 每12个班 is one word.
            return before.start - 1
        return before.end

    def clause(self, at: int) -> str:
        """The words right before a quantity."""
        found = self._clauses.get(at)
        if found is None:
            words = self.text[self.begin(at) : self.stated[at].quantity.start].rstrip(" ：:")
            begin = len(words)
            while begin and words[begin - 1] not in _MARKS:
                begin -= 1
            found = self._clauses[at] = words[begin:].strip()
        return found

    def words(self, at: int) -> str:
        """The words of a quantity, before it and behind it: 已完成 and 教师 of 已完成82名教师."""
        found = self._words.get(at)
        if found is None:
            behind = _BEHIND.match(self.text, self.stated[at].quantity.end)
            found = self._words[at] = self.clause(at) + (behind[0] if behind else "")
        return found

    def before(self, at: int) -> range:
        """The places of those before it, as far back as anything is looked for."""
        return range(max(at - _FARTHEST, 0), at)

    def behind(self, at: int) -> range:
        """The places of those right behind it that are looked at."""
        return range(at + 1, min(at + 1 + _BESIDE, len(self.stated)))

    def in_sentence(self, at: int) -> range:
        """The places of those before it in its sentence."""
        first, least, stated = at, max(at - _FARTHEST, 0), self.stated
        stop = _last_before(self._stops, stated[at].quantity.start)
        while first > least and stated[first - 1].quantity.end > stop:
            first -= 1
        return range(first, at)

    def in_half(self, at: int) -> list[int]:
        """Those of them behind the last semicolon."""
        stop = _last_before(self._halves, self.stated[at].quantity.start)
        return [each for each in self.in_sentence(at) if self.stated[each].quantity.end > stop]

    @cached_property
    def _stops(self) -> list[int]:
        return [found.start() for found in _SENTENCE.finditer(self.text)]

    @cached_property
    def _halves(self) -> list[int]:
        return [found.start() for found in _HALF.finditer(self.text)]

    def list_of(self, at: int) -> tuple[int, ...]:
        """The places of the list (分别为1.14人和1.24人) that it stands in; its own alone where it
        stands in none.
        """
        if not self._has_lists:
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


def _last_before(marks: Sequence[int], place: int) -> int:
    """The last of the marks before the place; -1 for none."""
    at = bisect_left(marks, place)
    return marks[at - 1] if at else -1


def are_alike(told: StatedIn, beside: StatedIn) -> bool:
    """Whether both count in one unit, however it is written."""
    one, other = told.quantity, beside.quantity
    if one.form is not other.form:
        return False
    if one.unit == other.unit:
        same = one.form is not QuantityForm.AMOUNT or _unit_sign(told) == _unit_sign(beside)
        return bool(one.unit) or same
    return _shared_unit(one, other) is not None


def _unit_sign(each: StatedIn) -> str:
    """The sign behind a number whose unit nobody knows: 份."""
    end = each.quantity.end
    return each.part.text[end : end + 1]


def number_in(quantity: StatedQuantity, other: StatedQuantity) -> Decimal:
    """The number of the one in the unit of the other."""
    if quantity.unit == other.unit:
        return quantity.number
    shared = _shared_unit(quantity, other)
    return quantity.number if shared is None else quantity.number * shared[0] / shared[1]


def _shared_unit(quantity: StatedQuantity, other: StatedQuantity) -> tuple[Decimal, Decimal] | None:
    """How many of a unit of facts each of their units is; None where they have none in common."""
    for unit, own in quantity.units:
        for beside, factor in other.units:
            if unit == beside:
                return own, factor
    return None


def is_amount(each: StatedIn) -> bool:
    """Whether it is one number, of whatever is counted."""
    return each.quantity.form is QuantityForm.AMOUNT and each.quantity.high is None


def is_exact_count(each: StatedIn) -> bool:
    """Whether it may be computed with: an amount that is told once for all."""
    quantity = each.quantity
    if quantity.form is not QuantityForm.AMOUNT or quantity.per is not None:
        return False
    before = max(quantity.start - 1, 0)
    return quantity.high is None and not each.part.text.startswith(_EVERY, before)
