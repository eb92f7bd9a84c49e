"""A parsed template → whether all it renders is well-formed XML, so that not each document need be parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pyexpat import ExpatError, ParserCreate

from jinja2 import nodes

# As text and in an attribute's value this is sound; within a tag it is not, and no value would be.
_VALUE = "x y"
_MARKUP_FILTERS = frozenset({"safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr"})
_MARKUP = "<x/>"
_UNPROVEN = "<"


def is_always_well_formed(tree: nodes.Template, head: str, tail: str) -> bool:
    """Whether every rendering between `head` and `tail` is well-formed, whatever the values.

    It is, when each branch of an `if` or `for` is well-formed by itself and values stand only in
    text and in attributes, where they are escaped. False means unknown: tags may cut across
    elements in step, as an `if` from one paragraph to the next does. Values with `__html__` are
    taken to be sound; filters that make such values out of any other leave nothing known.
    """
    if any(use.name in _MARKUP_FILTERS for use in tree.find_all(nodes.Filter)):
        return False
    return _parses(f"{head}{_flat(tree.body)}{tail}")


def _flat(body: Iterable[nodes.Node]) -> str:
    return "".join(piece for node in body for piece in _pieces(node))


def _pieces(node: nodes.Node) -> Iterator[str]:
    """What stands for a node in its surroundings."""
    match node:
        case nodes.Output():
            for child in node.nodes:
                yield child.data if isinstance(child, nodes.TemplateData) else _VALUE
        case nodes.If():
            yield from (_branch(body) for body in (node.body, node.elif_, node.else_))
        case nodes.For():
            yield from (_branch(body) for body in (node.body, node.else_))
        case nodes.Assign():
            return
        case _:
            yield _UNPROVEN


def _branch(body: Iterable[nodes.Node]) -> str:
    text = _flat(body)
    if not any(mark in text for mark in "<>&\"'"):
        return text
    return _MARKUP if _parses(f"<x>{text}</x>") else _UNPROVEN


def _parses(text: str) -> bool:
    try:
        ParserCreate("utf-8").Parse(text.encode(), True)
    except ExpatError:
        return False
    return True
