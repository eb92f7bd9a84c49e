"""A number with what stands behind it: its scale and its unit."""

from __future__ import annotations

from decimal import Decimal

from reportgen.named_tuple import NamedTuple
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.numerals import FoundNumber
from reportgen.quantities.stated_quantity import Nearness, QuantityForm

_ONE = Decimal(1)
_ZEROS = {"百": 2, "千": 3, "万": 4, "亿": 8, "百万": 6, "千万": 7, "百亿": 10, "千亿": 11}
_SCALES = {word: _ONE.scaleb(zeros) for word, zeros in _ZEROS.items()}


class MeasuredNumber(NamedTuple):
    """A number with what stands behind it: its scale and unit, and where that ends."""

    found: FoundNumber
    end: int
    scale: Decimal
    unit: str
    nearness: Nearness
    step: Decimal


def measure(plain: str, found: FoundNumber, lexicon: Lexicon) -> MeasuredNumber:
    """The number with 万, its unit, 余 and 左右 behind it."""
    behind = lexicon.unit_pattern.match(plain, found.end)
    if behind is None or found.form is not QuantityForm.AMOUNT:
        return MeasuredNumber(found, found.end, _ONE, "", Nearness.EXACT, found.step)
    told = behind.groups()
    before, scaled, more, unit, after, about = told
    end = behind.end() if any(told) else found.end
    scale = _SCALES[scaled] if scaled else _ONE
    step = round_step(found) if before or more else found.step
    nearness = Nearness.EXACT
    if found.low is not None:
        nearness = Nearness.SPAN
    elif before or more or after:
        nearness = Nearness.OVER
    elif about:
        nearness = Nearness(lexicon.prose.near_behind[about])
    return MeasuredNumber(found, end, scale, unit or "", nearness, step * scale)


def round_step(found: FoundNumber) -> Decimal:
    """What is left out of a number that is as round: 1000 of 6000, 10 of 880, 0.1 of 1.9."""
    number = found.number
    if number != number.to_integral_value() or not number:
        return found.step
    step = _ONE
    while not number % (step * 10):
        step *= 10
    return step
