"""Phrases of four characters that lack one: 督评估, 监控系 before a mark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportgen.model.wordings import Wordings
from reportgen.text_checks.near_misses import is_common
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.slips import words_of_two
from reportgen.words.lost_signs import lost_form

_FIRST, _SECOND, _LAST = "1", "2", "4"
_LEFT = 3


def find_lost_characters(text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has a phrase that lacks one, what stands there, and the phrase."""
    lost, whole, places = text.wordings.tables.lost_by_pairs, text.whole, text.places
    found: dict[int, tuple[str, str]] = {}
    for pair in sorted(_lost(text.wordings) & text.pairs):
        for told in lost[pair].split():
            phrase, which = told[:-1], told[-1]
            form, start = lost_form(phrase, which)
            for place in places[pair]:
                begin = place - start
                if whole.startswith(form, begin) and _is_apart(text, begin, which):
                    found[begin] = form, phrase
    yield from ((begin, *found[begin]) for begin in sorted(found))


@lru_cache(maxsize=8)
def _lost(wordings: Wordings) -> frozenset[str]:
    return frozenset(wordings.tables.lost_by_pairs)


def _is_apart(text: ReadText, begin: int, which: str) -> bool:
    """Whether a mark stands where the first or the last one is missing, if it is one of them, or
    else the character at the lesser half of it begins or ends no other word: 化解大班额.
    """
    whole, end = text.whole, begin + _LEFT
    before, behind = whole[max(begin - 1, 0) : begin + 1], whole[end - 1 : end + 1]
    if which == _FIRST:
        return begin > 0 and not before[0].isalnum()
    if which == _LAST:
        return not behind[1:].isalnum()
    word = before if which == _SECOND else behind
    return not (is_common(text.wordings, word) or word in words_of_two(text.wordings))
