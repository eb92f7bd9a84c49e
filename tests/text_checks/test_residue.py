"""What was not filled in, units without numbers, years in the place of amounts, and repetitions."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextPart, TextRule
from reportgen.pipeline import Workshop
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.PLACEHOLDER, "XX省的办法", "XX"),
        (TextRule.PLACEHOLDER, "××县教育局", "××"),
        (TextRule.PLACEHOLDER, "占地面积XX0平方米", "XX"),
        (TextRule.PLACEHOLDER, "○○小学位于镇区", "○○"),
        (TextRule.PLACEHOLDER, "201X年建成", "201X"),
        (TextRule.PLACEHOLDER, "20**年建成", "20**"),
        (TextRule.PLACEHOLDER, "评估组于x月9日到校", "x"),
        (TextRule.PLACEHOLDER, "校长：vvv", "vvv"),
        (TextRule.PLACEHOLDER, "图书____册", "____"),
        (TextRule.PLACEHOLDER, "藏书{{ 图书 }}册", "{{ 图书 }}"),
        (TextRule.PLACEHOLDER, "其余数据待补充。", "待补充"),
        (TextRule.PLACEHOLDER, "（此处填写学校沿革）", "（此处填写学校沿革）"),
        (TextRule.PLACEHOLDER, "见表错误！未找到引用源。", "错误！未找到引用源。"),
        (TextRule.PLACEHOLDER, "年  月  日", "年  月  日"),
        (TextRule.EMPTY_UNIT, "学校占地面积平方米，已达标。", "平方米"),
        (TextRule.EMPTY_UNIT, "学校占地面积    平方米，已达标。", "平方米"),
        (TextRule.PLACEHOLDER, "通知（X教发〔2014〕12号）", "X"),
        (TextRule.PLACEHOLDER, "位于……镇", "……"),
        (TextRule.EMPTY_UNIT, "学校现有学生人，班额合适。", "人"),
        (TextRule.EMPTY_UNIT, "（附属一个幼儿园，幼儿人）", "人"),
        (TextRule.EMPTY_UNIT, "学生180人，个教学班。", "个教学班"),
        (TextRule.EMPTY_UNIT, "巩固率达到%。", "%"),
        (TextRule.EMPTY_UNIT, "共投入资金万元，用于改造。", "万元"),
        (TextRule.JOINED_HEADING, "生均6.4平方米。 4.校舍建筑面积", "4.校舍建筑面积"),
        (TextRule.JOINED_HEADING, "二、核心指标 1.办学规模", "1.办学规模"),
        (TextRule.EMPTY_ORDINAL, "3、 4、 5、图书有3200册。", "3、 4、 "),
        (TextRule.TOLD_TWICE, "均衡发展自查报告 均衡发展自查报告", "均衡发展自查报告"),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, text: str, found: str
) -> None:
    assert find(rule, text) == [found]


def test_an_amount_that_is_the_year_of_the_report_is_told(find: Finder) -> None:
    assert find(TextRule.YEAR_RESIDUE, "现有教师2023人。", year=2023) == ["2023"]
    assert find(TextRule.YEAR_RESIDUE, "现有教师2023人。", year=2024) == []


def test_amounts_that_share_a_year_are_told_together(find: Finder) -> None:
    texts = "入学率为20230%。", "占地202300平方米，2023年建成。"
    assert find(TextRule.YEAR_RESIDUE, *texts) == ["20230", "202300"]
    assert find(TextRule.YEAR_RESIDUE, texts[1]) == []


def test_a_title_or_a_paragraph_that_stands_twice_is_told(find: Finder) -> None:
    titles = "小学教育督导评估自查报告", "学校训练督导评估自查报告"
    assert find(TextRule.TOLD_TWICE, *titles) == [titles[0]]
    text = "学校坚持立德树人，把安全工作放在各项工作的首位，层层落实责任。"
    assert find(TextRule.TOLD_TWICE, text, "其他。", text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "小学生、初中学生人人参加；新生人均面积增加；学生人数下降。",
        "每年投入100万元，教师人手一机，各班级有班规。",
        "二〇〇八年建成，服务半径3公里，AA级标准化学校，QQ群。",
        "每年每月每日检查；当年当月完成。",
        "第3、4、5号楼为教学楼。",
        "投入2024元；2024年9月1日。",
    ],
)
def test_what_is_right_is_not_told(find: Finder, text: str) -> None:
    assert find(None, text, year=2023) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("河西镇柳林小学始建于1956年。", ["河西镇柳林小学"]),
        ("青岭小学始建于1951年，我校位于镇区。", []),
        ("甲坪教学点位于村里，实验中学的学生参加。", []),
    ],
)
def test_the_name_of_another_school_in_ones_own_place_is_told(
    workshop: Workshop, text: str, told: list[str]
) -> None:
    known = KnownFigures({}, workshop.library.dictionary, name="东河镇青岭小学")
    found = check_texts([TextPart(text, paragraph=1)], known)
    quotes = [each.quote for each in found if each.code == TextRule.OTHER_SCHOOL.code]
    assert [quote.text for quote in quotes if quote] == told
