"""So many at so much each."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("购置电脑60台，每台5000元，共计40万元。", "40万元"),
        ("教师培训人均90学时，49人共4000学时。", "4000学时"),
        ("慰问学生120人，人均200元，共发放慰问金2.5万元。", "2.5万元"),
        ("铺设草坪3600平方米，每平方米造价500元，总共投入200万元。", "200万元"),
        ("每班3节体育课，21个班，共60节。", "60节"),
        ("每生每年补助650元，有880人，合计58.2万元。", "58.2万元"),
    ],
)
def test_a_total_that_is_not_so_many_times_each_is_told(
    find: Finder, text: str, found: str
) -> None:
    assert find(TextRule.CALCULATION, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "购置电脑60台，每台5000元，共30万元。教师培训人均90学时，49人共4410学时。",
        "投入35万元，购置电脑60台，每台5000元，图书3000册。",
        "平均每班42人，有21个教学班，共880人。",
        "购置电脑60台，每台5000元，桌椅50套，每套300元，共31.5万元。",
        "每周3节体育课，共21个班。每人一册，约880人，共850册。",
    ],
)
def test_what_comes_to_the_total_or_is_not_all_of_it_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CALCULATION, text) == []
