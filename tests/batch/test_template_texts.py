"""What a template prints in the documents of all schools, checked once in a batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from reportgen.batch.template_texts import check_template_texts
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Severity
from reportgen.resources import data_folder, templates_folder

SCHOOL = data_folder() / "schools" / "完全小学.yaml"


def check(folder: Path, *texts: str) -> list[Problem]:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / "甲.docx"))
    workshop = Workshop()
    examined = examine_school(SCHOOL, workshop)
    return list(check_template_texts(examined, workshop, str(folder / "甲.docx")))


def test_words_of_a_template_are_told_at_the_template(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, "{{ 学校.名称 }}均衡开展", "均衡开展教育。")
    assert problem.location.file == str(tmp_path / "甲.docx")
    assert problem.location.path.startswith("第2段") and "“开展”应为“发展”" in problem.message


def test_a_number_left_in_a_template_is_held_against_each_school(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, "我校现有在校学生9000人。")
    assert problem.severity is Severity.ERROR and "9000人" in problem.message


def test_a_template_of_tags_alone_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, "{{ 学校.名称 }}", "一、基本情况", "{{p 基本情况 }}") == []


@pytest.mark.parametrize(
    "path", sorted(templates_folder().rglob("*.docx")), ids=lambda path: path.stem
)
def test_a_copy_of_a_bundled_template_is_silent(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    workshop = Workshop()
    examined = examine_school(SCHOOL, workshop)
    assert list(check_template_texts(examined, workshop, str(copy))) == []
