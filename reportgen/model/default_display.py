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
    """A figure with at most two decimals, 是 or 否, the figures of a list parted by 、; anything
    else as it is.
    """
    if isinstance(value, Decimal):
        return format_short(value)
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, tuple) and all(isinstance(each, Decimal) for each in value):
        return "、".join(format_short(each) for each in value)
    return value
