"""`build --template`: one or several documents of one school, each under a name of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.resources import data_folder, templates_folder
from tests.render.docx_samples import docx, p, texts

SAMPLE = data_folder() / "schools" / "完全小学.yaml"
SCHOOL = "示例市实验小学（样例）"


def run(tmp_path: Path, *arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, ["build", str(SAMPLE), "-o", str(tmp_path / "out"), *arguments])


def made(tmp_path: Path) -> list[str]:
    return sorted(path.name.split("_", 1)[1] for path in (tmp_path / "out").iterdir())


def test_several_documents_of_one_school(tmp_path: Path) -> None:
    names = ("学校自评表", "整改台账", "学校自查报告")
    result = run(tmp_path, *(word for name in names for word in ("--template", name)))
    assert result.exit_code == 0, result.stderr
    assert made(tmp_path) == ["2024_整改台账.docx", "2024_自查报告.docx", "2024_自评表.docx"]
    assert result.stdout.count("[成功] 报告：") == 3


def test_json_names_each_document_and_keeps_the_report(tmp_path: Path) -> None:
    told = json.loads(
        run(tmp_path, "--template", "整改台账", "--template", "学校自查报告", "--json").stdout
    )
    assert [each["template"] for each in told["documents"]] == ["整改台账", "学校自查报告"]
    assert told["report"] == told["documents"][0]["file"]
    assert all(Path(each["file"]).is_file() for each in told["documents"])
    only = json.loads(run(tmp_path, "--json").stdout)
    assert [each["file"] for each in only["documents"]] == [only["report"]]


@pytest.mark.slow
def test_a_file_may_be_given_and_equal_names_are_told_apart(tmp_path: Path) -> None:
    files = [tmp_path / folder / "年报.docx" for folder in ("甲", "乙")]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(docx(p(f"{file.parent.name}：{{{{ 学校.名称 }}}}")))
    result = run(
        tmp_path,
        "--template",
        str(files[0]),
        "--template",
        str(files[1]),
        "--template",
        str(files[0]),
    )
    assert result.exit_code == 0, result.stderr
    assert made(tmp_path) == ["2024_年报.docx", "2024_年报_2.docx"]
    said = [texts(path.read_bytes())[0][:2] for path in sorted((tmp_path / "out").iterdir())]
    assert said == ["甲：", "乙："]


def test_a_form_is_not_asked_for_chapters_but_a_report_is(tmp_path: Path) -> None:
    assert "模板里没有放" not in run(tmp_path, "--template", "学校自评表").stderr
    part = tmp_path / "简报.docx"
    part.write_bytes(docx(p("{{p 基本情况 }}")))
    assert "简报.docx：模板里没有放“" in run(tmp_path, "--template", str(part)).stderr


def test_a_template_of_the_folder_is_found_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    folder.mkdir()
    (folder / "一页纸.docx").write_bytes(docx(p("{{ 年度 }}")))
    shutil.copy(templates_folder() / "整改台账.docx", folder)
    result = run(
        tmp_path, "--templates", str(folder), "--template", "一页纸", "--template", "整改台账.docx"
    )
    assert result.exit_code == 0, result.stderr
    assert made(tmp_path) == ["2024_一页纸.docx", "2024_整改台账.docx"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("自评表", "找不到“自评表”这个模板；是不是“学校自评表”？自己的模板请写它的路径"),
        ("没有/这份.docx", "找不到"),
        ("县域自查报告", "“县域自查报告”是全县的报告，请用 reportgen batch 做"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path: Path, name: str, said: str) -> None:
    result = run(tmp_path, "--template", name)
    assert result.exit_code == 2 and said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_faulty_template_leaves_nothing_half_done(tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(docx(p("{{ 学校.名城 }}")))
    result = run(tmp_path, "--template", "学校自查报告", "--template", str(bad))
    assert result.exit_code != 0 and "坏.docx" in result.stderr and "名城" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        (
            "{{ 引言 }}",
            "这里放的是整段的内容，不能放在文字中间；请让它独占一段，并写成 {{p 名称 }}",
        ),
        ("前言：{{ 主要措施 }}", "这里放的是整段的内容，不能放在文字中间"),
        ("前言{{r 主要措施 }}", "这里放的是整段的内容，不能放在文字中间"),
        ("{{ 各节 }}", "这里放的不是一个值，里面有好几项；请用 for 逐项印"),
        ("{{ 达标表 }}", "这里放的不是一个值，里面有好几项"),
    ],
)
def test_what_is_no_single_value_is_refused_in_a_text(tmp_path: Path, tag: str, told: str) -> None:
    template = tmp_path / "本县.docx"
    template.write_bytes(docx(p(tag)))
    result = run(tmp_path, "--template", str(template))
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "out").exists()


def safety(folder: Path) -> None:
    (folder / "体裁").mkdir(parents=True)
    text = "标识: 基本均衡\n文书: {学校自评表: 创建自评表, 整改台账: 无}\n"
    (folder / "体裁" / "基本均衡.yaml").write_text(text, encoding="utf-8")


def test_the_genre_titles_its_documents(tmp_path: Path) -> None:
    safety(tmp_path / "模板")
    folder = str(tmp_path / "模板")
    result = run(tmp_path, "--templates", folder, "--template", "学校自评表")
    assert result.exit_code == 0, result.stderr
    assert made(tmp_path) == ["2024_自评表.docx"]
    (document,) = (tmp_path / "out").iterdir()
    assert texts(document.read_bytes())[0] == "2024年度创建自评表"


def test_a_document_that_the_genre_does_not_have_is_refused(tmp_path: Path) -> None:
    safety(tmp_path / "模板")
    folder = str(tmp_path / "模板")
    result = run(tmp_path, "--templates", folder, "--template", "整改台账")
    assert result.exit_code == 2
    assert "体裁“基本均衡”没有“整改台账”；可以做的有：学校自查报告、学校自评表" in result.stderr
    assert not (tmp_path / "out").exists()
