"""The same thing told in other words, or in another unit."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("学校现有教学班40个。", "学校为26个班级配齐了多媒体设备。"), "26个班级"),
        (("全校共有24个教学班。", "多媒体设备每班一套，共20套。"), "共20套"),
        (("全校共有24个教学班。", "安装多媒体教学设备20套，做到了每班一套。"), "20套"),
        (("全校共有24个教学班。", "配备班班通设备20套，每个教室都能使用。"), "20套"),
        (("学校占地45亩，合20000平方米。",), "45亩，合20000平方米"),
        (("学校占地20000平方米，约45亩。",), "20000平方米，约45亩"),
    ],
)
def test_what_is_too_few_for_all_is_told(
    find: Finder, paragraphs: tuple[str, ...], found: str
) -> None:
    assert find(TextRule.CALCULATION, *paragraphs) == [found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("学校现有24个教学班。", "2020年学校为16个班级配备了多媒体设备。"),
        ("学校现有24个教学班。", "七年级8个班配齐了设备，为7个班级配备了班班通。"),
        ("学校现有24个教学班。", "班班通设备26套，每班一套，另有2套在功能室。"),
        ("学校现有24个教学班。", "小学部多媒体设备每班一套，共18套。"),
        ("学校现有24个教学班。", "配有计算机20台，教师人手一台，多媒体设备班班有。"),
        ("学校占地45亩，合3万平方米。学校占地20000平方米，约30亩。",),
    ],
)
def test_what_is_enough_or_of_some_is_left_alone(find: Finder, paragraphs: tuple[str, ...]) -> None:
    assert find(TextRule.CALCULATION, *paragraphs) == []


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("学校现有教职工56人。", "学校有教师62人。"), "62人"),
        (("学校有专任教师52人。", "学校教师总数48人。"), "52人"),
    ],
)
def test_a_loose_name_beside_what_it_cannot_mean_is_told(
    find: Finder, paragraphs: tuple[str, ...], found: str
) -> None:
    assert find(TextRule.RELATION, *paragraphs) == [found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("学校现有在编教职工56人，临聘教师10人。", "学校有教师62人。"),
        ("教职工56人，其中专任教师52人。", "全校教师54人。"),
        ("小学部专任教师52人。", "初中部教师30人。"),
        ("专任教师52人。", "参加培训的教师48人。"),
    ],
)
def test_a_loose_name_that_may_mean_either_is_left_alone(
    find: Finder, paragraphs: tuple[str, ...]
) -> None:
    assert find(TextRule.RELATION, *paragraphs) == []
