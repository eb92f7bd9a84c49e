"""Changes behind which stands what they go from."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在校生860人，比上年增加30人，上年为820人。", "30人"),
        ("公用经费较2023年增长5%，2023年为100万元，2024年为110万元。", "5%"),
        ("2024年投入110万元，比2023年增长5%，2023年投入100万元。", "5%"),
        ("图书15000册，比2022年增加3000册（2022年为11000册）。", "3000册"),
        ("2024年在校生860人，比2023年减少20人；2023年在校生890人。", "20人"),
        ("去年招生120人，今年招生135人，比去年多招20人。", "20人"),
    ],
)
def test_a_change_that_does_not_fit_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.CALCULATION, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "在校生850人，比上年增加30人，上年为820人。",
        "公用经费较2023年增长10%，2023年为100万元，2024年为110万元。",
        "优秀率42.6%，比上年提高4个百分点，上年为38.6%。",
        "图书15000册，比2022年增加3000册（2022年为12000册）。",
        "2024年在校生860人，比2023年减少20人；2023年在校生880人，2022年900人。",
        "小学在校生850人，比上年增加30人，初中上年为420人。",
        "在校生850人，比上年增加30人，去年招生120人。",
    ],
)
def test_changes_that_fit_or_are_of_others_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CALCULATION, text) == []


def test_shares_that_are_apart_by_points_are_told(find: Finder) -> None:
    text = "教育经费5000万元，占支出的15.2%，比上年的14.9%提高0.3%。"
    assert find(TextRule.UNIT_WORD, text) == ["0.3%"]
