"""`NamedTuple` as `typing` has it, defined in a tenth of the time: a command defines three hundred
of them before it does anything.

What `typing` spends its time on is left out: each annotation is compiled there, and each class has
functions of its own made from source. Here classes share them, and what makes a value is the same
function with other names of its parameters. Type checkers see that of `typing`.

`Slotted` is for values whose fields are asked thousands of times a school: asked in a quarter of
the time, for Python remembers where a slot is, and made in half. They are no tuples, though they
can be gone through and are equal as such; nothing but type checkers keeps their fields from being
set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter, itemgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple", "Slotted"]

try:
    # As `collections` does: read in C where there is such a thing.
    from _collections import _tuplegetter  # type: ignore[import-not-found,unused-ignore]
except ImportError:  # pragma: no cover - other Pythons

    def _tuplegetter(index: int, doc: object) -> object:
        return property(itemgetter(index))


class _Values(tuple[Any, ...]):
    """What all of them have."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **others: Any) -> Any:
        made = self._make(map(others.pop, self._fields, self))
        if others:
            raise ValueError(f"Got unexpected field names: {list(others)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        told = zip(self._fields, self, strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={each!r}' for name, each in told)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


@cache
def _getter(index: int) -> Any:
    return _tuplegetter(index, None)


@cache
def _maker(count: int) -> FunctionType:
    """What makes a value of so many fields, whose names are to be given."""
    names = ", ".join(f"_{index}" for index in range(count))
    told = f"lambda _class, {names}: _new(_class, ({names}{',' if names else ''}))"
    made: FunctionType = eval(told, {"_new": tuple.__new__, "__builtins__": {}})
    return made


def _maker_for(names: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    shared = _maker(len(names))
    code = shared.__code__.replace(co_varnames=("_class", *names), co_name="__new__")
    return FunctionType(code, shared.__globals__, "__new__", defaults)


def _fields_of(name: str, body: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The fields that the body of a class has, and their defaults."""
    names = tuple(body.get("__annotations__", ()))
    defaults = {each: body[each] for each in names if each in body}
    if names[len(names) - len(defaults) :] != tuple(defaults):
        raise TypeError(f"{name}: a field without a default follows one with a default")
    return names, defaults


class _Defining(type):
    """Makes a class of fields of what stands in the body of a class."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, body)
        names, defaults = _fields_of(name, body)
        own = {
            **body,
            **{each: _getter(index) for index, each in enumerate(names)},
            "__slots__": (),
            "__match_args__": names,
            "_fields": names,
            "_field_defaults": defaults,
            "__new__": _maker_for(names, tuple(defaults.values())),
        }
        return type(name, (_Values, *bases[1:]), own)


class _Slots:
    """What all values with slots have. `_values` gives those of all fields."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()
    _values: Callable[[Any], tuple[Any, ...]]

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        return cls(*values)

    def _replace(self, /, **others: Any) -> Any:
        made = type(self)(*map(others.pop, self._fields, self._values(self)))
        if others:
            raise ValueError(f"Got unexpected field names: {list(others)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self._values(self), strict=True))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values(self))

    def __len__(self) -> int:
        return len(self._fields)

    def __getitem__(self, place: Any) -> Any:
        return self._values(self)[place]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values(self) == self._values(other)

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        told = zip(self._fields, self, strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={each!r}' for name, each in told)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values(self)


@cache
def _setter(count: int) -> CodeType:
    """The code that sets so many slots, whose names are to be given."""
    names = [f"_{index}" for index in range(count)]
    lines = "".join(f"\n    self.{each} = {each}" for each in names)
    told = f"def __init__(self, {', '.join(names)}):{lines}"
    code: CodeType = compile(told, "<slots>", "exec").co_consts[0]
    return code


def _setter_for(names: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    code = _setter(len(names)).replace(co_varnames=("self", *names), co_names=names)
    return FunctionType(code, {}, "__init__", defaults)


class _DefiningSlots(type):
    """As `_Defining`, a class with slots."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, body)
        names, defaults = _fields_of(name, body)
        if len(names) < 2:
            raise TypeError(f"{name}: two fields at least")
        own = {
            **{key: each for key, each in body.items() if key not in defaults},
            "__slots__": names,
            "__match_args__": names,
            "_fields": names,
            "_field_defaults": defaults,
            "_values": attrgetter(*names),
            "__init__": _setter_for(names, tuple(defaults.values())),
        }
        return type(name, (_Slots, *bases[1:]), own)


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
    from typing import NamedTuple as Slotted
else:

    class NamedTuple(metaclass=_Defining):
        """Whoever is defined on top of it is a tuple with named fields."""

    class Slotted(metaclass=_DefiningSlots):
        """Whoever is defined on top of it has slots for its fields."""
