"""Applies what a message tells to do to the text of a YAML file, as a clerk would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from reportgen.problems import Change, Location, Problem

_QUOTED = re.compile(r"“[^”]*”|\{[{%].*?[%}]\}")
# Files, entries, variables, exceptions and values as only the program knows them.
_INTERNAL = re.compile(
    r"\.reportgen/|\[\d+\]|\b[a-z]+_[a-z_]+\b|[A-Z]\w+(?:Error|Exception)\b|<(?:class|function)|\bNone\b"
)


def internal_names(problem: Problem) -> list[str]:
    """What a clerk cannot know of what the problem says, besides what it quotes."""
    said = f"{problem.message}；{problem.hint}；{problem.location.entry}"
    return _INTERNAL.findall(_QUOTED.sub("", said))


class _Entry(NamedTuple):
    """A value of a YAML file, with its key where it has one."""

    value: yaml.Node
    key: yaml.Node | None
    is_listed: bool


def mend(text: str, problem: Problem, written: str = "1", choice: int = 0) -> str:
    """The text with the problem's remedy made: with that one of several things to write.

    `written` is what a clerk fills in for `…`.
    """
    remedy = problem.remedy
    assert remedy is not None
    if remedy.change is Change.REPLACE:
        return _replace(text, problem.location, remedy.old, remedy.texts[0])
    if remedy.change is Change.ADD:
        return _add(text, problem.location, remedy.texts[0], written)
    entry = _find(text, problem.location)
    match remedy.change:
        case Change.WRITE:
            return _put(text, entry.value, _quoted(remedy.texts[choice]))
        case Change.RENAME:
            assert entry.key is not None
            return _put(text, entry.key, remedy.texts[0])
        case Change.DELETE:
            return _delete(text, entry)
    raise AssertionError(remedy)


def _quoted(text: str) -> str:
    return f'"{text}"' if text[:1] in "-?:,[]{}#&*!|>'\"%@`" or ": " in text else text


def _replace(text: str, place: Location, old: str, new: str) -> str:
    lines = text.split("\n")
    line, start = lines[place.line - 1], place.column - 1
    assert line.startswith(old, start), (line, old)
    lines[place.line - 1] = line[:start] + new + line[start + len(old) :]
    return "\n".join(lines)


def _put(text: str, node: yaml.Node, new: str) -> str:
    return text[: node.start_mark.index] + new + text[node.end_mark.index :]


def _delete(text: str, entry: _Entry) -> str:
    """Without the entry: its lines, or in brackets what stands up to the next one."""
    start = (entry.key or entry.value).start_mark.index
    end = entry.value.end_mark.index
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if not before.strip(" -"):
        line_end = text.find("\n", end)
        begin = start - len(before) if not before.strip() else start
        if before.strip():  # the first key of a list's entry
            return text[: start - len(before)] + text[line_end + 1 :]
        return text[:begin] + text[line_end + 1 :]
    rest = text[end:].lstrip(" ")
    if rest.startswith(","):
        return text[:start] + rest[1:].lstrip(" ")
    return text[:start].rstrip(" ").removesuffix(",") + text[end:]


def _add(text: str, place: Location, key: str, written: str) -> str:
    """With a new first entry of the block at the place, or of the smallest one around it."""
    blocks = [each for each in _walk(text) if isinstance(each.value, yaml.MappingNode)]
    around = [each for each in blocks if _begin(each) <= (place.line, place.column) <= _end(each)]
    node = around[-1].value
    assert isinstance(node, yaml.MappingNode)
    first = node.start_mark
    if node.flow_style:
        return f"{text[: first.index + 1]}{key}: {written}, {text[first.index + 1 :]}"
    return f"{text[: first.index]}{key}: {written}\n{' ' * first.column}{text[first.index :]}"


def _begin(entry: _Entry) -> tuple[int, int]:
    mark = (entry.key or entry.value).start_mark
    return mark.line + 1, mark.column + 1


def _end(entry: _Entry) -> tuple[int, int]:
    mark = entry.value.end_mark
    return mark.line + 1, mark.column + 1


def _find(text: str, place: Location) -> _Entry:
    marks = [
        entry
        for entry in _walk(text)
        if (entry.value.start_mark.line + 1, entry.value.start_mark.column + 1)
        == (place.line, place.column)
    ]
    assert marks, f"nothing at {place}"
    return marks[0]


def _walk(text: str) -> Iterator[_Entry]:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    assert root is not None
    waiting = [_Entry(root, None, False)]
    while waiting:
        entry = waiting.pop(0)
        yield entry
        if isinstance(entry.value, yaml.MappingNode):
            waiting += [_Entry(value, key, False) for key, value in entry.value.value]
        elif isinstance(entry.value, yaml.SequenceNode):
            waiting += [_Entry(value, None, True) for value in entry.value.value]
