"""All filters of jinja2 as templates have them: a `Quantity` is one value and no list of signs, and
a count where one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from markupsafe import Markup

from reportgen.templating.patterns import fill_pattern
from reportgen.templating.quantity import NoNumberError, Quantity, no_list, whole_number
from reportgen.templating.value_filters import VALUE_FILTERS

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
        if len(arguments) > place and isinstance(arguments[place], Quantity):
            raise no_list(arguments[place])
        return make(*arguments, **named)

    return apply


def _with_count(make: _Filter) -> _Filter:
    place = _takes_more(make) + 1

    @wraps(make)
    def apply(*arguments: Any, **named: Any) -> Any:
        counts = tuple(map(whole_number, arguments[place : place + 1]))
        given = (*arguments[:place], *counts, *arguments[place + 1 :])
        return make(*given, **{name: whole_number(value) for name, value in named.items()})

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


def _string(value: Any) -> object:
    return str(value) if isinstance(value, Quantity) else DEFAULT_FILTERS["string"](value)


_ADAPTED: Mapping[str, _Filter] = {
    **DEFAULT_FILTERS,
    **VALUE_FILTERS,
    "truncate": _truncate,
    "format": _format,
    "string": _string,
}
_COUNTED: Mapping[str, _Filter] = {
    **_ADAPTED,
    **{name: _with_count(_ADAPTED[name]) for name in _WITH_COUNTS},
}
STOCK_FILTERS: Mapping[str, _Filter] = {
    **_COUNTED,
    **{name: _of_list(_COUNTED[name]) for name in _OF_LISTS},
}
