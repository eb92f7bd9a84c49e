"""Names of places: whether two of them may name one place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from reportgen.words.traditional import simplify_characters

# What a name ends in before that of a smaller place inside it: 某市|某区.
_ENDS = frozenset("省市州盟区县旗")
# 区 of 某州区 is no place.
_SHORTEST = 2


def may_be_one_place(one: str, other: str) -> bool:
    """Whether both may name one place, of which one may be told with that which it lies in (某市
    示例县), with a part of it (示例县某镇), or in short (示例).

    An empty name may be any.
    """
    short, long = sorted((plain_name(one), plain_name(other)), key=len)
    return long.startswith(short) or bool(_inside(long, short))


def without_place(name: str, place: str) -> str:
    """What is called `name` without the place before it: 城关小学 of 某市示例县城关小学, and of
    示例县城关小学 where the place is 某市示例县.
    """
    plain = plain_name(name)
    found = (_after(plain, each) for each in _tails(plain_name(place)))
    return next(filter(None, found), plain)


def _tails(place: str) -> Iterator[str]:
    """The place, then without each larger one that it is told with."""
    yield place
    for number, sign in enumerate(place[:-_SHORTEST], 1):
        if sign in _ENDS:
            yield place[number:]


def _after(name: str, place: str) -> str:
    """What follows the place at the head of the name; empty where it is not there."""
    if not place:
        return ""
    start = 0 if name.startswith(place) else _inside(name, place)
    is_there = start or name.startswith(place)
    return name[start + len(place) :] if is_there else ""


def _inside(long: str, short: str) -> int:
    """Where the short name begins after the name of a larger place; 0 where it does not."""
    place = long.find(short, 1)
    return place if place > 0 and long[place - 1] in _ENDS else 0


def plain_name(name: str) -> str:
    """The name as names are compared: in one spelling, one width, without blanks."""
    bare = "".join(unicodedata.normalize("NFKC", name).split())
    return simplify_characters(bare).casefold()
