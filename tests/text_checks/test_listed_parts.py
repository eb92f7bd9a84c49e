"""Parts in a list, whatever is counted."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有18个小组，其中甲类6个、乙类6个、丙类8个。", "18个小组，其中甲类6个、乙类6个、丙类8个"),
        (
            "有床位480个（东楼有床位200个，西楼有床位290个）。",
            "480个（东楼有床位200个，西楼有床位290个",
        ),
        ("有床位480个（东楼床位200个，西楼床位250个）。", "480个（东楼床位200个，西楼床位250个"),
    ],
)
def test_parts_that_nearly_come_to_their_whole_are_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.PARTS, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "有18个小组，其中甲类6个、乙类6个、丙类6个。有床位480个（东楼床位200个，西楼床位280个）。",
        "有职工49人，其中党员20人、团员15人、退役军人35人。有小组18个，其中甲类6个、乙类8个。",
        "有床位480个（比去年多20个，比前年多50个）。有18个组（甲组3人，乙组4人）。",
    ],
)
def test_parts_that_come_to_it_overlap_or_are_not_all_are_left_alone(
    find: Finder, text: str
) -> None:
    assert find(TextRule.PARTS, text) == []
