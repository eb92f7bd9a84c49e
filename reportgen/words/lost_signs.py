"""Phrases of four characters and what is left of them when one is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

# Of what is left, the two that stand side by side where one is missing, or would be.
_BEGINS_WITH_PAIR = ("1", "2")


def lost_form(phrase: str, which: str) -> tuple[str, int]:
    """The phrase without its first, second, third or fourth character, and where the pair begins in
    it by which it is found.
    """
    at = int(which) - 1
    return phrase[:at] + phrase[at + 1 :], 0 if which in _BEGINS_WITH_PAIR else 1


def lost_by_pairs(lost: Mapping[str, str]) -> dict[str, str]:
    """The phrases, each with the number of what it lacks, set apart by blanks, by those pairs."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase, told in lost.items():
        for which in told:
            form, start = lost_form(phrase, which)
            found[form[start : start + 2]].append(phrase + which)
    return {pair: " ".join(each) for pair, each in found.items()}
