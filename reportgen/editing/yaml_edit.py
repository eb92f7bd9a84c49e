"""A YAML text and a value to be written at some place → the text with it, all else as it was.

Only the lines of the value change: comments, order and layout are the clerk's. What comes of an
edit is read again, and is only given where it says what it was to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from reportgen.editing.addresses import Address, nested, same_tree, value_at, with_value
from reportgen.editing.spans import Spans
from reportgen.forms.yaml_text import document_text, entry_text, flow_text, items_text
from reportgen.load.plain_tree import plain_tree
from reportgen.load.yaml_tree import Item, Reading, parse_yaml
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, ReportgenError, error

# How long a list between brackets may grow.
_LONGEST_LINE = 120
_BESIDE = "请用记事本打开数据文件改这一处，存盘以后这里会显示新的内容"


def tree_of(text: str, file: str) -> Tree:
    """The tree of a data file's text. Errors: UnreadableFileError where it is no YAML."""
    root = parse_yaml(text, file)
    return plain_tree(root) if root is not None else None


def write_value(text: str, address: Address, value: Tree, file: str = "") -> str:
    """The text with that value there; None takes what stands there away.

    Errors: ReportgenError where the place cannot be written without changing something else, or
    where the text is no YAML.
    """
    root = parse_yaml(text, file)
    tree = plain_tree(root) if root is not None else None
    if same_tree(value_at(tree, address), value):
        return text
    try:
        wanted = with_value(tree, address, value)
    except LookupError as fault:
        raise _refusal(file, address) from fault
    if root is None or tree is None:
        written = text + document_text(_mapping(nested(address, value)))
    elif isinstance(root.node, yaml.MappingNode):
        written = _Edit(text, file).write(root.node, address, value)
    else:
        raise _refusal(file, address)
    if _without_empty(tree_of(written, file)) != _without_empty(wanted):
        raise _refusal(file, address)
    return written


def _mapping(tree: Tree) -> Mapping[str, Tree]:
    return tree if isinstance(tree, Mapping) else {}


def _refusal(file: str, address: Address) -> ReportgenError:
    path = ".".join(str(step) for step in address if isinstance(step, str))
    message = f"“{path}”在文件里写得特别，网页上改不了（引用、重复的名称，或者写成了别的样子）"
    return ReportgenError(error("uneditable", message, Location(file, path=path), _BESIDE))


def _without_empty(tree: Tree) -> Tree:
    """The tree without entries of which nothing is said, to compare by."""
    if isinstance(tree, Mapping):
        kept = {key: _without_empty(value) for key, value in tree.items()}
        return {key: value for key, value in kept.items() if value not in (None, "")} or None
    if isinstance(tree, tuple):
        return tuple(map(_without_empty, tree))
    return tree


class _Entry(NamedTuple):
    """An entry of a mapping: its place among the others, its key and its value."""

    place: int
    key: yaml.Node
    value: yaml.Node


