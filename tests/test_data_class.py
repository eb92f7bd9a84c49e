"""The program's own `dataclass` does what that of `dataclasses` does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from typing import Any

import pytest

from reportgen import data_class


def _values(dataclass: Any) -> tuple[Any, Any, Any]:
    """Three classes of the same fields, made by that: a frozen one, one with slots whose values are
    the same only if they are one, and one that changes.
    """

    @dataclass(frozen=True)
    class Frozen:
        name: str
        sizes: tuple[int, ...] = ()
        found: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

        @cached_property
        def total(self) -> int:
            return sum(self.sizes)

    @dataclass(frozen=True, slots=True, eq=False)
    class Slotted:
        name: str
        sizes: tuple[int, ...] = ()
        _found: dict[str, int] = field(default_factory=dict)

        def __post_init__(self) -> None:
            self._found[self.name] = len(self.sizes)

    @dataclass(slots=True)
    class Changing:
        name: str
        sizes: tuple[int, ...] = ()

    for each in (Frozen, Slotted, Changing):
        each.__qualname__ = each.__name__
    return Frozen, Slotted, Changing


OWN, THEIRS = _values(data_class.dataclass), _values(dataclasses.dataclass)
KINDS = ("frozen", "slotted", "changing")
# Pickled values name their classes.
for kind in OWN:
    globals()[kind.__name__] = kind

_ASKED: dict[str, Callable[[Any], object]] = {
    "repr": lambda kind: repr(kind("甲", sizes=(1,))),
    "fields": lambda kind: [each.name for each in dataclasses.fields(kind("甲"))],
    "replaced": lambda kind: repr(dataclasses.replace(kind("甲", (1,)), name="乙")),
    "equal": lambda kind: [kind("甲") == kind("甲"), kind("甲") == kind("乙"), kind("甲") == "甲"],
    "hashable": lambda kind: kind.__hash__ is None,
    "default": lambda kind: kind("甲").sizes,
    "match": lambda kind: kind.__match_args__,
    "slots": lambda kind: [hasattr(kind("甲"), "__dict__"), hasattr(kind, "__slots__")],
    "copied": lambda kind: repr(copy.copy(kind("甲", (2,)))),
    "is one": lambda kind: dataclasses.is_dataclass(kind),
    "as a dict": lambda kind: dataclasses.asdict(kind("甲", (3,))),
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind("甲", (), {}, 4),
    "twice": lambda kind: kind("甲", name="乙"),
    "unknown": lambda kind: kind("甲", nobody=1),
    "set": lambda kind: setattr(kind("甲"), "name", "乙"),
    "deleted": lambda kind: delattr(kind("甲"), "name"),
}


def _outcome(asked: str, kind: Any) -> object:
    try:
        return _ASKED[asked](kind)
    except (TypeError, AttributeError) as fault:
        return type(fault)


@pytest.mark.parametrize("asked", _ASKED)
@pytest.mark.parametrize("at", range(len(KINDS)), ids=KINDS)
def test_it_says_what_that_of_dataclasses_says(asked: str, at: int) -> None:
    assert _outcome(asked, OWN[at]) == _outcome(asked, THEIRS[at])


def test_equal_values_have_equal_hashes_where_they_are_frozen() -> None:
    frozen, slotted, _ = OWN
    assert hash(frozen("甲", (1,), {"乙": 1})) == hash(frozen("甲", (1,)))
    value = slotted("甲")
    assert {value: 1}[value] == 1 and slotted("甲") not in {value}


@pytest.mark.parametrize("at", range(len(KINDS)), ids=KINDS)
def test_what_was_pickled_is_the_same(at: int) -> None:
    value = OWN[at]("甲", (1, 2))
    again = pickle.loads(pickle.dumps(value))
    assert type(again) is OWN[at] and repr(again) == repr(value)


def test_what_is_worked_out_of_a_frozen_value_stays() -> None:
    value = OWN[0]("甲", (1, 2))
    assert value.total == 3 and vars(value)["total"] == 3


def test_each_value_has_containers_of_its_own() -> None:
    first, second = OWN[1]("甲", (1,)), OWN[1]("乙")
    assert first._found == {"甲": 1} and second._found == {"乙": 0}
