"""Names → a list in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def list_first(names: Sequence[str], most: int) -> str:
    """The names joined with 、: `甲、乙……` where there are more than `most`."""
    return "、".join(names[:most]) + ("……" if len(names) > most else "")


def join_names(names: Sequence[str]) -> str:
    """The names joined with 、; with ； where one of them holds 、 itself."""
    return ("；" if any("、" in name for name in names) else "、").join(names)
