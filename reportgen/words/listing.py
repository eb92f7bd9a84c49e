"""Names → a list in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def list_first(names: Sequence[str], most: int) -> str:
    """The names joined with 、: `甲、乙……` where there are more than `most`."""
    return join_names(names[:most]) + ("……" if len(names) > most else "")


def join_names(names: Sequence[str]) -> str:
    """The names joined with 、; with ； where one of them holds 、 itself."""
    return ("；" if any("、" in name for name in names) else "、").join(names)


def join_with_and(names: Sequence[str]) -> str:
    """The names as one subject: `甲`, `甲和乙`, `甲、乙和丙`."""
    return "和".join(filter(None, ("、".join(names[:-1]), *names[-1:])))
