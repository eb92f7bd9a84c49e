"""Words with a character that sounds or looks like the right one, where they are no words: 培预."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import compress, repeat
from operator import contains

from reportgen.model.wordings import Wordings
from reportgen.text_checks.read_text import ReadText
from reportgen.words.near_words import near_slips


def find_near_misses(text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has such a slip, the slip, and the word that it was to be."""
    for slip in _slips(text.wordings.tables.near_firsts, text.pairs):
        for place in text.places[slip]:
            if not _stands_between(text.wordings, text.whole, place):
                yield place, slip, _right_word(text.wordings, slip)


def _slips(near_firsts: Mapping[str, str], pairs: frozenset[str]) -> list[str]:
    """Those of the pairs that are slips: a long text has thousands, and few are any."""
    joined = "".join(pairs)
    wrong_firsts = map(near_firsts.get, joined[1::2], repeat(""))
    return sorted(compress(pairs, map(contains, wrong_firsts, joined[::2])))


def _stands_between(wordings: Wordings, whole: str, at: int) -> bool:
    """Whether one of its characters is of the word before it or behind it."""
    known = _known(wordings)
    before, behind = whole[max(at - 1, 0) : at + 1], whole[at + 1 : at + 3]
    return f" {before} " in known or f" {behind} " in known


def _right_word(wordings: Wordings, slip: str) -> str:
    near = wordings.tables.near.items()
    return next(right for right, told in near if slip in near_slips(right, told))


@lru_cache(maxsize=8)
def _known(wordings: Wordings) -> str:
    """All common words, each between blanks: few are looked up in a text."""
    told = (*wordings.tables.common.values(), *wordings.tables.beside.values())
    return f" {' '.join(told)} "
