"""All nodes of a template are found, in jinja2's own order."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from reportgen.templating.tree_walk import nodes_in

TEMPLATES = [
    "",
    "{{ a }}",
    "{% for a in b if a.c %}{% if a > 1 %}{{ a|f(x=c[1:2])|g }}{% else %}{{ d }}{% endif %}{% endfor %}",
    "{% set a = [1, {'b': c}, (d, e)] %}{% macro m(a, b=c) %}{{ a ~ b }}{% endmacro %}{{ m(*x, **y) }}",
]


@pytest.mark.parametrize("source", TEMPLATES)
@pytest.mark.parametrize("kind", [nodes.Node, nodes.Name, (nodes.Filter, nodes.Getattr)])
def test_nodes_of_a_kind_are_found_in_order(
    source: str, kind: type[nodes.Node] | tuple[type[nodes.Node], ...]
) -> None:
    tree = Environment().parse(source)
    assert list(map(id, nodes_in(tree, kind))) == list(map(id, tree.find_all(kind)))


def test_a_tree_that_is_deep_is_gone_through() -> None:
    tree: nodes.Expr = nodes.Name("a", "load")
    for _ in range(5_000):
        tree = nodes.Not(tree)
    assert [each.name for each in nodes_in(tree, nodes.Name)] == ["a"]
