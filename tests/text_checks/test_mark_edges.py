"""Quotation marks and 《》 of which one half is missing or of another kind, marks at their edges, and
marks that are made of others.
"""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开展“文明伴我行、“争做好少年”活动，获“县文明校园”“平安校园”称号。", ["“"]),
        ("开展“文明伴我行”、争做好少年”等活动，获“县文明校园”称号。", ["”"]),
        ("落实“双减政策，实施“三个课堂”，推进“五育”并举。", ["“"]),
        ("落实“四化“建设，推进“五育”并举。", ["“"]),
        ("落实”四化”建设，推进“五育”并举。", ["”"]),
        ("落实“四化“和”五育”工作。", ["“", "”"]),
        ("坚持“推进“五育”并举”的方针。", ["“五育”"]),
        ("落实双减”政策。", ["”"]),
        ("落实『四包』和「六长」责任制。", ["『四包』", "「六长」"]),
        ("落实‘双减’政策，实行'四包'。", ["‘双减’", "'四包'"]),
    ],
)
def test_the_half_that_is_wrong_is_told_and_no_other(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.QUOTE_PAIRS, text) == found


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("《关于印发《评价细则》的通知》下发。", TextRule.BOOK_MARKS, "《评价细则》"),
        ("学习<<劳动教育纲要>>。", TextRule.BOOK_MARKS, "<<劳动教育纲要>>"),
        ("学习〈劳动教育纲要〉。", TextRule.BOOK_MARKS, "〈劳动教育纲要〉"),
        ("《甲办法、《乙细则》和《丙方案》。", TextRule.BRACKET_PAIRS, "《"),
        ("学校（本部)成立。", TextRule.HALF_WIDTH, ")"),
        ("学校(本部）成立。", TextRule.HALF_WIDTH, "("),
        ("------青口乡石鹿小学", TextRule.MISPLACED_MARK, "------"),
        ("办学规模--12个教学班。", TextRule.MISPLACED_MARK, "--"),
        ("—青口乡石鹿小学", TextRule.MISPLACED_MARK, "—"),
        ("一一青口乡石鹿小学", TextRule.MISPLACED_MARK, "一一"),
        ("均衡———我们的目标。", TextRule.MISPLACED_MARK, "———"),
        ("音乐、体育...等教室。", TextRule.MISPLACED_MARK, "..."),
        ("我们将继续努力…", TextRule.MISPLACED_MARK, "…"),
        ("落实“两免一补，”营养改善计划。", TextRule.MISPLACED_MARK, "，"),
        ("落实“双减。”政策。", TextRule.MISPLACED_MARK, "。"),
        ("落实“，双减”政策。", TextRule.MISPLACED_MARK, "，"),
        ("学校（本部，）成立。", TextRule.MISPLACED_MARK, "，"),
        ("依据《办学标准，》自查。", TextRule.MISPLACED_MARK, "，"),
        ("，学校占地30亩。", TextRule.MISPLACED_MARK, "，"),
        ("参照农村学校阶段，合格校评估标准，自查。", TextRule.MISPLACED_MARK, "，"),
        ("经费到位！！", TextRule.DOUBLED_MARKS, "！！"),
        ("面积2，350平方米。", TextRule.DECIMAL_POINT, "，"),
        ("第一、加强领导。", TextRule.MISPLACED_MARK, "、"),
        ("一是、加强领导。", TextRule.MISPLACED_MARK, "、"),
        ("（一）、加强领导", TextRule.MISPLACED_MARK, "、"),
        ("学校占地30亩。我们将继续努力，办好教育", TextRule.OPEN_END, "教育"),
    ],
)
def test_a_mark_in_the_wrong_place_or_shape_is_told(
    find: Finder, text: str, rule: TextRule, found: str
) -> None:
    assert find(rule, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "“坚持‘五育’并举”写进规划；校训是“勤学”；获“文明校园”“平安校园”称号。",
        "“孩子变了，”一位家长说。“学校很好。”家长介绍。",
        "《关于印发〈办法〉的通知》（教督〔2017〕6号）；The children's book, it's good.",
        "办学理念——让每个孩子成长；甲镇—乙镇公路；一一对照标准逐项自查。",
        "一、学校概况......3",
        "2020—2022年，各班人数<45人的有3个，>50人的没有。",
        "第一、二小学合并；（一）加强领导；一是加强领导，二是落实责任；第一，查；第二，改。",
        "学校占地30亩。（此件公开发布）",
        "我们将继续努力……",
        "按照要求，在小学阶段，学校执行课程标准；对照标准，逐条自查。",
        "“真的吗？”“怎么样？！”面积分别为12，150平方米。",
        "标题写成“一、”“二、”，句子里用“，”。",
    ],
)
def test_marks_in_their_place_are_left_alone(find: Finder, text: str) -> None:
    rules = ("标点误用", "引号配对", "括号配对", "书名号", "半角标点", "段末标点")
    assert [each for each in find(None, text) if each.startswith(rules)] == []


def test_lines_that_were_broken_by_hand_are_not_told_one_by_one(find: Finder) -> None:
    line = "学校占地30亩。我们将继续努力，办好教育"
    assert find(TextRule.OPEN_END, *[line] * 3) == ["教育"] * 3
    assert find(TextRule.OPEN_END, *[line] * 4) == []
