"""Heads of a wide table that no figure or field is called by → what they were to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import (
    ColumnTitle,
    head_row,
    name_titles,
)
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Advice, Change, Location, Problem, Remedy, warning
from reportgen.words.nearest import ask, find_nearest

_MOST_ASKED = 3


class UnknownHead(NamedTuple):
    """A head that is not read, its cell, and the name that it was to be; empty: not known."""

    title: ColumnTitle
    cell: str
    name: str


def find_unknown_heads(
    titles: Sequence[ColumnTitle], grid: Grid, row: int, free: Mapping[str, bool]
) -> Sequence[UnknownHead]:
    """Those heads, whose lines end at that row; `free` tells of each name whether no column gives
    its fact.
    """
    found = []
    for at, title in enumerate(titles):
        near = find_nearest(title.path[-1], free) if at < _MOST_ASKED else None
        name = near if near and free[near] else ""
        place = grid.place(head_row(grid, title, row), title.column)
        found.append(UnknownHead(title, place, name))
    return found


def find_misspelt(heads: Sequence[UnknownHead], file: str) -> Mapping[str, tuple[str, Location]]:
    """The questions whether heads were to be known names, and their places, by those names."""
    return {each.name: _ask_of(each, file) for each in heads if each.name}


def _ask_of(head: UnknownHead, file: str) -> tuple[str, Location]:
    return f"表头“{head.title.path[-1]}”{ask(head.name)}", Location(file, cell=head.cell)


def tell_unknown_heads(heads: Sequence[UnknownHead], file: str) -> Iterator[Problem]:
    """One warning of the columns that are not read."""
    if heads:
        message = f"有 {len(heads)} 列不认识，没有读：{name_titles([each.title for each in heads])}"
        place = Location(file, cell=heads[0].cell)
        yield warning("unknown_heads", message, place, _advise_heads(heads))


def _advise_heads(heads: Sequence[UnknownHead]) -> Advice:
    """What the heads were to be, of what no other column is; each by its name if they are many."""
    first, *others = heads
    if first.name and not others:
        return Remedy(Change.RENAME, (first.name,), ask(first.name))
    asked = (
        f"{f'“{each.title.path[-1]}”' if others else ''}{ask(each.name)}"
        for each in heads
        if each.name
    )
    return "".join(asked) or "请检查表头的写法"
