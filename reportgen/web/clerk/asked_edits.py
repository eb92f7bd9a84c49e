"""What the page asks to be written: values of fields and rows of lists, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.editing.addresses import Address, same_tree, value_at
from reportgen.editing.list_rows import (
    Entry,
    GivenRow,
    cell_addresses,
    entries_of,
    list_edits,
    says_something,
    write_rows,
)
from reportgen.editing.list_shapes import ListShape, list_shape
from reportgen.editing.saved_file import ValueEdit
from reportgen.model.facts import FactDictionary
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, ReportgenError, error
from reportgen.web.serving.asked import understood
from reportgen.web.shown.paths import path_of
from reportgen.words.typed_lines import clean_typed

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
        return list_edits(self.address, self.seen, self.wanted, self.rows, self.shape)


class AskedEdits(NamedTuple):
    """The file, the values of its fields and the lists that are to be written."""

    file: str
    values: Sequence[ValueEdit]
    lists: Sequence[AskedList]

    def edits(self) -> Sequence[ValueEdit]:
        """All edits together."""
        return [*self.values, *(edit for each in self.lists for edit in each.edits())]


def read_edits(body: bytes, dictionary: FactDictionary) -> AskedEdits:
    """What is asked. Errors: UnreadableFileError for anything that is none."""
    told = error("no_edit", "没有看懂这一页发来的内容，没有保存", Location(), "请刷新页面再试")
    with understood(told):
        asked = json.loads(body)
        values = [_read_value(each) for each in asked.get("edits", ())]
        lists = [_read_list(each, dictionary) for each in asked.get("lists", ())]
        return AskedEdits(str(asked["file"]), values, lists)


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
        return tuple(clean_typed(str(each)) for each in given) or None
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(given)
    return clean_typed(given) or None


def _read_list(asked: Mapping[str, Any], dictionary: FactDictionary) -> AskedList:
    address, seen = _read_address(asked["address"]), _written_tree(asked["seen"])
    shape = list_shape(address, dictionary)
    if shape is None:
        raise TypeError(address)
    known = len(entries_of(seen, shape))
    rows = [_read_row(each, known, shape) for each in asked["rows"]]
    try:
        return AskedList(address, seen, rows, shape, write_rows(seen, rows, shape))
    except ReportgenError as fault:
        return AskedList(address, seen, rows, shape, seen, fault.problems[0].message)


def _read_row(asked: Mapping[str, Any], known: int, shape: ListShape) -> GivenRow:
    origin, cells = asked["origin"], asked["cells"]
    is_whole = len(cells) == len(shape.columns) and all(isinstance(each, str) for each in cells)
    if not is_whole or not (origin is None or _is_place(origin, known)):
        raise TypeError(asked)
    was = asked.get("was")
    base: Entry = ("", None) if origin is not None or was is None else _read_entry(was, shape)
    return GivenRow(origin, tuple(map(clean_typed, cells)), base)


def _read_entry(asked: Mapping[str, Any], shape: ListShape) -> Entry:
    """The entry that a row was before it was taken away."""
    known = entries_of(_written_tree(asked["seen"]), shape)
    origin = asked["origin"]
    if not isinstance(origin, int) or not _is_place(origin, len(known)):
        raise TypeError(asked)
    return known[origin]


def _is_place(origin: object, known: int) -> bool:
    return type(origin) is int and 0 <= origin < known


def _written_tree(given: object) -> Tree:
    """A tree that the page was given as text: what reads it as values may order its entries."""
    if not isinstance(given, str):
        raise TypeError(given)
    return _tree(json.loads(given), _DEEPEST)


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
        "value": json.dumps(value, ensure_ascii=False),
        "places": list(_places(asked)),
        "paths": [[path_of(address) for address in row] for row in cells],
        "fault": asked.fault,
        "other": not asked.fault and not same_tree(value, asked.wanted),
    }


def _places(asked: AskedList) -> Iterator[int | None]:
    """The entry that each row has become; None for one that is empty."""
    count, written = 0, entries_of(asked.wanted, asked.shape)
    for row in asked.rows:
        is_told = says_something(row, asked.shape) and count < len(written)
        yield count if is_told else None
        count += is_told
