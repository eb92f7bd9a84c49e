"""How a template prints a figure by Python's formats (`.2f`), rounded half up as reports do."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import round_half_up

# Where the text is only to be put in its place: its width, and on which side it stands.
_OF_TEXT = late_regex(r"(?:.?[<>^])?(?:[1-9]\d*)?s?", re.DOTALL)
_DECIMALS = late_regex(r"\.(\d+)[fF%]$")
_MEASURE = late_regex(r"\d{5,}")
_WHOLE = frozenset("bcdoxX")


def is_of_text(spec: str) -> bool:
    """Whether the format is for the text of a value: it asks nothing of its number."""
    return _OF_TEXT.fullmatch(spec) is not None


def is_of_whole(spec: str) -> bool:
    """Whether the format is for whole numbers alone."""
    return spec[-1:] in _WHOLE


def format_figure(number: Decimal, spec: str) -> str:
    """The number by that format. Errors: ValueError for one that is none."""
    if decimals := _DECIMALS.search(spec):
        shift = 2 if spec.endswith("%") else 0
        number = round_half_up(number, int(decimals[1]) + shift)
    return format(number, spec)


def refuse_wide(pattern: str) -> None:
    """Errors: OverflowError for a width that would fill the memory."""
    if _MEASURE.search(pattern):
        raise OverflowError("too wide")
