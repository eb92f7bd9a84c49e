"""How old a school is."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校始建于1968年，距今已有66年历史。", "66年"),
        ("学校创办于1958年，是一所走过70多年的老校。", "70多年"),
        ("我校1998年建校，成立于1998年，建校36年来育人无数。", "36年"),
    ],
)
def test_an_age_that_the_founding_year_does_not_give_is_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.CALCULATION, text, year=2024) == [found]
    assert find(TextRule.CALCULATION, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "学校始建于1958年，距今已有66年历史。学校始建于1958年，已有65年历史。",
        "学校始建于1958年，走过60多年。学校创办于1903年，至今已有120余年。",
        "学校始建于1958年，2010年改建，已有90年代的教学楼。建于2020年，有2023年的证书。",
    ],
)
def test_an_age_that_it_gives_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CALCULATION, text, year=2024) == []
