"""`build --pdf` and `batch --pdf` as a user types them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.pdf import is_current
from reportgen.resources import data_folder
from reportgen.seals import is_sealed
from tests.programs import MakeProgram

SCHOOL = data_folder() / "schools" / "完全小学.yaml"
COPY = "for source in sources: make(source)\n"


def run(*arguments: str | Path) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_the_pdf_stands_beside_the_report(tmp_path: Path, make_program: MakeProgram) -> None:
    result = run(
        "build", SCHOOL, "-o", tmp_path / "out", "--pdf", "--office", make_program(COPY).program
    )
    assert result.exit_code == 0, result.output
    report, pdf = sorted((tmp_path / "out").iterdir())
    assert (report.suffix, pdf) == (".docx", report.with_suffix(".pdf"))
    assert f"[成功] PDF：{pdf}" in result.stdout


def test_without_libreoffice_nothing_is_begun(tmp_path: Path) -> None:
    result = run("build", SCHOOL, "-o", tmp_path / "out", "--pdf", "--office", tmp_path / "none")
    assert result.exit_code == 1
    assert "这里没有 LibreOffice，做不了 PDF；请写 soffice 程序的位置" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_pdf_that_fails_leaves_the_report_and_exits_with_1(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    program = make_program("sys.exit(3)\n").program
    result = run("build", SCHOOL, "-o", tmp_path / "out", "--pdf", "--office", program, "--json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1 and document["pdf"] is None
    assert Path(document["report"]).is_file()
    assert any(
        "LibreOffice 出错退出（退出码 3）" in each["message"] for each in document["problems"]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the place is that of Linux")
def test_the_office_may_stand_in_the_user_s_own_settings(
    tmp_path: Path, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = tmp_path / "学校.yaml"
    school.write_bytes(SCHOOL.read_bytes())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "我的"))
    own = tmp_path / "我的" / "reportgen" / "设置.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"办公软件: {make_program(COPY).program}\n", encoding="utf-8")
    (tmp_path / "reportgen.yaml").write_text("输出: 报告\n", encoding="utf-8")
    assert run("build", school, "--pdf").exit_code == 0
    assert len(list((tmp_path / "报告").glob("*.pdf"))) == 1


def test_a_district_s_pdfs_are_made_while_its_own_documents_are(
    tmp_path: Path, make_program: MakeProgram, log: Path
) -> None:
    district = data_folder() / "districts" / "示例县"
    arguments = ("batch", district, "-o", tmp_path / "out", "--pdf", "--no-toc-pages", "-j", "1")
    result = run(*arguments, "--office", make_program(COPY).program)
    assert "[成功] 15 份 PDF 在报告旁边" in result.stdout, result.output
    assert (tmp_path / "out" / "县域自查报告.pdf").is_file()
    assert log.read_text(encoding="utf-8").splitlines() == [
        "call 14",
        *("call 1", "call 1"),
    ], "the district's own is laid out for its pages, then printed"
    assert "已做 PDF 15/15 份" in result.stderr
    again = run(*arguments, "--office", make_program(COPY).program, "--json")
    assert [each["kept"] for each in json.loads(again.stdout)["pdfs"]] == [True] * 15


def test_a_pdf_of_an_older_report_is_told(tmp_path: Path, make_program: MakeProgram) -> None:
    school, out = tmp_path / "学校.yaml", tmp_path / "out"
    school.write_bytes(SCHOOL.read_bytes())
    assert (
        run("build", school, "-o", out, "--pdf", "--office", make_program(COPY).program).exit_code
        == 0
    )
    (out / "自己的.pdf").write_bytes(b"%PDF-1.6\n%%EOF\n")
    assert "PDF 还是旧报告的" not in run("build", school, "-o", out).stderr
    school.write_text(school.read_text(encoding="utf-8").replace("880", "881", 1), encoding="utf-8")
    told = run("build", school, "-o", out).stderr
    assert (
        "有 1 份 PDF 还是旧报告的：示例区实验小学（样例）_2024_自查报告.pdf；请加 --pdf 再做一次"
        in told
    )
    failed = run(
        "build", school, "-o", out, "--pdf", "--office", make_program("sys.exit(3)\n").program
    )
    assert failed.exit_code == 1 and "PDF 还是旧报告的" in failed.stderr


def test_a_variable_that_points_nowhere_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_OFFICE", "/nonexist")
    arguments = ["build", str(data_folder() / "schools" / "完全小学.yaml"), "-o", str(tmp_path)]
    told = CliRunner().invoke(cli, [*arguments, "--pdf"])
    assert told.exit_code == 1
    assert "/nonexist：这里没有 LibreOffice，做不了 PDF" in told.stderr
    assert CliRunner().invoke(cli, arguments).exit_code == 0


def test_the_pdf_of_a_report_that_was_edited_is_of_the_edited_one(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    out = tmp_path / "out"
    words = ("build", SCHOOL, "-o", out, "--pdf", "--office", make_program(COPY).program)
    run(*words)
    (report,) = out.glob("*.docx")
    report.write_bytes(report.read_bytes() + b"edited")
    result = run(*words)
    assert result.exit_code == 1 and "还是旧报告的" not in result.stderr
    newer = report.with_stem(f"{report.stem}（数据更新）")
    assert is_current(report, report.with_suffix(".pdf"))
    assert is_current(newer, newer.with_suffix(".pdf"))


def test_a_pdf_that_a_person_changed_stays(tmp_path: Path, make_program: MakeProgram) -> None:
    out = tmp_path / "out"
    words = ("build", SCHOOL, "-o", out, "--pdf", "--office", make_program(COPY).program)
    run(*words)
    (pdf,) = out.glob("*.pdf")
    pdf.write_bytes(b"signed")
    result = run(*words)
    newer = pdf.with_stem(f"{pdf.stem}（数据更新）")
    assert result.exit_code == 1 and f"“{newer.name}”" in result.stderr
    assert pdf.read_bytes() == b"signed" and is_sealed(newer.name, newer.read_bytes())
    assert run(*words, "--force").exit_code == 0
    assert pdf.with_stem(f"{pdf.stem}.bak").read_bytes() == b"signed"
    assert not newer.exists()
