"""A stated quantity and a value → whether the one may stand for the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from reportgen.quantities.lexicon import RATIO_UNIT
from reportgen.quantities.stated_quantity import Nearness, QuantityForm, StatedQuantity

# 约900人 may be said of what differs from it by so much, as a share of it.
_ABOUT = Decimal("0.05")
_ONE = Decimal(1)


def stated_value(quantity: StatedQuantity, unit: str) -> Decimal:
    """The number in that unit of facts: 19,800 of 1.98万册; as written where none is written."""
    return quantity.number * _factor(quantity, unit)


def may_stand_for(quantity: StatedQuantity, value: Decimal, unit: str) -> bool:
    """Whether the value, in that unit, may be written so.

    A number may be rounded or cut off at its last place; 余 and 多 say that there is more, 近 and
    不足 that there is less.
    """
    factor = _factor(quantity, unit)
    stated, step = quantity.number * factor, quantity.step * factor
    if quantity.high is not None:
        return stated <= value <= quantity.high * factor
    return _TELLS[quantity.nearness](value, stated, step)


def is_counted_in(quantity: StatedQuantity, unit: str) -> bool:
    """Whether it is written in that unit of facts, or in none."""
    if quantity.form is QuantityForm.SHARE:
        return unit == "%"
    if quantity.form is QuantityForm.RATIO:
        return unit == RATIO_UNIT
    return not quantity.unit or unit in [each for each, _ in quantity.units]


def _factor(quantity: StatedQuantity, unit: str) -> Decimal:
    for each, factor in quantity.units:
        if each == unit:
            return factor
    return _ONE


_TELLS: Mapping[Nearness, Callable[[Decimal, Decimal, Decimal], bool]] = {
    Nearness.EXACT: lambda value, stated, step: abs(value - stated) < step,
    Nearness.ABOUT: lambda value, stated, step: abs(value - stated) <= max(step, stated * _ABOUT),
    Nearness.OVER: lambda value, stated, step: stated <= value < stated + step,
    Nearness.BEYOND: lambda value, stated, _step: value >= stated,
    Nearness.UNDER: lambda value, stated, step: stated - step < value <= stated,
    Nearness.BELOW: lambda value, stated, _step: value <= stated,
    Nearness.SPAN: lambda value, stated, _step: value == stated,
}
