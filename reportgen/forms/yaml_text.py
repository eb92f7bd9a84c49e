"""A tree → the text of a data file that gives the same tree back, written as the manual writes it.

Texts that YAML 1.1 would take for something else (`no`, `010020`, `1:18`) are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.form import INFO_FIELDS, is_cell_number
from reportgen.model.tree import Tree

_ORDER = (
    *(
        "学校",
        "区县",
        "报告",
        "数据",
        "基本情况",
        "达标情况",
        "主要措施",
        "取得成绩",
        "成绩",
        "存在问题",
        "今后措施",
    ),
    *("投入", "章节", "自定标准"),
)
_LONGEST_LINE = 110
# What other programs that read YAML 1.1 take for a truth value, nothing, or a number.
_MISREAD = re.compile(
    r"(?i:y|yes|no|n|true|false|on|off|null|~|=|<<|[-+]?\.inf|\.nan|[-+]?[0-9][0-9_,]*([.][0-9_]*)?(e[-+]?[0-9]+)?"
    r"|[-+]?\.[0-9_]+|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[-+]?[0-9][0-9_]*(:[0-9]+)+(\.[0-9_]*)?|\.\.\..*)$"
)
_FIRST = set("-?:,[]{}#&*!|>'\"%@`= \t")
_FLOW = set(",[]{}")
# Line ends and invisible signs that a plain or block text would not keep.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def document_text(tree: Mapping[str, Tree]) -> str:
    """The whole file: its blocks in the manual's order, a blank line between them."""
    known = [key for key in _ORDER if key in tree]
    order = [*known, *(key for key in tree if key not in _ORDER)]
    return "\n".join(
        "".join(line + "\n" for line in _entry(key, _in_order(key, tree[key]), 0, is_top=True))
        for key in order
    )


def yaml_text(tree: Tree) -> str:
    """A part of a file by itself."""
    if isinstance(tree, Mapping) and tree:
        lines = [line for key, value in tree.items() for line in _entry(key, value, 0)]
    elif isinstance(tree, tuple) and tree:
        lines = list(_items(tree, 0))
    elif isinstance(tree, str) and not _is_block(tree):
        lines = [_scalar(tree)]
    else:
        lines = list(_entry_lines("", tree, 0, is_top=False))
    return "\n".join(lines) + "\n"


def _in_order(block: str, value: Tree) -> Tree:
    if not isinstance(value, Mapping):
        return value
    fields = [field.key for field in INFO_FIELDS if field.block == block and field.key in value]
    return {key: value[key] for key in (*fields, *(key for key in value if key not in fields))}


def _entry(key: str, value: Tree, indent: int, is_top: bool = False) -> Iterator[str]:
    return _entry_lines(" " * indent + _key(key) + ":", value, indent, is_top)


def _entry_lines(head: str, value: Tree, indent: int, is_top: bool) -> Iterator[str]:
    """The lines of a value behind its head (`键:` or `-`); a block's own are indented under it."""
    gap = " " if head else ""
    if isinstance(value, str) and _is_block(value):
        yield f"{head}{gap}|"
        yield from (" " * (indent + 2) + line if line else "" for line in value.split("\n"))
        return
    flow = _flow(value)
    short = flow is not None and len(head) + len(flow) < _LONGEST_LINE
    if flow is not None and (
        not value or not isinstance(value, (Mapping, tuple)) or (short and not is_top)
    ):
        yield f"{head}{gap}{flow}".rstrip(" ") if flow == "" else f"{head}{gap}{flow}"
        return
    yield head
    if isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _entry(key, entry, indent + 2)
    elif isinstance(value, tuple):
        yield from _items(value, indent + 2)


def _items(values: Sequence[Tree], indent: int) -> Iterator[str]:
    for value in values:
        lead = " " * indent
        if isinstance(value, Mapping) and value and not _is_short(value, indent + 2):
            lines = [
                line for key, entry in value.items() for line in _entry(key, entry, indent + 2)
            ]
            yield f"{lead}- {lines[0][indent + 2 :]}"
            yield from lines[1:]
        else:
            yield from _entry_lines(f"{lead}-", value, indent, is_top=False)


def _is_short(value: Tree, indent: int) -> bool:
    flow = _flow(value)
    return flow is not None and len(flow) + indent < _LONGEST_LINE


def _flow(value: Tree) -> str | None:
    """The value on one line, or None where a text in it needs several."""
    if value is None:
        return ""
    if isinstance(value, str):
        return None if _is_block(value) else _scalar(value)
    if isinstance(value, Mapping):
        parts = [(_key(key, True), _inner(entry)) for key, entry in value.items()]
        if any(part is None for _, part in parts):
            return None
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts) + "}"
    items = [_inner(entry) for entry in value]
    return (
        None if None in items else "[" + ", ".join(each for each in items if each is not None) + "]"
    )


def _inner(value: Tree) -> str | None:
    if isinstance(value, str) and not _is_block(value):
        return _scalar(value, in_flow=True)
    return "~" if value is None else _flow(value)


def _is_block(text: str) -> bool:
    """Whether the text is written over several lines, behind a `|`."""
    return "\n" in text and text == text.strip() and not _ESCAPED.search(text)


def _key(text: str, in_flow: bool = False) -> str:
    return _quoted(text) if "\n" in text else _scalar(text, in_flow)


def _scalar(text: str, in_flow: bool = False) -> str:
    return text if _is_plain(text, in_flow) else _quoted(text)


def _is_plain(text: str, in_flow: bool) -> bool:
    if (
        not text
        or text[0] in _FIRST
        or text != text.strip()
        or text[-1] == ":"
        or "\n" in text
        or "\t" in text
    ):
        return False
    if (
        ": " in text
        or " #" in text
        or _ESCAPED.search(text)
        or (in_flow and (_FLOW & set(text) or ":" in text))
    ):
        return False
    return is_cell_number(text) or not _MISREAD.match(text)


_NAMED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def _quoted(text: str) -> str:
    return '"' + "".join(_NAMED.get(sign) or _escape(sign) for sign in text) + '"'


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if _ESCAPED.match(sign) else sign
