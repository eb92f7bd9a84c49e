"""What is said to meet a standard, or not to, of which the text tells no number."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("校园环境优美，绿化面积达标，四季常青。", "绿化面积达标"),
        ("1.教师：达标。", "教师：达标"),
        ("每班都有标准教室，人均使用面积高于国家标准。", "人均使用面积高于国家标准"),
        ("男女生坑位都达标，干净整洁。", "男女生坑位都达标"),
        ("功能室配备基本符合省定办学标准。", "功能室配备基本符合省定办学标准"),
        ("体育场地不达标，无法满足学生活动需要。", "体育场地不达标"),
        ("校舍生均5平方米，稍低于标准。", "稍低于标准"),
    ],
)
def test_what_no_number_shows_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.UNSUPPORTED, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "绿化面积2600平方米，绿化面积达标。",
        "教师18人。\n1.教师：达标。",
        "平均班额52人。\n校园用地和班额没有达标，原因相同。",
        "一、场地达标\n生均占地24平方米，有200米跑道。",
        "学校办学条件达标，学生体质达标，教师普通话达标。",
        "食堂操作间面积达标，课程开设符合国家课程标准，消防设施符合国家标准。",
        "教师全部达到合格学历标准；体育器材按二类标准配备，达到省定标准。",
        "用三年时间使生均校舍面积达标，力争绿化面积达标。",
    ],
)
def test_what_has_a_number_and_what_needs_none_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.UNSUPPORTED, *text.split("\n")) == []
