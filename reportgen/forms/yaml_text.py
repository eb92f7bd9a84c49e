"""A tree → the text of a data file that gives the same tree back, written as the manual writes it.

Texts that YAML 1.1 would take for something else (`no`, `010020`, `1:18`) are quoted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import cast

import yaml

from reportgen.late_regex import late_regex
from reportgen.model.form import INFO_FIELDS, is_cell_number
from reportgen.model.tree import Tree

_ORDER = (
    *("学校", "区县", "报告", "数据", "教师结构", "领导小组", "引言", "基本情况", "达标情况"),
    *("主要措施", "特色", "取得成绩", "成绩", "存在问题", "今后措施", "投入", "章节"),
    *("插图", "图片", "佐证材料", "自定标准"),
)
_LONGEST_LINE = 110
# What other programs that read YAML 1.1 take for a truth value, nothing, or a number.
_MISREAD = late_regex(
    r"(?i:y|yes|no|n|true|false|on|off|null|~|=|<<|[-+]?\.inf|\.nan|[-+]?[0-9][0-9_,]*([.][0-9_]*)?(e[-+]?[0-9]+)?"
    r"|[-+]?\.[0-9_]+|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[-+]?[0-9][0-9_]*(:[0-9]+)+(\.[0-9_]*)?|\.\.\..*)$"
)
# Line ends and invisible characters that a block of text would not keep.
_ESCAPED = late_regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LAST_OF_BASIC_PLANE = "\uffff"
_END_OF_DOCUMENT = late_regex(r"(?m:^\.\.\.\n\Z)")
_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class _Dumper(yaml.Dumper):
    """Lists stand indented under their key, and blocks of text keep every blank and tab."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        event, style = cast(yaml.ScalarEvent, self.event), super().choose_scalar_style()
        if event.style == "|" and not self.flow_level:
            return "|"
        # Between double quotes PyYAML writes an emoji as its number.
        has_emoji = max(event.value, default="") > _LAST_OF_BASIC_PLANE
        return style if has_emoji else style.replace("'", '"')


# What is to be quoted is told by `_MISREAD`, not by what PyYAML would take a text for.
_Dumper.yaml_implicit_resolvers = {}


def document_text(tree: Mapping[str, Tree]) -> str:
    """The whole file: its blocks in the manual's order, a blank line between them."""
    known = [key for key in _ORDER if key in tree]
    order = [*known, *(key for key in tree if key not in _ORDER)]
    return "\n".join(entry_text(key, _in_order(key, tree[key])) for key in order)


def yaml_text(tree: Tree) -> str:
    """A part of a file by itself."""
    text = _serialize(_node(tree, 0, _LONGEST_LINE))
    # Behind a lone plain text PyYAML puts a line that ends the document; a text may itself end so.
    return _END_OF_DOCUMENT.sub("", text)


def entry_text(key: str, value: Tree, *, in_line: bool = False) -> str:
    """An entry of a block, what it holds on lines of their own; `in_line`: in one, if it fits."""
    head = len(key) + 2 if in_line else _LONGEST_LINE
    entry = (_text_node(key, is_key=True), _node(value, 2, head))
    return _serialize(yaml.MappingNode(_MAPPING, [entry], flow_style=False))


def items_text(items: Sequence[Tree]) -> str:
    """The entries of a list, each behind a dash."""
    nodes = [_node(each, 2, 0) for each in items]
    return _serialize(yaml.SequenceNode(_LIST, nodes, flow_style=False))


def flow_text(value: Tree) -> str:
    """A value as it stands between brackets, in one line."""
    node = yaml.SequenceNode(_LIST, [_node(value, 0, 0, in_line=True)], flow_style=True)
    return _serialize(node).strip()[1:-1]


def _serialize(node: yaml.Node) -> str:
    text: str = yaml.serialize(node, Dumper=_Dumper, width=math.inf, allow_unicode=True)
    return text


def _in_order(block: str, value: Tree) -> Tree:
    if not isinstance(value, Mapping):
        return value
    fields = [field.key for field in INFO_FIELDS if field.block == block and field.key in value]
    return {key: value[key] for key in (*fields, *(key for key in value if key not in fields))}


def _node(value: Tree, indent: int, head: int, in_line: bool = False) -> yaml.Node:
    """The value, in one line with the `head` characters before it where it fits there."""
    if value is None:
        return yaml.ScalarNode(_TEXT, "~" if in_line else "")
    if isinstance(value, str):
        return _text_node(value)
    in_line = in_line or not value or indent + head + _length(value) < _LONGEST_LINE
    if isinstance(value, Mapping):
        return _mapping_node(value, indent + 2, in_line)
    items = [_node(entry, indent + 2, 0, in_line) for entry in value]
    return yaml.SequenceNode(_LIST, items, flow_style=in_line)


def _mapping_node(value: Mapping[str, Tree], indent: int, in_line: bool) -> yaml.Node:
    pairs = [
        (_text_node(key, is_key=True), _node(entry, indent, len(key) + 1, in_line))
        for key, entry in value.items()
    ]
    return yaml.MappingNode(_MAPPING, pairs, flow_style=in_line)


def _length(value: Tree) -> float:
    """About how many characters the value takes in one line; without end for blocks of text."""
    if value is None:
        return 1
    if isinstance(value, str):
        return math.inf if _is_block(value) else len(value)
    if isinstance(value, Mapping):
        return sum(len(key) + 4 + _length(entry) for key, entry in value.items())
    return sum(2 + _length(entry) for entry in value)


def _text_node(text: str, is_key: bool = False) -> yaml.ScalarNode:
    if _is_block(text) and not is_key:
        return yaml.ScalarNode(_TEXT, f"{text}\n", style="|")
    return yaml.ScalarNode(_TEXT, text, style='"' if _is_misread(text) else None)


def _is_block(text: str) -> bool:
    """Whether the text is written over several lines, behind a `|`."""
    return "\n" in text and text == text.strip() and not _ESCAPED.search(text)


def _is_misread(text: str) -> bool:
    return not text or (bool(_MISREAD.match(text)) and not is_cell_number(text))
