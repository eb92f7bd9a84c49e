"""Numbers that stand beside each other, and counts of all schools told in two ways."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "paragraphs", "found"),
    [
        (
            TextRule.RELATION,
            ("九年级382人，女生553人，平均班额57.8人，最大班额56人。",),
            "57.8人，最大班额56人",
        ),
        (
            TextRule.RELATION,
            ("小学生26156人、初中生12486人，教职工2716人，专任教师2783人。",),
            "2716人，专任教师2783人",
        ),
        (
            TextRule.REPEATED,
            ("全区有义务教育阶段学校63所。", "辖区内61所义务教育学校全部达标。"),
            "61所",
        ),
        (
            TextRule.REPEATED,
            ("我县辖30个乡镇（园）。", "全县48个乡镇均建有中心校。"),
            "48个乡镇",
        ),
        (
            TextRule.RELATION,
            ("全区有义务教育学校63所。", "改善办学条件，涉及225所中小学校。"),
            "225所",
        ),
        (
            TextRule.REPEATED,
            (
                "初中学生7283人，课桌椅7283套；小学10732人，课桌椅10732套；教学点3197人，课桌椅3179套。",
            ),
            "3179套",
        ),
        (
            TextRule.REPEATED,
            ("小学综合差异系数为0.4175。", "我区小学综合差异系数为0.4715，仍有差距。"),
            "0.4715",
        ),
        (
            TextRule.CALCULATION,
            ("我县从2019年起至2023年，四年共实施项目84个。",),
            "四年",
        ),
        (
            TextRule.YEAR_RESIDUE,
            ("音体美专任教师2017人，其中音乐386人、体育512人、美术354人。",),
            "2017",
        ),
        (
            TextRule.PERCENTAGE,
            ("总人口40.88万人（不含流动人口），其中农业人口22.24万人，占总人口的45.4%。",),
            "45.4%",
        ),
        (
            TextRule.PARTS,
            ("小学部24个班、1080人，初中部12个班、560人，全校36个班、1660人。",),
            "1660人",
        ),
        (
            TextRule.PARTS,
            (
                "校舍建筑面积4580平方米，其中教学用房2860平方米，辅助用房940平方米，生活用房880平方米。",
            ),
            "4580平方米，其中教学用房2860平方米，辅助用房940平方米，生活用房880平方米",
        ),
        (
            TextRule.CALCULATION,
            ("我校于2015年9月建成投入使用，已有十二年办学历史。", "示例学校", "2024年5月8日"),
            "十二年",
        ),
    ],
)
def test_what_does_not_go_together_is_told(
    find: Finder, rule: TextRule, paragraphs: tuple[str, ...], found: str
) -> None:
    assert find(rule, *paragraphs) == [found]


@pytest.mark.parametrize(
    ("rule", "paragraphs"),
    [
        (TextRule.RELATION, ("九年级382人，平均班额51.8人，最大班额56人。",)),
        (TextRule.RELATION, ("小学教职工120人，初中专任教师132人。",)),
        (
            TextRule.REPEATED,
            ("全县现有小学12所、初中3所。", "全县15所学校逐校自查，全部达标。"),
        ),
        (
            TextRule.REPEATED,
            ("全区有义务教育阶段学校63所，直属学校2所。", "辖区内65所义务教育学校全部达标。"),
        ),
        (TextRule.REPEATED, ("我县辖30个乡镇（园）。", "全县28个乡镇均建有中心校。")),
        (TextRule.RELATION, ("全区有义务教育学校63所。", "改善办学条件，涉及25所中小学校。")),
        (TextRule.CALCULATION, ("我县从2019年起至2023年，五年共实施项目84个。",)),
        (
            TextRule.YEAR_RESIDUE,
            ("音体美专任教师2017人，其中音乐786人、体育812人、美术419人。",),
        ),
        (
            TextRule.PERCENTAGE,
            ("总人口40.88万人（不含流动人口），其中农业人口22.24万人，占总人口的54.4%。",),
        ),
        (
            TextRule.PARTS,
            ("小学部24个班、1080人，初中部12个班、560人，全校36个班、1640人。",),
        ),
        (
            TextRule.PARTS,
            ("小学部教师42人，初中部教师36人，全校教职工80人。",),
        ),
        (
            TextRule.CALCULATION,
            ("我校于2015年9月建成投入使用，已有近十年办学历史。", "示例学校", "2024年5月8日"),
        ),
    ],
)
def test_what_does_is_not(find: Finder, rule: TextRule, paragraphs: tuple[str, ...]) -> None:
    assert find(rule, *paragraphs) == []
