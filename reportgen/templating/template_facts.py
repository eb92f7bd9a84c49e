"""The facts a school gave, knowing which it could have given."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Mapping, ValuesView
from decimal import Decimal
from types import MappingProxyType

from reportgen.model.facts import Fact
from reportgen.model.numbers import format_short
from reportgen.model.sourced_figure import figure_code
from reportgen.templating.quantity import Quantity, as_value


def _nothing() -> Mapping[str, Decimal]:
    return {}


class TemplateFacts(dict[str, object]):
    """Facts by name, for templates; `known` are the names of all facts there are, given or not.

    Figures are a `Quantity`: exact, and printed as the report prints them, which `printed` tells
    when a template first asks. `asked` are the facts as they are asked for, with their units.
    """

    __slots__ = ("_asked", "_find_printed", "_printed", "known")

    def __init__(
        self,
        given: Mapping[str, object],
        known: Iterable[str],
        printed: Callable[[], Mapping[str, Decimal]] = _nothing,
        asked: Mapping[str, Fact] = MappingProxyType({}),
    ) -> None:
        super().__init__(given)
        self._asked = asked
        self.known = frozenset(known)
        self._find_printed = printed
        self._printed: Mapping[str, Decimal] | None = None

    def __getitem__(self, name: str) -> object:
        return self._shown(name, super().__getitem__(name))

    def get(self, name: str, default: object = None) -> object:
        """The fact, or `default` where it was not given."""
        return self._shown(name, super().get(name, default))

    def items(self) -> ItemsView[str, object]:  # type: ignore[override]
        """The facts that were given, with their names."""
        return {name: self[name] for name in self}.items()

    def values(self) -> ValuesView[object]:  # type: ignore[override]
        """The facts that were given."""
        return {name: self[name] for name in self}.values()

    def _shown(self, name: str, value: object) -> object:
        if not isinstance(value, Decimal):
            return as_value(value)
        if self._printed is None:
            self._printed = self._find_printed()
        fact = self._asked.get(name)
        unit = fact.unit if fact else ""
        printed = self._printed.get(name, value)
        return Quantity(format_short(printed), value, unit, figure_code(printed))
