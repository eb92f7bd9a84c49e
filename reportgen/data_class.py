"""`dataclass` as `dataclasses` has it, defined in an eighth of the time, for classes of which few
values are made: a command defines a dozen of them before it does anything.

`dataclasses` compiles the methods of each class from source, which is quick to run and slow to
define. Here all classes share them. Type checkers see that of `dataclasses`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError
from typing import TYPE_CHECKING, Any


def _make(self: Any, *values: object, **named: object) -> None:
    told = dataclasses.fields(self)
    given = {each.name: value for each, value in zip(told, values, strict=False)}
    twice = given.keys() & named.keys()
    unknown = named.keys() - {each.name for each in told}
    if len(values) > len(told) or twice or unknown:
        raise TypeError(f"{type(self).__name__}: {sorted(twice | unknown) or 'too many values'}")
    given |= named
    for each in told:
        value = given.get(each.name, MISSING)
        object.__setattr__(self, each.name, _default(each) if value is MISSING else value)
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    if field.default is MISSING:
        raise TypeError(f"{field.name} is missing")
    return field.default


def _refuse_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _take_state(self: Any, state: list[object]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


def _say(self: Any) -> str:
    shown = (each.name for each in dataclasses.fields(self) if each.repr)
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({told})"


def _compared(self: Any) -> tuple[object, ...]:
    return tuple([getattr(self, each.name) for each in dataclasses.fields(self) if each.compare])


def _is_equal(self: object, other: object) -> object:
    return _compared(self) == _compared(other) if type(self) is type(other) else NotImplemented


def _hash(self: object) -> int:
    return hash(_compared(self))


def _define(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type], type]:
    methods: dict[str, object] = {"__init__": _make, "__repr__": _say}
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
    if slots:
        methods |= {"__getstate__": _state, "__setstate__": _take_state}
    if eq:
        methods |= {"__eq__": _is_equal, "__hash__": _hash if frozen else None}

    def decorate(cls: type) -> type:
        made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        for name, method in methods.items():
            setattr(made, name, method)
        return made

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _define
