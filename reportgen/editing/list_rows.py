"""A list of a data file as rows of cells, and rows that a person typed as the list again.

What a row does not show, or what was not changed in it, stays as it is written; an entry that is a
text alone becomes a block where another of its cells is filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportgen.editing.addresses import Address, same_tree
from reportgen.editing.list_shapes import NUMBERS, ListShape, Naming, bare_column
from reportgen.editing.outline_list import outline_cells, outline_entry, parts_keys
from reportgen.editing.saved_file import ValueEdit
from reportgen.late_regex import late_regex
from reportgen.load.workbooks.form_texts import read_figure_lines
from reportgen.model.form import EXPECTED_COLUMN
from reportgen.model.form_labels import TOTAL_STAGE, row_label
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, ReportgenError, error

_PARTS = late_regex(r"[、,，;；\s]+")
_THOUSANDS = late_regex(r"\d{1,3}(?:[,，]\d{3})+")


Entry = tuple[str, Tree]
"""An entry of a list, with its name; that is empty where the list is no mapping."""


class GivenRow(NamedTuple):
    """A row as it is to be: the entry that it was (counted from 0; None: a new one), its cells.

    `base` is the entry that a new row was before it was taken away, so that it comes back whole.
    """

    origin: int | None
    cells: tuple[str, ...]
    base: Entry = ("", None)


def says_something(row: GivenRow, shape: ListShape) -> bool:
    """Whether it makes an entry: anything stands in it but what it is about."""
    return any(map(str.strip, row.cells[shape.labels :]))


def entries_of(value: Tree, shape: ListShape) -> list[Entry]:
    """The entries, each with its name, which is empty where the list is no mapping."""
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, tuple):
        return [("", each) for each in value]
    if not value:
        return []
    is_numbers = shape is NUMBERS and not _THOUSANDS.fullmatch(value)
    return [("", part) for part in (_PARTS.split(value) if is_numbers else (value,)) if part]


def row_cells(entry: Entry, shape: ListShape) -> tuple[Tree, ...]:
    """What stands in each of the columns of an entry."""
    name, value = entry
    cells = dict(value) if isinstance(value, Mapping) else {bare_column(shape): value}
    if shape.is_outline:
        cells = dict(outline_cells(value))
    if name:
        cells[shape.columns[0]] = name
    return tuple(cells.get(column) for column in shape.columns)


def cell_addresses(address: Address, value: Tree, shape: ListShape) -> Iterator[list[Address]]:
    """Where the cells of each entry stand, or would."""
    for place, (name, entry) in enumerate(entries_of(value, shape)):
        at: Address = (*address, name or place)
        bare = "" if isinstance(entry, Mapping) else bare_column(shape)
        keys = parts_keys(entry) if shape.is_outline else {}
        yield [
            at if column == bare else (*at, keys.get(column, column)) for column in shape.columns
        ]


def is_editable(column: str, value: Tree) -> bool:
    """Whether the cell's text says all of the value."""
    if isinstance(value, Mapping):
        parts = [part for each in value.values() for _, part in _parts(each)]
        return column == EXPECTED_COLUMN and all(isinstance(part, str) for part in parts)
    items = value if isinstance(value, tuple) else (value,)
    return all(each is None or isinstance(each, str) for each in items)


def cell_words(value: Tree) -> str:
    """A value in one cell: entries of a list a line each, figures of a block with their names."""
    if isinstance(value, tuple):
        return "\n".join(cell_words(each) for each in value)
    if isinstance(value, Mapping):
        return "\n".join(
            f"{row_label(name, stage)}：{cell_words(part)}"
            for name, entry in value.items()
            for stage, part in _parts(entry)
        )
    return value or ""


def _parts(entry: Tree) -> list[tuple[str | None, Tree]]:
    """The parts of a figure, each with its stage."""
    if isinstance(entry, Mapping):
        return [(stage, part) for stage, part in entry.items()]
    return [(None, entry)]


def write_rows(seen: Tree, rows: Sequence[GivenRow], shape: ListShape) -> Tree:
    """The list with those rows, where `seen` is what they were made of; empty ones go.

    Errors: ReportgenError where an entry lacks its name, or two have the same.
    """
    return _Writing(seen, shape).write(rows)


