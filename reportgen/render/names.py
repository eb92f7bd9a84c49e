"""The context of a Word template → its names as a person writes them, with what each prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from reportgen.model.default_display import print_value
from reportgen.named_tuple import NamedTuple
from reportgen.templating.template_facts import TemplateFacts

LOOP = "[]"
"""Stands behind a name that is a list of things with names of their own, or of texts."""


class TemplateName(NamedTuple):
    """A name of a context: `报告.标题`, `达标表[].指标`, `报告.附件[]`.

    `value` is what it prints; empty for a list and for a part that is whole paragraphs. `is_whole`
    tells of the latter.
    """

    path: str
    value: str = ""
    is_whole: bool = False

    @property
    def is_list(self) -> bool:
        """Whether templates go through it with `for`."""
        return self.path.endswith(LOOP)


def list_context_names(context: Mapping[str, object]) -> tuple[TemplateName, ...]:
    """Every name that a template may use, in the context's order; facts are left to their
    dictionary.

    Of a list, its first entry is looked at; a kind of entry that was met before is not gone into
    again.
    """
    met: set[type] = set()
    return tuple(name for key, value in context.items() for name in _names(key, value, met))


def _names(path: str, value: object, met: set[type]) -> Iterator[TemplateName]:
    if isinstance(value, TemplateFacts):
        return
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from _names(f"{path}.{key}", member, met)
    elif isinstance(value, Sequence) and not (
        isinstance(value, (str, bytes)) or _field_names(value)
    ):
        yield from _entries(f"{path}{LOOP}", value, met)
    else:
        yield from _members_of_object(path, value, met)


def _entries(path: str, values: Sequence[object], met: set[type]) -> Iterator[TemplateName]:
    yield TemplateName(path)
    first = values[0] if values else ""
    if isinstance(first, Mapping) or _field_names(first):
        yield from (name for name in _names(path, first, met) if name.path != path)


def _members_of_object(path: str, value: object, met: set[type]) -> Iterator[TemplateName]:
    if hasattr(value, "__html__") and not isinstance(value, str):
        yield TemplateName(path, is_whole=not getattr(value, "in_text", False))
    names = _field_names(value)
    if not names:
        if not hasattr(value, "__html__"):
            yield TemplateName(path, str(print_value(value)))
        return
    if type(value) in met:
        return
    met.add(type(value))
    for name in names:
        # What templates may name is Chinese.
        if not name.isascii():
            yield from _names(f"{path}.{name}", getattr(value, name), met)


def _field_names(value: object) -> Sequence[str]:
    """The fields of a dataclass or of a named tuple; nothing of what is neither."""
    if is_dataclass(value) and not isinstance(value, type):
        return [each.name for each in fields(value)]
    named: Sequence[str] = getattr(value, "_fields", ())
    return named if isinstance(value, tuple) else ()
