"""Amounts of a text, by what they are counted in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.model.numbers import format_short
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_HALF, _ONE = Decimal("0.5"), Decimal(1)
# Of what stands oftener nothing can be told apart.
_MOST_OF_UNIT, _LONGEST_RUN = 400, 40


class Added(NamedTuple):
    """What some amounts come to, and how far that may be off as they were rounded."""

    value: Decimal
    slack: Decimal

    def fits(self, each: StatedIn) -> bool:
        """Whether the amount may be what they come to."""
        return abs(self.value - value_of(each)) <= self.slack + rounding_of(each)

    def is_near(self, each: StatedIn, share: Decimal) -> bool:
        """Whether they differ by no more than that share of the amount."""
        return abs(self.value - value_of(each)) <= value_of(each) * share


def unit_of(each: StatedIn) -> str:
    """What it is counted in, however that is written: ㎡ of 亩; empty where no unit is written."""
    quantity = each.quantity
    return quantity.units[0][0] if quantity.units else quantity.unit


def value_of(each: StatedIn) -> Decimal:
    """The number in `unit_of`."""
    return each.quantity.number * _factor(each)


def rounding_of(each: StatedIn) -> Decimal:
    """How far it may be off: half of its last place, nothing where it was counted one by one."""
    quantity = each.quantity
    is_rounded = quantity.scale != _ONE or quantity.step != _ONE
    return quantity.step * _factor(each) * _HALF if is_rounded else Decimal(0)


def sum_of(amounts: Iterable[StatedIn]) -> Added:
    """What they come to."""
    told = tuple(amounts)
    zero = Decimal(0)
    return Added(sum(map(value_of, told), zero), sum(map(rounding_of, told), zero))


def written_as(value: Decimal, like: StatedIn) -> str:
    """The value in the unit in which that amount is written: 34500元."""
    return f"{format_short(value / _factor(like) / like.quantity.scale)}{like.written_unit}"


def counts_of(text: ReadText, at: int) -> Sequence[StatedIn]:
    """What the part at that place states, in order."""
    return text.stated[text.count_stated(at) : text.count_stated(at + 1)]


def alike(each: StatedIn, stated: Iterable[StatedIn]) -> Iterator[StatedIn]:
    """The others that are counted in the same unit, and exactly."""
    unit = unit_of(each)
    return (one for one in stated if one is not each and one.is_count and unit_of(one) == unit)


class AmountsOf:
    """The amounts of a text by what they are counted in."""

    def __init__(self, text: ReadText) -> None:
        self._found: dict[str, list[StatedIn]] = {}
        for each in text.stated:
            if each.is_count:
                self._found.setdefault(unit_of(each), []).append(each)

    def like(self, each: StatedIn) -> Sequence[StatedIn]:
        """All that are counted in the same unit; none where there are too many."""
        found = self._found.get(unit_of(each), ())
        return found if len(found) <= _MOST_OF_UNIT else ()


def any_run_fits(row: Sequence[StatedIn], total: StatedIn) -> bool:
    """Whether some that stand side by side in the row come to that amount."""
    for first in range(len(row)):
        added = Added(Decimal(0), Decimal(0))
        for last in range(first, min(first + _LONGEST_RUN, len(row))):
            each = row[last]
            added = Added(added.value + value_of(each), added.slack + rounding_of(each))
            if last > first and added.fits(total):
                return True
            if added.value > value_of(total) + added.slack:
                break
    return False


def _factor(each: StatedIn) -> Decimal:
    return each.quantity.units[0][1] if each.quantity.units else _ONE
