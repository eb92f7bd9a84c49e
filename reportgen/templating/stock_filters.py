"""All filters of jinja2 as templates have them: a `Quantity` is one value and no list of signs, and
a count where one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import Environment, pass_environment, pass_eval_context
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.nodes import EvalContext
from jinja2.tests import TESTS as DEFAULT_TESTS
from markupsafe import Markup

from reportgen.templating.meter import LONGEST, held, hold_length, hold_times, size_of, spend
from reportgen.templating.metered_calls import hold_indented, hold_replaced
from reportgen.templating.patterns import fill_pattern
from reportgen.templating.quantity import NoNumberError, Quantity, no_list, whole_number
from reportgen.templating.value_filters import VALUE_FILTERS, VALUE_TESTS

_Filter = Callable[..., Any]
_OF_LISTS = (
    *("batch", "count", "dictsort", "first", "groupby", "items", "join", "last", "length"),
    *("list", "map", "max", "min", "random", "reject", "rejectattr", "reverse", "select"),
    *("selectattr", "slice", "sort", "sum", "unique", "xmlattr"),
)
# Those whose first argument says how many.
_WITH_COUNTS = ("batch", "center", "indent", "round", "slice", "truncate", "wordwrap")


def _takes_more(make: _Filter) -> int:
    """How many arguments stand before the value."""
    return 1 if hasattr(make, "jinja_pass_arg") else 0


def _of_list(make: _Filter) -> _Filter:
    place = _takes_more(make)

    @wraps(make)
    def apply(*arguments: Any, **named: Any) -> Any:
        value = arguments[place] if len(arguments) > place else None
        if isinstance(value, str):
            if isinstance(value, Quantity):
                raise no_list(value)
            # A text is taken sign by sign.
            spend(len(value))
        elif isinstance(value, Sized):
            spend(len(value))
        return make(*arguments, **named)

    return apply


def _metered(make: _Filter) -> _Filter:
    """The filter or test, what it takes and the text that it makes counted."""
    place = _takes_more(make)

    @wraps(make)
    def apply(*arguments: Any, **named: Any) -> Any:
        for each in (*arguments[place:], *named.values()):
            spend(size_of(each))
        made = make(*arguments, **named)
        return held(made) if isinstance(made, str) else made

    return apply


def _of_text(make: _Filter, longest: int) -> _Filter:
    """The filter, which takes texts of so many signs at most."""
    place = _takes_more(make)

    @wraps(make)
    def apply(*arguments: Any, **named: Any) -> Any:
        for each in arguments[place : place + 1]:
            if isinstance(each, str) and len(each) > longest:
                raise OverflowError("too long")
        return make(*arguments, **named)

    return apply


def _with_count(make: _Filter) -> _Filter:
    place = _takes_more(make) + 1

    @wraps(make)
    def apply(*arguments: Any, **named: Any) -> Any:
        counts = tuple(map(whole_number, arguments[place : place + 1]))
        told = {name: whole_number(value) for name, value in named.items()}
        hold_times(*counts, *told.values())
        return make(*arguments[:place], *counts, *arguments[place + 1 :], **told)

    return apply


@pass_environment
def _truncate(environment: Environment, value: Any, *arguments: Any, **named: Any) -> object:
    try:
        return DEFAULT_FILTERS["truncate"](environment, str(value), *arguments, **named)
    except AssertionError as fault:
        hint = "例如 |truncate(20)，不要省略号的写 |truncate(20, true, '', 0)"
        raise NoNumberError("truncate 的长度比省略号还短，或者不是数", hint) from fault


def _format(value: Any, *arguments: Any, **named: Any) -> object:
    if isinstance(value, Markup):
        return DEFAULT_FILTERS["format"](value, *arguments, **named)
    return fill_pattern(str(value), named or arguments)


def _replace(*arguments: Any, **named: Any) -> object:
    text = {key: named[key] for key in ("old", "new") if key in named}
    hold_replaced(*arguments[1:4], **text)
    return DEFAULT_FILTERS["replace"](*arguments, **named)


@pass_environment
def _wordwrap(environment: Environment, value: Any, *arguments: Any, **named: Any) -> object:
    mark = named.get("wrapstring") or (*arguments, None, None, None)[2] or ""
    hold_length(len(str(value)) * (1 + len(str(mark))))
    return DEFAULT_FILTERS["wordwrap"](environment, str(value), *arguments, **named)


def _indent(value: Any, *arguments: Any, **named: Any) -> object:
    hold_indented(value, *(arguments[:1] or [named.get("width", 4)]))
    return DEFAULT_FILTERS["indent"](value, *arguments, **named)


@pass_eval_context
def _join(context: EvalContext, value: Any, *arguments: Any, **named: Any) -> object:
    items = value if hasattr(value, "__len__") else list(value)
    spend(size_of(items))
    mark = str(arguments[0] if arguments else named.get("d", ""))
    hold_length(len(mark) * len(items) + sum(len(each) for each in items if isinstance(each, str)))
    return DEFAULT_FILTERS["join"](context, items, *arguments, **named)


def _string(value: Any) -> object:
    return str(value) if isinstance(value, Quantity) else DEFAULT_FILTERS["string"](value)


# Those that go through a text once or more for each part of it.
_SLOW = ("pprint", "striptags", "title", "urlize", "wordcount", "wordwrap")
_LONGER = ("e", "escape", "forceescape", "string", "tojson", "urlencode", "xmlattr")
_LONGEST_TEXTS = {**dict.fromkeys(_SLOW, 20_000), **dict.fromkeys(_LONGER, LONGEST // 10)}
# Tests that go through all of a value.
_OF_ALL_VALUES = (
    *("in", "upper", "lower", "eq", "==", "equalto", "ne", "!=", "lt", "lessthan", "<", "le"),
    *("<=", "gt", "greaterthan", ">", "ge", ">="),
)
# Those that do not go into what a list holds, and count what they take themselves.
_QUICK = frozenset(
    (
        *("abs", "attr", "batch", "count", "d", "default", "first", "float", "int", "items"),
        *("join", "last", "length", "list", "map", "reject", "rejectattr", "reverse", "round"),
        *("select", "selectattr", "slice"),
    )
)

_ADAPTED: Mapping[str, _Filter] = {
    **DEFAULT_FILTERS,
    **VALUE_FILTERS,
    "truncate": _truncate,
    "replace": pass_eval_context(_replace),
    "indent": _indent,
    "join": _join,
    "wordwrap": _wordwrap,
    "format": _format,
    "string": _string,
}
_COUNTED: Mapping[str, _Filter] = {
    **_ADAPTED,
    **{name: _with_count(_ADAPTED[name]) for name in _WITH_COUNTS},
}
_OF_LISTED: Mapping[str, _Filter] = {
    **_COUNTED,
    **{name: _of_list(_COUNTED[name]) for name in _OF_LISTS},
}
_OF_VALUES: Mapping[str, _Filter] = {
    **_OF_LISTED,
    **{name: _of_text(_OF_LISTED[name], longest) for name, longest in _LONGEST_TEXTS.items()},
}
STOCK_FILTERS: Mapping[str, _Filter] = {
    name: make if name in _QUICK else _metered(make) for name, make in _OF_VALUES.items()
}
_KNOWN_TESTS: Mapping[str, Any] = {**DEFAULT_TESTS, **VALUE_TESTS}
STOCK_TESTS: Mapping[str, Callable[..., Any]] = {
    **VALUE_TESTS,
    **{name: _metered(_KNOWN_TESTS[name]) for name in _OF_ALL_VALUES},
}
