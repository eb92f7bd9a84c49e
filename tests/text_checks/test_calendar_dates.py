"""Dates in a text."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年2月30日检查。", "2024年2月30日"),
        ("2023年2月29日上报。", "2023年2月29日"),
        ("4月31日前整改。", "4月31日"),
        ("13月开学。", "13月"),
        ("3月0日检查。", "3月0日"),
        ("落款2024.9.31。", "2024.9.31"),
        ("落款2024-13-01。", "2024-13-01"),
        ("2024年9月至2024年3月开展。", "2024年9月至2024年3月"),
        ("2024年9月20日至2024年9月3日开展。", "2024年9月20日至2024年9月3日"),
        ("2024.09—2024.03开展。", "2024.09—2024.03"),
    ],
)
def test_a_day_that_there_is_not_and_a_span_the_wrong_way_round_are_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.DATE, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日、12月31日、9月份、5—6月、2月29日。",
        "2023年9月至2024年3月，9月至次年3月，2024年3月20日至2024年3月。",
        "版本2024.13，增长2024.5.1%，第2024-1号，12个月，202412月报。",
    ],
)
def test_dates_that_there_are_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.DATE, text) == []
