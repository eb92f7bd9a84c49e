"""Totals beside the row of their parts, measures without numbers, and names of one school."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "texts", "found"),
    [
        (TextRule.PARTS, ["探头32个，其中校门口4个、教学楼16个、宿舍楼10个。"], ["32个"]),
        (TextRule.PARTS, ["更新设备240套，2024年更新120套、2025年更新110套。"], ["240套"]),
        (TextRule.EMPTY_UNIT, ["聘用专职保安名，每月演练1次。"], ["名"]),
        (TextRule.EMPTY_UNIT, ["全区培训教师人次，经费足额安排。"], ["人次"]),
        (TextRule.EMPTY_UNIT, ["领导小组全年召开会议次。"], ["次"]),
        (TextRule.NUMERALS, ["学校创办于清光绪34年（1908年）。"], ["34"]),
        (
            TextRule.OTHER_SCHOOL,
            ["镇第三中心小学2024年自查报告", "已自查。", "镇第二中心小学", "2024年10月15日"],
            ["镇第三中心小学", "镇第二中心小学"],
        ),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, texts: list[str], found: list[str]
) -> None:
    assert find(rule, *texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ["教室32个，其中一楼10个、二楼10个、三楼12个。"],
        ["电脑100台，其中教师用机20台、学生用机40台、办公用机10台。"],
        ["投入30万元（2023年10万元、2024年20万元）。"],
        ["聘用专职保安2名，召开会议3次，培训教师20人次。"],
        ["学校创办于清光绪三十四年（1908年）。"],
        ["镇中心小学2024年自查报告", "已自查。", "北县镇中心小学", "2024年10月15日"],
        ["镇第三中心小学2024年自查报告", "已自查。", "北县教育局", "2024年10月15日"],
    ],
)
def test_what_is_right_is_not_told(find: Finder, texts: list[str]) -> None:
    assert find(None, *texts) == []