class _Edit:
    """One edit of a text."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._spans = Spans(text)

    def write(self, block: yaml.MappingNode, address: Address, value: Tree) -> str:
        """The text with the value at that address below the block."""
        key, rest = str(address[0]), address[1:]
        entry = _find(block, key)
        if entry is None:
            return self._add(block, key, nested(rest, value)) if value is not None else self._text
        new = with_value(_tree_below(entry.value, self._file), rest, value)
        if new is None and not rest:
            return self._remove(block, entry)
        if new is None:
            # The name of a block stays when the last of what it held goes.
            return self._put(self._spans.colon(entry.key) + 1, self._end(entry), "")
        inner, way = _step_down(entry.value, rest)
        return self.write(inner, way, value) if inner else self._replace(block, entry, new)

    def _replace(self, block: yaml.MappingNode, entry: _Entry, new: Tree) -> str:
        end = self._end(entry)
        old = entry.value
        if block.flow_style or (isinstance(new, tuple) and _stays_one_line(old, new)):
            return self._put(self._spans.colon(entry.key) + 1, end, f" {flow_text(new)}")
        if isinstance(new, tuple) and isinstance(old, yaml.SequenceNode) and not old.flow_style:
            return self._replace_items(block, entry, new)
        written = self._entry(block, "k", new).partition(":")[2]
        comment = self._text[end : self._spans.line_end(end)].strip()
        begin = self._spans.colon(entry.key) + 1
        if "\n" not in written or not comment:
            return self._put(begin, end, written)
        # Behind a text of several lines the comment would be one of them.
        line = self._spans.begin(entry.key)
        indent = " " * self._spans.column(entry.key)
        head = self._text[line:begin]
        return self._put(line, self._spans.line_end(end), f"{comment}\n{indent}{head}{written}")

    def _replace_items(self, block: yaml.MappingNode, entry: _Entry, new: tuple[Tree, ...]) -> str:
        """The list with those entries; lines of entries that stay are kept as they are."""
        old = entry.value
        assert isinstance(old, yaml.SequenceNode)
        if not new or not old.value:
            return self._put(self._spans.colon(entry.key) + 1, self._end(entry), " []")
        begins = [self._dash(item) for item in old.value]
        end = self._spans.line_end(self._end(entry))
        ends = [*begins[1:], end + 1]
        kept = _Kept(
            [_tree_below(item, self._file) for item in old.value],
            [self._text[at:to].rstrip() for at, to in zip(begins, ends, strict=True)],
        )
        indent = " " * (begins[0] - self._spans.line_begin(begins[0]))
        lines = [kept.take(each) or _indented(items_text((each,)), indent) for each in new]
        return self._put(begins[0], end, f"\n{indent}".join(lines))

    def _dash(self, item: yaml.Node) -> int:
        """The dash of a list's entry."""
        return self._text.rindex("-", 0, max(self._spans.begin(item), 1))

    def _add(self, block: yaml.MappingNode, key: str, value: Tree) -> str:
        if block.flow_style:
            written = f"{flow_text(key)}: {flow_text(value)}"
            if not block.value:
                at = self._spans.begin(block) + 1
                return self._put(at, at, written)
            last = block.value[-1]
            at = self._end(_Entry(0, *last))
            return self._put(at, at, f", {written}")
        last = _Entry(0, *block.value[-1])
        at = self._spans.line_end(self._end(last))
        indent = " " * self._spans.column(block.value[0][0])
        apart = "\n\n" if not indent else f"\n{indent}"
        return self._put(at, at, apart + self._entry(block, key, value))

    def _remove(self, block: yaml.MappingNode, entry: _Entry) -> str:
        begin, end = self._spans.begin(entry.key), self._end(entry)
        entries = [_Entry(place, *each) for place, each in enumerate(block.value)]
        following = entries[entry.place + 1 : entry.place + 2]
        if len(entries) == 1:
            return self._put(begin, end, "")
        if block.flow_style:
            if following:
                return self._put(begin, self._spans.begin(following[0].key), "")
            return self._put(self._end(entries[entry.place - 1]), end, "")
        line = self._spans.line_begin(begin)
        if self._text[line:begin].strip():
            # The first key behind the dash of a list's entry.
            return self._put(begin, self._spans.begin(following[0].key), "")
        return self._put(line, min(self._spans.line_end(end) + 1, len(self._text)), "")

    def _end(self, entry: _Entry) -> int:
        end = self._spans.end(entry.value)
        return max(end, self._spans.colon(entry.key) + 1)

    def _entry(self, block: yaml.MappingNode, key: str, value: Tree) -> str:
        """The lines of an entry of that block, the first without its indent."""
        indent = " " * self._spans.column(block.value[0][0])
        return _indented(entry_text(key, value, in_line=bool(indent)), indent)

    def _put(self, begin: int, end: int, new: str) -> str:
        return self._text[:begin] + new + self._text[end:]


class _Kept:
    """The entries that a list has, each to be taken once."""

    def __init__(self, trees: Sequence[Tree], lines: Sequence[str]) -> None:
        self._left = list(zip(trees, lines, strict=True))

    def take(self, tree: Tree) -> str:
        """The lines of an entry that says that; empty where none does."""
        for place, (known, lines) in enumerate(self._left):
            if known == tree:
                del self._left[place]
                return lines
        return ""


def _tree_below(node: yaml.Node, file: str) -> Tree:
    """What stands at a node and below it."""
    return plain_tree(Item(node, "", Reading(file)))


def _step_down(node: yaml.Node, way: Address) -> tuple[yaml.MappingNode | None, Address]:
    """The block below the node that holds what the way leads to, and the rest of the way; None
    where the node is to be written anew.
    """
    if isinstance(node, yaml.SequenceNode) and len(way) > 1:
        node, way = node.value[int(way[0])], way[1:]
    if way and isinstance(node, yaml.MappingNode) and node.value:
        return node, way
    return None, way


def _stays_one_line(node: yaml.Node, new: tuple[Tree, ...]) -> bool:
    """Whether it is a list between brackets, on one line, that has its entries there again."""
    is_list = isinstance(node, yaml.SequenceNode) and bool(node.flow_style) and bool(node.value)
    is_one_line = is_list and node.start_mark.line == node.end_mark.line
    return is_one_line and (not new or len(flow_text(new)) <= _LONGEST_LINE)


def _find(block: yaml.MappingNode, key: str) -> _Entry | None:
    for place, (key_node, value) in enumerate(block.value):
        if isinstance(key_node, yaml.ScalarNode) and key_node.value.strip() == key:
            return _Entry(place, key_node, value)
    return None


def _indented(text: str, indent: str) -> str:
    """The lines with that indent before all but the first; empty lines stay empty."""
    first, *others = text.rstrip("\n").split("\n")
    return "\n".join((first, *(f"{indent}{line}" if line else line for line in others)))
