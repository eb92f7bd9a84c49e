"""`dataclass` as `dataclasses` has it, defined in a sixth of the time: a command defines twenty of
them before it does anything.

What `dataclasses` spends its time on is left out: it makes every function of a class from source
of its own, and looks for a signature. Here only `__init__` is made so; classes share the others.
Type checkers see those of `dataclasses`. A class has all of its fields itself. What is asked of a
class is told of those that others defined, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import is_dataclass as is_dataclass
    from dataclasses import replace as replace

_T = TypeVar("_T")
# As `dataclasses` calls it.
_FIELDS = "__dataclass_fields__"
_PLACES = ("__dict__", "__weakref__")
# Says in a call that a field was not given whose value is made for each object.
_NOT_GIVEN = object()


class _Made:
    """The default of a field that is made for each object."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Field:
    """What is told of a field."""

    def __init__(self, name: str) -> None:
        self.name = name


def _fields(kind: Any) -> tuple[_Field, ...]:
    return tuple(getattr(kind, _FIELDS).values())


def _is_dataclass(value: object) -> bool:
    return hasattr(value if isinstance(value, type) else type(value), _FIELDS)


def _names(kind: Any) -> Iterable[str]:
    names: Iterable[str] = getattr(kind, _FIELDS)
    return names


def _field(*, default: object = _NOT_GIVEN, default_factory: Any = None) -> Any:
    return _Made(default_factory) if default is _NOT_GIVEN else default


def _replace(value: _T, /, **others: object) -> _T:
    kind: Any = type(value)
    return kind(**{**{each: getattr(value, each) for each in _names(kind)}, **others})  # type: ignore[no-any-return]


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True, repr: bool = True
) -> Callable[[type], type]:
    """Makes a class of its fields, as `dataclasses` does."""

    def decorate(kind: type) -> type:
        names = tuple(vars(kind).get("__annotations__", ()))
        defaults = {each: vars(kind)[each] for each in names if each in vars(kind)}
        own = {
            _FIELDS: {name: _Field(name) for name in names},
            "__match_args__": names,
            "__init__": _initialiser(kind, names, defaults, frozen),
            **(_FROZEN if frozen else {}),
            **(_STATE if frozen and slots else {}),
            **({"__eq__": _equal, "__hash__": _hash if frozen else None} if eq else {}),
            **({"__repr__": _repr} if repr else {}),
        }
        plain = {name: each for name, each in defaults.items() if not isinstance(each, _Made)}
        return _with_slots(kind, names, own) if slots else _filled(kind, defaults, {**plain, **own})

    return decorate


def _initialiser(
    kind: type, names: tuple[str, ...], defaults: dict[str, Any], frozen: bool
) -> object:
    made = {name: each.make for name, each in defaults.items() if isinstance(each, _Made)}
    known = {f"_d_{name}": _NOT_GIVEN if name in made else each for name, each in defaults.items()}
    makers = {f"_m_{name}": make for name, make in made.items()}
    lines = ["def __init__(self, " + ", ".join(_parameter(each, defaults) for each in names) + "):"]
    for name in names:
        given = f"_m_{name}() if {name} is _not_given else {name}" if name in made else name
        lines.append(f" _set(self, '{name}', {given})" if frozen else f" self.{name} = {given}")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    scope = {"_set": object.__setattr__, "_not_given": _NOT_GIVEN, **known, **makers}
    exec("\n".join(lines), scope)
    return scope["__init__"]


def _parameter(name: str, defaults: dict[str, Any]) -> str:
    return f"{name}=_d_{name}" if name in defaults else name


def _filled(kind: type, defaults: dict[str, Any], own: dict[str, Any]) -> type:
    for name in defaults.keys() - own.keys():
        delattr(kind, name)
    for name, each in own.items():
        if name not in vars(kind) or name == "__hash__":
            setattr(kind, name, each)
    return kind


def _with_slots(kind: type, names: tuple[str, ...], own: dict[str, Any]) -> type:
    body = {name: each for name, each in vars(kind).items() if name not in (*names, *_PLACES)}
    made = type(kind)(kind.__name__, kind.__bases__, {**own, **body, "__slots__": names})
    made.__qualname__ = kind.__qualname__
    return made


def _values(value: Any) -> tuple[object, ...]:
    return tuple([getattr(value, each) for each in _names(value)])


def _equal(self: object, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash(_values(self))


def _repr(self: object) -> str:
    told = (f"{name}={getattr(self, name)!r}" for name in _names(self))
    return f"{type(self).__qualname__}({', '.join(told)})"


def _refuse_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: object) -> list[object]:
    return [*_values(self)]


def _set_state(self: object, state: list[object]) -> None:
    for name, each in zip(_names(self), state, strict=True):
        object.__setattr__(self, name, each)


_FROZEN = {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
# What is frozen cannot be filled as other objects are when it is read again.
_STATE = {"__getstate__": _get_state, "__setstate__": _set_state}

if not TYPE_CHECKING:
    dataclass, field, fields = _dataclass, _field, _fields
    is_dataclass, replace = _is_dataclass, _replace
