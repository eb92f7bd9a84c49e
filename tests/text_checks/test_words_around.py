"""Words that are wrong by what stands around them, or by the year that a text is of."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("付校长马某任付组长。", ["付校长", "付组长"]),
        ("单双杠各2付，乒乓球台10个。", ["付"]),
        ("形势依然严俊，值周教师轮留巡查。", ["轮留", "严俊"]),
        ("五、存在的问题和今后打", ["今后打"]),
        ("执行“一费制”收费办法。", ["一费制"]),
        ("2023年，小学高级教师（小高）16人。", ["小学高级教师", "小高"]),
    ],
)
def test_a_word_is_told_by_what_stands_around_it(find: Finder, text: str, found: list[str]) -> None:
    assert sorted(find(TextRule.WORDING, text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "用专项资金支付校长培训费。",
        "2009年，学校有小学高级教师16人，聘请法制副校长1名。",
    ],
)
def test_what_was_right_in_its_year_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("部分设备利用率率不高。", ["率"]),
        ("教育局每年至少一次对每所学校进行一次综合督导。", ["一次"]),
        ("乡镇小学16所，合格15所，率为94%；初中16所。", ["率为"]),
        ("针对性不强，提高教师的业务水平和专业素养有待提升。", ["有待提升"]),
        ("坚持推行实施科研兴校。", ["推行实施"]),
        ("多媒体教室26个，教师用40台。", ["台"]),
        ("学校全面落立德树人根本任务。", ["落"]),
        ("，区区委高度重视。", ["区区"]),
    ],
)
def test_what_is_told_twice_or_left_out_is_reminded_of(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.SENTENCE, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "全县入学率率先达到100%，中共姑苏区区委高度重视。",
        "提高教师专业素养的力度有待加大。",
        "近三年学生在县级以上竞赛获奖12人次。",
        "小学2.6间、初中2.5间，均达到2.3间和2.4间的标准。",
        "努力实现办好人民满意教育的目标。",
    ],
)
def test_sentences_that_only_look_so_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.SENTENCE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "教育部部署专项行动，学习习近平法治思想，法学学生20人。",
        "五年级6个班班额为46人，每学期期中考试，2014年年初开工。",
        "寄宿生每生每年补助1250元，教职工同工同酬。",
        "中心校校长任指导组组长，参加幼教教师培训，参观学校校史馆。",
    ],
)
def test_characters_of_two_words_are_not_told_twice(find: Finder, text: str) -> None:
    assert find(TextRule.TOLD_TWICE, text) == []
