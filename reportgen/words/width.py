"""How wide a text is."""

from __future__ import annotations


def printed_width(text: str) -> float:
    """In Chinese characters; a sign of Latin script is half of one."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2
