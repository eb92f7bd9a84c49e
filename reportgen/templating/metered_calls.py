"""What the methods of texts and lists would make, held before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

from reportgen.templating.figure_formats import refuse_wide
from reportgen.templating.meter import held, hold_length, hold_times, size_of, spend

FORMATS = frozenset({"format", "format_map"})
"""The methods that put values into a text."""

_OF_A_CALL = 12
# They make what no document prints.
_UNUSED = frozenset({"encode", "to_bytes"})
# They take as long whatever is in the list.
_SHORT = frozenset({"append", "insert", "pop", "get", "keys", "values", "items", "setdefault"})


def hold_call(called: object, arguments: Sequence[Any], named: Mapping[str, Any]) -> None:
    """Count what is called with what. Errors: OverflowError where it is too much, or where a
    text's own method would make too much of it.
    """
    owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
    if name in _UNUSED:
        raise SecurityError(name)
    sizes = sum(map(size_of, arguments)) + sum(map(size_of, named.values()))
    spend(_OF_A_CALL + sizes + (0 if name in _SHORT else size_of(owner)))
    if isinstance(owner, str) and name in _METHODS:
        _METHODS[name](owner, *arguments, **named)


def hold_replaced(text: Any, old: Any, new: Any, count: Any = None) -> None:
    """Errors: OverflowError where putting the new in the place of the old makes a text too long."""
    before, out, put = str(text), str(old), str(new)
    spend(size_of(before))
    hold_length(len(before) + before.count(out) * max(0, len(put) - len(out)))


def hold_indented(text: Any, width: Any = 4) -> None:
    """Errors: OverflowError where each line begins so far in that the text is too long."""
    lines = str(text).count("\n") + 1
    hold_length(len(str(text)) + lines * (width if isinstance(width, int) else len(str(width))))


def _hold_padded(text: str, width: Any = 0, *fill: Any) -> None:
    hold_times(width)


def _hold_tabs(text: str, tabsize: Any = 8) -> None:
    hold_times(tabsize)
    hold_length(len(text) + text.count("\t") * (tabsize if isinstance(tabsize, int) else 0))


def _hold_joined(text: str, items: Any = ()) -> None:
    if isinstance(items, Sequence):
        hold_length(len(text) * len(items) + sum(len(each) for each in items))


def _hold_translated(text: str, table: Any = None) -> None:
    longest = max((len(str(each)) for each in dict(table or {}).values()), default=1)
    hold_length(len(text) * longest)


def _hold_pieces(text: str, *_: Any, **named: Any) -> None:
    spend(len(text))


_METHODS: Mapping[str, Callable[..., None]] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), _hold_padded),
    **dict.fromkeys(("split", "rsplit", "splitlines"), _hold_pieces),
    "expandtabs": _hold_tabs,
    "join": _hold_joined,
    "replace": hold_replaced,
    "translate": _hold_translated,
}


class _HeldFormatter(SandboxedFormatter):
    """The sandbox's, which makes nothing wide and counts what it has made."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """The value by the format, which values may have been put into."""
        refuse_wide(format_spec)
        spend(size_of(value))
        return held(super().format_field(value, format_spec))


class _HeldEscapeFormatter(_HeldFormatter, SandboxedEscapeFormatter):
    """Likewise, where what is put in is escaped."""


def make_format(environment: SandboxedEnvironment, text: str, name: str) -> Callable[..., str]:
    """The text's method of that name, one of `FORMATS`."""

    def fill(*arguments: Any, **named: Any) -> str:
        if name == "format_map":
            (named,), arguments = arguments, ()
        if isinstance(text, Markup):
            escaping = _HeldEscapeFormatter(environment, escape=text.escape)
            return Markup(escaping.vformat(text, arguments, named))
        return str(_HeldFormatter(environment).vformat(text, arguments, named))

    return fill
