"""Entries of lists that say 同上 → what stands above them, where that is sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from reportgen.load.yaml_tree import Item
from reportgen.problems import write
from reportgen.words.no_names import says_ditto
from reportgen.words.written_numbers import is_number_alone

_LONGEST = 30
_LONGEST_DITTO = 8
_YEARS = frozenset({"年份", "完成时限"})
_SHOWN = 12
_Pair = tuple[yaml.Node, yaml.Node]


def fill_dittos(blocks: Mapping[str, Item]) -> Mapping[str, Item]:
    """The blocks, in whose lists each entry that says 同上 says what the nearest one above does.

    Each is noted at its place: as a reminder; as an error where it is a figure or a long text,
    which may as well not have been given, or where nothing stands above it.
    """
    return {key: item._replace(node=_filled(item)) for key, item in blocks.items()}


def _filled(block: Item) -> yaml.Node:
    node = block.node
    if isinstance(node, yaml.SequenceNode):
        return _filled_list(block, node)
    if not isinstance(node, yaml.MappingNode) or not any(map(_is_list, node.value)):
        return node
    pairs = [
        (key, value if isinstance(value, yaml.ScalarNode) else _filled(_inner(block, key, value)))
        for key, value in node.value
    ]
    return yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark, node.flow_style)


def _is_list(pair: _Pair) -> bool:
    return isinstance(pair[1], yaml.SequenceNode)


def _inner(around: Item, key: yaml.Node, value: yaml.Node) -> Item:
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    return Item(value, f"{around.path}.{name}", around.reading)


def _filled_list(block: Item, node: yaml.SequenceNode) -> yaml.Node:
    if not any(map(_has_ditto, node.value)):
        return node
    above: dict[str, str] = {}
    entries = []
    for number, entry in enumerate(node.value, 1):
        around = Item(entry, f"{block.path}[{number}]", block.reading)
        is_block = isinstance(entry, yaml.MappingNode)
        entries.append(_filled_entry(around, entry, above) if is_block else entry)
    return yaml.SequenceNode(node.tag, entries, node.start_mark, node.end_mark, node.flow_style)


def _has_ditto(entry: yaml.Node) -> bool:
    pairs: Iterable[_Pair] = entry.value if isinstance(entry, yaml.MappingNode) else ()
    return any(_is_ditto(value) for _, value in pairs)


def _is_ditto(node: yaml.Node) -> bool:
    is_short = isinstance(node, yaml.ScalarNode) and len(node.value) <= _LONGEST_DITTO
    return is_short and says_ditto(node.value)


def _filled_entry(around: Item, entry: yaml.MappingNode, above: dict[str, str]) -> yaml.Node:
    """The entry, of which `above` remembers what it says."""
    pairs: list[_Pair] = []
    for key, value in entry.value:
        item = _inner(around, key, value)
        name = item.path.rpartition(".")[2]
        if _is_ditto(value):
            value = _meant(item, name, above.get(name, ""))
        elif isinstance(value, yaml.ScalarNode) and value.value:
            above[name] = value.value
        pairs.append((key, value))
    return yaml.MappingNode(entry.tag, pairs, entry.start_mark, entry.end_mark, entry.flow_style)


def _meant(item: Item, name: str, above: str) -> yaml.Node:
    """The node with what is meant; an empty one where that is not known."""
    node = item.node
    is_sure = _is_sure(name, above)
    _tell(item, above, is_sure)
    value = above if is_sure else ""
    style = '"' if value else None
    return yaml.ScalarNode(node.tag, value, node.start_mark, node.end_mark, style)


def _is_sure(name: str, above: str) -> bool:
    if name in _YEARS:
        return bool(above)
    return 0 < len(above) <= _LONGEST and not is_number_alone(above)


def _tell(item: Item, above: str, is_sure: bool) -> None:
    message = f"写的是“{item.node.value}”"
    if not above:
        item.report("ditto", f"{message}，上面各项没有写过这一栏", "请写明")
        return
    remedy = write(above)
    if is_sure:
        words = f"是的{remedy.words}，不是的请改正"
        item.warn("ditto", f"{message}，按上面一项的“{above}”读入", remedy._replace(words=words))
        return
    shown = above if len(above) <= _SHOWN else f"{above[:_SHOWN]}…"
    message += f"，看不出是和上面一项的“{shown}”一样，还是没有填"
    words = "一样的，写成上面一项那样；不一样的，请写上它自己的"
    item.report("ditto", message, remedy._replace(words=words))
