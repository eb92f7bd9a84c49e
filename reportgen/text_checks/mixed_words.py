"""Words that sound like others and stand where those are wont to stand: 严格直行, 即使更新."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportgen.model.wordings import SlipTables, Wordings
from reportgen.text_checks.near_misses import stands_between
from reportgen.text_checks.read_text import ReadText

_LONG = 2
_END = "\n" * _LONG


def find_mixed_words(text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has such a word, the word, and the one that it was to be."""
    tables, whole = text.wordings.tables, text.whole + _END
    for wrong in sorted(_mixed(text.wordings) & text.pairs):
        told = tables.mixed[wrong].split()
        for place in text.places[wrong]:
            before = whole[max(place - _LONG, 0) : place]
            behind = whole[place + _LONG : place + 2 * _LONG]
            right = _meant(tables, before, wrong, behind, told)
            if right and not stands_between(text.wordings, whole, place):
                yield place, wrong, right


@lru_cache(maxsize=8)
def _mixed(wordings: Wordings) -> frozenset[str]:
    return frozenset(wordings.tables.mixed)


def _meant(tables: SlipTables, before: str, wrong: str, behind: str, told: list[str]) -> str:
    """Of the words told the one that goes with the one before it or behind it, where the wrong one
    goes with neither; or empty.
    """
    together = tables.together
    wont = together.get(before, "")
    # Most stand where they are wont to stand themselves.
    if wrong in wont:
        return ""
    for right in told:
        if right in wont or behind in together.get(right, ""):
            return "" if _is_right(tables, before, wrong, behind) else right
    return ""


def _is_right(tables: SlipTables, before: str, word: str, behind: str) -> bool:
    """Whether the word goes with one of those at its sides, if seldom."""
    known, seldom = tables.together, tables.also_together
    return (
        behind in known.get(word, "")
        or behind in seldom.get(word, "")
        or word in seldom.get(before, "")
    )
