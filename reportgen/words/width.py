"""How wide a text is."""

from __future__ import annotations


def printed_width(text: str) -> float:
    """In Chinese characters; a sign of Latin script is half of one."""
    return len(text) - sum(map(str.isascii, text)) / 2
