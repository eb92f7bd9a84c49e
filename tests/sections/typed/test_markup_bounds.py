"""Texts are held against the bounds of marks where they may be beyond them, and only there."""

from __future__ import annotations

import pytest

from reportgen.sections.typed.markup_bounds import find_excess, may_be_crowded


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "1. ", "12) ", "\u0663. ", "- > "])
def test_a_line_inside_of_too_many_lists_is_told_whatever_its_marks_are(mark: str) -> None:
    deep = f"{mark * 31}字"
    assert may_be_crowded(f"开头\n{deep}")
    assert find_excess(f"开头\n{deep}") is not None


@pytest.mark.parametrize(
    "line", [">" * 30 + "字", " " * 90 + "字", "- 字" * 40, "1" * 90, "- " + "字" * 90]
)
def test_a_line_inside_of_few_lists_is_none_of_them(line: str) -> None:
    assert not may_be_crowded(line)
    assert find_excess(line) is None


@pytest.mark.parametrize(
    ("piece", "most"), [("*", 1000), ("![", 20), ("#\n", 100)], ids=["marks", "pictures", "heads"]
)
def test_a_paragraph_of_marks_alone_is_looked_at_from_the_bound_on(piece: str, most: int) -> None:
    assert not may_be_crowded(piece * most)
    assert may_be_crowded(piece * (most + 1))
