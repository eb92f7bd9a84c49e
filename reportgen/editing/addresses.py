"""The way to a value through a data file's tree, and the tree with another value there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from reportgen.model.tree import Tree

Address: TypeAlias = "tuple[str | int, ...]"
"""Keys of mappings and places in lists, counted from 0; empty for the whole file."""


def value_at(tree: Tree, address: Address) -> Tree:
    """What stands there; None where nothing does."""
    for step in address:
        if isinstance(step, str) and isinstance(tree, Mapping):
            tree = tree.get(step)
        elif isinstance(step, int) and isinstance(tree, tuple) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def with_value(tree: Tree, address: Address, value: Tree) -> Tree:
    """The tree with that value there; None takes the entry of a mapping away, and its block with
    it where nothing else stands in that.

    Errors: LookupError where the way leads through a text, or to no place of a list.
    """
    if not address:
        return value
    step, rest = address[0], address[1:]
    if isinstance(step, int):
        return _with_item(tree, step, rest, value)
    if tree is not None and not isinstance(tree, Mapping):
        raise LookupError(step)
    entries = dict(tree or {})
    entries[step] = with_value(entries.get(step), rest, value)
    if entries[step] is None:
        del entries[step]
    return entries or None


def nested(address: Address, value: Tree) -> Tree:
    """A tree with nothing but that value there. Errors: LookupError for a place in a list."""
    return with_value(None, address, value)


def _with_item(tree: Tree, step: int, rest: Address, value: Tree) -> Tree:
    if not isinstance(tree, tuple) or not 0 <= step < len(tree):
        raise LookupError(step)
    return (*tree[:step], with_value(tree[step], rest, value), *tree[step + 1 :])


def same_tree(one: Tree, other: Tree) -> bool:
    """Whether both say the same, their entries in the same order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        pairs = zip(one.values(), other.values(), strict=False)
        return [*one] == [*other] and all(same_tree(*pair) for pair in pairs)
    if isinstance(one, tuple) and isinstance(other, tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same_tree(*pair) for pair in pairs)
    return one == other
