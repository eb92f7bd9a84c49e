"""Words with a character that sounds or looks like the right one, where they are no words: 培预."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.wordings import Wordings
from reportgen.text_checks.read_text import ReadText
from reportgen.words.near_words import near_slips

# What posts end in; what names in a row stand between.
_POSTS, _STARTS, _ENDS = "长任记师导员", "：、，；（( \n", "、，。；：（） \n"
# What stands before the name of a place that lies beside another.
_BESIDE, _PLACE, _LONGEST_PLACE = frozenset("邻临靠距毗"), late_regex("[镇乡村街路庄屯河江]"), 6


def find_near_misses(slips: Iterable[str], text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has one of those slips, the slip, and the word that it was to be."""
    wordings, whole = text.wordings, text.whole
    for slip in slips:
        for place in text.places[slip]:
            if not (stands_between(wordings, whole, place) or _is_name(wordings, whole, place)):
                yield place, slip, _right_word(wordings, slip)


def stands_between(wordings: Wordings, whole: str, at: int) -> bool:
    """Whether a character of the word of two at that place is of the word before or behind it."""
    before, behind = whole[max(at - 1, 0) : at + 1], whole[at + 1 : at + 3]
    return is_common(wordings, before) or is_common(wordings, behind)


def is_common(wordings: Wordings, word: str) -> bool:
    """Whether it is one of the words of two that slips may be part of."""
    return f" {word} " in _known(wordings)


def _is_name(wordings: Wordings, whole: str, at: int) -> bool:
    """Whether one of its characters is of a person's name behind a post (校长廖盈为组长) or among
    others (成员：李培预、), or of a place's (西邻金峰镇).
    """
    if whole[at] in _BESIDE or whole[at - 1 : at] in _BESIDE:
        return _PLACE.search(whole, at, at + _LONGEST_PLACE) is not None
    closed = whole[at + 2 : at + 3] in _ENDS
    for first in (at - 1, at - 2):
        leads = _POSTS + _STARTS if closed else _POSTS
        if first > 0 and whole[first] in wordings.surnames and whole[first - 1] in leads:
            return True
    return False


@lru_cache(maxsize=256)
def _right_word(wordings: Wordings, slip: str) -> str:
    near, with_sign = wordings.tables.near, _words_with_sign(wordings)
    # A slip has at least one of their signs, if at the other place.
    alike = sorted({word for sign in slip for word in with_sign.get(sign, ())})
    return next(right for _, right in alike if slip in near_slips(right, near[right]))


@lru_cache(maxsize=8)
def _words_with_sign(wordings: Wordings) -> Mapping[str, list[tuple[int, str]]]:
    """The right words, each with its place among them, by their signs."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, word in enumerate(wordings.tables.near):
        for sign in word:
            found[sign].append((at, word))
    return found


@lru_cache(maxsize=8)
def _known(wordings: Wordings) -> str:
    """All common words, each between blanks: few are looked up in a text."""
    told = (*wordings.tables.common.values(), *wordings.tables.beside.values())
    return f" {' '.join(told)} "
