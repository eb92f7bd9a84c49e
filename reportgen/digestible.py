"""A value → text of what it holds, for digests: equal values have one text, in every process.

`repr` gives what a class chooses to say, which may be no more than its place in memory, and the
members of a set in an order that is another one in each process.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import PurePath

from reportgen.late_regex import LateRegex

# What `repr` tells wholly.
_PLAIN = frozenset(
    {bool, bytes, datetime.date, datetime.datetime, Decimal, float, int, str, type(None)}
)


def digestible(value: object) -> str:
    """What the value holds, and what it is. A class is told by its name, a mapping keeps its order.

    Errors: TypeError where it holds anything of which nobody knows what it holds.
    """
    kind = type(value)
    if kind in _PLAIN or (isinstance(value, tuple) and kind is tuple and _is_plain(value)):
        return repr(value)
    name = "" if kind is tuple or isinstance(value, Mapping) else kind.__name__
    return f"{name}({', '.join(_inner(value))})"


def _is_plain(values: Iterable[object]) -> bool:
    return _PLAIN.issuperset(map(type, values))


def _inner(value: object) -> Iterable[str]:
    match value:
        case Enum():
            return (value.name,)
        case str():
            return (repr(str.__str__(value)), *_slots(value))
        case Decimal():
            return (repr(Decimal(value)), *_slots(value))
        case Sequence():
            return map(digestible, value)
        case Mapping():
            return (f"{digestible(key)}: {digestible(each)}" for key, each in value.items())
        case Set():
            return sorted(map(digestible, value))
    return _fields(value)


def _slots(value: object) -> Iterator[str]:
    """What a text or number of a class of its own knows besides."""
    names = (each for kind in type(value).__mro__ for each in vars(kind).get("__slots__", ()))
    return (digestible(getattr(value, each)) for each in names)


def _fields(value: object) -> Iterable[str]:
    match value:
        case PurePath():
            return (digestible(str(value)),)
        case LateRegex():
            return (digestible(value.pattern), str(int(value.given_flags)))
        case re.Pattern():
            return (digestible(value.pattern), str(value.flags))
    if not is_dataclass(value):
        raise TypeError(f"what a {type(value).__name__} holds is not known")
    return (digestible(getattr(value, each.name)) for each in fields(value))
