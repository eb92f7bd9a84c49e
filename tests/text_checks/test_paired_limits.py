"""Figures of two stages, each held against its own limit."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "小学、初中差异系数分别为0.42和0.47，均符合小学不大于0.50、初中不大于0.45的要求。",
            "0.47",
        ),
        (
            "初中、小学的差异系数为0.49、0.44，全部符合初中不超过0.45、小学不超过0.50的规定。",
            "0.49",
        ),
        ("小学生均图书22册，初中生均图书38册，均达到小学25册、初中35册的规定。", "22册"),
        ("小学班额47人、初中班额49人，均未超过小学45人、初中50人的上限。", "47人"),
    ],
)
def test_a_figure_beyond_its_own_limit_is_told(find: Finder, text: str, found: str) -> None:
    assert found in find(TextRule.FALSE_CLAIM, text)


@pytest.mark.parametrize(
    "text",
    [
        "小学、初中差异系数分别为0.47和0.42，均符合小学不大于0.50、初中不大于0.45的要求。",
        "小学生均用地23.3平方米，初中生均用地22.6平方米，均达到小学22平方米、初中22平方米的要求。",
        "小学班额44人、初中班额49人，均未超过小学45人、初中50人的上限。",
    ],
)
def test_figures_that_keep_to_theirs_are_not_told(find: Finder, text: str) -> None:
    assert find(TextRule.FALSE_CLAIM, text) == []
