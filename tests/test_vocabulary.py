"""Words that are data stand in no string of the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen

PACKAGE = Path(reportgen.__file__).parent
# What reports are about: these words come from data/genres and from the standards.
GENRE_WORDS = ("均衡", "义务教育", "表Ⅱ", "表Ⅲ", "学前教育", "普及普惠")


def strings(source: str) -> Iterator[tuple[int, str]]:
    """The strings of the code with their lines, but for docstrings, which may name documents."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def found_in(source: str, words: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(line, word) for line, text in strings(source) for word in words if word in text]


def test_code_names_no_genre() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}": word
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, word in found_in(path.read_text(encoding="utf-8"), GENRE_WORDS)
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('TITLE = "义务教育自查报告"', [(1, "义务教育")]),
        ('TITLE = f"{year}年度\\n均衡"', [(1, "均衡")]),
        ('"""Source: 校际均衡指标计算方法."""\n', []),
        ("# 均衡\nTITLE = '自查报告'\n", []),
    ],
)
def test_strings_are_looked_at_but_for_docstrings(
    source: str, found: list[tuple[int, str]]
) -> None:
    assert found_in(source, GENRE_WORDS) == found
