"""Values of templates as they are printed and as they are: 8.43册 is text, and a number.

A template may print a value, compare it, sort by it or compute with it; a `Quantity` is printed
with its unit and its decimals and computed with as it is, an `Answer` is 是 or 否, and true or not.
What is no number is never taken for one.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from reportgen.late_regex import late_regex
from reportgen.model.default_display import yes_no
from reportgen.model.numbers import format_short
from reportgen.model.sourced_figure import figure_code
from reportgen.model.sourced_text import CODE_LENGTH, SourcedText, mark_figure
from reportgen.templating.figure_formats import (
    format_figure,
    is_of_text,
    is_of_whole,
    refuse_wide,
)
from reportgen.templating.text_order import order_of

_PLAIN_NUMBER = late_regex(r"-?\d+(?:\.\d+)?", re.ASCII)
_NUMBER = late_regex(r"\d+(?:\.\d+)?", re.ASCII)
# The number of 1∶18 is what stands behind the sign.
_ONE_TO = ("1∶", "1:", "1：")


class NoNumberError(ValueError):
    """A value that is no number is computed with; the message and the `hint` say so in Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Quantity(SourcedText):
    """A text with the number that it stands for, exact; None where it stands for none (缺数据).

    It equals the text that it is printed as, and the number that it is. All else asks for the
    number: it is greater or less, and none of it is false. It is one value and no list of signs.

    `unit` is that of the number where it is known; empty where it is not. `code` is what it is a
    figure of.
    """

    __slots__ = ("number", "unit")
    number: Decimal | None
    unit: str

    def __new__(
        cls, text: str, number: Decimal | None = None, unit: str = "", code: str = ""
    ) -> Quantity:
        made = str.__new__(cls, text)
        made.marks = mark_figure(text, code) if code and text else text
        made.number, made.unit = number, unit
        return made

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return str(self), self.number, self.unit, self.code

    @property
    def code(self) -> str:
        """What it is a figure of (`figure_source`); empty where that is not known."""
        return self.marks[1 : 1 + CODE_LENGTH] if len(self.marks) > len(self) else ""

    def with_number(self, number: Decimal, decimals: int) -> Quantity:
        """Another number with at most so many decimals, between the signs of this one."""
        found = _NUMBER.search(self, _after_one_to(self))
        before, after = (self[: found.start()], self[found.end() :]) if found else ("", "")
        if found and self.number and not _is_about(Decimal(found[0]), abs(self.number)):
            # 31.8万元 is kept as so many 元, 1 234 in groups.
            before, after = "", self.unit
        if before.endswith(("略低于", "略高于")):
            before, after = "", ""
        text = f"{before}{format_short(number, decimals)}{after}"
        return Quantity(text, number, self.unit, self.code)

    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        return bool(str(self)) if self.number is None else bool(self.number)

    def __eq__(self, other: object) -> bool:
        return is_same(self, other)

    def __ne__(self, other: object) -> bool:
        return not is_same(self, other)

    def __lt__(self, other: object) -> bool:
        return is_in_order("<", self, other)

    def __le__(self, other: object) -> bool:
        return is_in_order("<=", self, other)

    def __gt__(self, other: object) -> bool:
        return is_in_order(">", self, other)

    def __ge__(self, other: object) -> bool:
        return is_in_order(">=", self, other)

    def __format__(self, spec: str) -> str:
        refuse_wide(spec)
        if is_of_text(spec):
            return format(str(self), spec)
        number = needed_number(self)
        return (
            format(operator.index(self), spec) if is_of_whole(spec) else format_figure(number, spec)
        )

    def __iter__(self) -> Iterator[str]:
        raise no_list(self)

    def __reversed__(self) -> Iterator[str]:
        raise no_list(self)

    def __pos__(self) -> Quantity:
        number = needed_number(self)
        return Quantity(format_short(number), number)

    def __float__(self) -> float:
        return float(needed_number(self))

    def __int__(self) -> int:
        return int(needed_number(self))

    def __index__(self) -> int:
        number = needed_number(self)
        if number != number.to_integral_value():
            raise NoNumberError(f"“{self}”不是整数", "这里要用整数，可以先用 |round 或 |int 取整")
        return int(number)


def whole_number(value: Any) -> Any:
    """The count that a value is; what is none as it is, for whoever takes it to judge.

    Errors: NoNumberError for a `Quantity` that is no whole number.
    """
    return operator.index(value) if isinstance(value, Quantity) else value


def no_list(value: object) -> NoNumberError:
    """What is said where one value is taken for a list of them."""
    hint = "一项一项地取、数有几项，要用列表；要数它有几个字，写 |string|length"
    return NoNumberError(f"“{shown(value)}”是一个值，不是一列", hint)


