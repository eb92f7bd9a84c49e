"""The program's own `dataclass` does what that of `dataclasses` does."""

from __future__ import annotations

import ast
import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from reportgen.data_class import dataclass, field, fields, is_dataclass, replace

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Own:
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()
    known: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.sizes)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()
    known: dict[str, int] = dataclasses.field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.sizes)


@dataclass(eq=False, repr=False)
class OwnOpen:
    name: str
    told: list[str] = field(default_factory=list)
    size: int = field(default=3)

    def __post_init__(self) -> None:
        self.told.append(self.name)

    @cached_property
    def length(self) -> int:
        return len(self.name)


@dataclasses.dataclass(eq=False, repr=False)
class UsualOpen:
    name: str
    told: list[str] = dataclasses.field(default_factory=list)
    size: int = dataclasses.field(default=3)

    def __post_init__(self) -> None:
        self.told.append(self.name)

    @cached_property
    def length(self) -> int:
        return len(self.name)


@dataclass()
class OwnEqual:
    name: str = ""


@dataclasses.dataclass()
class UsualEqual:
    name: str = ""


@dataclass(frozen=True)
class OwnFrozen:
    name: str
    size: int = 2


@dataclasses.dataclass(frozen=True)
class UsualFrozen:
    name: str
    size: int = 2


KINDS: dict[str, tuple[Any, Any]] = {
    "with slots": (Own, Usual),
    "open": (OwnOpen, UsualOpen),
    "equal": (OwnEqual, UsualEqual),
    "frozen": (OwnFrozen, UsualFrozen),
}


def refusal(ask: Callable[[], object]) -> object:
    """What it says, or the error with which it refuses."""
    try:
        return ask()
    except (AttributeError, TypeError) as fault:
        return type(fault)


ASKED: dict[str, Callable[[Any], object]] = {
    "repr": lambda kind: _bare(repr(kind("甲"))),
    "values": lambda kind: [getattr(kind("甲"), each) for each in kind.__match_args__],
    "equal": lambda kind: kind("甲") == kind("甲"),
    "unequal": lambda kind: kind("甲") == kind("乙"),
    "others": lambda kind: kind("甲") == "甲",
    "hash": lambda kind: refusal(lambda: hash(kind(("甲",))) == hash(kind(("甲",)))),
    "by name": lambda kind: kind(name="乙").name,
    "too few": lambda kind: refusal(lambda: _bare(repr(kind().name))),
    "unknown": lambda kind: refusal(lambda: kind("甲", nobody=1)),
    "set": lambda kind: refusal(lambda: setattr(kind("甲"), "name", "乙")),
    "deleted": lambda kind: refusal(lambda: delattr(kind("甲"), "name")),
    "copied": lambda kind: copy.copy(kind("甲")).name,
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("甲"))).name,
    "slots": lambda kind: hasattr(kind("甲"), "__dict__"),
    "of the class": lambda kind: sorted({"name", "sizes", "told", "size"} & vars(kind).keys()),
}


def _bare(told: str) -> str:
    return told.partition("(")[2].partition(" object")[0]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("kind", ["with slots", "open", "frozen"])
def test_it_says_what_that_of_dataclasses_says(kind: str, asked: str) -> None:
    own, usual = KINDS[kind]
    assert ASKED[asked](own) == ASKED[asked](usual)


def test_what_can_be_changed_is_equal_by_its_values_and_has_no_hash() -> None:
    for kind in KINDS["equal"]:
        assert kind("甲") == kind("甲") != kind("乙") and kind.__hash__ is None


@pytest.mark.parametrize("kind", KINDS)
def test_its_fields_are_told(kind: str) -> None:
    own, usual = KINDS[kind]
    assert [each.name for each in fields(own)] == [each.name for each in dataclasses.fields(usual)]
    assert [each.name for each in fields(own("甲"))] == [each.name for each in fields(own)]
    assert [is_dataclass(each) for each in (own, own("甲"), str, "甲")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_made_for_each_is_shared_by_none() -> None:
    first, second = Own("甲"), Own("乙")
    first.known["班"] = 1
    assert second.known == {}
    assert Own("丙", (1, 2)).total == 3 and Own.__doc__ == "A value."


def test_one_with_other_values_is_another() -> None:
    value: Any = Own("甲", (1,))
    assert replace(value, name="乙") == Own("乙", (1,)) and value.name == "甲"
    with pytest.raises(TypeError):
        replace(value, nobody=1)


@pytest.mark.parametrize("value", [OwnFrozen("甲"), Own("甲")])
@pytest.mark.parametrize("name", ["name", "nobody"])
def test_it_says_what_may_not_be_changed(value: Any, name: str) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match=name):
        setattr(value, name, "乙")


def test_what_was_worked_out_once_is_kept() -> None:
    value = OwnOpen("甲乙")
    assert value.length == 2 and value.told == ["甲乙"] and value.size == 3


def test_the_program_defines_its_classes_by_it() -> None:
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "reportgen").rglob("*.py")
        if file.stem != "data_class" and "dataclasses" in (text := file.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
    ]
    assert found == [], "import it from reportgen.data_class"
