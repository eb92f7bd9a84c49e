"""Pairs that no list tells anything of are looked up once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.text_checks.telling_pairs import TellingPairs

PAIRS = st.frozensets(st.text("甲乙丙丁", min_size=2, max_size=2))


@given(st.lists(PAIRS, max_size=6), PAIRS, PAIRS)
def test_of_each_text_those_are_told_that_a_list_has(
    texts: list[frozenset[str]], one: frozenset[str], other: frozenset[str]
) -> None:
    telling = TellingPairs(one.intersection, other.intersection)
    assert [telling.of(text) for text in texts] == [text & (one | other) for text in texts]


def test_what_tells_nothing_is_not_looked_up_for_another_text() -> None:
    asked: list[frozenset[str]] = []

    def look(pairs: frozenset[str]) -> frozenset[str]:
        asked.append(pairs)
        return pairs & {"甲乙"}

    telling = TellingPairs(look)
    assert telling.of(frozenset({"甲乙", "乙丙"})) == {"甲乙"}
    assert telling.of(frozenset({"甲乙", "乙丙", "丙丁"})) == {"甲乙"}
    assert asked[1] == {"甲乙", "丙丁"}


def test_texts_of_any_length_are_remembered_in_a_bound_space() -> None:
    telling = TellingPairs(lambda pairs: ())
    for begin in range(0, 60_000, 20_000):
        for size in (20_000, 9_000):
            assert not telling.of(frozenset(f"{at:05}" for at in range(begin, begin + size)))
    assert telling.of(frozenset({"甲乙"})) == frozenset()
