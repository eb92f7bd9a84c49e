"""What a function made of plain values is found by whoever was told of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reportgen import known_results
from reportgen.known_results import know_results


class Known(dict[tuple[Any, ...], Any]):
    """Results in memory."""

    find = dict.get
    keep = dict.__setitem__


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    before = known_results._known
    know_results(None)
    yield
    know_results(before)


class Counting:
    """A function of two values, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

        @known_results.known_results(plain=lambda made: tuple(made), made=lambda kept: list(kept))
        def repeated(text: str, times: int = 2) -> list[str]:
            self.asked += 1
            return [text] * times

        self.repeated = repeated


def test_what_was_made_is_not_made_again() -> None:
    known = Known()
    know_results(known)
    first, second = Counting(), Counting()
    assert first.repeated("甲", 2) == second.repeated("甲", 2) == ["甲", "甲"]
    assert first.asked == 1 and second.asked == 0
    assert second.repeated("甲", 3) == ["甲"] * 3 and second.asked == 1
    assert set(known.values()) == {("甲",) * 2, ("甲",) * 3}


def test_it_is_made_each_time_where_nothing_is_known() -> None:
    counting = Counting()
    assert counting.repeated("甲", 1) == counting.repeated("甲", 1) == ["甲"]
    assert counting.asked == 2


def test_what_was_asked_by_name_is_not_kept() -> None:
    known = Known()
    know_results(known)
    assert Counting().repeated("甲", times=1) == ["甲"] and not known
