"""The facts a school gave, knowing which it could have given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class TemplateFacts(dict[str, object]):
    """Facts by name, for templates; `known` are the names of all facts there are, given or not."""

    __slots__ = ("known",)

    def __init__(self, given: Mapping[str, object], known: Iterable[str]) -> None:
        super().__init__(given)
        self.known = frozenset(known)
