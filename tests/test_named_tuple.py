"""The program's own `NamedTuple` does what that of `typing` does."""

from __future__ import annotations

import ast
import copy
import pickle
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from reportgen.named_tuple import NamedTuple

ROOT = Path(__file__).parents[1]
_T = TypeVar("_T")


class Own(NamedTuple):
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()
    other: Own | None = None

    @property
    def total(self) -> int:
        return sum(self.sizes)

    def named(self, name: str) -> Own:
        return self._replace(name=name)

    @classmethod
    def empty(cls) -> Own:
        return cls("")


class Typed(typing.NamedTuple):
    """A value."""

    name: str
    sizes: tuple[int, ...] = ()
    other: Typed | None = None


class Bare(NamedTuple):
    pass


class Held(NamedTuple, Generic[_T]):
    held: _T


class Derived(Own):
    def named(self, name: str) -> Own:
        return super().named(f"又{name}")


_ASKED: dict[str, Callable[[Any], object]] = {
    "repr": lambda kind: repr(kind("甲", other=kind("乙", (1,)))).replace(kind.__name__, ""),
    "hash": lambda kind: hash(kind("甲")),
    "equal": lambda kind: kind("甲") == ("甲", (), None),
    "order": lambda kind: sorted([kind("乙"), kind("甲")])[0].name,
    "fields": lambda kind: kind._fields,
    "defaults": lambda kind: kind._field_defaults,
    "match": lambda kind: kind.__match_args__,
    "dict": lambda kind: list(kind("甲", (2,))._asdict().items()),
    "replaced": lambda kind: tuple(kind("甲")._replace(sizes=(3,))),
    "made": lambda kind: tuple(kind._make(["甲", (), None])),
    "by names": lambda kind: tuple(kind(other=None, sizes=(4,), name="甲")),
    "pickled": lambda kind: type(pickle.loads(pickle.dumps(kind("甲")))) is kind,
    "copied": lambda kind: copy.copy(kind("甲")) == kind("甲"),
    "unpacked": lambda kind: [*kind("甲", (5,))],
    "doc": lambda kind: kind.__doc__,
    "size": lambda kind: kind("甲").__sizeof__(),
    "own": lambda kind: hasattr(kind("甲"), "__dict__"),
}


@pytest.mark.parametrize("asked", _ASKED)
def test_it_says_what_that_of_typing_says(asked: str) -> None:
    assert _ASKED[asked](Own) == _ASKED[asked](Typed)


_REFUSED: dict[str, Callable[[Any], object]] = {
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4),
    "unknown": lambda kind: kind("甲", nobody=1),
    "replaced": lambda kind: kind("甲")._replace(nobody=1),
    "made": lambda kind: kind._make(["甲"]),
    "set": lambda kind: setattr(kind("甲"), "name", "乙"),
    "added": lambda kind: setattr(kind("甲"), "nobody", "乙"),
}


@pytest.mark.parametrize("asked", _REFUSED)
def test_it_refuses_what_that_of_typing_refuses(asked: str) -> None:
    told = []
    for kind in (Own, Typed):
        with pytest.raises((TypeError, ValueError, AttributeError)) as fault:
            _REFUSED[asked](kind)
        told.append(fault.type)
    assert told[0] is told[1]


def test_it_has_what_its_class_says() -> None:
    value = Own("甲", (1, 2))
    assert value.total == 3 and value.named("乙") == Own("乙", (1, 2)) and Own.empty().name == ""
    match value:
        case Own(name, sizes=(first, *_)):
            assert (name, first) == ("甲", 1)
    assert Derived("甲").named("乙").name == "又乙" and type(Derived("甲")._replace()) is Derived


def test_it_may_have_no_fields_and_a_kind() -> None:
    assert Bare() == () and repr(Bare()) == "Bare()"
    assert Held[int](3).held == 3 and Held("甲")._replace(held="乙") == ("乙",)


def test_a_field_without_a_default_does_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="default"):

        class Faulty(NamedTuple):
            first: int = 0
            second: int  # type: ignore[misc]


def test_the_program_defines_its_values_by_it() -> None:
    found = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "reportgen").rglob("*.py")
        if file.stem != "named_tuple"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if "NamedTuple" in {each.name for each in node.names}
    ]
    assert found == [], "import it from reportgen.named_tuple"
