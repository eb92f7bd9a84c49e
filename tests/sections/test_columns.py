"""Columns of a table by what stands in them."""

from __future__ import annotations

import pytest

from reportgen.sections.columns import alike_decimals, shares_note


@pytest.mark.parametrize(
    ("texts", "alike"),
    [
        (["31.3", "27.7", "35"], ("31.3", "27.7", "35.0")),
        (["50", "38.9", "100", "—"], ("50.0", "38.9", "100", "—")),
        (["50", "40"], ("50", "40")),
        ([], ()),
    ],
)
def test_numbers_have_the_decimals_of_that_which_has_most(
    texts: list[str], alike: tuple[str, ...]
) -> None:
    assert alike_decimals(texts) == alike


@pytest.mark.parametrize(
    ("shares", "noted"),
    [(["2.9", "77.6", "19.4"], True), (["50", "50.0"], False), (["", ""], False), ([], False)],
)
def test_rounded_shares_that_do_not_add_up_are_noted(shares: list[str], noted: bool) -> None:
    assert bool(shares_note(shares)) is noted
