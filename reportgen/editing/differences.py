"""Two versions of a school's data → the values in which they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportgen.editing.addresses import Address
from reportgen.forms.content import FIGURES_BLOCK
from reportgen.model.tree import Tree


class Difference(NamedTuple):
    """A value that differs: what it is, and both texts; empty where one says nothing of it."""

    label: str
    old: str
    new: str


def find_differences(old: Tree, new: Tree) -> tuple[Difference, ...]:
    """The values that differ, in the order of the old version; what is new comes last.

    How a text is spaced, and the width of its signs, is no difference.
    """
    before, after = dict(_values(old, ())), dict(_values(new, ()))
    found = ((each, before.get(each, ""), after.get(each, "")) for each in {**before, **after})
    return tuple(
        Difference(_label(address), one, other)
        for address, one, other in found
        if _plain(one) != _plain(other)
    )


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _values(tree: Tree, address: Address) -> Iterator[tuple[Address, str]]:
    """The texts of the tree; a list of nothing but texts is one."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _values(value, (*address, key))
    elif isinstance(tree, tuple):
        texts = [each for each in tree if isinstance(each, str)]
        if len(texts) == len(tree):
            yield address, "、".join(texts)
        else:
            for place, value in enumerate(tree):
                yield from _values(value, (*address, place))
    elif tree:
        yield address, tree


def _label(address: Address) -> str:
    """The value's name: that of its block is left out where it is a figure."""
    shown = address[1:] if len(address) > 1 and address[0] == FIGURES_BLOCK else address
    return "，".join(f"第 {each + 1} 项" if isinstance(each, int) else each for each in shown)
