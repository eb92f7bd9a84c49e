"""Quotation marks within quotation marks become single ones."""

from __future__ import annotations

import pytest

from reportgen.words.quoting import nest_quotes


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("针对“防止“小学化””的措施", "针对“防止‘小学化’”的措施"),
        ("“甲“乙“丙”丁”戊”", "“甲‘乙“丙”丁’戊”"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("“甲“乙”", "“甲“乙”"),
        ("没有引号", "没有引号"),
    ],
)
def test_inner_marks_are_single(text: str, nested: str) -> None:
    assert nest_quotes(text) == nested
