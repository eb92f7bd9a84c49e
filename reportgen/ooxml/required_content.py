"""What elements of WordprocessingML must hold → whether a text has it, and a tree that is given it.

Word calls a file damaged in which a cell, a text box, a header or a note does not end in a
paragraph, a row has no cell, or a table no row (ECMA-376-1 17.4.65, 17.4.37, 17.4.78).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from reportgen.ooxml.namespaces import W

_HOLDERS = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
"""What ends in a paragraph."""

# An element's end and what stands before it where it has what it must, as it is written without
# white space.
_ENDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((f"</w:{name}>", ("</w:p>", "<w:p/>")) for name in _HOLDERS),
    ("</w:tr>", ("</w:tc>",)),
    ("</w:tbl>", ("</w:tr>",)),
)
_EMPTY = ("<w:sdtContent></w:sdtContent>", "<w:sdtContent/>", "<w:tc/>", "<w:txbxContent/>")
_PARAGRAPH, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_CONTROL, _CONTENT = f"{W}sdt", f"{W}sdtContent"
_HOLDING = frozenset(f"{W}{name}" for name in _HOLDERS)
# Blocks after which no paragraph need follow: they end in one themselves, or hold what ends so.
_BLOCKS = frozenset((_PARAGRAPH, _TABLE, _CONTROL, f"{W}customXml", f"{W}altChunk"))
_TABLE_HOLDS = {_TABLE: _ROW, _ROW: _CELL}
_WITHIN_TABLES = frozenset((_TABLE, _ROW))
_CALLED = {
    _TABLE: "一个表格",
    _ROW: "表格的一行",
    _CELL: "表格的一格",
    f"{W}txbxContent": "一个文本框",
    f"{W}hdr": "一个页眉",
    f"{W}ftr": "一个页脚",
}
# Of a paragraph's look, what an empty one does not take over.
_OWN = frozenset(f"{W}{name}" for name in ("numPr", "sectPr", "keepNext", "pageBreakBefore"))


def has_required_content(text: str) -> bool:
    """Whether every element of the markup holds what it must, for certain; False asks for a closer
    look.
    """
    if any(empty in text for empty in _EMPTY):
        return False
    ends = ((end, count, sound) for end, sound in _ENDS if (count := text.count(end)))
    return all(
        count == sum(text.count(f"{before}{end}") for before in sound) for end, count, sound in ends
    )


def add_required_content(root: Any) -> int:
    """Give every element of the tree what it must hold: a paragraph; an empty row or table goes.

    How many tables went is returned.
    """
    gone, looks = 0, dict[Any, Any]()
    for element in reversed(list(root.iter(*_HOLDING, *_WITHIN_TABLES, _CONTENT))):
        if element.tag in _WITHIN_TABLES:
            gone += _drop_if_empty(element) and element.tag == _TABLE
        elif element.tag == _CONTENT:
            _fill_control(element, looks)
        else:
            _end_in_paragraph(element, looks)
    return gone


def find_missing_content(root: Any) -> Iterator[str]:
    """What elements of the tree lack that they must hold, in words."""
    for element in root.iter(*_HOLDING, *_WITHIN_TABLES):
        name = _CALLED.get(element.tag, "一条注")
        if element.tag in _WITHIN_TABLES:
            if _is_empty(element):
                yield f"有{name}是空的"
        elif not _ends_in_block(element):
            yield f"有{name}末尾没有段落"


def _drop_if_empty(element: Any) -> bool:
    if not _is_empty(element):
        return False
    _remove(element)
    return True


def _is_empty(element: Any) -> bool:
    """Whether a table has no row, or a row no cell."""
    return next(_held(element, _TABLE_HOLDS[element.tag]), None) is None


def _held(element: Any, wanted: str) -> Iterator[Any]:
    """What the element holds of that name, itself or in content controls and the like."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in (_PARAGRAPH, _TABLE, _CELL):
            yield from _held(child, wanted)


def _fill_control(content: Any, looks: dict[Any, Any]) -> None:
    if len(content) or content.getparent() is None:
        return
    around = content.getparent().getparent()
    if around is not None and around.tag in _WITHIN_TABLES:
        _remove(content.getparent())
    elif around is not None and around.tag != _PARAGRAPH and not _is_in_paragraph(around):
        content.append(_empty_paragraph(content, looks))


def _is_in_paragraph(element: Any) -> bool:
    """Whether the element stands in a paragraph's text, not in a text box of it."""
    for each in element.iterancestors(_PARAGRAPH, *_HOLDING):
        return bool(each.tag == _PARAGRAPH)
    return False


def _end_in_paragraph(holder: Any, looks: dict[Any, Any]) -> None:
    if not _ends_in_block(holder):
        holder.append(_empty_paragraph(holder, looks))


def _ends_in_block(holder: Any) -> bool:
    """Whether the last that it shows is a paragraph, or what ends in one."""
    blocks = [child for child in holder if child.tag in _BLOCKS]
    return bool(blocks) and blocks[-1].tag != _TABLE


def _empty_paragraph(holder: Any, looks: dict[Any, Any]) -> Any:
    """A paragraph that looks as those beside it in the table do, so that no row grows; `looks` are
    those of the rows that have been asked.
    """
    paragraph = holder.makeelement(_PARAGRAPH)
    row = next(holder.iterancestors(_ROW), None)
    if row is not None and row not in looks:
        looks[row] = next(row.iter(f"{W}pPr"), None)
    like = looks.get(row)
    if like is not None:
        properties = copy.deepcopy(like)
        for child in [each for each in properties if each.tag in _OWN]:
            properties.remove(child)
        paragraph.append(properties)
    return paragraph


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
