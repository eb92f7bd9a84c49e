"""What stands behind the names of a template in its samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment, Undefined

from reportgen.templating.quantity import Quantity
from reportgen.templating.template_facts import TemplateFacts

Values = tuple[object, ...] | None
"""The values a name has in the samples; None where they cannot be told."""

_MOST_VALUES = 2000


def items_of(owners: Values) -> Values:
    """What a loop over the values goes through; None if it is nothing in all samples."""
    if owners is None:
        return None
    found: list[object] = []
    for owner in owners:
        if isinstance(owner, Quantity):
            continue
        if isinstance(owner, (Mapping, str)):
            found.extend(map(str, owner))
        elif isinstance(owner, Iterable):
            found.extend(owner)
    return tuple(found[:_MOST_VALUES]) or None


def is_known_fact(name: str, owners: Iterable[object]) -> bool:
    return any(isinstance(owner, TemplateFacts) and name in owner.known for owner in owners)


def lookup(owner: object, name: str, environment: Environment) -> Iterator[object]:
    value = environment.getattr(owner, name)
    if not isinstance(value, Undefined):
        yield value


def are_figures_of_rows(owners: Iterable[object], values: Iterable[object]) -> bool:
    """Whether some values are figures of rows, not facts: these are 缺数据 where data lack."""
    if any(isinstance(owner, TemplateFacts) for owner in owners):
        return False
    return any(isinstance(value, Quantity) for value in values)
