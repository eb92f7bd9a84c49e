"""jinja2's filters and tests of values, as they have to be where a value is a `Quantity`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from jinja2 import Environment, Undefined, pass_environment
from jinja2.filters import make_attrgetter, make_multi_attrgetter
from jinja2.tests import TESTS

from reportgen.model.numbers import exact_text, round_down, round_half_up, round_up
from reportgen.templating.arithmetic import compute
from reportgen.templating.group import AlikeItems
from reportgen.templating.quantity import (
    Answer,
    NoNumberError,
    Quantity,
    Substitute,
    as_value,
    is_in_order,
    is_same,
    needed_number,
    number_of,
)
from reportgen.templating.text_order import order_of

_ROUNDING: Mapping[str, Callable[[Decimal, int], Decimal]] = {
    "common": round_half_up,
    "ceil": round_up,
    "floor": round_down,
}
_MOST_DECIMALS = 20
# What a filter has where the template gives no other value.
_REFUSED = object()
# The kinds of values in their order; texts are of several, one after another.
_NUMBERS, _OTHERS, _TEXTS = range(3)


def _rank(value: object) -> tuple[int, Any]:
    """By what a value is sorted: numbers by themselves, before all texts, then as texts are."""
    if isinstance(value, Undefined):
        str(value)
    number = number_of(value) if isinstance(value, (Quantity, int, float, Decimal)) else None
    if number is not None:
        return _NUMBERS, number
    if not isinstance(value, str):
        return _OTHERS, value
    kind, order = order_of(str(value))
    return _TEXTS + kind, order


def _reversed_rank(value: object) -> tuple[int, Any]:
    """Likewise where the greatest comes first; texts stay behind the numbers."""
    kind, key = _rank(value)
    return -kind, key


@pass_environment
def _sort(
    environment: Environment,
    value: Iterable[object],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> list[object]:
    rank = _reversed_rank if reverse else _rank
    return sorted(value, key=make_multi_attrgetter(environment, attribute, rank), reverse=reverse)


@pass_environment
def _groupby(
    environment: Environment,
    value: Iterable[object],
    attribute: str | int,
    default: object = None,
    case_sensitive: bool = False,
) -> list[AlikeItems]:
    get = make_attrgetter(environment, attribute, default=default)
    ordered = sorted(value, key=lambda each: (_rank(get(each)), str(get(each)).lower()))
    groups = (list(items) for _, items in groupby(ordered, lambda each: str(get(each)).lower()))
    return [AlikeItems(get(items[0]), items) for items in groups]


@pass_environment
def _extreme(
    environment: Environment,
    value: Iterable[object],
    case_sensitive: bool = False,
    attribute: str | int | None = None,
    *,
    choose: Callable[..., object],
) -> object:
    """The least or the greatest; what is no number, or no date, is left out where others are."""
    get = make_attrgetter(environment, attribute)
    ranked: list[Any] = [(_rank(get(each)), each) for each in value]
    if not ranked:
        return environment.undefined("No aggregated item, sequence was empty.")
    kind = min(pair[0][0] for pair in ranked)
    alike = [pair for pair in ranked if pair[0][0] == kind]
    found: Any = choose(alike, key=lambda pair: pair[0])
    return found[1]


@pass_environment
def _sum(
    environment: Environment,
    iterable: Iterable[object],
    attribute: str | int | None = None,
    start: object = 0,
) -> object:
    get = make_attrgetter(environment, attribute)
    for each in iterable:
        start = compute("+", start, get(each))
    return start


def _round(value: object, precision: int = 0, method: str = "common") -> object:
    if method not in _ROUNDING or not -_MOST_DECIMALS <= precision <= _MOST_DECIMALS:
        raise NoNumberError("round 的写法不对", "例如 |round(1)，或 |round(0, 'ceil') 往上取整")
    rounded = _ROUNDING[method](needed_number(value), precision)
    if isinstance(value, Quantity):
        return value.with_number(rounded, max(precision, 0))
    return Quantity(exact_text(rounded), rounded)


def _whole(value: object, default: object = _REFUSED, base: int = 10) -> object:
    number = _number_or(value, default)
    return default if number is None else int(number)


def _float(value: object, default: object = _REFUSED) -> object:
    number = _number_or(value, default)
    return default if number is None else as_value(number)


def _number_or(value: object, default: object) -> Decimal | None:
    """The number; None where the template says what there is instead, else an error."""
    if default is not _REFUSED and not isinstance(value, Quantity):
        return number_of(value)
    if isinstance(value, Undefined):
        str(value)
    return needed_number(value)


def _absolute(value: object) -> object:
    return abs(value) if isinstance(value, int) else as_value(abs(needed_number(value)))


def default(value: object, other: object = "", boolean: bool = False) -> object:
    """What is printed for a value that was not given, and with `boolean` for one that is empty."""
    if isinstance(value, Undefined) or (boolean and not value):
        return Substitute(other) if type(other) is str else other
    return value


VALUE_FILTERS: Mapping[str, Callable[..., object]] = {
    "sort": _sort,
    "groupby": _groupby,
    "min": pass_environment(partial(_extreme, choose=min)),
    "max": pass_environment(partial(_extreme, choose=max)),
    "sum": _sum,
    "round": _round,
    "int": _whole,
    "float": _float,
    "abs": _absolute,
    "default": default,
    "d": default,
}

_IN_ORDER: Mapping[str, tuple[str, ...]] = {
    "<": ("lt", "lessthan"),
    "<=": ("le",),
    ">": ("gt", "greaterthan"),
    ">=": ("ge",),
}


def _is_number(value: object) -> bool:
    return number_of(value) is not None and (type(value) is not str)


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, Answer) and bool(value))


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, Answer) and not value)


def _is_many(test: str, value: object) -> bool:
    """Whether it is a list by jinja2's test; a figure is one value."""
    judge: Callable[..., Any] = TESTS[test]  # type: ignore[assignment]
    return not isinstance(value, Quantity) and bool(judge(value))


VALUE_TESTS: Mapping[str, Callable[..., Any]] = {
    **dict.fromkeys(("eq", "==", "equalto"), is_same),
    **dict.fromkeys(("ne", "!="), lambda left, right: not is_same(left, right)),
    **{
        name: partial(is_in_order, sign)
        for sign, names in _IN_ORDER.items()
        for name in (sign, *names)
    },
    "number": _is_number,
    "true": _is_true,
    "false": _is_false,
    "boolean": lambda value: isinstance(value, (bool, Answer)),
    "integer": lambda value: _is_number(value) and needed_number(value) % 1 == 0,
    "float": lambda value: _is_number(value) and needed_number(value) % 1 != 0,
    "iterable": partial(_is_many, "iterable"),
    "sequence": partial(_is_many, "sequence"),
    "string": lambda value: isinstance(value, str) and not _is_number(value),
    "odd": lambda value: needed_number(value) % 2 == 1,
    "even": lambda value: needed_number(value) % 2 == 0,
    "divisibleby": lambda value, by: needed_number(value) % needed_number(by) == 0,
}
