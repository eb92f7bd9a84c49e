"""Each command that goes through several files: the one at which a library fails, whatever it
raises, is told, and all else is done.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from xlsxwriter.worksheet import Worksheet

from reportgen.cli import cli
from reportgen.resources import data_folder, templates_folder
from tests.breaking import BROKEN, FAULTS, PanicError, break_yaml
from tests.test_workbook_commands import reportgen
from tests.workbooks import write_form

LOG = "出错记录.txt"
SCHOOL = "学校: {名称: %s, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n数据: {在校生数: 很多}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two schools, a district and a folder of templates, each with a file to fail at; no
    LibreOffice, which has no part in it.
    """
    monkeypatch.setenv("REPORTGEN_OFFICE", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    for name in ("坏", "甲"):
        (tmp_path / f"{name}.yaml").write_text(SCHOOL % f"{name}小学", encoding="utf-8")
    shutil.copytree(data_folder() / "districts" / "示例县", tmp_path / "县")
    shutil.copy("坏.yaml", tmp_path / "县")
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "提纲.yaml").write_text(f"# {BROKEN}\n- 标题: 一\n", encoding="utf-8")
    (tmp_path / "模板" / "学校自评表.docx").write_bytes(b"no document")
    shutil.copy(templates_folder() / "县域自查报告.docx", tmp_path / "县域自查报告.docx")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert isinstance(result.exception, SystemExit) and result.exit_code in (1, 2)
    if "--debug" not in arguments:
        assert not re.search(r"Traceback|[A-Za-z]Error", result.output)
    return result


FORMS = ("form", "new", "--standard", "无", "--type", "小学", "-o", "表")
# The command, what is told of the file that it fails at, of the other, and where the trace stands.
CASES: Sequence[tuple[tuple[str, ...], str, str, str]] = (
    (("check", "坏.yaml", "甲.yaml"), "坏.yaml", "甲.yaml", ""),
    (
        ("check", "坏.yaml", "甲.yaml", "--return", "退回"),
        "坏_错误清单.xlsx",
        "甲_错误清单.xlsx",
        f"退回/{LOG}",
    ),
    (("template", "check", "模板"), "提纲.yaml", "学校自评表.docx：打不开", ""),
    (
        ("template", "preview", "县域自查报告.docx", "--data", "县", "-o", "看"),
        "坏.yaml",
        "[成功] 预览",
        f"看/{LOG}",
    ),
    ((*FORMS, "--school", "甲小学", "--last", "县"), "坏.yaml", "[成功] 1 张", f"表/{LOG}"),
)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("arguments", "failed", "done", "log"), CASES)
def test_one_file_fails_alone(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[BaseException],
    arguments: tuple[str, ...],
    failed: str,
    done: str,
    log: str,
) -> None:
    break_yaml(monkeypatch, fault)
    ended = run(*arguments)
    assert failed in ended.output and done in ended.output
    written = {path.relative_to(place).as_posix() for path in place.rglob(LOG)}
    assert written == ({log} if log else set())
    assert (f"“{LOG}”" if log else "--debug") in ended.output


@pytest.mark.parametrize(
    "arguments", [("check", "坏.yaml", "甲.yaml"), ("check", "县"), ("template", "check", "模板")]
)
def test_where_nothing_is_written_debug_shows_the_trace(
    place: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    break_yaml(monkeypatch, PanicError)
    assert "PanicError: in a library" in run("--debug", *arguments).stderr


def test_one_form_that_cannot_be_made_is_told_and_the_others_are_written(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Worksheet.write_string

    def broken(sheet: Worksheet, row: int, column: int, text: str, *more: Any) -> object:
        if "坏" in text:
            raise PanicError(text)
        return sound(sheet, row, column, text, *more)

    monkeypatch.setattr(Worksheet, "write_string", broken)
    # A name that no text of a mould can hold has a form made for itself.
    ended = run(*FORMS, "--school", "坏_x小学", "--school", "甲小学")
    assert "坏_x小学.xlsx" in ended.output
    assert {path.name for path in (place / "表").iterdir()} == {"甲小学.xlsx", LOG}


def test_a_workbook_with_a_broken_sheet_is_listed_alone_and_the_others_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("坏", "甲"):
        write_form(tmp_path / f"{name}.xlsx", {"基本数据!E7": "3,2OO"})
    _break_sheet(tmp_path / "坏.xlsx")
    ended = reportgen("check", "坏.xlsx", "甲.xlsx", "--return", "退回")
    assert ended.exit_code == 1
    assert "坏.xlsx 里面有损坏的内容（xl/worksheets/" in ended.output
    assert {path.name for path in (tmp_path / "退回").iterdir()} == {
        "坏_错误清单.xlsx",
        "甲.xlsx",
    }


def _break_sheet(path: Path) -> None:
    """As a disk or a line breaks a byte of each sheet behind its last row."""
    from reportgen.ooxml.package import read_parts
    from reportgen.ooxml.packing import pack_parts

    parts = {
        name: data.replace(b"</sheetData>", b"</sheetData><0") if "/worksheets/" in name else data
        for name, data in read_parts(path.read_bytes()).items()
    }
    path.write_bytes(pack_parts(parts))


def test_a_copy_that_would_take_the_file_s_place_does_not_hinder_the_others(place: Path) -> None:
    (place / "别处").mkdir()
    shutil.copy("甲.yaml", "别处/乙.yaml")
    write_form(place / "丙.xlsx", {"基本数据!E7": "3,2OO"})
    ended = run("check", "丙.xlsx", "别处/乙.yaml", "--return", ".")
    assert "会盖掉" in ended.stderr and (place / "乙_错误清单.xlsx").is_file()
