"""Words of different length → words of one width, as names and roles are set in lists: 组　长."""

from __future__ import annotations

from collections.abc import Sequence

_BLANK = "\u3000"
# A word longer than that is no measure for the others.
_WIDEST = 5


def pad_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words with full-width blanks between their characters, as wide as the longest one.

    Blanks that cannot be shared out evenly stand behind the word.
    """
    width = max((len(word) for word in words if len(word) <= _WIDEST), default=0)
    return tuple(_pad(word, width) for word in words)


def _pad(word: str, width: int) -> str:
    gaps, lacking = len(word) - 1, width - len(word)
    if lacking <= 0:
        return word
    each = lacking // gaps if gaps > 0 else 0
    return (_BLANK * each).join(word).ljust(width, _BLANK)
