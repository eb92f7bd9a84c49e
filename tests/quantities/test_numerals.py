"""Numbers in a text, and what looks like one and counts nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.quantities.numerals import find_numbers, plain_numbers


def numbers(text: str) -> list[str]:
    """The numbers that count or measure something, as plain digits."""
    found = find_numbers(plain_numbers(text))
    return [f"{each.number.normalize():f}" for each in found if each.form is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共1,234.5平方米", ["1234.5"]),
        ("学生６２０人", ["620"]),
        ("教师四十五人，两百五十名学生", ["45", "250"]),
        ("占98.5%，辍学率1‰", ["98.5", "0.1"]),
        ("百分之九十五点六", ["95.6"]),
        ("师生比1∶18，即18：1", ["18", "18"]),
        ("师生比1： 22.5", ["22.5"]),
        ("每班40-45人", ["45"]),
    ],
)
def test_numbers_are_read_in_every_spelling(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2012〕48号",
        "教督【2017】6号",
        "2019年8月31日",
        "2012-2013学年",
        "2019.9.1",
        "第12条",
        "附件2",
        "电话0371-65555555",
        "上午8:30",
        "1.办学规模",
        "（2）校园布局",
        "长8×6的教室",
        "201X年",
        "有一所学校，一是重视",
        "五六个人",
        "3号楼",
    ],
)
def test_dates_names_and_ordinals_are_kept_apart(text: str) -> None:
    assert numbers(text) == []


@settings(max_examples=25)
@given(st.text("12０9.,，年月第号%:：∶〔〕【】一二十百万点之-人A x", max_size=60))
def test_any_text_is_read_to_its_end_without_overlaps(text: str) -> None:
    plain = plain_numbers(text)
    assert len(plain) == len(text)
    end = 0
    for each in find_numbers(plain):
        assert end <= each.start < each.end <= len(text)
        assert each.step > 0
        end = each.end


@settings(max_examples=25)
@given(st.decimals(0, 10**9, allow_nan=False, places=2))
def test_a_number_is_read_as_it_is_written(number: Decimal) -> None:
    (found,) = find_numbers(f"共{number}平方米")
    assert (found.number, found.step) == (number, Decimal("0.01"))
