"""`"%d人" % 数据.在校生数`: a pattern of Python's, filled with values of templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.numbers import round_half_up
from reportgen.templating.figure_formats import refuse_wide
from reportgen.templating.meter import (
    MOST_TIMES,
    held,
    hold_length,
    hold_times,
    size_of,
    spend,
)
from reportgen.templating.quantity import Quantity, number_of

_CONVERSION = late_regex(
    r"%(?:\((?P<key>[^)]*)\))?[#0 +-]*(?:\*|\d*)(?:\.(?P<decimals>\*|\d*))?[hlL]?(?P<kind>.)",
    re.DOTALL,
)
_KEY = late_regex(r"%\([^)]*\)")
# As Python has it where none are asked for.
_USUAL_DECIMALS = 6


def fill_pattern(pattern: str, values: object) -> str:
    """The pattern with those values in the places of its `%d`, `%.1f`, `%s`.

    A `Quantity` is printed by `%s`, and is its number for all others. Errors: NoNumberError where
    it has none, TypeError where Python has one, OverflowError for what would fill the memory.
    """
    refuse_wide(pattern)
    asked = [each for each in _CONVERSION.finditer(pattern) if each["kind"] != "%"]
    if isinstance(values, Mapping):
        pattern, values = _KEY.sub("%", pattern), tuple(values[each["key"]] for each in asked)
    given = values if isinstance(values, tuple) else (values,)
    _hold_filled(pattern, given, asked)
    return held(str(pattern) % _fitted(given, asked))


def _hold_filled(pattern: str, given: Sequence[object], asked: Sequence[re.Match[str]]) -> None:
    """Errors: OverflowError for a pattern that is filled with too much."""
    spend(size_of(pattern) + sum(map(size_of, given)))
    texts = sum(len(each) for each in given if isinstance(each, str))
    hold_length(len(pattern) + texts + MOST_TIMES * len(asked))
    if any("*" in each[0] for each in asked):
        hold_times(*given)


def is_pattern(value: object) -> bool:
    """Whether it is a text that values are to be put into."""
    return isinstance(value, str) and number_of(value) is None


def _fitted(given: tuple[object, ...], asked: Sequence[re.Match[str]]) -> tuple[object, ...]:
    """The values as they are asked for; as they are where Python will find fault with them."""
    if len(given) != len(asked) or any("*" in each[0] for each in asked):
        return given
    return tuple(map(_fit, given, asked))


def _fit(value: object, asked: re.Match[str]) -> object:
    """The value, rounded where decimals are asked for."""
    if not isinstance(value, Quantity) or value.number is None or asked["kind"] not in "fF":
        return value
    decimals = _USUAL_DECIMALS if asked["decimals"] is None else int(asked["decimals"] or 0)
    return Quantity(str(value), round_half_up(value.number, decimals))
