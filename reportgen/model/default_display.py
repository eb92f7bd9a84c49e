"""A value → what phrases and Word templates print of it where no filter says how."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.numbers import format_short

YES, NO = "是", "否"
# What stands where there is no limit, no figure, nothing lacking.
NOT_SET = "—"


def yes_no(flag: object) -> str:
    """The word for true or false."""
    return YES if flag else NO


def print_value(value: object) -> object:
    """The value for display; what is no figure, 是/否 or list of figures stays as it is.

    Figures have at most two decimals, those of a list are parted by 、.
    """
    if isinstance(value, Decimal):
        return format_short(value)
    if isinstance(value, float):
        return format_short(Decimal(str(value)))
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, tuple) and all(isinstance(each, Decimal) for each in value):
        return "、".join(format_short(each) for each in value)
    return value
