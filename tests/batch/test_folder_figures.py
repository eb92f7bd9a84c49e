"""Reports held against a folder: each against the data of its school, or of all together."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.districts import primary, write_district


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    schools = [primary("河东小学", 100, 2000, 10), primary("河东镇河东小学", 200, 3000, 20)]
    return write_district(tmp_path / "县", schools)


def check(folder: Path, name: str, *texts: str, against: str = "") -> str:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    report = folder.parent / name
    document.save(str(report))
    command = ["check", str(report), "--against", str(folder / against)]
    lines = CliRunner().invoke(cli, command).stderr.splitlines()
    return "\n".join(each for each in lines if "GB/T 9704" not in each)


@pytest.mark.parametrize(
    ("name", "texts", "told"),
    [
        ("一.docx", ("河东小学自查报告", "我校现有学生100人。"), ""),
        ("一.docx", ("河东小学自查报告", "我校现有学生200人。"), "在校生数是 100人"),
        ("一.docx", ("河东镇河东小学自查报告", "我校现有学生200人。"), ""),
        ("河东小学_2024.docx", ("自查报告", "我校现有学生200人。"), "在校生数是 100人"),
        (
            "一.docx",
            ("目录", "一", "二", "河东小学自查报告", "现有学生200人。"),
            "在校生数是 100人",
        ),
        ("一.docx", ("示例县自查报告", "全县现有学生300人，学校2所。"), ""),
        ("一.docx", ("示例县自查报告", "全县现有学生310人。"), "在校生数是 300人"),
        ("一.docx", ("示例县自查报告", "全县有学校3所，其中小学2所。"), "学校数是 2所"),
        ("一.docx", ("自查报告", "现有学生999人。"), "没有认出是哪所学校的报告"),
    ],
)
@pytest.mark.parametrize("against", ["", "区县.yaml"])
def test_a_report_is_held_against_whoever_it_is_of(
    folder: Path, name: str, texts: tuple[str, ...], told: str, against: str
) -> None:
    found = check(folder, name, *texts, against=against)
    assert (told in found) if told else "与数据不符" not in found
    assert ("没有认出" in found) == ("没有认出" in told)
