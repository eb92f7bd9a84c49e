"""A number is read alike whatever its line begins with, and whatever sets its words off."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder

_SAMPLE = (data_folder() / "schools" / "完全小学.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "学校现有学生900人。",
        "- 学校现有学生900人。",
        "* 学校现有学生900人。",
        "+ 学校现有学生900人。",
        "1. 学校现有学生900人。",
        "> 学校现有学生900人。",
        "**学校现有学生900人。**",
        "● 学校现有学生900人。",
        "—— 学校现有学生900人。",
        "| 学生 | 学校现有学生900人 |",
    ],
)
def test_a_number_in_a_line_is_held_against_the_data(tmp_path: Path, line: str) -> None:
    path = tmp_path / "学校.yaml"
    path.write_text(f"{_SAMPLE}\n引言: |\n  我校情况如下：\n\n  {line}\n", encoding="utf-8")
    problems = examine_school(path, Workshop()).problems
    assert [each.quote.text for each in problems if each.quote] == ["900人"]
