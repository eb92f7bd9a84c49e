"""Slips of two characters by their second one."""

from __future__ import annotations

from reportgen.words.near_words import firsts_of_slips, parted_firsts


def test_first_characters_are_found_by_the_second_and_told_apart_by_where_the_slip_is_from() -> (
    None
):
    found = firsts_of_slips({"培训": "陪赔 ○", "训练": "○ 炼"}, ["坚绝", "陪训", "竖绝", "坚绝"])
    told = {second: parted_firsts(firsts) for second, firsts in found.items()}
    assert told == {"训": ("陪赔", "陪"), "炼": ("训", ""), "绝": ("", "坚竖")}
