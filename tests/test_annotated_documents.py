"""`reportgen check --annotate`, as a clerk types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.ooxml.comments import read_comments
from reportgen.ooxml.package import read_parts
from reportgen.resources import data_folder
from tests.conformance.documents import PARTS, pack

SCHOOL = data_folder() / "schools" / "完全小学.yaml"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def write(path: Path, *texts: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def comments(path: Path) -> list[str]:
    return [each.text for each in read_comments(read_parts(path.read_bytes())["word/comments.xml"])]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path / "报告.docx", "示例小学自查报告", "均衡开展教育，，很好。")


def test_a_copy_has_every_finding_and_the_document_stays(tmp_path: Path, report: Path) -> None:
    before = report.read_bytes()
    result = run("check", report, "--annotate", tmp_path / "批.docx")
    assert result.exit_code == 1 and f"批注写在：{tmp_path / '批.docx'}" in result.stdout
    said = comments(tmp_path / "批.docx")
    assert "[提醒] “开展”应为“发展”" in said and any("[错误] 纸张：" in each for each in said)
    assert report.read_bytes() == before


def test_several_documents_have_their_copies_in_a_folder(tmp_path: Path, report: Path) -> None:
    other = write(tmp_path / "乙" / "报告.docx", "均衡开展教育。")
    run("check", report, other, "--annotate", tmp_path / "批")
    assert len([comments(each) for each in (tmp_path / "批").iterdir()]) == 2


def test_a_changed_copy_stays_and_the_new_one_stands_beside_it(
    tmp_path: Path, report: Path
) -> None:
    copy = write(tmp_path / "批.docx", "别人的")
    result = run("check", report, "--annotate", copy)
    assert "（数据更新）" in result.stderr and (tmp_path / "批（数据更新）.docx").is_file()
    run("check", report, "--annotate", copy, "--force")
    assert (tmp_path / "批.bak.docx").is_file() and comments(copy)


def test_the_document_itself_is_never_the_copy(report: Path) -> None:
    result = run("check", report, "--annotate", report)
    assert result.exit_code == 2 and "不能盖掉原来的文档" in result.stderr


def test_what_is_accepted_has_no_comment(tmp_path: Path, report: Path) -> None:
    entry = "规则: 用词, 原文: 均衡开展, 文件: 报告.docx, 理由: 引文"
    (tmp_path / "reportgen.yaml").write_text(f"接受: [{{{entry}}}]\n", encoding="utf-8")
    run("check", report, "--annotate", tmp_path / "批.docx")
    assert not any("开展" in each for each in comments(tmp_path / "批.docx"))


def test_nothing_is_written_of_what_has_no_findings(tmp_path: Path) -> None:
    right = tmp_path / "对.docx"
    right.write_bytes(pack(PARTS))
    result = run("check", right, "--annotate", tmp_path / "批.docx")
    assert not (tmp_path / "批.docx").exists() and "没有发现问题" in result.stdout


def test_a_data_file_is_told_what_marks_it(tmp_path: Path) -> None:
    result = run("check", SCHOOL, "--annotate", tmp_path / "批.docx")
    assert "用 --return" in result.stderr and not (tmp_path / "批.docx").exists()
