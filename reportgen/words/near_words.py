"""Words of two characters and what is written for one of them by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

_NONE, _TURNED = "○", "倒"
_BETWEEN = "\0"


def near_slips(right: str, told: str) -> Iterator[str]:
    """The slips of a word: `told` has what is written for its first character and for its second
    (`○`: nothing), and behind them whether both change places.
    """
    firsts, seconds, *turned = told.split()
    yield from (sign + right[1] for sign in firsts if sign != _NONE)
    yield from (right[0] + sign for sign in seconds if sign != _NONE)
    if _TURNED in turned:
        yield right[::-1]


def firsts_of_slips(near: Mapping[str, str], listed: Iterable[str] = ()) -> dict[str, str]:
    """The first characters of all slips of two, by their second one, as `parted_firsts` reads them:
    those of what is no word, and those that are listed themselves.
    """
    made = (slip for right, told in near.items() for slip in near_slips(right, told))
    of_near, of_lists = _by_second(made), _by_second(listed)
    seconds = (*of_near, *(each for each in of_lists if each not in of_near))
    return {
        each: _BETWEEN.join((of_near.get(each, ""), of_lists[each]))
        if each in of_lists
        else of_near[each]
        for each in seconds
    }


def parted_firsts(told: str) -> tuple[str, str]:
    """The first characters with which a second one is no word but a slip, and with which it is one
    by the lists.
    """
    of_near, _, of_lists = told.partition(_BETWEEN)
    return of_near, of_lists


def _by_second(slips: Iterable[str]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for slip in slips:
        found[slip[1]].append(slip[0])
    return {second: "".join(dict.fromkeys(firsts)) for second, firsts in found.items()}
