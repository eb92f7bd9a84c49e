"""Columns of a table by what stands in them."""

from __future__ import annotations

import pytest

from reportgen.sections.columns import alike_decimals


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
