"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggest(name: str, known: Iterable[str]) -> str:
    """A Chinese hint that names the nearest known name, or lists a few of them."""
    names = list(known)
    nearest = get_close_matches(name, names, n=1, cutoff=0.5)
    if nearest:
        return f"是不是“{nearest[0]}”？"
    return f"可用的有：{'、'.join(names[:12])}" + ("……" if len(names) > 12 else "")
