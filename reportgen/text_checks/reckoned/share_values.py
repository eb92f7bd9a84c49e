"""A part as a share of a whole → what it may have been computed of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.numbers import percent_of
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, slack_of
from reportgen.text_checks.reckoned.told_counts import Count
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, number_in
from reportgen.text_checks.stated_figures import StatedIn

MOST_SUMMED, _ALL = 8, Decimal(100)


class SharedPart(NamedTuple):
    """A number before a share, among those of its sentence."""

    row: ToldRow
    place: int
    places: Sequence[int]

    @property
    def stated(self) -> StatedIn:
        """The number."""
        return self.row.stated[self.place]


def share(part: StatedIn, whole: Count, sureness: Sureness) -> Iterator[Reckoning]:
    """The part as a share of the whole, where it can be one."""
    by = whole.used[0]
    if part in whole.used or not are_alike(part, by):
        return
    many = number_in(part.quantity, by.quantity)
    if whole.subject and len(whole.used) == 1 and many and by.quantity.number:
        # What is told in 亩 counts in ㎡.
        many *= whole.value / by.quantity.number
    value = percent_of(many, whole.value) if many <= whole.value else None
    if value is not None:
        used = (part, *whole.used)
        yield Reckoning(value, used, sureness, slack_of(value, *used), is_part=True)


def summed(part: SharedPart, whole: Count) -> Iterator[Reckoning]:
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


def rate(part: StatedIn, whole: StatedIn, sureness: Sureness) -> Iterator[Reckoning]:
    """The part of the whole, and the rest of it."""
    value = percent_of(number_in(part.quantity, whole.quantity), whole.quantity.number)
    if value is not None and value <= _ALL:
        slack, used = slack_of(value, part, whole), (whole, part)
        yield Reckoning(value, used, sureness, slack, is_part=True)
        yield Reckoning(_ALL - value, used, Sureness.POSSIBLE, slack, is_part=True)


def summed_rate(row: ToldRow, place: int, whole: StatedIn) -> Iterator[Reckoning]:
    """Those before it added to it: 优秀312人、良好598人、及格622人 of 1608人."""
    total = Decimal(0)
    for before in range(place, max(place - MOST_SUMMED, -1), -1):
        each = row.stated[before]
        if each is whole or (row.exact[before] and not are_alike(each, whole)):
            return
        if not row.exact[before]:
            continue
        total += number_in(each.quantity, whole.quantity)
        value = percent_of(total, whole.quantity.number)
        if value is not None and before < place and value <= _ALL:
            yield Reckoning(value, (each, whole), Sureness.POSSIBLE, is_part=True)
