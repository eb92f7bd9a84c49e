"""Words of two characters and what is written for one of them by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

_NONE, _TURNED = "○", "倒"


def near_slips(right: str, told: str) -> Iterator[str]:
    """The slips of a word: `told` has what is written for its first character and for its second
    (`○`: nothing), and behind them whether both change places.
    """
    firsts, seconds, *turned = told.split()
    yield from (sign + right[1] for sign in firsts if sign != _NONE)
    yield from (right[0] + sign for sign in seconds if sign != _NONE)
    if _TURNED in turned:
        yield right[::-1]


def firsts_of_slips(near: Mapping[str, str]) -> dict[str, str]:
    """The first characters of all slips, by their second one."""
    found: dict[str, list[str]] = defaultdict(list)
    for right, told in near.items():
        for slip in near_slips(right, told):
            found[slip[1]].append(slip[0])
    return {second: "".join(dict.fromkeys(firsts)) for second, firsts in found.items()}
