"""Words by how they begin, so that a text is asked for few of them."""

from __future__ import annotations

from collections.abc import Iterable

START = 2
_BETWEEN = "\0"


def words_by_start(words: Iterable[str]) -> dict[str, str]:
    """Of each first two characters the words that begin so, as `parted_words` reads them."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        found.setdefault(word[:START], []).append(word)
    # Most begin by themselves.
    return {start: _BETWEEN.join(_longest_first(told)) for start, told in found.items()}


def parted_words(told: str) -> list[str]:
    """The words, the longest first."""
    return told.split(_BETWEEN) if told else []


def _longest_first(words: list[str]) -> list[str]:
    if len(words) > 1:
        words.sort(key=lambda word: (-len(word), word))
    return words
