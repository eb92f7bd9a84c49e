"""The names that the tags of a template bind themselves, and where they may be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from jinja2 import nodes

from reportgen.templating.name_hints import written
from reportgen.templating.name_values import Values
from reportgen.templating.tree_walk import nodes_in


class NameScopes:
    """The scopes that are open, the innermost last.

    `loops` are the variables of all loops that were left; `iterated` says what each loop's variable
    is one of, as the template writes it.
    """

    def __init__(self) -> None:
        self._open: list[dict[str, Values]] = [{}]
        self.loops: set[str] = set()
        self.iterated: dict[str, str] = {}

    @contextmanager
    def scope(self) -> Iterator[None]:
        """One more scope, while the context lasts."""
        self._open.append({})
        try:
            yield
        finally:
            self._open.pop()

    def bind(self, target: nodes.Node, values: Values) -> None:
        """The names of the target stand for the values, or, where it has several, for any."""
        if isinstance(target, nodes.Name):
            self._open[-1][target.name] = values
        for name in nodes_in(target, nodes.Name):
            self._open[-1][name.name] = None

    def bind_name(self, name: str) -> None:
        """The name stands for something that is not known."""
        self._open[-1][name] = None

    def loop_over(self, node: nodes.For, values: Values) -> None:
        """The loop's variable stands for the values."""
        self.bind(node.target, values)
        if isinstance(node.target, nodes.Name):
            self.iterated[node.target.name] = written(node.iter)
        self.bind_name("loop")

    def leave_loop(self, node: nodes.For) -> None:
        """The loop's variable is one no more."""
        self.loops.update(name.name for name in nodes_in(node.target, nodes.Name))
        if isinstance(node.target, nodes.Name):
            self.loops.add(node.target.name)

    def find(self, name: str) -> tuple[Values] | None:
        """What the name stands for, in a tuple; None where no tag binds it here."""
        return next(((scope[name],) for scope in reversed(self._open) if name in scope), None)

    def known(self, samples: Sequence[Mapping[str, object]]) -> dict[str, object]:
        """The names that a tag may use here, with their values in the samples."""
        names: dict[str, object] = {}
        for scope in self._open:
            names.update(dict.fromkeys(scope))
        names.pop("loop", None)
        for sample in reversed(samples):
            names.update(sample)
        return names
