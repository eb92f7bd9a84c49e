"""A parsed template → the same, which tells the meter of its loops, macros and blocks."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from reportgen.templating.tree_walk import nodes_in

COUNT_ROUNDS, SPEND = "count_rounds", "spend"
"""What the environment has for it."""

_Metered = nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block
_NODES_A_UNIT, _SIGNS_A_UNIT = 4, 64


def meter_tree(inner: Iterable[nodes.Node]) -> None:
    """Let each loop among the nodes of a tree count its rounds, and each body that is called how
    often it is.
    """
    kinds = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
    metered: list[_Metered] = [each for each in inner if isinstance(each, kinds)]
    weighed = [(each, _weigh(each.body)) for each in metered]
    loops = [(each, weight) for each, weight in weighed if isinstance(each, nodes.For)]
    called = [(each.body, weight) for each, weight in weighed if not isinstance(each, nodes.For)]
    for loop, weight in loops:
        loop.iter = _call(COUNT_ROUNDS, loop.lineno, loop.iter, nodes.Const(weight))
    called += [(loop.body, weight) for loop, weight in loops if loop.recursive]
    for body, weight in called:
        line = body[0].lineno if body else 0
        body.insert(0, nodes.ExprStmt(_call(SPEND, line, nodes.Const(weight)), lineno=line))


def _weigh(body: Iterable[nodes.Node]) -> int:
    """How many units it takes to go through the body once."""
    units = 1.0
    for node in body:
        units += _own_weight(node) + sum(map(_own_weight, nodes_in(node, nodes.Node)))
    return int(units)


def _own_weight(node: nodes.Node) -> float:
    text = node.data if isinstance(node, nodes.TemplateData) else ""
    return 1 / _NODES_A_UNIT + len(text) / _SIGNS_A_UNIT


def _call(name: str, line: int, *arguments: nodes.Node) -> nodes.Call:
    asked = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(asked, [*arguments], [], None, None, lineno=line)
