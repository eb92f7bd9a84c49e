"""Numbers in front of texts, written, recognised and taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.words.ordinals import (
    CIRCLED,
    find_enumeration_fault,
    find_ordinal,
    strip_ordinal,
    write_ordinal,
)


@pytest.mark.parametrize(
    ("text", "level", "value"),
    [
        ("一、基本情况", 1, 1),
        ("十二、其他", 1, 12),
        ("一、2024年工作", 1, 1),
        ("一.基本情况", 1, 1),
        ("一 基本情况", 1, 1),
        ("（二）领导", 2, 2),
        ("(二) 领导", 2, 2),
        ("3.检查", 3, 3),
        ("３．检查", 3, 3),
        ("3、检查", 3, 3),
        ("1.2024年检查", 3, 1),
        ("（4）整改", 4, 4),
    ],
)
def test_ordinals_are_read_however_they_were_typed(text: str, level: int, value: int) -> None:
    found = find_ordinal(text)
    assert found is not None and (found.level, found.value) == (level, value)


@pytest.mark.parametrize(
    "text",
    [
        "2024年11月",
        "1.5万元已到位",
        "3.1 概述",
        "一是抓管理",
        "十一月份开学",
        "一，2万元",
        "一所学校",
        "（样例）小学",
        "二〇二四年",
    ],
)
def test_text_that_looks_like_an_ordinal_is_none(text: str) -> None:
    assert find_ordinal(text) is None


@given(st.integers(1, 4), st.integers(1, 99), st.sampled_from(["甲", "2024年工作", "（乙）丙"]))
def test_an_ordinal_is_read_and_taken_off_as_it_was_written(
    level: int, value: int, title: str
) -> None:
    written = write_ordinal(level, value)
    found = find_ordinal(written + title)
    assert found is not None and (found.level, found.value) == (level, value)
    assert found.usual == found.written == written
    assert strip_ordinal(written + title) == title


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        ("（二）甲", "甲"),
        ("( 二 ) 甲", "甲"),
        ("1、乙", "乙"),
        ("１．乙", "乙"),
        ("3.丙", "丙"),
        (f"{CIRCLED[1]} 丁", "丁"),
        (f"{CIRCLED[1]}、丁", "丁"),
        (" 戊 ", "戊"),
        ("3.5米跑道", "3.5米跑道"),
        ("一是丁", "一是丁"),
        ("一 班一品", "一 班一品"),
        ("一，二年级", "一，二年级"),
        ("（样例）小学", "（样例）小学"),
    ],
)
def test_only_ordinals_are_stripped(title: str, stripped: str) -> None:
    assert strip_ordinal(title) == stripped


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("第一、抓管理", ("第一、", "第一，")),
        ("首先：抓管理", ("首先：", "首先，")),
        ("一是，抓管理", ("一是，", "一是")),
        ("一是抓管理", None),
        ("第一，抓管理", None),
    ],
)
def test_enumerating_words_have_their_own_stop(text: str, fault: tuple[str, str] | None) -> None:
    assert find_enumeration_fault(text) == fault
