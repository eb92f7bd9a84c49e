"""Texts of a report are put in order as people do it."""

import random

import pytest

from reportgen.render.parts import make_environment
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.templating.text_order import order_of

ENVIRONMENT = make_environment(FILTERS)
IN_ORDER = {
    "时限": (
        *("2024年底前", "2024—2025学年第二学期", "2025年8月", "2025年9月底前"),
        *("2025年10月15日", "2025-10-20", "2025年12月上旬", "2025年秋季学期", "2026年春季", "年内"),
    ),
    "年份": ("2019年", "2024年", "2025年"),
    "日期": ("2024年2月5日", "2024年12月5日", "二〇二五年一月三日"),
    "年级": ("七年级", "八年级", "九年级"),
    "班级": ("七年级2班", "七年级9班", "七年级10班", "八年级1班"),
    "带括号的班级": ("七（2）班", "七（10）班", "八（1）班"),
    "级别": ("国家级", "省级", "市级", "县级", "乡镇级", "校级"),
    "金额": ("800元", "9800元", "31.8万元", "2亿元"),
    "编号": ("附件2", "附件10"),
}


def value_of(expression: str, **values: object) -> object:
    return ENVIRONMENT.compile_expression(expression)(**values)


@pytest.mark.parametrize("texts", IN_ORDER.values(), ids=IN_ORDER)
def test_texts_are_sorted_compared_and_chosen_as_people_do(texts: tuple[str, ...]) -> None:
    mixed = random.Random(7).sample(texts, len(texts))
    rows = [{"值": text} for text in mixed]
    assert value_of("x|sort", x=mixed) == list(texts)
    assert value_of("x|sort(attribute='值')|map(attribute='值')|list", x=rows) == list(texts)
    assert value_of("x|groupby('值')|map(attribute='grouper')|list", x=rows) == list(texts)
    assert value_of("x|min", x=mixed) == texts[0]
    assert value_of("first < last and last > first", first=texts[0], last=texts[1])
    same_kind = [text for text in texts if order_of(text)[0] == order_of(texts[0])[0]]
    assert value_of("x|max", x=mixed) == same_kind[-1]


def test_texts_without_numbers_stay_in_the_order_of_their_signs() -> None:
    assert value_of("x|sort", x=["丙", "乙B", "乙a", "甲"]) == ["丙", "乙a", "乙B", "甲"]
