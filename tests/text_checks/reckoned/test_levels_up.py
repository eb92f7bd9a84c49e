"""Shares of those who have reached a level."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("专任教师48人，其中研究生学历3人，本科学历37人，本科及以上学历占90%。", "90%"),
        ("全校教师48人，其中高级8人，中级18人，中级以上职称占60%。", "60%"),
        (
            "全校教师48人，其中高级教师8人，一级教师18人，二级教师22人，中高级职称教师占68.4%。",
            "68.4%",
        ),
        ("教师16人，其中本科2人、专科7人、中师7人，高于规定学历的教师占65.3%。", "65.3%"),
        ("教师37人。本科19名，大专15名，中师3名，大专以上学历占97.3%。", "97.3%"),
    ],
)
def test_a_share_that_the_levels_do_not_come_to_is_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.PERCENTAGE, text) == [found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("专任教师48人，其中研究生学历3人，本科学历37人，本科及以上学历占83.3%。",),
        ("专任教师48人，其中本科学历37人，本科及以上学历占83.3%。",),
        ("教师16人，其中本科2人、专科7人、中师7人，高于规定学历的教师占12.5%。",),
        ("教师16人，其中本科2人、专科7人、中师7人，高于规定学历的教师占56.3%。",),
        ("专任教师48人，其中高级10人（正高级1人、副高级9人），中级18人，中级以上占58.3%。",),
        (
            "教职工198人，专任教师171人。",
            "研究生学历4人，本科学历158人，专科学历9人，本科以上学历占94.7%。",
        ),
        (
            "小学教师30人，本科25人，专科5人；初中教师20人，研究生1人，本科19人，"
            "本科以上学历占100%，全校本科以上占90%。",
        ),
    ],
)
def test_shares_that_fit_or_are_of_others_are_left_alone(
    find: Finder, paragraphs: tuple[str, ...]
) -> None:
    assert find(None, *paragraphs) == []
