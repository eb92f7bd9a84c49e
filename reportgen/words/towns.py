"""The town (乡、镇、街道) that an address or a school's name speaks of."""

from __future__ import annotations

from reportgen.late_regex import late_regex

# 示例县河东镇中心小学; not 景德镇市, nor 城镇 and 乡镇 as such.
_TOWN = late_regex(
    r"(?:^|[省市县区州盟旗])(?!城镇|乡镇|镇|街道)([^省市县区州盟旗\s]{1,8}?(?:街道|[乡镇]))(?![市县区])"
)


def town_of(*texts: str) -> str:
    """The town that the first of the texts names that names one; empty where none does."""
    found = filter(None, map(_TOWN.search, texts))
    return next((match.group(1) for match in found), "")
