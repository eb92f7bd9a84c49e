"""`NamedTuple` as `typing` has it, defined in a tenth of the time: a command defines three hundred
of them before it does anything.

What `typing` spends its time on is left out: each annotation is compiled there, and each class has
functions of its own made from source. Here classes share them, and what makes a value is the same
function with other names of its parameters. Type checkers see that of `typing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

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


class _Defining(type):
    """Makes a class of fields of what stands in the body of a class."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, body)
        names = tuple(body.get("__annotations__", ()))
        defaults = {each: body[each] for each in names if each in body}
        if names[len(names) - len(defaults) :] != tuple(defaults):
            raise TypeError(f"{name}: a field without a default follows one with a default")
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


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class NamedTuple(metaclass=_Defining):
        """Whoever is defined on top of it is a tuple with named fields."""
