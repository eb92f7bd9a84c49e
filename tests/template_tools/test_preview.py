"""A template previewed with sample or real data, once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.office.libreoffice import Office
from reportgen.resources import data_folder, templates_folder
from reportgen.seals import seal
from tests.pictures import make_png
from tests.programs import MakeProgram
from tests.render.docx_samples import docx, p, texts

SCHOOL, DISTRICT = (
    templates_folder() / name for name in ("学校自查报告.docx", "县域自查报告.docx")
)


def preview(template: Path, output: Path, *more: str | Path) -> Result:
    speak_chinese()
    arguments = ("template", "preview", template, "-o", output, *more)
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_OFFICE", str(tmp_path / "none"))


def test_docx_pdf_and_every_page_are_written(office: Office, tmp_path: Path) -> None:
    result = preview(
        SCHOOL,
        tmp_path,
        "--data",
        data_folder() / "schools" / "完全小学.yaml",
        "--office",
        office.program,
    )
    assert result.exit_code == 0, result.output
    folder = tmp_path / "学校自查报告_预览_页面"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "学校自查报告_预览.docx",
        "学校自查报告_预览.pdf",
        "学校自查报告_预览_页面",
    ]
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "第01页.png" and len(names) > 2
    assert f"页面图片：{len(names)} 页，在 {folder}" in result.stdout


def test_pages_of_a_longer_preview_are_cleared_away(tmp_path: Path, office: Office) -> None:
    folder = tmp_path / "甲_预览_页面"
    folder.mkdir()
    for name in ("第01页.png", "第09页.png"):
        (folder / name).write_bytes(seal(name, make_png()))
    (folder / "别的.png").write_bytes(b"old")
    template = tmp_path / "甲.docx"
    template.write_bytes(docx(p("{{ 报告.标题 }}")))
    assert preview(template, tmp_path, "--office", office.program).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["别的.png", "第01页.png"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_no_link_in_the_place_of_the_pages_is_followed(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    (tmp_path / "别处").mkdir()
    mine = tmp_path / "别处" / "第01页.png"
    mine.write_bytes(seal(mine.name, make_png()))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "甲_预览_页面").symlink_to(tmp_path / "别处")
    template = tmp_path / "甲.docx"
    template.write_bytes(docx(p("{{ 报告.标题 }}")))
    office = make_program("for source in sources: make(source)\n")
    result = preview(template, tmp_path / "out", "--office", office.program)
    assert result.exit_code == 0 and "指到别处的链接" in result.stderr
    assert [*(tmp_path / "别处").iterdir()] == [mine]


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_the_document_is_made_and_the_rest_is_said(tmp_path: Path) -> None:
    result = preview(SCHOOL, tmp_path)
    assert result.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["学校自查报告_预览.docx"]
    assert "没有找到 LibreOffice，没有做 PDF 和页面图片" in result.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("no_office")
def test_a_district_s_template_gets_the_sample_district(tmp_path: Path) -> None:
    other = tmp_path / "本局.docx"
    shutil.copy(DISTRICT, other)
    for template in (DISTRICT, other):
        result = preview(template, tmp_path / "预览")
        assert result.exit_code == 0, result.output
        document = (tmp_path / "预览" / f"{template.stem}_预览.docx").read_bytes()
        assert any("示例县" in text for text in texts(document)) and "一、基本情况" in texts(
            document
        )


@pytest.mark.usefixtures("no_office")
def test_real_data_and_the_phrases_beside_the_template_are_used(tmp_path: Path) -> None:
    (tmp_path / "短语").mkdir()
    (tmp_path / "短语" / "引言.j2").write_text("本局的引言\n", encoding="utf-8")
    shutil.copy(SCHOOL, tmp_path / "学校自查报告.docx")
    school = tmp_path / "学校.yaml"
    school.write_text(
        "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n", encoding="utf-8"
    )
    result = preview(tmp_path / "学校自查报告.docx", tmp_path / "预览", "--data", school)
    assert result.exit_code == 0, result.output
    said = "\n".join(texts((tmp_path / "预览" / "学校自查报告_预览.docx").read_bytes()))
    assert "本局的引言" in said and "光明小学" in said


@pytest.mark.usefixtures("no_office")
def test_a_faulty_template_is_said_with_its_place(tmp_path: Path) -> None:
    template = tmp_path / "错.docx"
    template.write_bytes(docx(p("{{ 学校.名城 }}")))
    result = preview(template, tmp_path / "预览")
    assert result.exit_code == 1
    assert "名城" in result.stderr and "[失败] 没有做成预览" in result.stderr
    assert not (tmp_path / "预览").exists()


@pytest.mark.usefixtures("no_office")
def test_a_template_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = preview(tmp_path / "没有.docx", tmp_path / "预览")
    assert "没有.docx" in result.stderr and result.exit_code in (1, 2)


@pytest.mark.usefixtures("no_office")
def test_a_genre_s_own_template_is_shown_with_its_phrases(tmp_path: Path) -> None:
    genre = tmp_path / "体裁" / "语言文字"
    (genre / "短语").mkdir(parents=True)
    (tmp_path / "体裁" / "语言文字.yaml").write_text("标识: 语言文字\n", encoding="utf-8")
    (genre / "短语" / "引言.j2").write_text("普通话和规范字\n", encoding="utf-8")
    shutil.copy(SCHOOL, genre / "学校自查报告.docx")
    school = tmp_path / "学校.yaml"
    text = "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024, 体裁: 语言文字}\n"
    school.write_text(text, encoding="utf-8")
    result = preview(genre / "学校自查报告.docx", tmp_path / "预览", "--data", school)
    assert result.exit_code == 0, result.output
    document = (tmp_path / "预览" / "学校自查报告_预览.docx").read_bytes()
    assert "普通话和规范字。" in texts(document)


@pytest.mark.usefixtures("no_office")
def test_a_genre_s_own_template_gets_a_sample_of_that_genre(tmp_path: Path) -> None:
    template = tmp_path / "体裁" / "校园安全" / "学校自查报告.docx"
    template.parent.mkdir(parents=True)
    shutil.copy(SCHOOL, template)
    result = preview(template, tmp_path / "预览")
    assert result.exit_code == 0, result.output
    said = "".join(texts((tmp_path / "预览" / "学校自查报告_预览.docx").read_bytes()))
    assert "校园安全" in said and "优质均衡" not in said


@pytest.mark.usefixtures("no_office")
def test_a_district_s_preview_counts_the_schools_that_a_run_would(tmp_path: Path) -> None:
    folder = tmp_path / "县"
    folder.mkdir()
    for name in ("区县.yaml", "01城关第一小学.yaml", "02城关第二小学.yaml"):
        shutil.copy(data_folder() / "districts" / "示例县" / name, folder)
    text = "决定:\n- {文件: 02城关第二小学.yaml, 怎么定: 放在一边}\n- 乱写\n"
    (folder / "收表决定.yaml").write_text(text, encoding="utf-8")
    result = preview(DISTRICT, tmp_path / "预览", "--data", folder)
    said = "\n".join(texts((tmp_path / "预览" / f"{DISTRICT.stem}_预览.docx").read_bytes()))
    assert "城关第一小学" in said and "城关第二小学" not in said
    assert "没有计入 02城关第二小学.yaml（放在一边）" in result.stderr
    assert "收表决定.yaml:3" in result.stderr
