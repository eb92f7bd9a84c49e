"""Numbers in a unit in which their thing is not counted, or in none."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("体育运动场馆面积6090米。", "6090米"),
        ("图书室藏书3200平方米。", "3200平方米"),
        ("校园占地3000米，建筑面积1200平方米。", "3000米"),
        ("学校建有200平方米环形跑道。", "200平方米"),
        ("学校绿化率35平方米。", "35平方米"),
        ("专任教师52台。", "52台"),
        ("学生用计算机120册。", "120册"),
        ("教学仪器设备总值18万册。", "18万册"),
        ("生机比为4.2%。", "4.2%"),
        ("跑道长60亩。", "60亩"),
        ("生均公用经费650万元。", "650万元"),
        ("新建食堂投入资金85万元。\n新建食堂投入资金85元。", "85元"),
    ],
)
def test_a_unit_that_the_thing_has_not_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.UNIT_WORD, *text.split("\n")) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共投入1280用于改善办学条件。", "1280"),
        ("2023年公用经费占5%。为农村学校投入1280用于改造厕所。", "1280"),
        ("先后投资450改造了运动场。", "450"),
        ("投入资金26，新建食堂一座。", "26"),
    ],
)
def test_money_without_a_unit_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.NO_UNIT, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "体育运动场馆面积6090平方米，跑道长200米，学校占地60亩，距县城3公里。",
        "学校占地长100米、宽50米，绿化面积占校园面积的36%，绿化率35%。",
        "投入15人次参加培训，投入3名教师到分校支教，总投资2023年达到120万元。",
        "图书室面积120平方米，藏书1.2万册，建有200米环形跑道，生机比为12∶1。",
        "教学班15个，每名学生5平方米，教学仪器118件，价值18万元。",
        "2015年投资450余万元改造了运动场，2016年再投资30万元。",
    ],
)
def test_right_units_are_left_alone(find: Finder, text: str) -> None:
    assert find(None, text) == []
