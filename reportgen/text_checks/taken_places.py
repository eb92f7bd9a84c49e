"""Which words findings are about, so that none is about what another has told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model.text_finding import TextFinding


class TakenPlaces:
    """The places of a text that findings are about: a finding is held against all before it by
    them, and not against each of thousands.
    """

    def __init__(self) -> None:
        self._taken: set[tuple[int, int]] = set()

    def are_free(self, found: TextFinding) -> bool:
        """Whether it is about nothing that another is about."""
        return self._taken.isdisjoint(_places(found))

    def take(self, found: TextFinding) -> None:
        """From now on what it is about is told."""
        self._taken.update(_places(found))

    def take_free(self, found: Iterable[TextFinding]) -> Iterator[TextFinding]:
        """Those that are about nothing that one before them is about, which is told now."""
        for each in found:
            if self.are_free(each):
                self.take(each)
                yield each


def _places(found: TextFinding) -> list[tuple[int, int]]:
    """Its characters, at odd places, and what is between them, at even ones: of a pattern that a
    person writes the part that is wrong may be empty.
    """
    places = range(2 * found.start + 1, 2 * found.end) or (2 * found.start,)
    return [(id(found.part), place) for place in places]
