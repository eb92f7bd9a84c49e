"""What functions made of plain values in another run: for those that only work out what the
program's own texts mean. A process is told where they are found; without, all is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class KnownResults(Protocol):
    """What was made, by the name of the function and what it was asked."""

    def find(self, key: tuple[Any, ...]) -> Any:
        """What was made; None if nothing was."""

    def keep(self, key: tuple[Any, ...], value: Any) -> None:
        """Remember what was made."""


_known: KnownResults | None = None


def know_results(known: KnownResults | None) -> None:
    """From now on results are found there; None: nowhere."""
    global _known
    _known = known


def known_results(
    plain: Callable[[Any], object], made: Callable[[Any], Any]
) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """For a function that always says the same of the same texts and numbers: `plain` makes of what
    it says something that `marshal` can write, `made` what it was.
    """

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def find(*args: _P.args, **named: _P.kwargs) -> _T:
            if _known is None or named:
                return function(*args, **named)
            found = _known.find((name, *args))
            if found is not None:
                kept: _T = made(found)
                return kept
            result = function(*args, **named)
            _known.keep((name, *args), plain(result))
            return result

        return find

    return decorate
