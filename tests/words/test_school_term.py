"""The term in which a day falls."""

from __future__ import annotations

import datetime

import pytest

from reportgen.words.school_term import school_term


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2024-09-01", "2024年秋季学期"),
        ("2024-11-15", "2024年秋季学期"),
        ("2025-01-10", "2024年秋季学期"),
        ("2025-03-01", "2025年春季学期"),
        ("2025-07-05", "2025年春季学期"),
    ],
)
def test_a_day_is_in_the_term_of_its_month(day: str, term: str) -> None:
    assert school_term(datetime.date.fromisoformat(day)) == term


@pytest.mark.parametrize("day", [None, datetime.date(2025, 2, 10), datetime.date(2024, 8, 20)])
def test_a_day_that_is_not_known_or_between_two_terms_names_none(day: datetime.date | None) -> None:
    assert school_term(day) == "本学期"
