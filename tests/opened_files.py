"""How often files are opened while something is done, as Python's own audit events tell."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Opened:
    """The files that this process opened within `counted_opens`."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def note(self, path: str) -> None:
        """One more time."""
        self._counts[os.path.realpath(path)] += 1

    def times(self, path: Path) -> int:
        """How often that file was opened."""
        return self._counts[os.path.realpath(path)]


_counting: list[Opened] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _counting and event == "open" and isinstance(arguments[0], str | os.PathLike):
        for each in _counting:
            each.note(os.fspath(arguments[0]))


# A hook cannot be taken away again: there is one, which hears only within `counted_opens`.
sys.addaudithook(_hear)


@contextmanager
def counted_opens() -> Iterator[Opened]:
    """What is opened in this process meanwhile."""
    opened = Opened()
    _counting.append(opened)
    try:
        yield opened
    finally:
        _counting.remove(opened)
