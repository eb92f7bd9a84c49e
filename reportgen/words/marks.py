"""Marks between names in a row, and the last of several."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.late_regex import late_regex

# Blanks that no mark follows are passed over as one: not tried again from each of them.
_TAG_OR_MARK = late_regex(r"\{[{%].{0,500}?[}%]\}|\s*+([,;])\s*+|\s++")
_WIDE = {",": "，", ";": "；"}


def widen_marks(names: str) -> str:
    """The names with full-width commas and semicolons between them; the tags of a template stay as
    they are.
    """
    return _TAG_OR_MARK.sub(_wide_or_tag, names)


def _wide_or_tag(found: re.Match[str]) -> str:
    return _WIDE.get(found[1], found[0])


def behind_marks(text: str, marks: str, first: int = 0, end: int | None = None) -> int:
    """The place behind the last of the marks between those places; the first of them for none."""
    found = _last_of(marks).match(text, first, len(text) if end is None else end)
    return found.end() if found else first


@lru_cache(maxsize=64)
def _last_of(marks: str) -> re.Pattern[str]:
    return late_regex(rf"(?s:.*)[{re.escape(marks)}]")
