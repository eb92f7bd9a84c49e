"""Of the pairs of signs of a text those that lists of words tell something of: few do, and most
have stood in other texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

# As many as some texts of a district have.
_MOST = 16_384

Look = Callable[[frozenset[str]], Iterable[str]]
"""Those of some pairs that a list tells something of."""


class TellingPairs:
    """Looks pairs up in some lists. Those that none tells anything of are known from then on, and
    not looked up for other texts: they are many, and so are the words of the lists.
    """

    def __init__(self, *lists: Look) -> None:
        self._lists, self._plain = lists, set[str]()

    def of(self, pairs: frozenset[str]) -> frozenset[str]:
        """Those of a text's pairs that one of the lists tells something of."""
        new = pairs - self._plain
        told = frozenset[str]().union(*[look(new) for look in self._lists])
        plain = new - told
        if len(self._plain) + len(plain) > _MOST:
            self._plain = set()
        if len(plain) <= _MOST:
            self._plain |= plain
        return told
