"""A template's tree → the nodes in it. jinja2's `find_all` hands each node on as often as it lies
deep.
"""

from __future__ import annotations

from typing import TypeVar

from jinja2 import nodes

_Kind = TypeVar("_Kind", bound=nodes.Node)
# Most nodes are of these, and nothing lies in them.
_LEAVES = frozenset({nodes.Name, nodes.Const, nodes.TemplateData})


def nodes_in(tree: nodes.Node, kind: type[_Kind] | tuple[type[_Kind], ...]) -> list[_Kind]:
    """All nodes of that kind below `tree`, each before those that lie in it."""
    found, rest = list[_Kind](), _children(tree)[::-1]
    while rest:
        node = rest.pop()
        if isinstance(node, kind):
            found.append(node)
        # Most that hold others are of these two.
        own = type(node)
        if own is nodes.Getattr:
            rest.append(node.node)  # type: ignore[attr-defined]
        elif own is nodes.Output:
            rest += node.nodes[::-1]  # type: ignore[attr-defined]
        elif own not in _LEAVES:
            rest += _children(node)[::-1]
    return found


def _children(node: nodes.Node) -> list[nodes.Node]:
    held: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            held.append(value)
        elif isinstance(value, list) and value and isinstance(value[0], nodes.Node):
            # A list holds nodes alone, or none.
            held += value
    return held
