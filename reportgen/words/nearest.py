"""A name that is not known → the known one it was to be, and the hint that says so."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from itertools import takewhile

from reportgen.named_tuple import NamedTuple
from reportgen.words.traditional import simplify_characters

# Longer texts are sentences: they are compared only for being equal.
_LONGEST = 64
_MOST_LISTED = 12


class _Candidate(NamedTuple):
    """A known name that is near; the greater is the nearer, by the first field that differs."""

    is_same: bool
    share: float
    sound: int
    same_start: int
    earlier: int
    name: str


def suggest(name: str, known: Iterable[str]) -> str:
    """是不是“标准”？ for 标淮; a list of what is known where nothing is near."""
    names = list(known)
    return ask_nearest(name, names) or list_names(names)


def ask_nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """是不是“标准”？ for 标淮; `otherwise` where nothing is near."""
    nearest = find_nearest(name, known)
    return otherwise if nearest is None else ask(nearest)


def ask(name: str) -> str:
    """是不是“标准”？"""
    return f"是不是“{name}”？"


def list_names(names: Iterable[str]) -> str:
    """可以用的有：甲、乙等, the first twelve of them; empty where there are none."""
    listed = list(names)
    more = "等" if len(listed) > _MOST_LISTED else ""
    return f"可以用的有：{'、'.join(listed[:_MOST_LISTED])}{more}" if listed else ""


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was to be; None where nothing is near.

    Case, full width and traditional spelling make no difference. Two names are near if what both
    have in the same order is at least two thirds of their characters: one of three to five may be
    wrong, two of six, and a name may be half of the known one (图书 → 图书册数). Of two Chinese
    characters one is enough (标淮, 题目): a typing error leaves no more of such a word.
    """
    # With one half, 占地面积 is near 运动场地面积, and 宿舍楼幢数 near 教学楼幢数; with more than
    # two thirds, 图书 and 专任教师/合计 are near nothing.
    folded = _fold(name)
    near = (
        _Candidate(
            each == name, share, -_far_in_sound(name, each), _same_start(name, each), -place, each
        )
        for place, each in enumerate(known)
        if (share := _share(folded, _fold(each)))
    )
    nearest = max(near, default=None)
    return nearest and nearest.name


def _fold(name: str) -> str:
    """The name in one spelling, without blanks."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return simplify_characters("".join(plain.split()))


def _share(first: str, second: str) -> float:
    """The part of all characters that both names have in the same order; 0 where they are not
    near.
    """
    if first == second:
        return 1.0 if first else 0.0
    needed = _least_shared(first, second)
    if _most_shared(first, second) < needed:
        return 0.0
    shared = _count_shared(first, second)
    return 2 * shared / (len(first) + len(second)) if shared >= needed else 0.0


def _least_shared(first: str, second: str) -> int:
    """How many characters two names share that are near."""
    if len(first) == len(second) == 2 and not first.isascii():
        return 1
    return math.ceil((len(first) + len(second)) / 3)


def _most_shared(first: str, second: str) -> int:
    """No less than what the names share, and quickly told."""
    if max(len(first), len(second)) > _LONGEST:
        return 0
    characters = set(first)
    return min(len(first), sum(each in characters for each in second))


def _count_shared(first: str, second: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for one in first:
        above_left = 0
        for place, other in enumerate(second, 1):
            above = row[place]
            row[place] = above_left + 1 if one == other else max(above, row[place - 1])
            above_left = above
    return row[-1]


def _far_in_sound(first: str, second: str) -> int:
    """How differently two names of one length sound, character by character; 0 for other names."""
    if len(first) != len(second):
        return 0
    return sum(abs(_rank(one) - _rank(other)) for one, other in zip(first, second, strict=True))


def _rank(character: str) -> int:
    """The place of a character in GB 2312, whose common ones stand in the order of their sounds:
    that is how they are mistyped (字好 is 字号, not 字体).
    """
    return int.from_bytes(character.encode("gb2312", "ignore"), "big")


def _same_start(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
