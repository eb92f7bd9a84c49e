"""A row of a table has no sheets for texts: it is told so once, and not to fill them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.source import Source
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem
from reportgen.resources import data_folder

HEADS = "学校名称,学校类型,报告年度{heads},图书册数,在校生数\n"
SCHOOL = "光明小学,小学,2024{cells},900,880\n"
OWN_SHEETS = ("请补上内容", "表里加一行", "表里各加一行", "提纲")
NO_SHEETS = "这样的表里只有数；要写的，请用这所学校自己的采集表，或写成 YAML 文件"


def told_of(
    folder: Path, workshop: Workshop, heads: str = "", cells: str = ""
) -> tuple[Problem, ...]:
    file = folder / "汇总.csv"
    file.write_text(HEADS.format(heads=heads) + SCHOOL.format(cells=cells), encoding="utf-8")
    return examine_school(Source(file, "光明小学"), workshop).problems


@pytest.mark.parametrize("standard", ["无", "优质均衡2017", ""])
def test_no_row_is_told_to_fill_in_sheets_that_it_has_not(
    standard: str, tmp_path: Path, workshop: Workshop
) -> None:
    problems = told_of(tmp_path, workshop, ",评估标准", f",{standard}")
    texts = [each for each in problems if each.code in ("empty_section", "no_plan")]
    assert texts and all(each.hint.endswith(NO_SHEETS) for each in texts)
    assert not [each for each in problems for word in OWN_SHEETS if word in each.hint]


def test_chapters_that_only_texts_fill_are_told_together(
    tmp_path: Path, workshop: Workshop
) -> None:
    problems = told_of(tmp_path, workshop, ",评估标准", ",优质均衡2017")
    assert [each.message for each in problems if each.code == "empty_section"] == [
        "“主要措施”“取得成绩”没有内容，报告里省去了"
    ]


@pytest.mark.parametrize(("heads", "cells"), [("", ""), (",评估标准", ",没有这个标准")])
def test_chapters_that_verdicts_fill_are_not_missed_before_the_standard_is_known(
    heads: str, cells: str, tmp_path: Path, workshop: Workshop
) -> None:
    problems = told_of(tmp_path, workshop, heads, cells)
    assert [each for each in problems if each.code.endswith("_standard")]
    assert not [each for each in problems if "存在问题" in each.message or each.code == "no_plan"]


def test_the_same_holds_of_a_school_s_own_file(tmp_path: Path, workshop: Workshop) -> None:
    text = (data_folder() / "init" / "学校.yaml").read_text(encoding="utf-8")
    file = tmp_path / "学校.yaml"
    shorn = text[: text.index("\n存在问题:")] if "\n存在问题:" in text else text
    file.write_text(shorn.replace("标准: ", "标准: 没有"), encoding="utf-8")
    problems = examine_school(file, workshop).problems
    assert "unknown_standard" in {each.code for each in problems}
    missed = {each.location.path for each in problems if each.code == "empty_section"}
    assert missed.isdisjoint({"存在问题", "今后措施"})
