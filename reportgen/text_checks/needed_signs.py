"""The signs, and pairs of them, without which a pattern finds nothing: a text that lacks them is
not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product, starmap
from operator import add
from typing import NamedTuple

from reportgen.late_regex import given_flags, late_regex

# What a pattern begins with: a sign, or a set of them without ranges, and how often it stands.
_ITEM = late_regex(
    r"(?:\[(?P<set>-?[^]\\^-][^]\\-]*-?)\]|(?P<sign>[^]\\[(){}.*+?|^$]))"
    r"(?P<times>[?*+][?+]?|\{\d*,?\d*\}[?+]?)?"
)
_MAY_LACK = ("?", "*", "{0", "{,")
# More pairs than that are found in any text.
_MOST_PAIRS, _PAIR = 100, 2
_WORDS = late_regex(r"[^][\\(){}.*+?^$\n]+")
_ESCAPED, _SET, _GROUP = late_regex(r"\\."), late_regex(r"\[[^]]*\]"), late_regex(r"\([^()]*\)")
_UNREAD = re.IGNORECASE | re.VERBOSE


class _Needed(NamedTuple):
    """Sets of signs, and of pairs of signs, of each of which one stands in all that is found, and
    the pairs, or else the signs, of which one begins it (none: others may).
    """

    signs: tuple[frozenset[str], ...] = ()
    pairs: tuple[frozenset[str], ...] = ()
    begins: frozenset[str] = frozenset()


class Sought(NamedTuple):
    """What a cue finds, and what it needs for that; `words` are all that it is, where it is several
    words.
    """

    needed: _Needed
    words: tuple[str, ...] = ()

    def may_be_in(self, signs: frozenset[str], pairs: frozenset[str]) -> bool:
        """Whether a text of those signs, which stand in those pairs, may hold it."""
        # Asked of a text for each of some hundred cues: no call is made that need not be.
        for some in self.needed.pairs:
            if some.isdisjoint(pairs):
                return False
        lacking = False
        for some in self.needed.signs:
            lacking = lacking or some.isdisjoint(signs)
        return not lacking


@lru_cache(maxsize=2048)
def sought_by(cue: re.Pattern[str]) -> Sought:
    """What the cue finds; it is not compiled for that."""
    flags = given_flags(cue)
    if words := words_of(cue.pattern, flags):
        begins = frozenset([word[:_PAIR] for word in words])
        whole = min(map(len, begins)) == _PAIR
        return Sought(_Needed(pairs=(begins,) if whole else ()), words)
    return Sought(_needed(cue.pattern, flags))


def may_find(cue: re.Pattern[str], signs: frozenset[str], pairs: frozenset[str]) -> bool:
    """Whether it can find anything in a text of those signs, which stand in those pairs; where it
    cannot, nothing compiles it.

    True stands for unknown too.
    """
    return sought_by(cue).may_be_in(signs, pairs)


def begins_of(cue: re.Pattern[str]) -> frozenset[str]:
    """The pairs of signs, or else the signs, of which one begins all that it finds; none where
    others may, and where it is one sign, which is searched for quickly.
    """
    return sought_by(cue).needed.begins


@lru_cache(maxsize=1024)
def words_of(pattern: str, flags: int) -> tuple[str, ...]:
    """The words of a pattern that is nothing but several; empty for another one."""
    words = tuple(pattern.split("|"))
    return words if all(words) and _WORDS.fullmatch(pattern) and not flags else ()


@lru_cache(maxsize=1024)
def _needed(pattern: str, flags: int) -> _Needed:
    if flags & _UNREAD or pattern.startswith("(") or _has_ways(pattern):
        return _Needed()
    items = tuple(_leading(pattern))
    signs = tuple([each for each, times in items if not times.startswith(_MAY_LACK)])
    return _Needed(signs, tuple(_pairs(items)), _begins(items))


def _begins(items: tuple[tuple[frozenset[str], str], ...]) -> frozenset[str]:
    """The pairs with which it begins, where the first sign stands once and neither may lack; else
    the first sign.
    """
    if not items or items[0][1].startswith(_MAY_LACK):
        return frozenset()
    first, times = items[0]
    begun = () if times else next(_pairs(items[:_PAIR]), ())
    return frozenset(begun or (first if len(first) > 1 else ()))


def _pairs(items: tuple[tuple[frozenset[str], str], ...]) -> Iterator[frozenset[str]]:
    """The pairs in which those signs stand beside one another."""
    last: frozenset[str] = frozenset()
    for signs, times in items:
        if times.startswith(_MAY_LACK):
            last = frozenset()
            continue
        if last and len(last) * len(signs) <= _MOST_PAIRS:
            yield frozenset(starmap(add, product(last, signs)))
        last = signs


def _has_ways(pattern: str) -> bool:
    """Whether it is several, with | between them."""
    if "|" not in pattern:
        return False
    rest, found = _SET.sub("", _ESCAPED.sub("", pattern)), 1
    while found:
        rest, found = _GROUP.subn("", rest)
    return "|" in rest


def _leading(pattern: str) -> Iterator[tuple[frozenset[str], str]]:
    """The signs that may stand at each place at which it begins, and how often they do."""
    at = 0
    while item := _ITEM.match(pattern, at):
        at = item.end()
        yield frozenset(item["set"] or item["sign"]), item["times"] or ""
