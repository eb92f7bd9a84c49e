"""A template's tree → the names that `set` changes in a loop to no effect.

jinja2 forgets at the end of each round what a loop's body sets: the next round and whatever
follows the loop have the value from outside of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

from reportgen.templating.blocks import Fault
from reportgen.templating.name_hints import written
from reportgen.templating.tree_walk import nodes_in

_Set = nodes.Assign | nodes.AssignBlock
_KEPT = "记"


@dataclass(slots=True, eq=False)
class _Scope:
    """What is bound here so far, what its body will set, and what a loop that was left set."""

    bound: dict[str, nodes.Node | None] = field(default_factory=dict)
    coming: dict[str, nodes.For] = field(default_factory=dict)
    left: dict[str, nodes.For] = field(default_factory=dict)


def find_lost_sets(tree: nodes.Template) -> Iterator[Fault]:
    """Each name that is set in a loop and asked for where that is forgotten: after the loop, or in
    the next round before it is set again; told once, at the tag that asks.
    """
    walk = _Walk()
    if any(any(_set_in(loop.body)) for loop in nodes_in(tree, nodes.For)):
        walk.visit(tree.body)
    return iter(walk.faults.values())


def find_lost_set(tree: nodes.Template) -> Fault | None:
    """The first such name; None where there is none."""
    return next(find_lost_sets(tree), None)


class _Walk:
    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}
        self._scopes = [_Scope()]

    def visit(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._node(node)

    def _node(self, node: nodes.Node) -> None:
        match node:
            case nodes.Name(ctx="load"):
                self._asked(node)
            case nodes.Assign() | nodes.AssignBlock():
                self.visit(_told_first(node))
                self._bind(node.target, node)
            case nodes.For():
                self._for(node)
            case nodes.Macro() | nodes.CallBlock():
                # What it asks for is asked where it is called.
                return
            case _:
                self.visit(node.iter_child_nodes())

    def _bind(self, target: nodes.Node, node: nodes.Node | None) -> None:
        scope = self._scopes[-1]
        for name in _names_of(target):
            scope.bound[name] = node
            scope.left.pop(name, None)

    def _for(self, node: nodes.For) -> None:
        self._node(node.iter)
        self._scopes.append(_Scope(coming=dict.fromkeys(_set_in(node.body), node)))
        self._bind(node.target, None)
        self.visit([node.test] if node.test else [])
        self.visit(node.body)
        self._scopes.pop()
        self.visit(node.else_)
        self._scopes[-1].left.update(dict.fromkeys(_set_in(node.body), node))

    def _asked(self, node: nodes.Name) -> None:
        """The innermost scope that says something of the name decides."""
        for scope in reversed(self._scopes):
            loop = scope.left.get(node.name)
            if loop is None and node.name not in scope.bound:
                loop = scope.coming.get(node.name)
            if loop is not None:
                self._note(node, loop)
            if loop is not None or node.name in scope.bound:
                return

    def _note(self, asked: nodes.Name, loop: nodes.For) -> None:
        bound = (each.bound[asked.name] for each in self._scopes if asked.name in each.bound)
        self.faults.setdefault(asked.name, _explain(asked, loop, next(bound, None)))


def _told_first(node: _Set) -> list[nodes.Node]:
    """What is worked out before the name is bound."""
    return [node.node] if isinstance(node, nodes.Assign) else node.body


def _names_of(target: nodes.Node) -> list[str]:
    own = [target.name] if isinstance(target, nodes.Name) else []
    return [*own, *(each.name for each in nodes_in(target, nodes.Name))]


def _set_in(body: Iterable[nodes.Node]) -> Iterator[str]:
    """The names that the nodes set, also in loops and conditions among them."""
    for node in body:
        if isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            yield from _names_of(node.target)
        elif isinstance(node, (nodes.For, nodes.If)):
            yield from _set_in((*node.body, *node.else_, *getattr(node, "elif_", ())))


def _explain(asked: nodes.Name, loop: nodes.For, outer: nodes.Node | None) -> Fault:
    name, rows = asked.name, written(loop.iter)
    start = _start(outer)
    message = f"循环里用 set 改的“{name}”，一轮完了就丢掉，这里用的仍是循环以外的值"
    kept = f"{{% set {_KEPT} = namespace({name}={start}) %}}"
    instead = f"把循环前面的 {{% set {name} = {start} %}} 换成" if outer else "在循环前面加上"
    count = f'{{{{ {rows}|selectattr("列名", "==", "值")|list|length }}}}'
    hint = (
        f"请{instead} {kept}，别处的“{name}”都写成“{_KEPT}.{name}”；"
        f"只数有几项的，不用循环，写 {count}"
    )
    return Fault(message, hint, asked.lineno, name)


def _start(outer: nodes.Node | None) -> str:
    """What the name is before the loop, as a template writes it; 0 where that is not plain."""
    value = outer.node if isinstance(outer, nodes.Assign) else None
    if isinstance(value, nodes.Const) and isinstance(value.value, (str, int, float)):
        return f'"{value.value}"' if isinstance(value.value, str) else str(value.value).lower()
    return "0"
