"""提纲: the form comes with the usual outline, and only another one is data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.model.school import OutlineEntry, School
from reportgen.pipeline import Examined, Workshop, examine_school
from tests.forms.form_samples import open_form


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("表") / "今年.xlsx"
    options = ["--school", "光明小学", "--type", "小学", "--standard", "优质均衡2017"]
    result = CliRunner().invoke(cli, ["form", "new", "-o", str(path), *options])
    assert result.exit_code == 0, result.output
    return path


Cells = Mapping[str, str]


def fill(form: Path, folder: Path, cells: Cells, **more: Cells) -> Path:
    book, sheets = open_form(form.read_bytes()), {"提纲": cells}
    for sheet, entries in {**sheets, **more}.items():
        for cell, text in entries.items():
            book[sheet][cell] = text or None
    path = folder / "填好.xlsx"
    book.save(path)
    return path


def examine(path: Path, workshop: Workshop) -> Examined:
    return examine_school(path, workshop)


def outline_of(path: Path, workshop: Workshop) -> tuple[OutlineEntry, ...]:
    school: School | None = examine(path, workshop).school
    assert school is not None
    return school.settings.outline


def lines_of(page: Any) -> list[tuple[Any, ...]]:
    rows = (row[1:4] for row in page.iter_rows(min_row=5, values_only=True))
    return [row for row in rows if any(row)]


def test_the_usual_outline_stands_there_and_says_nothing(form: Path, workshop: Workshop) -> None:
    page = open_form(form.read_bytes())["提纲"]
    assert lines_of(page)[:3] == [
        ("基本情况", None, None),
        ("达标情况", None, None),
        ("领导小组\n投入明细\n主要措施", "主要措施", None),
    ]
    assert outline_of(form, workshop) == ()


def test_a_way_of_writing_is_chosen_beside_its_chapter(
    form: Path, tmp_path: Path, workshop: Workshop
) -> None:
    outline = outline_of(fill(form, tmp_path, {"D9": "表格"}), workshop)
    assert [entry.key for entry in outline][4] == "取得成绩" and outline[4].style == "表格"
    assert outline[2].parts == ("领导小组", "投入明细", "主要措施")
    assert outline[4].location.cell == "提纲!B9"


def test_chapters_change_places_are_left_out_and_joined(
    form: Path, tmp_path: Path, workshop: Workshop
) -> None:
    cells = {"B5": "校园足球", "B6": "基本情况", "C6": "学校概况", "B10": "存在问题、今后措施"}
    cells |= {"C10": "不足与打算", "B11": ""}
    chapter = {"B5": "校园足球", "D5": "每班有队。"}
    outline = outline_of(fill(form, tmp_path, cells, 章节=chapter), workshop)
    assert [(entry.title, entry.parts) for entry in outline] == [
        ("校园足球", ("校园足球",)),
        ("学校概况", ("基本情况",)),
        ("主要措施", ("领导小组", "投入明细", "主要措施")),
        ("办学特色", ("办学特色",)),
        ("取得成绩", ("取得成绩",)),
        ("不足与打算", ("存在问题", "今后措施")),
    ]


def test_a_chapter_of_several_parts_keeps_its_name_under_another_title(
    form: Path, tmp_path: Path, workshop: Workshop
) -> None:
    cells = {"C7": "主要做法", "B10": "存在问题\n今后措施", "C10": "不足与打算", "B11": ""}
    outline = outline_of(fill(form, tmp_path, cells), workshop)
    assert [(entry.key, entry.title) for entry in outline[2::3]] == [
        ("主要措施", "主要做法"),
        ("不足与打算", "不足与打算"),
    ]


def test_a_title_of_the_schools_own_may_hold_a_pause_mark(
    form: Path, tmp_path: Path, workshop: Workshop
) -> None:
    chapter = {"B5": "阅读、写字", "D5": "每天练字。"}
    outline = outline_of(fill(form, tmp_path, {"B12": "阅读、写字"}, 章节=chapter), workshop)
    assert outline[-1].parts == ("阅读、写字",)


def test_what_is_wrong_is_said_at_its_cell(form: Path, tmp_path: Path, workshop: Workshop) -> None:
    path = fill(
        form, tmp_path, {"B12": "办学特点", "D6": "列表"}, 特色={"B5": "书香", "C5": "好。"}
    )
    told = {each.code: each for each in examine(path, workshop).problems}
    assert told["unknown_section"].location.cell == "提纲!B12"
    assert "办学特色" in told["unknown_section"].hint
    assert told["unknown_style"].location.cell == "提纲!B6"


def test_the_paragraphs_before_the_first_chapter_may_be_ones_own(
    form: Path, tmp_path: Path, workshop: Workshop
) -> None:
    whole = {"A5": "引言", "B5": "按照县里的部署，我校开展了自查，现报告如下："}
    report = examine(fill(form, tmp_path, {}, 整章文字=whole), workshop).report
    assert report is not None
    (block,) = report.introduction
    assert "".join(run.text for run in block.runs) == whole["B5"]  # type: ignore[union-attr]
