"""The manuals lead to what is there: other manuals, their sections' files, and pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
MANUALS = [PROJECT / "README.md", *sorted((PROJECT / "docs" / "zh").glob("*.md"))]
CODE = re.compile(r"```.*?```|`[^`]*`", re.S)
TARGET = re.compile(r"\]\(([^)#:\s]+)\)")


def targets(manual: Path) -> set[Path]:
    found = TARGET.findall(CODE.sub("", manual.read_text(encoding="utf-8")))
    return {(manual.parent / each).resolve() for each in found}


@pytest.mark.parametrize("manual", MANUALS, ids=[each.name for each in MANUALS])
def test_what_a_manual_leads_to_is_there(manual: Path) -> None:
    assert [each for each in targets(manual) if not each.exists()] == []


def test_each_picture_of_the_page_is_shown_in_the_manual_of_the_page() -> None:
    pictures = set((PROJECT / "docs" / "images").glob("serve-*.png"))
    assert pictures - targets(PROJECT / "docs" / "zh" / "网页手册.md") == set()
