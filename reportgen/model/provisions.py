"""Indicators that ask for so many of something → what there should be and what there is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.model.assessment import Result
from reportgen.model.numbers import format_short
from reportgen.model.standard import Indicator
from reportgen.model.units import printed_unit

if TYPE_CHECKING:
    from reportgen.model.district import ResultRecord

_ROUNDED_UP = "向上取整("


def is_provision(indicator: Indicator) -> bool:
    """Whether it asks for one of something for each so many, rounded up: 每12个班级1间."""
    below = indicator.denominator
    return below is not None and below.text.startswith(_ROUNDED_UP) and indicator.multiple == 1


def provision(indicator: Indicator, result: Result | ResultRecord) -> tuple[str, str] | None:
    """What should be there and what is, in whole things with their unit, as nobody has half a
    room: (应配2间, 实有1间). None of other indicators, and where a figure lacks.
    """
    limit, each = result.limit, result.denominator
    if not isinstance(limit, Decimal) or not limit or each is None or not is_provision(indicator):
        return None
    owned = result.numerator if isinstance(result.numerator, Decimal) else Decimal(0)
    unit = printed_unit(indicator.unit)
    return f"应配{format_short(limit * each)}{unit}", f"实有{format_short(owned)}{unit}"
