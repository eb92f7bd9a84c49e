"""Counts behind what they count, and what a text tells twice: events, values a head, what lacks."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "paragraphs", "found"),
    [
        (
            TextRule.COUNT,
            ("实行校领导包年级、年级组长包班、班主任包学生的四包责任制。",),
            ["四包"],
        ),
        (
            TextRule.COUNT,
            ("一是学位紧张；二是教师缺编；三是设备老化。针对以上二个问题，我校将整改。",),
            ["二个问题"],
        ),
        (
            TextRule.COUNT,
            ("（一）学位紧张。", "（二）教师缺编。", "针对以上三个方面的问题，我校将整改。"),
            ["三个方面的问题"],
        ),
        (
            TextRule.FALSE_CLAIM,
            ("三年来毕业率逐年提高，2007年、2008年、2009年分别为96.2%、97.8%、97.1%。",),
            ["逐年提高"],
        ),
        (
            TextRule.CALCULATION,
            ("教职工112人，其中专任教师98人。", "应配备专任教师113人，缺编25人。"),
            ["25人"],
        ),
        (
            TextRule.CALCULATION,
            ("学校始建于1984年，至今已有五十余年的办学历史。", "示例学校", "2024.4.12"),
            ["五十余年"],
        ),
        (
            TextRule.REPEATED,
            ("我县于2002年11月通过省“普六”验收。", "自2000年通过省“普六”验收以来，进步明显。"),
            ["2002年11月通过省“普六”验收", "2000年通过省“普六”验收"],
        ),
        (
            TextRule.REPEATED,
            (
                "学生222人，其中小学136人、初中86人。占地面积13500平方米，生均60.81平方米。",
                "占地面积13500平方米，生均58.7平方米，小学和初中共用。",
            ),
            ["58.7平方米"],
        ),
        (
            TextRule.RELATION,
            ("现有学生222人。", "实施营养改善计划，全年供餐200天，受益学生230人。"),
            ["230人"],
        ),
    ],
)
def test_what_does_not_fit_is_told(
    find: Finder, rule: TextRule, paragraphs: tuple[str, ...], found: list[str]
) -> None:
    assert find(rule, *paragraphs) == found


@pytest.mark.parametrize(
    ("rule", "paragraphs"),
    [
        (TextRule.COUNT, ("实行领导包年级、组长包班、班主任包学生的三包责任制。",)),
        (TextRule.COUNT, ("实行校领导包年级、年级组长包班级的控辍保学四定责任制。",)),
        (TextRule.COUNT, ("一是学位紧张；二是教师缺编。针对以上两个问题，我校将整改。",)),
        (TextRule.COUNT, ("存在的问题较多。针对以上两个问题，我校将整改。",)),
        (
            TextRule.FALSE_CLAIM,
            ("三年来毕业率逐年提高，2009年、2008年、2007年分别为97.8%、97.1%、96.2%。",),
        ),
        (
            TextRule.CALCULATION,
            ("教职工112人，其中专任教师98人。", "应配备专任教师113人，缺编15人。"),
        ),
        (TextRule.CALCULATION, ("应配备教职工60人，缺编9人。",)),
        (
            TextRule.REPEATED,
            ("我县于2002年通过省“普六”验收。", "2004年通过省“普九”验收。"),
        ),
        (TextRule.RELATION, ("现有学生222人。", "近三年累计资助，受益学生230人。")),
        (TextRule.RELATION, ("现有学生222人。", "营养改善计划受益学生222人。")),
    ],
)
def test_what_fits_is_not(find: Finder, rule: TextRule, paragraphs: tuple[str, ...]) -> None:
    assert find(rule, *paragraphs) == []
