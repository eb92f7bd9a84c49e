"""How much a template may use up, so that one from elsewhere takes neither all time nor all memory.

A unit of work is about a microsecond: what a loop, a call, a filter or an operator goes through
is counted together for a document. What is exceeded is an OverflowError, told at its tag.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence, Set, Sized
from itertools import islice
from typing import Any, TypeVar

from jinja2.runtime import Undefined

from reportgen.templating.group import AlikeItems

MOST_WORK = 2_000_000
"""Units for a document: a county's table of 4,000 schools of 150 figures takes a third."""
MOST_TIMES = 10_000
"""How often a mark is repeated, and how wide a text is made, at most."""
LONGEST = 10_000_000
"""The signs of the longest text: that of a thousand pages has fewer."""
LONG = 2_000
"""The signs of a text from which on it is counted when it is printed, too."""

_SIGNS_A_UNIT = 16
_PIECES = 2_000
_Value = TypeVar("_Value")
LISTS = frozenset({list, tuple, dict, set, AlikeItems})
"""What templates make themselves: it may hold itself, or one thing very often."""

_LARGE = LISTS | {range}


class _Spent(threading.local):
    """The units of the document that this thread makes, and of those before it."""

    units = 0
    before = 0


_spent = _Spent()


def begin_document() -> None:
    """All that is spent from now on is another document's."""
    _spent.before += _spent.units
    _spent.units = 0


def units_spent() -> int:
    """What the document has taken so far."""
    return _spent.units


def all_units_spent() -> int:
    """What all documents that this thread has made have taken together."""
    return _spent.before + _spent.units


def spend(units: int) -> None:
    """Count the units. Errors: OverflowError where they are too many."""
    _spent.units += units
    if _spent.units > MOST_WORK:
        raise OverflowError("too much")


def begin_apart(allowance: int) -> int:
    """What is made until `end_apart` has so many units of its own; gives the document's."""
    outer, _spent.units = _spent.units, MOST_WORK - allowance
    return outer


def end_apart(outer: int) -> None:
    """Go on with the document that had taken so many units."""
    _spent.units = outer


def units_spent_apart(allowance: int) -> int:
    """What of that allowance is taken."""
    return _spent.units - (MOST_WORK - allowance)


def hold_times(*counts: object) -> None:
    """Errors: OverflowError for a count of what no report repeats so often."""
    if any(isinstance(each, (int, float)) and abs(each) > MOST_TIMES for each in counts):
        raise OverflowError("too often repeated")


def hold_length(length: int) -> None:
    """Errors: OverflowError for a text that is to be longer than `LONGEST`."""
    if length > LONGEST:
        raise OverflowError("too long")


def held(value: _Value) -> _Value:
    """The value, its size spent. Errors: OverflowError where it is too long."""
    if not _is_short(value):
        spend(size_of(value))
    return value


def _is_short(value: object) -> bool:
    """Whether it is a text that takes less than a unit."""
    return isinstance(value, str) and len(value) < _SIGNS_A_UNIT


def size_of(value: object) -> int:
    """The units that it takes to go through the value once, with all that lies in it.

    Errors: OverflowError where they are too many, or a text is too long.
    """
    if isinstance(value, (str, bytes)):
        hold_length(len(value))
        return len(value) // _SIGNS_A_UNIT
    if type(value) in LISTS:
        return _count_items(value)  # type: ignore[arg-type]
    return len(value) if isinstance(value, (range, Mapping, Sequence, Set)) else 1


def hold_compared(*values: object) -> None:
    """Count the lists and the long texts among what is compared."""
    for each in values:
        if type(each) in _LARGE or (isinstance(each, str) and len(each) > LONG):
            held(each)


def _count_items(value: Iterable[object]) -> int:
    """The items in it at any depth, each as often as it is met: a list may hold itself."""
    found, left, rest = 0, MOST_WORK - _spent.units, [value]
    while rest:
        for each in _members(rest.pop()):
            found += 1 + (len(each) // _SIGNS_A_UNIT if isinstance(each, str) else 0)
            if type(each) in LISTS:
                rest.append(each)  # type: ignore[arg-type]
        if found > left:
            raise OverflowError("too much")
    return found


def _members(value: Iterable[object]) -> Iterable[object]:
    return [*value, *value.values()] if isinstance(value, dict) else value


def join_pieces(pieces: Iterable[str]) -> str:
    """The pieces that a template gives, joined; counted as they come."""
    taken, length, rest = list[str](), 0, iter(pieces)
    while True:
        more = list(islice(rest, _PIECES))
        text = "".join(more)
        length += len(text)
        try:
            hold_length(length)
            spend(len(text) // _SIGNS_A_UNIT)
        except OverflowError as fault:
            if isinstance(rest, Generator):
                # It is raised where the template is, so that its tag is known.
                rest.throw(fault)
            raise
        taken.append(text)
        if len(more) < _PIECES:
            return text if len(taken) == 1 else "".join(taken)


def hold_joined(values: Sequence[Any]) -> Iterator[Any]:
    """The values that `~` joins. Errors: OverflowError where the text is to be too long."""
    for each in values:
        held(each)
    hold_length(sum(len(each) for each in values if isinstance(each, str)))
    return iter(values)


def count_rounds(items: Any, weight: int) -> Any:
    """What a loop goes through, its rounds counted, each of so many units."""
    if isinstance(items, Undefined):
        return items
    if not isinstance(items, Sized):
        items = list(islice(items, (MOST_WORK - _spent.units) // weight + 1))
    spend(weight * (len(items) + 1))
    return items
