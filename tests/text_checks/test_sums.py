"""What a sentence adds up."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一至六年级学生分别为150、140、145、150、145、140人，共880人。", "880人"),
        ("有880人，一至六年级分别为150、140、145、150、145、140人。", "880人"),
        ("去年投入35万元，今年投入45万元，两年共投入90万元。", "90万元"),
        ("一年级2个班150人、二年级2个班140人，共5个班。", "5个"),
        ("获国家级奖2项、省级奖5项、市级奖10项，累计18项。", "18项"),
        ("购置桌椅12.5万元，电脑20万元，合计33.5万元。", "33.5万元"),
        ("会议室3间，仓库2间，共4间。", "4间"),
    ],
)
def test_a_total_that_its_parts_do_not_come_to_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.PARTS, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "一至六年级学生分别为150、140、145、150、145、150人，共880人。",
        "2022年投入35.5万元，2023年投入45.2万元，2024年投入12万元，三年合计投入92.7万元。",
        "去年投入35万元，今年投入45万元，三年共投入120万元。",
        "会议室3间，仓库2间，共有办公用房12间。",
        "占地20500平方米，其中操场6000平方米、绿地3000平方米，共三处。",
        "男职工20人，女职工29人，共49人，厨师12人，保安13人，共25人。",
        "比去年增加20人，共900人；获奖2项。市级3项，共3项。",
        "约20人和30多人，共55人。",
        "投入10.24万元和20.13万元，共30.4万元。",
    ],
)
def test_what_is_added_up_rightly_or_is_no_sum_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.PARTS, text) == []
