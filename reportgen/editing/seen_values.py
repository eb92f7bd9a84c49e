"""Whether a value of a file is what somebody saw of it in a field."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.tree import Tree
from reportgen.words.typed_lines import clean_typed


def says_same(there: Tree, seen: Tree) -> bool:
    """Whether a value of a file is what somebody saw in a field: nothing, an empty list and an
    empty text are the same, and so are lines and entries of a list.
    """
    return _as_seen(there, isinstance(seen, tuple)) == _as_seen(seen, False)


def _as_seen(tree: Tree, as_lines: bool) -> Tree:
    if isinstance(tree, str):
        text = clean_typed(tree)
        lines = tuple(filter(None, map(str.strip, text.split("\n"))))
        return (lines if as_lines else text) or None
    if isinstance(tree, Mapping):
        return {key: _as_seen(value, False) for key, value in tree.items()} or None
    return tuple(_as_seen(each, False) for each in tree or ()) or None
