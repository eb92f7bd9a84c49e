"""Limits that a text quotes, beside those of the standard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.pipeline import Examined
from tests.text_checks.texts import told

Examine = Callable[..., Examined]
FIGURES = "数据: {在校生数: 880, 图书册数: 18900, 建筑面积: 5230}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("生均图书21.5册，高于省定25册的标准。", ["25册"]),
        ("生均图书21.5册，省定标准20册。", []),
        ("生均建筑面积5.9平方米，不低于4.2平方米的要求。", ["4.2平方米"]),
        ("生均建筑面积5.9平方米，高于全县平均4.2平方米。", []),
        ("生均图书21.5册，比标准多1.5册。", []),
    ],
)
def test_a_limit_that_no_standard_has_is_reminded_of(
    examine: Examine, text: str, words: list[str]
) -> None:
    examined = examine(f"{FIGURES}主要措施: |\n  {text}\n", standards="[河南省办学基本标准]")
    found = [each for each in told(list(examined.problems)) if each[1] == "与标准不符"]
    assert found == [("warning", "与标准不符", each) for each in words]
