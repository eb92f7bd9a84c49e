"""The town that an address or a school's name speaks of."""

from __future__ import annotations

import pytest

from reportgen.words.towns import town_of


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("示例县河东镇中心小学", "河东镇"),
        ("示例县柳林乡街上", "柳林乡"),
        ("示例区中山街道办事处旁", "中山街道"),
        ("云岭乡学校", "云岭乡"),
        ("景德镇市第一小学", ""),
        ("示例县乡镇中心小学", ""),
        ("示例县育英小学", ""),
        ("", ""),
    ],
)
def test_the_town_is_found(text: str, town: str) -> None:
    assert town_of(text) == town


def test_the_first_text_that_names_one_counts() -> None:
    assert town_of("城里", "示例县河东镇街上", "示例县柳林乡") == "河东镇"
