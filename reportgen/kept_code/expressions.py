"""Regular expressions, compiled once for all runs: they are a fifth of the time of a short one.

What `re` makes of a pattern is a list of numbers, of which `_sre` makes the expression. Both are
CPython's own affair: where anything is not as it is known here, `re.compile` does the work.
"""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from typing import Any, Protocol

from reportgen.kept_code.place import kept_place
from reportgen.kept_code.table import KeptTable
from reportgen.late_regex import Compile, compile_by

_NAME = "expressions"
# What the kind of array is called whose members are the numbers of an expression.
_NUMBERS = "I"
# What such expressions say depends on more than their pattern.
_UNKEPT = int(re.LOCALE | re.DEBUG)
_TRIED = "(?i)(?P<a>b|c+?)(?=d)"
_ODD = (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError)

_compile_anew = re.compile

_Made = tuple[int, int, dict[str, int], bytes]
"""The flags, the number of groups, the groups by name, and the numbers."""


class KnownExpressions(Protocol):
    """What has been made of patterns."""

    def find(self, key: tuple[str | bytes, int]) -> Any:
        """What was made of that pattern with these flags; None if nothing was."""

    def keep(self, key: tuple[str | bytes, int], value: _Made) -> None:
        """Remember what was made."""


def use_kept_expressions() -> Compile:
    """From now on expressions are found among those that were kept, those of libraries too, and
    what is new is kept when the process ends; what compiles them.
    """
    place = kept_place(_NAME)
    compile: Compile = _compile_anew
    if place is not None and sys.implementation.name == "cpython":
        table = KeptTable(place, _engine())
        compile = KeptExpressions(table).compile
        atexit.register(table.save)
        # Libraries compile a hundred and fifty when they are imported, by this name.
        vars(re)["compile"] = compile
    compile_by(compile)
    return compile


class KeptExpressions:
    """Compiles as `re.compile` does, and finds what was compiled before."""

    def __init__(self, table: KnownExpressions) -> None:
        self._table = table
        self._is_known: bool | None = None

    def compile(self, source: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        """The compiled expression. Errors: re.error."""
        # To ask flags for one of them takes as long as to find an expression.
        asked = int(flags)
        # What is compiled already is its own expression.
        if type(source) not in (str, bytes) or asked & _UNKEPT:
            return _compile_anew(source, flags)
        try:
            return self._find(source, asked)
        except _ODD:
            return _compile_anew(source, flags)

    def _find(self, source: str | bytes, flags: int) -> re.Pattern[Any]:
        """Errors: re.error, and any of `_ODD` where something is not as it is known."""
        found = self._table.find((source, flags))
        if found is not None:
            return _build(source, found)
        if self._is_known is None:
            self._is_known = is_known_engine()
        if not self._is_known:
            return _compile_anew(source, flags)
        made = _translate(source, flags)
        compiled = _build(source, made)
        self._table.keep((source, flags), made)
        return compiled


def is_known_engine() -> bool:
    """Whether this Python compiles expressions as it is known here."""
    try:
        return _build(_TRIED, _translate(_TRIED, 0)) == _compile_anew(_TRIED)
    except _ODD:
        return False


def _engine() -> tuple[object, ...]:
    """What the numbers mean, and how many bytes one has."""
    return (getattr(_sre(), "MAGIC", None), array(_NUMBERS).itemsize)


def _translate(source: str | bytes, flags: int) -> _Made:
    compiler: Any = vars(re)["_compiler"]
    tree = compiler._parser.parse(source, flags)
    state, numbers = tree.state, compiler._code(tree, flags)
    names = dict(state.groupdict)
    return (flags | state.flags, state.groups - 1, names, array(_NUMBERS, numbers).tobytes())


def _build(source: str | bytes, made: _Made) -> re.Pattern[Any]:
    flags, groups, names, numbers = made
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    code = array(_NUMBERS, numbers).tolist()
    compiled: re.Pattern[Any] = _sre().compile(source, flags, code, groups, names, tuple(by_number))
    return compiled


def _sre() -> Any:
    return vars(re)["_compiler"]._sre
