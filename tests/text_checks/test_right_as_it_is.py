"""What looks wrong and is the ordinary way of saying it; beside it what is wrong."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TextRule.SENTENCE, "每校至少有一名具有中级以上职称的教师。"),
        (TextRule.SENTENCE, "学校设立保安室和值班室。"),
        (TextRule.BOOK_MARKS, "严格遵守国家关于义务教育免试入学的规定。"),
        (TextRule.BOOK_MARKS, "违反本办法关于收费的规定的，依法处理。"),
        (TextRule.BOOK_MARKS, "按照国家和省教育行政部门关于作息时间的规定执行。"),
        (TextRule.EMPTY_UNIT, "学校有运动场所、阅读场所。"),
        (TextRule.EMPTY_UNIT, "社会捐赠所形成的资产全部登记入账。"),
        (TextRule.EMPTY_UNIT, "项目由投资人、学校共同管理。"),
        (TextRule.MISPLACED_MARK, "将家庭教育纳入工作计划，作为教师培训的内容。"),
        (TextRule.LIST_MARKS, "结合形势教育、安全教育，开展法治教育、心理教育。"),
        (TextRule.TOLD_TWICE, "（三）其他需要说明的情况。|（三）其他需要说明的情况。"),
        (TextRule.WORDING, "成立以校长廖盈为组长的领导小组。"),
        (TextRule.WORDING, "学校西邻金峰镇。"),
    ],
)
def test_the_ordinary_way_of_saying_it_is_not_told(rule: TextRule, text: str, find: Finder) -> None:
    assert find(rule, *text.split("|")) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (TextRule.SENTENCE, "每校至少有3名以上教师。", "至少有3名以上"),
        (TextRule.SENTENCE, "学校设立保安2名。", "设立保安"),
        (
            TextRule.BOOK_MARKS,
            "根据教育部关于加强教师队伍建设的意见，学校制定了方案。",
            "教育部关于加强教师队伍建设的意见",
        ),
        (TextRule.EMPTY_UNIT, "新建所寄宿制学校。", "所"),
        (TextRule.MISPLACED_MARK, "把自查工作，作为重点。", "，"),
        (TextRule.LIST_MARKS, "撤并了沙岭小学、新村小学，胜利小学和鹏谢小学。", "，胜利小学"),
    ],
)
def test_what_is_wrong_is_told(rule: TextRule, text: str, words: str, find: Finder) -> None:
    assert find(rule, text) == [words]


def test_a_gap_in_a_year_is_told_once(find: Finder) -> None:
    assert find(TextRule.PLACEHOLDER, "20xx年3月，学校被评为先进单位。") == ["20xx"]


def test_a_point_of_a_wrong_kind_hides_no_unit(find: Finder) -> None:
    text = "全区总面积136。66平方公里，常住人口133。3万。"
    assert find(TextRule.NO_UNIT, text) == []
    assert find(TextRule.DECIMAL_POINT, text) == ["136。66", "133。3"]


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (TextRule.UNIT_WORD, "改建学生宿舍118平方。", "平方"),
        (TextRule.LIST_MARKS, "贯彻落实党中央国务院的部署。", "党中央国务院"),
        (TextRule.EMPTY_UNIT, "幼儿园创立于 ，由原小学改建。", "于"),
    ],
)
def test_what_was_left_out_is_told(rule: TextRule, text: str, words: str, find: Finder) -> None:
    assert find(rule, text) == [words]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TextRule.UNIT_WORD, "改建学生宿舍118平方米，厂区3平方公里。"),
        (TextRule.NUMERALS, "先后投入20余万元，图书3万多册。"),
        (TextRule.LIST_MARKS, "贯彻落实党中央、国务院的部署。"),
        (TextRule.EMPTY_UNIT, "幼儿园创立于1998年，由原小学改建。"),
    ],
)
def test_what_is_all_there_is_not_told(rule: TextRule, text: str, find: Finder) -> None:
    assert find(rule, text) == []
