"""Names of organs, in full and in short."""

from __future__ import annotations

import pytest

from reportgen.words.organ_names import may_be_one_organ


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例县教育局文件", "示例县教育局"),
        ("示例县人民政府", "示例县政府"),
        ("示 例 县 教 育 局", "示例县教育局"),
        ("示例县教育局", "示例县教育体育局文件"),
    ],
)
def test_a_full_and_a_short_name_may_be_one(one: str, other: str) -> None:
    assert may_be_one_organ(one, other) and may_be_one_organ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("示例县教育局文件", "示例县人民政府"), ("示例县教育局", "示例县河东镇中心小学")],
)
def test_names_with_other_words_are_of_two(one: str, other: str) -> None:
    assert not may_be_one_organ(one, other)
