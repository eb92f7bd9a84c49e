"""An XML part → the part with elements, attributes and texts changed, as a tree or as text."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from lxml import etree

from fuzz import hostile, of_bytes

_DEPTHS = (2, 5, 40, 300)
_NUMBERS = (
    "0",
    "-1",
    "1",
    "99999999999",
    "1.5",
    "",
    "a",
    "true",
    "FFFFFF",
    "rId1",
    "A1",
    "XFD1048576",
)
_ENTITY = '<!DOCTYPE a [<!ENTITY a "{}">]>'
_ENCODINGS = ("utf-16", "gbk", "utf-8-sig", "utf-32", "latin-1")
_Change = Callable[[Sequence[Any], Random], None]


def mutate_xml(data: bytes, dice: Random) -> bytes:
    """Mostly a change of the tree; else, or where it is none, of the text."""
    if dice.random() < 0.8:
        changed = _mutate_tree(data, dice)
        if changed is not None:
            return changed
    return dice.choice(_OF_TEXT)(data, dice)


def _mutate_tree(data: bytes, dice: Random) -> bytes | None:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        dice.choice(_OF_TREE)(elements, dice)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _delete(elements: Sequence[Any], dice: Random) -> None:
    chosen = dice.choice(elements)
    parent = chosen.getparent()
    if parent is not None:
        parent.remove(chosen)


def _duplicate(elements: Sequence[Any], dice: Random) -> None:
    chosen = dice.choice(elements)
    for _ in range(dice.choice((1, 1, 3, 20)) if chosen.getparent() is not None else 0):
        chosen.addnext(copy.deepcopy(chosen))


def _move(elements: Sequence[Any], dice: Random) -> None:
    """A copy of an element goes into any other."""
    into, chosen = dice.choice(elements), copy.deepcopy(dice.choice(elements))
    into.insert(dice.randrange(len(into) + 1), chosen)


def _swap(elements: Sequence[Any], dice: Random) -> None:
    chosen = dice.choice(elements)
    after = chosen.getnext()
    if after is not None:
        chosen.addprevious(after)


def _nest(elements: Sequence[Any], dice: Random) -> None:
    """An element lies in others of its own tag."""
    chosen = dice.choice(elements)
    for _ in range(dice.choice(_DEPTHS)):
        inner = etree.Element(chosen.tag, chosen.attrib)
        inner.extend(list(chosen))
        chosen.append(inner)


def _rename(elements: Sequence[Any], dice: Random) -> None:
    dice.choice(elements).tag = dice.choice(elements).tag


def _set_attribute(elements: Sequence[Any], dice: Random) -> None:
    named = [each for each in elements if each.attrib]
    if named:
        chosen = dice.choice(named)
        key = dice.choice(list(chosen.attrib))
        chosen.set(key, _said(elements, dice))


def _drop_attribute(elements: Sequence[Any], dice: Random) -> None:
    named = [each for each in elements if each.attrib]
    if named:
        chosen = dice.choice(named)
        del chosen.attrib[dice.choice(list(chosen.attrib))]


def _give_attribute(elements: Sequence[Any], dice: Random) -> None:
    """An attribute that another element has."""
    named = [each for each in elements if each.attrib]
    if named:
        key, value = dice.choice(list(dice.choice(named).attrib.items()))
        dice.choice(elements).set(key, value)


def _set_text(elements: Sequence[Any], dice: Random) -> None:
    told = [each for each in elements if each.text and each.text.strip()] or elements
    dice.choice(told).text = hostile.plain(hostile.value(dice))


def _said(elements: Sequence[Any], dice: Random) -> str:
    """What an attribute may be: a number at the edge, anything hostile, or another's value."""
    if dice.random() < 0.4:
        return dice.choice(_NUMBERS)
    if dice.random() < 0.5:
        return hostile.plain(hostile.value(dice))
    values = [value for each in elements for value in each.attrib.values()]
    return str(dice.choice(values))


def _entity(data: bytes, dice: Random) -> bytes:
    """A document type with an entity, which the first text uses."""
    head, end, rest = data.partition(b"?>")
    head, rest = (head + end, rest) if end else (b"", data)
    kind = _ENTITY.format(hostile.plain(hostile.value(dice)).replace('"', "")).encode()
    return head + kind + re.sub(rb">([^<>]+)<", rb">&a;<", rest, count=1)


def _other_encoding(data: bytes, dice: Random) -> bytes:
    """Bytes of another encoding than they say."""
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(_ENCODINGS), "xmlcharrefreplace")


def _marks(data: bytes, dice: Random) -> bytes:
    """Signs that XML does not allow there."""
    put = dice.choice(
        (b"<", b"&", b"\0", b"</a>", b"<![CDATA[", b"<?a ", b"\xff", b"&#1;", b"<x:y>")
    )
    at = dice.randrange(len(data) + 1)
    return data[:at] + put + data[at:]


def _empty(_data: bytes, dice: Random) -> bytes:
    return dice.choice((b"", b"<a/>", b" ", b"\xef\xbb\xbf", b"<?xml version='1.1'?><a/>"))


_OF_TREE: tuple[_Change, ...] = (
    *(_delete, _duplicate, _move, _swap, _nest, _rename),
    *(_set_attribute, _set_attribute, _drop_attribute, _give_attribute, _set_text, _set_text),
)
_OF_TEXT = (_entity, _other_encoding, _marks, _empty, *of_bytes.MUTATORS)
