"""Entries that say no more than that there is none (无, 略, —): they are left out of the data."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from reportgen.load.yaml_tree import Item
from reportgen.problems import Change, Remedy, warning
from reportgen.words.nothing import says_nothing


def telling_items(item: Item | None, keys: Collection[str]) -> tuple[Item, ...]:
    """The entries of a list but for those that say there is none, each of which is noted.

    An entry says so in all of the fields `keys` that are filled in, whatever its others hold; a
    text may say so in place of the list.
    """
    if item is None or is_nothing(item, ()):
        return ()
    return tuple(entry for entry in item.items() if not is_nothing(entry, keys))


def is_nothing(item: Item, keys: Collection[str] = ()) -> bool:
    """Whether the text, or the entry in its fields `keys`, says that there is none; it is noted."""
    texts = [text for text in _texts(item.node, keys) if text]
    if not texts or not all(map(says_nothing, texts)):
        return False
    message = f"写的是“{texts[0]}”，报告里不写这一项"
    item.reading.problems.append(warning("says_nothing", message, item.location, leave_out(item)))
    return True


def leave_out(item: Item) -> Remedy:
    """To take the entry away: its line, what its cell holds, or the line of a sheet."""
    line = item.own_row
    if line is not None:
        return Remedy(Change.DELETE, (), "没有的请删去这一行", place=line)
    words = "没有的空着就行" if item.reading.in_cells else "没有的请删去这一项"
    return Remedy(Change.DELETE, (), words)


def _texts(node: yaml.Node, keys: Collection[str]) -> Iterator[str]:
    """What is written in the node, or in those of its fields."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value.strip()
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in keys and isinstance(value, yaml.ScalarNode):
                yield value.value.strip()