class _Writing:
    def __init__(self, seen: Tree, shape: ListShape) -> None:
        self._seen, self._shape = seen, shape
        self._known = entries_of(seen, shape)
        bare = [not isinstance(entry, Mapping) for _, entry in self._known]
        self._are_bare = bool(bare) and all(bare)
        is_new = seen is None or seen == ()
        self._is_keyed = isinstance(seen, Mapping) or (is_new and shape.naming is Naming.ALWAYS)

    def write(self, rows: Sequence[GivenRow]) -> Tree:
        entries = [self._entry(row) for row in rows if says_something(row, self._shape)]
        told = [entry for entry in entries if entry[0] or entry[1] is not None]
        if not told:
            return () if self._seen == () else None
        names = [name for name, _ in told]
        if self._is_keyed or (self._shape.naming is Naming.WHERE_GIVEN and any(names)):
            _check_names(names, self._shape.columns[0])
            return dict(told)
        values = tuple(value for _, value in told)
        was_text = isinstance(self._seen, str) and values == tuple(each for _, each in self._known)
        return self._seen if was_text else values

    def _entry(self, row: GivenRow) -> Entry:
        base = self._known[row.origin] if row.origin is not None else row.base
        before = row_cells(base, self._shape)
        if base[1] is not None and _are_same(row.cells, before):
            return base
        cells = dict(base[1]) if isinstance(base[1], Mapping) else {}
        for column, text, old in zip(self._shape.columns, row.cells, before, strict=True):
            value = old if _are_same((text,), (old,)) else self._value(column, text, old)
            cells[column] = value
        name = self._taken_name(cells)
        filled = {key: value for key, value in cells.items() if value is not None}
        return name, self._as_bare(filled, base[1])

    def _taken_name(self, cells: dict[str, Tree]) -> str:
        """The name that the cells give the entry, which is then none of its fields."""
        if not self._is_keyed and self._shape.naming is not Naming.WHERE_GIVEN:
            return ""
        return " ".join(cell_words(cells.pop(self._shape.columns[0], None)).split())

    def _as_bare(self, filled: Mapping[str, Tree], base: Tree) -> Tree:
        if self._shape.is_outline:
            return outline_entry(filled)
        may_be = self._are_bare if base is None else not isinstance(base, Mapping)
        is_keyed = self._is_keyed or self._shape.naming is Naming.WHERE_GIVEN
        column = bare_column(self._shape)
        if (may_be or (base is None and is_keyed)) and filled.keys() <= {column}:
            return filled.get(column)
        return filled or None

    def _value(self, column: str, text: str, old: Tree) -> Tree:
        plain = text.strip()
        if not plain:
            return None
        if column == EXPECTED_COLUMN:
            return self._figures(plain)
        lines = tuple(filter(None, map(str.strip, plain.split("\n"))))
        if isinstance(old, tuple) or (column in self._shape.several and len(lines) > 1):
            return lines
        return plain

    def _figures(self, text: str) -> Tree:
        found: dict[str, dict[str | None, Tree]] = {}
        for _, name, stage, value in read_figure_lines(text, self._shape.stages):
            found.setdefault(name, {})[stage] = value
        return {name: _by_stage(parts) for name, parts in found.items()}


def _are_same(texts: Sequence[str], values: Sequence[Tree]) -> bool:
    """Whether the cells say what the values say."""
    return [text.strip() for text in texts] == [cell_words(value).strip() for value in values]


def _by_stage(parts: Mapping[str | None, Tree]) -> Tree:
    if parts.keys() == {None}:
        return parts[None]
    return {stage or TOTAL_STAGE: value for stage, value in parts.items()}


def _check_names(names: Sequence[str], column: str) -> None:
    doubled = [name for name, count in Counter(names).items() if count > 1]
    if not all(names):
        message = f"第 {names.index('') + 1} 项还没有写“{column}”，这一列表还没有存"
        raise ReportgenError(error("no_name", message, Location(), f"请写上{column}"))
    if doubled:
        message = f"有几项的“{column}”都是“{doubled[0]}”，这一列表还没有存"
        raise ReportgenError(error("same_name", message, Location(), "请改成不一样的"))


def list_edits(
    address: Address, seen: Tree, wanted: Tree, rows: Sequence[GivenRow], shape: ListShape
) -> list[ValueEdit]:
    """The edits that make one list of the other: of single values where its rows are the same, so
    that what others changed beside them stays, else of the whole.
    """
    if same_tree(seen, wanted):
        return []
    origins = [row.origin for row in rows if says_something(row, shape)]
    is_renamed = isinstance(seen, Mapping) and isinstance(wanted, Mapping) and [*seen] != [*wanted]
    if origins == list(range(_length(seen))) and not is_renamed:
        return list(_value_edits(address, seen, wanted))
    return [ValueEdit(address, wanted, seen)]


def _length(tree: Tree) -> int:
    return len(tree) if isinstance(tree, (Mapping, tuple)) else -1


def _value_edits(address: Address, seen: Tree, wanted: Tree) -> Iterator[ValueEdit]:
    if seen == wanted:
        return
    if isinstance(seen, tuple) and isinstance(wanted, tuple) and len(seen) == len(wanted):
        for place, (old, new) in enumerate(zip(seen, wanted, strict=True)):
            yield from _value_edits((*address, place), old, new)
    elif _are_alike(seen, wanted) and isinstance(seen, Mapping) and isinstance(wanted, Mapping):
        for key in dict.fromkeys((*seen, *wanted)):
            yield from _value_edits((*address, key), seen.get(key), wanted.get(key))
    else:
        yield ValueEdit(address, wanted, seen)


def _are_alike(seen: Tree, wanted: Tree) -> bool:
    """Whether both are blocks that have a key in common, in the same order."""
    if not isinstance(seen, Mapping) or not isinstance(wanted, Mapping):
        return False
    shared = [key for key in seen if key in wanted]
    return bool(shared) and shared == [key for key in wanted if key in seen]
