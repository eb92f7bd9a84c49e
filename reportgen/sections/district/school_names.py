"""A district's schools by name → what its own report calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from reportgen.late_regex import late_regex

# 示例县一中 is not called 一中.
_SHORTEST = 4
_BRACKETED = late_regex(r"[（(][^（(]*[）)]$")


def shorten_names(district: str, schools: Iterable[str]) -> Mapping[str, str]:
    """The names less that of the district, by the whole name; those that stay whole are left out.

    A name that would be too short, or that of another school too, stays whole.
    """
    shortened = {name: name.removeprefix(district) for name in schools}
    counts = Counter(shortened.values())
    return {
        name: short
        for name, short in shortened.items()
        if short != name and counts[short] == 1 and len(_BRACKETED.sub("", short)) >= _SHORTEST
    }


def bracket(name: str, said: str) -> str:
    """甲小学（缺3人）; in the brackets that the name ends in, if it does."""
    if not said:
        return name
    return f"{name[:-1]}，{said}）" if name.endswith("）") else f"{name}（{said}）"
