"""Shares and how they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.numbers import format_percent, percent_of, round_share, rounds_to


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        ("0.85", "85%"),
        ("0.856", "85.6%"),
        ("1", "100%"),
        ("0.12345", "12.35%"),
        ("0.99996", "99.996%"),
    ],
)
def test_a_share_is_printed_in_percent(share: str, printed: str) -> None:
    assert format_percent(Decimal(share)) == printed


@pytest.mark.parametrize(
    ("share", "rounded"),
    [("99.94", "99.9"), ("99.96", "99.96"), ("100", "100"), ("0.04", "0.04"), ("0", "0")],
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: str, rounded: str) -> None:
    assert round_share(Decimal(share), 1) == Decimal(rounded)


def test_a_part_is_given_in_percent_of_a_whole_that_is_not_0() -> None:
    assert percent_of(Decimal(1), Decimal(8)) == Decimal("12.5")
    assert percent_of(Decimal(1), Decimal(0)) is None


@pytest.mark.parametrize(
    ("value", "shown", "same"),
    [
        ("20.4545", "20.45", True),
        ("20.455", "20.45", False),
        ("20.5", "21", True),
        ("3", "3.00", True),
    ],
)
def test_a_value_is_what_is_shown_where_it_rounds_to_it(value: str, shown: str, same: bool) -> None:
    assert rounds_to(Decimal(value), Decimal(shown)) is same
