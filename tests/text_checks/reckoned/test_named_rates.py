"""Rates of counts in the sentence before, in other words, or behind."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参加考试120人。其中合格118人。合格率96.0%。", "96.0%"),
        ("我校参加体质测试的学生共900人。经测试，合格者870人。合格率为98%。", "98%"),
        ("参加体质测试900人，优秀180人，良好300人，及格400人，不及格20人，及格率95.5%。", "95.5%"),
        ("2023年参加中考120人，上普通高中线84人，升学率75%。", "75%"),
        (
            "毕业生213人，升入普通高中141人，占参考人数的66.2%，被中等职业学校录取58人，"
            "两项合计，升学率为93.9%。",
            "93.9%",
        ),
        ("体质测试900人，合格率95%，合格人数810人。", "95%"),
        ("近视学生250人，参检800人，近视率35%。", "35%"),
    ],
)
def test_a_rate_that_its_counts_do_not_come_to_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.PERCENTAGE, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "参加考试120人。其中合格118人。合格率98.3%。",
        "参加语文考试120人，合格118人，合格率98.3%。数学合格率95.8%。",
        "毕业生120人，升入普通高中84人，升学率98.5%。",
        "参加测试900人，不合格20人，合格率97.8%。",
        "参加测试900人，不合格20人，不合格率2.2%。",
        "参加体质测试900人，优秀180人，良好300人，及格400人，不及格20人，及格率97.8%。",
        "上年度毕业生120人，升学率97%，今年毕业生130人，升入高中120人，升学率92.3%。",
        "参加体质测试900人。男生合格率95%，女生合格率98%，合格人数868人。",
        "毕业生120人，其中升入重点高中40人，升入普通高中60人，升学率98%。",
        "三年级参考50人，合格48人，合格率96%；四年级参考60人，合格59人，合格率98.3%；"
        "全校合格率97.3%。",
        "七年级学生230人，八年级体质测试合格率95%。",
    ],
)
def test_rates_that_fit_or_are_of_others_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.PERCENTAGE, text) == []
