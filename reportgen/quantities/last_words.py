"""A clause → the word that it ends in."""

from __future__ import annotations

from collections.abc import Iterable


class LastWords:
    """Words that a clause may end in."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[-1:], set()).add(len(word))
        self._lengths = {end: sorted(found, reverse=True) for end, found in lengths.items()}

    def find(self, clause: str) -> str:
        """The longest of them that the clause ends in; empty for none."""
        for length in self._lengths.get(clause[-1:], ()):
            if clause[-length:] in self._words:
                return clause[-length:]
        return ""

    def find_in(self, text: str, first: int, end: int) -> str:
        """The longest of them that stands in the text right before the end, and behind the first
        of those places; empty for none.
        """
        for length in self._lengths.get(text[end - 1 : end], ()) if end > first else ():
            if length <= end - first and text[end - length : end] in self._words:
                return text[end - length : end]
        return ""
