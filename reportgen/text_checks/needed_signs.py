"""The signs without which a pattern finds nothing: a text that lacks them is not searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import given_flags, late_regex

# What a pattern begins with: a sign, or a set of them without ranges, and how often it stands.
_ITEM = late_regex(
    r"(?:\[(?P<set>[^]\\^-][^]\\-]*)\]|(?P<sign>[^]\\[(){}.*+?|^$]))"
    r"(?P<times>[?*+][?+]?|\{\d*,?\d*\}[?+]?)?"
)
_MAY_LACK = ("?", "*", "{0", "{,")
_ESCAPED, _SET, _GROUP = late_regex(r"\\."), late_regex(r"\[[^]]*\]"), late_regex(r"\([^()]*\)")
_UNREAD = re.IGNORECASE | re.VERBOSE


def may_find(cue: re.Pattern[str], signs: frozenset[str]) -> bool:
    """Whether it can find anything in a text of those signs; where it cannot, nothing compiles it.

    True stands for unknown too.
    """
    return not any(map(signs.isdisjoint, _needed_signs(cue.pattern, given_flags(cue))))


@lru_cache(maxsize=1024)
def _needed_signs(pattern: str, flags: int) -> tuple[frozenset[str], ...]:
    """Sets of signs, of each of which one stands at the beginning of all that the pattern finds."""
    if flags & _UNREAD or pattern.startswith("(") or _has_ways(pattern):
        return ()
    return tuple(_leading(pattern))


def _has_ways(pattern: str) -> bool:
    """Whether it is several, with | between them."""
    if "|" not in pattern:
        return False
    rest, found = _SET.sub("", _ESCAPED.sub("", pattern)), 1
    while found:
        rest, found = _GROUP.subn("", rest)
    return "|" in rest


def _leading(pattern: str) -> Iterator[frozenset[str]]:
    at = 0
    while item := _ITEM.match(pattern, at):
        at = item.end()
        if not (item["times"] or "").startswith(_MAY_LACK):
            yield frozenset(item["set"] or item["sign"])
