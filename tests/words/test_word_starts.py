"""Words by how they begin."""

from __future__ import annotations

from reportgen.words.word_starts import parted_words, words_by_start

WORDS = ("甲乙", "甲乙丙", "丁戊", "甲乙丙丁", "甲乙 丙", "甲乙丙", "己")


def test_words_that_begin_alike_are_found_together_the_longest_first() -> None:
    found = {start: parted_words(told) for start, told in words_by_start(WORDS).items()}
    assert found["甲乙"] == ["甲乙 丙", "甲乙丙丁", "甲乙丙", "甲乙"]
    assert found["丁戊"] == ["丁戊"] and found["己"] == ["己"]
    assert parted_words("") == []
