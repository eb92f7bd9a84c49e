"""What a template computes: `+ - * / // % **` over values that are numbers, and texts joined."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from reportgen.model.numbers import exact_arithmetic, format_short, settle
from reportgen.templating.meter import held, hold_length, hold_times, size_of, spend
from reportgen.templating.quantity import (
    NoNumberError,
    Quantity,
    as_value,
    is_figure,
    lacks,
    needed_number,
    number_of,
    plain_value,
    shown,
    whole_number,
)

# More of it is no report's, and Python prints no more.
_MOST_BITS = 14_000
_DIVIDING = ("/", "//", "%")

_PYTHON: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}


def compute(sign: str, left: object, right: object) -> object:
    """What two values come to, as exact as they are: a `Quantity`, of whole numbers a whole one.

    Texts are joined by `+`, and marks (＿) repeated by `*`. Errors: NoNumberError for a value that
    is no number.
    """
    if sign == "*":
        left, right = _as_times(left, right), _as_times(right, left)
    if _is_plainly_joined(sign, left, right):
        _refuse_bomb(sign, left, right)
        return _PYTHON[sign](plain_value(left), plain_value(right))
    if isinstance(left, str) and isinstance(right, str) and sign == "+" and _adds_text(left, right):
        hold_length(len(left) + len(right))
        return held(f"{left}{right}")
    if sign == "+":
        _refuse_quoted(left, right)
    numbers = _term(sign, left), _term(sign, right)
    if sign in _DIVIDING and not numbers[1]:
        raise ZeroDivisionError
    with exact_arithmetic():
        found = settle(_PYTHON[sign](*numbers))
    return Quantity(format_short(found), found)


def _refuse_bomb(sign: str, left: object, right: object) -> None:
    """Errors: OverflowError for what would take all time or memory there is."""
    if isinstance(left, int) and isinstance(right, int):
        if _bits(sign, left, right) > _MOST_BITS:
            raise OverflowError("a number too great")
        return
    spend(size_of(left) + size_of(right))
    for times, value in ((left, right), (right, left)):
        if sign == "*" and isinstance(times, int):
            hold_times(times)
            spend(max(times, 0) * size_of(value))


def _bits(sign: str, left: int, right: int) -> int:
    """How many bits the result has, at most."""
    match sign:
        case "**":
            return left.bit_length() * max(right, 0) if abs(left) > 1 else 1
        case "*":
            return left.bit_length() + right.bit_length()
    return max(left.bit_length(), right.bit_length()) + 1


def _is_plainly_joined(sign: str, left: object, right: object) -> bool:
    """Whether Python's own arithmetic does: whole numbers, lists, a row of marks, a pattern."""
    if lacks(left, right):
        return True
    if isinstance(left, str) or isinstance(right, str):
        return _repeats_marks(sign, left, right)
    if isinstance(left, int) and isinstance(right, int):
        return sign != "/" and (sign != "**" or right >= 0)
    return not (is_figure(left) or is_figure(right))


def _as_times(value: object, other: object) -> object:
    """How often the other is repeated, where it is marks; else the value as it is."""
    return whole_number(value) if _is_marks(other) else value


def _repeats_marks(sign: str, left: object, right: object) -> bool:
    text = left if isinstance(left, str) else right
    return sign == "*" and _is_marks(text) and any(isinstance(each, int) for each in (left, right))


def _is_marks(value: object) -> bool:
    is_text = isinstance(value, str) and type(value) is not Quantity
    return is_text and not any(each.isalnum() for each in str(value))


def _adds_text(left: str, right: str) -> bool:
    quantities = isinstance(left, Quantity), isinstance(right, Quantity)
    return not all(quantities) and (
        not any(quantities) or None in (number_of(left), number_of(right))
    )


def _refuse_quoted(left: object, right: object) -> None:
    """Errors: NoNumberError where a number in quotes is to be added to one."""
    for text, other in ((left, right), (right, left)):
        if type(text) is str and isinstance(other, Quantity):
            hint = f"要相加的，去掉引号，写 {text}；要写在一起的，把 + 换成 ~"
            raise NoNumberError(f"“{shown(text)}”在引号里，是文字，不能和数相加", hint)


def _term(sign: str, value: object) -> Decimal:
    if sign == "+" and isinstance(value, str) and number_of(value) is None:
        hint = '要把文字和数写在一起，请把 + 换成 ~，例如 {{ 年度 ~ "年" }}'
        raise NoNumberError(f"“{shown(value)}”不是数，不能用 + 和数相加", hint)
    return needed_number(value)


def negate(value: object) -> object:
    """The value below zero. Errors: NoNumberError for what is no number."""
    if isinstance(value, int):
        return -value
    return as_value(-needed_number(value))