class Answer(str):
    """是 or 否: it equals its word and true or false, and is true as it says."""

    __slots__ = ()

    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        return str(self) == yes_no(True)

    def __eq__(self, other: object) -> bool:
        return bool(self) is other if isinstance(other, bool) else str(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other


ANSWERS: Mapping[bool, Answer] = {flag: Answer(yes_no(flag)) for flag in (True, False)}


class Substitute(str):
    """What is printed in the place of a value that was not given; a condition finds none there,
    unless it is 是.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return str(self) == yes_no(True)


class Quantities(tuple[Quantity, ...]):
    """Figures one by one; printed whole they are parted by 、."""

    __slots__ = ()

    def __str__(self) -> str:
        return "、".join(map(str, self))


def as_value(value: object) -> object:
    """What templates get of a value: a `Quantity`, an `Answer`; other values as they are."""
    if isinstance(value, Decimal):
        return Quantity(format_short(value), value, code=figure_code(value))
    if isinstance(value, bool):
        return ANSWERS[value]
    if isinstance(value, tuple) and all(isinstance(each, Decimal) for each in value):
        return Quantities(Quantity(format_short(each), each) for each in value)
    return value


def as_quantity(text: str, value: object, code: str = "") -> Quantity | Answer:
    """The value printed as that text: a number of that code, an answer, or no number."""
    if isinstance(value, bool):
        return ANSWERS[value]
    number = value if isinstance(value, Decimal) else None
    return Quantity(text, number, code=code if number is not None else "")


def read_quantity(text: str) -> Quantity:
    """The text with the number in it: ≥5.8, 1∶18, 45人; None where there is not one number."""
    found = _NUMBER.findall(text, _after_one_to(text))
    return Quantity(text, Decimal(found[0]) if len(found) == 1 else None)


def _is_about(printed: Decimal, number: Decimal) -> bool:
    return number / 2 <= printed <= number * 2 or abs(printed - number) <= 1


def _after_one_to(text: str) -> int:
    return next((text.index(each) + len(each) for each in _ONE_TO if each in text), 0)


def number_of(value: object) -> Decimal | None:
    """The number that a value is, or that a text is which holds nothing else; None for others."""
    if isinstance(value, Quantity):
        return value.number
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value.strip()):
        return Decimal(value.strip())
    return None


def needed_number(value: object) -> Decimal:
    """The number of a value. Errors: NoNumberError where it is none."""
    number = number_of(value)
    if number is None:
        raise no_number(value)
    return number


def no_number(value: object) -> NoNumberError:
    """What is said of a value that is no number."""
    hint = (
        "先判断是不是数，例如 {% if 行.实际值 is number %}{{ 行.实际值 * 2 }}{% endif %}；"
        "条件里写成 … is number and …"
    )
    return NoNumberError(f"“{shown(value)}”不是数，不能拿来计算或比大小", hint)


def shown(value: object) -> str:
    """The value as a message quotes it."""
    if isinstance(value, (Mapping, list, tuple)):
        return "、".join(map(shown, value)) if len(value) < _FEW else f"{len(value)} 项内容"
    text = " ".join(str(value).split())
    return f"{text[:_MOST_SHOWN]}…" if len(text) > _MOST_SHOWN else text


_FEW, _MOST_SHOWN = 4, 30


def is_same(left: object, right: object) -> bool:
    """Whether two values are one: equal numbers, or printed alike. Two texts are never numbers."""
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(_as_answer(left) == _as_answer(right))
    if isinstance(left, str) and isinstance(right, str):
        return _is_same_text(left, right)
    numbers = number_of(left), number_of(right)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return bool(plain_value(left) == plain_value(right))


def _is_same_text(left: str, right: str) -> bool:
    if str(left) == str(right) and type(left) is not type(right):
        return True
    quantities = isinstance(left, Quantity) or isinstance(right, Quantity)
    numbers = (number_of(left), number_of(right)) if quantities else (None, None)
    return str(left) == str(right) if None in numbers else numbers[0] == numbers[1]


def plain_value(value: object) -> object:
    """The value; of a `Quantity` its text."""
    return str(value) if isinstance(value, Quantity) else value


def _as_answer(value: object) -> object:
    return yes_no(value) if isinstance(value, bool) else value


_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def is_in_order(sign: str, left: object, right: object) -> bool:
    """Whether `left < right`, or what else the sign says: as numbers, else as `order_of` has texts.

    Errors: NoNumberError where a number is compared with what is none.
    """
    first, second = number_of(left), number_of(right)
    if first is not None and second is not None:
        return _ORDERS[sign](first, second)
    if isinstance(left, str) and isinstance(right, str) and str(left) == str(right):
        return sign.endswith("=")
    if not lacks(left, right) and (_is_counted(left) or _is_counted(right)):
        raise no_number(left if first is None else right)
    if isinstance(left, str) and isinstance(right, str):
        return _ORDERS[sign](order_of(str(left)), order_of(str(right)))
    return _ORDERS[sign](left, right)


def _is_counted(value: object) -> bool:
    return isinstance(value, Quantity) or is_figure(value)


def lacks(left: object, right: object) -> bool:
    """Whether one of them is not there, of which jinja2 tells better."""
    return isinstance(left, Undefined) or isinstance(right, Undefined)


def is_figure(value: object) -> bool:
    """Whether it is a number as Python has them."""
    return isinstance(value, (int, float, Decimal))
