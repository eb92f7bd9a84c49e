"""What a text adds up here and there: rows of years, subtotals, rests, scores, shares in a row."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder

_OF_YEARS = "2019年612万元、2020年548万元、2021年530万元、2022年465万元、2023年380万元"


@pytest.mark.parametrize(
    ("rule", "paragraphs", "found"),
    [
        (
            TextRule.PARTS,
            ("四年共投入资金2545万元。", f"分年度看，{_OF_YEARS}，逐年下降。"),
            _OF_YEARS.removeprefix("2019年"),
        ),
        (
            TextRule.PARTS,
            ("春季资助67人，合计16750元；秋季资助71人，合计17750元；全学年共发放资助金34400元。",),
            "34400元",
        ),
        (
            TextRule.PARTS,
            ("获企业资助15万元，同年得到基金会捐资27万元，用于修建教学楼。两笔资助共计45万元。",),
            "45万元",
        ),
        (
            TextRule.PARTS,
            ("先后召开领导小组会议3次、教师大会2次、家长会1次，总共召开会议7次。",),
            "7次",
        ),
        (
            TextRule.CALCULATION,
            ("投入资金2545万元。", "累计完成投资2413万元，占94.8%，尚有122万元未支出。"),
            "122万元",
        ),
        (
            TextRule.CALCULATION,
            ("学生1155人，3月底辍学10人。经劝返，已复学8人，尚有3人未返校。",),
            "3人",
        ),
        (
            TextRule.PARTS,
            (
                "一、校园建设（分值25分，自评得分23.5分）",
                "（一）规划合理。得分：3.5分。",
                "（二）面积达标。得分：5.5分。",
                "（三）校舍安全。得分：6分。",
                "（四）场地充足。得分：7.5分。",
            ),
            "23.5",
        ),
        (
            TextRule.PARTS,
            (
                "自评总得分为94.5分。",
                "五个方面自评得分分别为：办学方向18.5分，教育投入19分，办学条件19分，教师队伍18分，规范办学19.5分。",
            ),
            "94.5",
        ),
        (
            TextRule.PERCENTAGE,
            (
                "校舍建设类规划投资1598.75万元；设施设备类规划投资471.72万元；附属设施规划投资294.24万元，"
                "三类之外的另有180.29万元，合计2545万元。校舍建设类占62.8%，设施设备类占18.5%，附属设施占11.8%。",
            ),
            "11.8%",
        ),
        (
            TextRule.PERCENTAGE,
            (
                "支出分别为13595万元、13563万元和16620万元，拨款分别为8820万元、9137万元和10199万元，"
                "占支出的比例分别为65%、67%、63%。",
            ),
            "63%",
        ),
        (
            TextRule.CALCULATION,
            ("拨款分别为8820万元、9137万元和10199万元，2017年、2018年分别比上年增长3.6%、8%。",),
            "8%",
        ),
    ],
)
def test_what_is_not_what_it_is_made_of_is_told(
    find: Finder, rule: TextRule, paragraphs: tuple[str, ...], found: str
) -> None:
    assert find(rule, *paragraphs) == [found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("四年共投入资金2535万元。", f"分年度看，{_OF_YEARS}，逐年下降。"),
        ("规划投资2545万元。", f"{_OF_YEARS}，共到位2535万元。"),
        ("春季资助67人，合计16750元；秋季资助71人，合计17750元；全学年共发放资助金34500元。",),
        ("获企业资助15万元，得到基金会捐资27万元，两笔资助共计42万元。",),
        ("先后召开领导小组会议3次、教师大会2次、家长会1次，累计参加会议85人次。",),
        ("党委研究6次，校务会研究9次，全年共召开会议31次。",),
        ("投入资金2545万元。", "累计完成投资2413万元，占94.8%，尚有132万元未支出。"),
        ("计划培训教师120人，已完成82人，还有38人未培训。",),
        ("学生1155人，3月底辍学10人。经劝返，已复学8人，尚有2人未返校。",),
        (
            "A1办学方向（满分20分，自评得分19分）；A2管理（满分30分，自评得分27分）；"
            "A3条件（满分20分，自评得分18分）；A4质量（满分30分，自评得分27分），四项合计91分。",
        ),
        (
            "一、校园建设（分值25分，自评得分22.5分）",
            "（一）规划合理。得分：15分。",
            "（二）面积达标。得分：7.5分。",
            "二、教师队伍（分值20分，自评得分18分）",
            "总分100分，自评得分40.5分。",
        ),
        (
            "支出分别为13595万元、13563万元和16620万元，拨款分别为8820万元、9137万元和10199万元，"
            "占支出的比例分别为65%、67%、61%，2017年、2018年分别比上年增长3.6%、11.6%。",
        ),
    ],
)
def test_what_is_made_of_it_is_not(find: Finder, paragraphs: tuple[str, ...]) -> None:
    found = [find(rule, *paragraphs) for rule in (TextRule.PARTS, TextRule.CALCULATION)]
    assert found == [[], []]
    assert find(TextRule.PERCENTAGE, *paragraphs) == []
