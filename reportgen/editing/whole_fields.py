"""The fields of chapters that are written as one text, each with what such a text does."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.editing.addresses import value_at
from reportgen.editing.entry_fields import EntryField, FieldKind
from reportgen.model.school import INTRODUCTION, WHOLE_SECTIONS
from reportgen.model.tree import Tree

_INSTEAD = "代替“{}”里逐项填的，写了它就不用逐项填"
_ADDED = "；文中没有写到的未达标指标仍自动补上"
_HINTS = {
    INTRODUCTION: "代替报告开头“根据……”那一段",
    "基本情况": "不代替：印在这一章里，文中写了的数程序不再说，没有写的照样说",
    "达标情况": "写全的（分了小标题、三百字以上，或者说到一半以上的指标）代替程序逐项写的话，"
    "后面仍印达标表和结论（文中写了结论的不加）；短的印在逐项的话前面",
    "主要措施": _INSTEAD.format("主要措施"),
    "特色": _INSTEAD.format("特色"),
    "取得成绩": "不代替“成绩”里填的：印在前面，填了而文中没有写到的接在后面",
    "存在问题": _INSTEAD.format("存在问题") + _ADDED,
    "今后措施": _INSTEAD.format("今后措施") + _ADDED,
}


def whole_fields(tree: Tree, past: Tree) -> Iterator[EntryField]:
    """The fields, with what was written `past` beside them; none for what is a list of entries."""
    for key in WHOLE_SECTIONS:
        value = value_at(tree, (key,))
        if value is None or isinstance(value, str):
            last = value_at(past, (key,))
            told = last if isinstance(last, str) else ""
            hint = _HINTS.get(key, "")
            yield EntryField((key,), key, FieldKind.TEXT, value or "", hint=hint, last=told)
