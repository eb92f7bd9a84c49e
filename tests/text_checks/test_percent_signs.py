"""Rates without their sign, and per cent where points are meant."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("秋季新生巩固率为98.6，比上学年有所回升。", "98.6"),
        ("住校学生412人，占全校学生的45.3。", "45.3"),
        ("骨干教师占专任教师总数的31.5，结构合理。", "31.5"),
        ("校长教师交流比例达11.4，符合规定。", "11.4"),
        ("家长满意率达96.8，社会评价良好。", "96.8"),
    ],
)
def test_a_rate_without_its_sign_is_told(find: Finder, text: str, found: str) -> None:
    assert found in find(TextRule.NO_UNIT, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("近视率从38.2%下降至35.7%，下降2.5%。", "2.5%"),
        ("入学率99.05%，比验收时提高0.31%。", "0.31%"),
        ("教育支出占预算支出的比例由19.8%提高到21.3%，提高1.5%。", "1.5%"),
        ("毛入园率达到93.1%，比三年前提高6.4%。", "6.4%"),
    ],
)
def test_rates_are_apart_by_points(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.UNIT_WORD, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "生师比例为15.2∶1，容积率为1.2，得分率为0.95，班均率先达到90分。",
        "占地95亩，优秀率排第2，覆盖率高。",
        "优秀率由20%提升至25%，提升25%，图书增长8%。",
        "优秀率由21.3%提升至28.8%，提升7.5个百分点。",
        "劳动课开出率为95.0%，经费比上学期提高12.5%。",
        "财政教育支出8.6亿元，占一般公共预算支出的18.5%，比上年增长6.2%。",
    ],
)
def test_what_is_no_share_and_other_changes_are_not_told(find: Finder, text: str) -> None:
    assert not [each for each in find(None, text) if "单位" in each.split("：")[0]]
