"""What the page asks to be written: values of fields and rows of lists, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reportgen.editing.addresses import Address, same_tree, value_at
from reportgen.editing.list_rows import (
    GivenRow,
    ListShape,
    cell_addresses,
    entries_of,
    list_edits,
    list_shape,
    write_rows,
)
from reportgen.editing.saved_file import ValueEdit
from reportgen.model.stages import Stage
from reportgen.model.tree import Tree
from reportgen.problems import Location, ReportgenError, UnreadableFileError, error
from reportgen.web.notes import path_of

_DEEPEST = 20


class AskedList(NamedTuple):
    """A list as it is to be, made of what was `seen`; `fault` says why it is not written."""

    address: Address
    seen: Tree
    rows: Sequence[GivenRow]
    shape: ListShape
    wanted: Tree
    fault: str = ""

    def edits(self) -> Sequence[ValueEdit]:
        """The edits that make it."""
        return list_edits(self.address, self.seen, self.wanted, self.rows)


class AskedEdits(NamedTuple):
    """The file, the values of its fields and the lists that are to be written."""

    file: str
    values: Sequence[ValueEdit]
    lists: Sequence[AskedList]

    def edits(self) -> Sequence[ValueEdit]:
        """All edits together."""
        return [*self.values, *(edit for each in self.lists for edit in each.edits())]


def read_edits(body: bytes, stages: Collection[Stage]) -> AskedEdits:
    """What is asked. Errors: UnreadableFileError for anything that is none."""
    try:
        asked = json.loads(body)
        values = [_read_value(each) for each in asked.get("edits", ())]
        lists = [_read_list(each, stages) for each in asked.get("lists", ())]
        return AskedEdits(str(asked["file"]), values, lists)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        told = error("no_edit", "没有看懂要改什么，没有改", Location(), "请刷新页面再试")
        raise UnreadableFileError(told) from fault


def _read_value(asked: Mapping[str, Any]) -> ValueEdit:
    address = _read_address(asked["address"])
    return ValueEdit(address, _value(asked["value"]), _value(asked["seen"]))


def _read_address(given: object) -> Address:
    is_way = isinstance(given, list) and all(type(step) in (int, str) for step in given)
    if not is_way or not isinstance(given, list) or not given or not isinstance(given[0], str):
        raise TypeError(given)
    return tuple(given)


def _value(given: object) -> Tree:
    """A value from the page: an empty text is none at all, lines are a list's entries."""
    if isinstance(given, list):
        return tuple(str(each) for each in given) or None
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(given)
    return given.strip() or None


def _read_list(asked: Mapping[str, Any], stages: Collection[Stage]) -> AskedList:
    address, seen = _read_address(asked["address"]), _tree(asked["seen"], _DEEPEST)
    shape = list_shape(address, stages)
    if shape is None:
        raise TypeError(address)
    known, width = len(entries_of(seen, shape)), len(shape.columns)
    rows = [_read_row(each, known, width) for each in asked["rows"]]
    try:
        return AskedList(address, seen, rows, shape, write_rows(seen, rows, shape))
    except ReportgenError as fault:
        return AskedList(address, seen, rows, shape, seen, fault.problems[0].message)


def _read_row(asked: Mapping[str, Any], known: int, width: int) -> GivenRow:
    origin, cells = asked["origin"], asked["cells"]
    is_place = origin is None or (type(origin) is int and 0 <= origin < known)
    if not is_place or len(cells) != width or not all(isinstance(each, str) for each in cells):
        raise TypeError(asked)
    return GivenRow(origin, tuple(cells))


def _tree(given: object, depth: int) -> Tree:
    """What a data file may say. Errors: TypeError for anything else."""
    if given is None or isinstance(given, str):
        return given
    if depth and isinstance(given, list):
        return tuple(_tree(each, depth - 1) for each in given)
    if depth and isinstance(given, dict):
        return {str(key): _tree(each, depth - 1) for key, each in given.items()}
    raise TypeError(given)


def told_list(asked: AskedList, tree: Tree) -> Mapping[str, object]:
    """The list as it is now: its value, where each row stands in it, and the places of its cells;
    `other` says that it is not what was asked for.
    """
    value = value_at(tree, asked.address)
    cells = cell_addresses(asked.address, value, asked.shape)
    return {
        "path": path_of(asked.address),
        "value": value,
        "places": list(_places(asked)),
        "paths": [[path_of(address) for address in row] for row in cells],
        "fault": asked.fault,
        "other": not asked.fault and not same_tree(value, asked.wanted),
    }


def _places(asked: AskedList) -> Iterator[int | None]:
    """The entry that each row has become; None for one that is empty."""
    count, written = 0, entries_of(asked.wanted, asked.shape)
    for row in asked.rows:
        is_told = any(map(str.strip, row.cells)) and count < len(written)
        yield count if is_told else None
        count += is_told
