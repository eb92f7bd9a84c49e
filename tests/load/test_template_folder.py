"""What lies in a folder of templates in vain is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.load.project import PROJECT_FILE, load_project
from reportgen.load.template_folder import (
    OUTLINE,
    PHRASES,
    TemplateFiles,
    load_templates,
    load_word_template,
)
from reportgen.load.template_folder_checks import check_folders
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Severity
from reportgen.resources import data_folder, templates_folder
from tests.shared import WORKSHOP

BUNDLED = templates_folder()
GENRE_FOLDERS = WORKSHOP.genre_folders
SAMPLE = data_folder() / "schools" / "完全小学.yaml"


def load(folder: Path) -> TemplateFiles:
    return load_templates((folder, BUNDLED))


def write(path: Path, text: str = "甲。\n") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def in_vain(*folders: Path) -> list[Problem]:
    return list(check_folders((*folders, BUNDLED), GENRE_FOLDERS))


def only(folder: Path) -> tuple[Severity, str]:
    (problem,) = in_vain(folder)
    return problem.severity, str(problem)


def test_bundled_folder_and_a_copy_of_it_have_no_problems(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "模板")
    assert load_templates((BUNDLED,)).problems == ()
    assert in_vain(tmp_path / "模板") == []


def test_phrase_under_a_misspelt_name_is_said_with_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / PHRASES / "成积.j2")
    severity, text = only(tmp_path)
    assert severity is Severity.WARNING
    assert (
        text == f"{path}：没有叫“成积”的短语，这个文件没有用上；是不是“成绩”？文件名改对了才会用上"
    )


def test_phrase_that_notepad_named_txt_is_said(tmp_path: Path) -> None:
    write(tmp_path / PHRASES / "引言.j2.txt")
    assert only(tmp_path)[1].endswith("这个文件没有用上；请改名为“引言.j2”")


def test_phrase_beside_the_folder_of_phrases_is_said(tmp_path: Path) -> None:
    write(tmp_path / "引言.j2")
    assert only(tmp_path)[1].endswith(f"请移到“{PHRASES}”文件夹里")


@pytest.mark.parametrize("name", ["学校自查报告.doc", "报告.DOC", "学校自查报告.wps"])
def test_template_in_another_format_is_said(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    severity, text = only(tmp_path)
    assert severity is Severity.WARNING
    assert "没有当作模板用；请用 Word 或 WPS 打开，另存为“学校自查报告.docx”" in text


def test_old_copy_beside_a_template_is_no_problem(tmp_path: Path) -> None:
    shutil.copy(BUNDLED / SCHOOL_REPORT.file, tmp_path)
    write(tmp_path / "学校自查报告.doc")
    assert in_vain(tmp_path) == []


@pytest.mark.parametrize("name", [SCHOOL_REPORT.file, OUTLINE, f"{PHRASES}/引言.j2"])
def test_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    (problem,) = in_vain(tmp_path)
    assert problem.stops and str(problem).startswith(f"{tmp_path / name}：这是文件夹，要是文件")
    assert load(tmp_path).word == (BUNDLED / SCHOOL_REPORT.file).read_bytes()


def test_file_in_the_place_of_the_folder_of_phrases_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / PHRASES)
    assert only(tmp_path)[1].startswith(f"{tmp_path / PHRASES}：这是文件，要是文件夹")


def test_phrase_in_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / PHRASES).mkdir()
    (tmp_path / PHRASES / "引言.j2").write_bytes("学校自查。\n".encode("gb18030"))
    files = load(tmp_path)
    assert files.phrases["引言"] == "学校自查。\n"
    (problem,) = files.problems
    assert "按 GB18030 编码读取" in str(problem)


def test_each_phrase_knows_the_file_it_was_read_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / PHRASES / "引言.j2")
    monkeypatch.chdir(tmp_path)
    files = load(Path())
    assert files.phrase_files["引言"] == str(Path(PHRASES, "引言.j2"))
    assert files.phrase_files["指标"] == str(BUNDLED / PHRASES / "指标.j2")


def test_problems_of_the_folder_reach_the_user_with_the_school_s(tmp_path: Path) -> None:
    path = write(tmp_path / PHRASES / "成积.j2")
    problems = examine_school(SAMPLE, Workshop(tmp_path)).problems
    assert [problem.location.file for problem in problems] == [str(path)]


@pytest.mark.parametrize(
    "name",
    [
        "短语/引言.j2",
        "短语/自评结论.j2",
        "提纲.yaml",
        "学校自查报告.docx",
        "学校自评表.docx",
        "整改台账.docx",
    ],
)
def test_a_folder_may_hold_just_one_file_of_any_kind(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    shutil.copy(BUNDLED / name, tmp_path / name)
    assert in_vain(tmp_path) == []
    own = load_word_template((tmp_path, BUNDLED), "整改台账")
    assert (Path(own.file).parent == tmp_path) == (name == "整改台账.docx")


def test_folders_are_looked_in_one_after_the_other(tmp_path: Path) -> None:
    county, city = tmp_path / "本县", tmp_path / "市里"
    county.mkdir()
    city.mkdir()
    write(county / PHRASES / "引言.j2", "县。\n")
    write(city / PHRASES / "引言.j2", "市。\n")
    write(city / PHRASES / "成绩.j2", "市的成绩。\n")
    shutil.copy(BUNDLED / "整改台账.docx", city / "整改台账.docx")
    found = load_templates((county, city, BUNDLED))
    assert (found.phrases["引言"].strip(), found.phrases["成绩"].strip()) == ("县。", "市的成绩。")
    assert Path(load_word_template((county, city, BUNDLED), "整改台账").file).parent == city
    assert in_vain(county, city) == []


def test_a_project_may_name_several_folders(tmp_path: Path) -> None:
    write(tmp_path / PROJECT_FILE, "模板: [本县, 市里]\n")
    assert load_project((tmp_path,)).templates == (tmp_path / "本县", tmp_path / "市里")
    write(tmp_path / PROJECT_FILE, "模板: 本县\n")
    assert load_project((tmp_path,)).templates == (tmp_path / "本县",)
    write(tmp_path / PROJECT_FILE, "输出: 甲\n")
    assert load_project((tmp_path,)).templates == ()
