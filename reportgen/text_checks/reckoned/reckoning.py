"""A number that a text computes, and what it may have been computed of → whether it fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from enum import IntEnum

from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import Nearness, QuantityForm, StatedQuantity
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_NEAR = Decimal("0.12")
ABOUT = Decimal("0.05")
_FAR, _SHIFTS = Decimal("2.5"), (-3, -2, -1, 1, 2, 3)
_HINT, _LOOK = "请核对这几个数", "看看是不是多写或少写了一位、点错了小数点"
_SHORT, _ALL, _EXACTLY = 2, Decimal(100), Decimal(0)


class Sureness(IntEnum):
    """How sure it is that a number was computed so."""

    POSSIBLE = 0
    """It may have been: where it fits, nothing is wrong."""
    LIKELY = 1
    """Where the number is all but right, it was to be this."""
    SURE = 2
    """Nothing else is meant, where it is not far off."""
    CERTAIN = 3
    """Nothing else is meant, and it is known what each number is."""


class Reckoning(NamedTuple):
    """What two stated quantities come to, in the unit of the number that is told; `slack` is what
    their own rounding leaves open. `is_part` tells that the one is a share of the other.
    """

    value: Decimal
    used: tuple[StatedIn, ...]
    sureness: Sureness
    slack: Decimal = Decimal(0)
    is_part: bool = False


def find_wrong(told: StatedIn, reckonings: Iterable[Reckoning]) -> Reckoning | None:
    """What the number should have been; None where it may be right, or nothing tells."""
    best: Reckoning | None = None
    for each in reckonings:
        if fits(told.quantity, each):
            return None
        if each.sureness is Sureness.POSSIBLE or not _may_be_meant(told.quantity, each):
            continue
        if best is None or each.sureness > best.sureness:
            best = each
    return best


def any_fits(told: StatedIn, reckonings: Iterable[Reckoning]) -> bool:
    """Whether the number may be right."""
    return any(fits(told.quantity, each) for each in reckonings)


def _may_be_meant(quantity: StatedQuantity, each: Reckoning) -> bool:
    if each.sureness is Sureness.CERTAIN:
        return True
    if each.sureness is Sureness.SURE:
        # What is said to grow and shrinks is wrong, however much it is.
        return each.value < 0 or is_beside(quantity, each.value)
    return is_all_but(quantity, each.value)


def is_beside(quantity: StatedQuantity, value: Decimal) -> bool:
    """Whether neither is many times the other, but for a point that has slipped."""
    number = quantity.number
    more, less = max(number, value), min(number, value)
    return more <= less * _FAR or is_shifted(quantity, value)


def is_shifted(quantity: StatedQuantity, value: Decimal) -> bool:
    """Whether it is ten times the value, or a hundred times, or as much less."""
    if quantity.number < quantity.step * 10:
        return False
    off = (abs(value.scaleb(places) - quantity.number) for places in _SHIFTS)
    return any(each < quantity.step for each in off)


def fits(quantity: StatedQuantity, each: Reckoning) -> bool:
    """Whether the number may be what was computed, rounded or cut off at its last place."""
    number, value, step = quantity.number, each.value, quantity.step
    off = abs(value - number)
    if each.is_part and number == _ALL:
        # Only all of them are 100%.
        return value == _ALL
    if quantity.nearness is Nearness.EXACT:
        limit = step / 2 + each.slack if quantity.form is QuantityForm.SHARE else step + each.slack
        cut = (value / step).to_integral_value(ROUND_FLOOR) * step
        return cut == number or off < limit or off <= step / 2
    if quantity.nearness is Nearness.ABOUT:
        return off <= max(step, number * ABOUT) + each.slack
    over = quantity.nearness in (Nearness.OVER, Nearness.BEYOND)
    return value >= number - each.slack if over else value <= number + each.slack


def is_all_but(quantity: StatedQuantity, value: Decimal) -> bool:
    """Whether the number is all but that value: near it, ten times it, or misspelt."""
    number = quantity.number
    if not (number and value > 0):
        return False
    if abs(value - number) <= max(value, number) * _NEAR:
        return True
    if is_shifted(quantity, value):
        return True
    step = quantity.step
    shown, told = ((each / step).to_integral_value() * step for each in (value, number))
    return _is_misspelt(str(shown), str(told))


def _is_misspelt(one: str, other: str) -> bool:
    """Whether one digit differs, or two have changed places."""
    if len(one) != len(other) or len(one) <= _SHORT or "E" in one + other:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    swapped = len(differing) == _SHORT and differing[0] == differing[1][::-1]
    return len(differing) == 1 or (swapped and Counter(one) == Counter(other))


def slack_of(value: Decimal, *used: StatedIn) -> Decimal:
    """How far the value may be off by what its numbers were rounded to (226.5万元)."""
    off = Decimal(0)
    for each in used:
        quantity = each.quantity
        rounded = quantity.step < 1 or quantity.scale > 1
        if quantity.nearness is not Nearness.EXACT:
            off += value * ABOUT
        elif rounded and quantity.number:
            off += value * quantity.step / 2 / quantity.number
    return off


def looseness_of(*used: StatedIn) -> Decimal:
    """What part of a value its slack is."""
    off = _EXACTLY
    for each in used:
        quantity = each.quantity
        if quantity.nearness is not Nearness.EXACT:
            off += ABOUT
        elif (quantity.step < 1 or quantity.scale > 1) and quantity.number:
            off += quantity.step / 2 / quantity.number
    return off


def findings_of(told: StatedIn, found: Reckoning) -> Iterator[TextFinding]:
    """What is wrong with the number, and what may be with the one that it was computed from."""
    quantity = told.quantity
    is_share = quantity.form is QuantityForm.SHARE
    value = f"{format_short(found.value / quantity.scale)}{'%' if is_share else ''}"
    message = f"文中写的是“{told.words}”，按{quote_stated(found.used, told)}算是 {value}"
    certain = found.sureness is Sureness.CERTAIN
    shifted = not is_share and is_shifted(quantity, found.value)
    yield TextFinding(
        TextRule.PERCENTAGE if found.is_part else TextRule.CALCULATION,
        Severity.ERROR if certain else Severity.WARNING,
        told.part,
        quantity.start,
        quantity.end,
        message,
        f"{_HINT}，{_LOOK}" if shifted else _HINT,
    )
    if shifted and certain:
        yield _dividend_finding(told, found.used[0])


def _dividend_finding(told: StatedIn, dividend: StatedIn) -> TextFinding:
    """A reminder where the quotient fits but for a power of ten: either may be the wrong one."""
    message = f"“{dividend.words}”和{quote_stated((told,), dividend)}只差小数点的位置"
    span = dividend.quantity.start, dividend.quantity.end
    return remind(TextRule.CALCULATION, dividend.part, span, message, _LOOK)
