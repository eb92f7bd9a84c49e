"""`Slotted` does what `NamedTuple` does, but that its values are no tuples."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.named_tuple import NamedTuple, Slotted


class Slots(Slotted):
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.sizes)

    @classmethod
    def empty(cls) -> Slots:
        return cls("")


class Fields(NamedTuple):
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()


_ASKED: dict[str, Callable[[Any], object]] = {
    "repr": lambda kind: repr(kind("甲", (1,))).replace(kind.__name__, ""),
    "hash": lambda kind: hash(kind("甲")),
    "equal": lambda kind: (kind("甲") == kind("甲", ()), kind("甲") == kind("乙")),
    "unequal": lambda kind: (kind("甲") != kind("甲"), kind("甲") != None),  # noqa: E711
    "fields": lambda kind: kind._fields,
    "defaults": lambda kind: kind._field_defaults,
    "match": lambda kind: kind.__match_args__,
    "dict": lambda kind: list(kind("甲", (2,))._asdict().items()),
    "replaced": lambda kind: tuple(kind("甲")._replace(sizes=(3,))),
    "made": lambda kind: tuple(kind._make(["甲", ()])),
    "by names": lambda kind: tuple(kind(sizes=(4,), name="甲")),
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("甲"))) == kind("甲"),
    "copied": lambda kind: copy.deepcopy(kind("甲")) == kind("甲"),
    "unpacked": lambda kind: [*kind("甲", (5,))],
    "place": lambda kind: (kind("甲", (5,))[1], kind("甲", (5,))[:1], len(kind("甲"))),
    "doc": lambda kind: kind.__doc__,
    "own": lambda kind: hasattr(kind("甲"), "__dict__"),
}


@pytest.mark.parametrize("asked", _ASKED)
def test_it_says_what_a_named_tuple_says(asked: str) -> None:
    assert _ASKED[asked](Slots) == _ASKED[asked](Fields)


_REFUSED: dict[str, Callable[[Any], object]] = {
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3),
    "unknown": lambda kind: kind("甲", nobody=1),
    "replaced": lambda kind: kind("甲")._replace(nobody=1),
    "made": lambda kind: kind._make([]),
    "added": lambda kind: setattr(kind("甲"), "nobody", "乙"),
}


@pytest.mark.parametrize("asked", _REFUSED)
def test_it_refuses_what_a_named_tuple_refuses(asked: str) -> None:
    told = []
    for kind in (Slots, Fields):
        with pytest.raises((TypeError, ValueError, AttributeError)) as fault:
            _REFUSED[asked](kind)
        told.append(fault.type)
    assert told[0] is told[1]


def test_it_has_what_its_class_says() -> None:
    value = Slots("甲", (1, 2))
    assert value.total == 3 and Slots.empty().name == ""
    match value:
        case Slots(name, sizes=(first, *_)):
            assert (name, first) == ("甲", 1)


def test_values_of_two_kinds_are_not_equal() -> None:
    class Other(Slotted):
        name: str
        sizes: tuple[int, ...] = ()

    values: list[object] = [Slots("甲"), Other("甲"), ("甲", ())]
    assert [each == values[0] for each in values] == [True, False, False]


def test_it_has_two_fields_at_least() -> None:
    with pytest.raises(TypeError, match="two fields"):

        class Single(Slotted):
            name: str
