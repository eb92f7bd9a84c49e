"""Lists of names in a sentence."""

from __future__ import annotations

from reportgen.words.listing import list_first


def test_more_names_than_are_listed_are_dots() -> None:
    assert list_first(["甲", "乙"], 2) == "甲、乙"
    assert list_first(["甲", "乙", "丙"], 2) == "甲、乙……"
