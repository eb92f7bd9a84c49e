"""The nodes of a data file → plain nested values that can be written down again."""

from __future__ import annotations

from reportgen.load.yaml_tree import Item
from reportgen.model.tree import Tree


def plain_tree(item: Item) -> Tree:
    """What stands at that node and below, each text as `Item.text` gives it.

    A list that is written as empty is one, all else that is empty is None. A key written twice is
    noted.
    """
    if item.is_empty:
        return () if item.is_list and not item.reading.in_cells else None
    if item.is_mapping:
        return {key: plain_tree(entry) for key, entry in item.entries().items()}
    if item.is_list:
        return tuple(plain_tree(entry) for entry in item.items())
    return item.text()
