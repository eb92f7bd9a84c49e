"""What jinja2's compiler goes through a template's tree for → answers that need no such walk.

It looks through all of a template for what hardly any has, and once more through each loop. Where a
condition may set names, it copies all names that were met so far for each branch: a template of
3,000 conditions takes most of its time for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from jinja2 import nodes

from reportgen.templating.tree_walk import nodes_in

# What may set a name for those that follow it; a loop's own names end with it.
_SETTING = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
_LOOP, _SELF = "loop", "self"


def answer_for(tree: nodes.Template, inner: Sequence[nodes.Node]) -> None:
    """Let the compiler find what it asks of the template; `inner` are all nodes below it."""
    _know_inner(tree, inner)
    if not _names(inner, _SELF):
        # For that name alone the body is gone through next.
        tree.body = _HiddenOnce(tree.body)
    _answer_once(tree, lambda: _with_open_branches(tree.body))


def answer_for_loop(loop: nodes.For) -> None:
    """Let the compiler find what it asks of the loop, before it goes on with what is in it."""
    inner = nodes_in(loop, (nodes.Block, nodes.Name))
    _know_inner(loop, inner)
    if not loop.recursive and not _names(inner, _LOOP):
        # For that name alone the loop is gone through next.
        _answer_once(loop, lambda: iter(()))


def _know_inner(node: nodes.Node, inner: Sequence[nodes.Node]) -> None:
    vars(node)["find_all"] = lambda kind: [each for each in inner if isinstance(each, kind)]


def _names(inner: Iterable[nodes.Node], name: str) -> bool:
    return any(isinstance(each, nodes.Name) and each.name == name for each in inner)


def _answer_once(node: nodes.Node, children: Callable[[], Iterator[nodes.Node]]) -> None:
    """Let these be the children of the node for who asks next."""

    def answer(*_: object, **__: object) -> Iterator[nodes.Node]:
        del vars(node)["iter_child_nodes"]
        return children()

    vars(node)["iter_child_nodes"] = answer


class _HiddenOnce(list[nodes.Node]):
    """A body in which nothing is found by who goes through it first."""

    _shown = False

    def __iter__(self) -> Iterator[nodes.Node]:
        if self._shown:
            return super().__iter__()
        self._shown = True
        return iter(())


def _with_open_branches(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """The nodes of a body, of a condition that sets nothing its test and what is in its branches:
    the names that they ask are those that the template asks, in that order.
    """
    for node in body:
        if isinstance(node, nodes.If) and not nodes_in(node, _SETTING):
            yield node.test
            yield from _with_open_branches([*node.body, *node.elif_, *node.else_])
        else:
            yield node
