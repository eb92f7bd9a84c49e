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
        if type(node) not in _LEAVES:
            rest += _children(node)[::-1]
    return found


def _children(node: nodes.Node) -> list[nodes.Node]:
    # Most that hold others are of these two.
    match node:
        case nodes.Output():
            return [*node.nodes]
        case nodes.Getattr():
            return [node.node]
    held: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            held.append(value)
        elif isinstance(value, list):
            held += [each for each in value if isinstance(each, nodes.Node)]
    return held
