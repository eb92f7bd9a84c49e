"""`reportgen check` with .doc and .wps: LibreOffice makes a .docx of them, where it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.conformance.documents import INDENT, PARTS, pack, with_change
from tests.programs import MakeProgram

OLD = b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")
COPY = (
    "for source in sources:\n"
    "    note(source.name)\n"
    "    (out / f'{source.stem}.docx').write_bytes(pathlib.Path(MADE).read_bytes())\n"
)


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    speak_chinese()
    monkeypatch.setenv("REPORTGEN_OFFICE", str(tmp_path / "soffice"))


def check(file: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, ["check", str(file), *more])


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def convert_to(made: bytes, folder: Path, make_program: MakeProgram) -> None:
    make_program(COPY.replace("MADE", repr(str(write(folder / "made", made)))))


@pytest.mark.parametrize("name", ["旧.doc", "金山.wps"])
def test_document_of_the_old_format_is_checked_as_what_libreoffice_makes_of_it(
    name: str, tmp_path: Path, make_program: MakeProgram, log: Path
) -> None:
    convert_to(with_change(INDENT, "", "word/styles.xml"), tmp_path, make_program)
    file = write(tmp_path / name, OLD)
    result = check(file)
    assert result.exit_code == 1 and "0.doc" in log.read_text(encoding="utf-8")
    assert f"{file} 是旧格式的文档，由 LibreOffice 转成 .docx 检查" in result.stderr
    assert f"[错误] {file} 第3段" in result.stderr and "首行缩进：首行缩进0字" in result.stderr
    assert file.read_bytes() == OLD
    told = json.loads(check(file, "--json").stdout)["problems"]
    assert {each["file"] for each in told} == {str(file)}


def test_what_the_conversion_loses_is_not_held_against_the_document(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    unhinted = with_change(' w:hint="eastAsia"', "", "word/styles.xml")
    convert_to(unhinted, tmp_path, make_program)
    assert check(write(tmp_path / "新.docx", unhinted)).stdout == "提醒 1 处\n"
    assert check(write(tmp_path / "旧.doc", OLD)).stdout == "[成功] 1 个文件没有发现问题。\n"


def test_what_libreoffice_makes_nothing_of_is_told(
    tmp_path: Path, make_program: MakeProgram
) -> None:
    make_program("sys.exit(3)\n")
    result = check(write(tmp_path / "旧.doc", OLD))
    assert result.exit_code == 2
    assert (
        "没有转成 .docx：LibreOffice 出错退出（退出码 3）；请用 Word 或 WPS 打开" in result.stderr
    )


def test_half_a_document_is_none(tmp_path: Path, make_program: MakeProgram) -> None:
    convert_to(pack(PARTS)[:-30], tmp_path, make_program)
    result = check(write(tmp_path / "旧.doc", OLD))
    assert result.exit_code == 2 and "没有做出完整的 DOCX" in result.stderr


@pytest.mark.parametrize(
    "data",
    [
        OLD,
        OLD[:4] + "Workbook".encode("utf-16-le"),
        OLD + "EncryptedPackage".encode("utf-16-le"),
        b"{\\rtf1 }",
    ],
    ids=["no LibreOffice", "a workbook", "a password", "rich text"],
)
def test_what_is_not_converted_is_told_as_before(
    data: bytes, tmp_path: Path, make_program: MakeProgram, log: Path
) -> None:
    if data != OLD:
        make_program(COPY)
    result = check(write(tmp_path / "旧.doc", data))
    assert result.exit_code == 2 and "Word 或 WPS 打开" in result.stderr
    assert not log.exists()
