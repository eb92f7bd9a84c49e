"""Regular expressions that are compiled when they are first asked for: a run needs half of those
that the modules name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

_ASKED = (
    *("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)

Compile = Callable[[str | bytes, int], re.Pattern[Any]]
"""Makes an expression of a pattern and flags. Errors: re.error."""

_compile_anew: Compile = re.compile
_compile = _compile_anew


def compile_by(compile: Compile) -> None:
    """From now on expressions are compiled by that: a process may know some already."""
    global _compile
    _compile = compile


def is_compiled_by_re() -> bool:
    """Whether nobody has said that expressions are compiled by something else."""
    return _compile is _compile_anew


def late_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The compiled expression, for a name at the top of a module.

    Errors: re.error at its first use, where it is none.
    """
    return cast("re.Pattern[AnyStr]", LateRegex(source, flags))


def begun_by(signs: str, pattern: str) -> str:
    """A pattern that finds each of the signs at which that one begins: nothing else is looked at
    closely, so that a text is searched several times as quickly.
    """
    return f"[{re.escape(signs)}](?<=(?={pattern}).)"


def given_flags(expression: re.Pattern[str]) -> int:
    """The flags with which it was written; it is not compiled for that."""
    return expression.given_flags if isinstance(expression, LateRegex) else expression.flags


class LateRegex:
    """Has its `pattern` at once, and all else that a compiled expression has from the first use."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self.given_flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        own = vars(self)
        if "_compiled" not in own:
            own["_compiled"] = _compile(self.pattern, self.given_flags)
        own[name] = found = getattr(own["_compiled"], name)
        return found
