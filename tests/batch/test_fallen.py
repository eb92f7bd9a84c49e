"""A file at which a library fails, whatever it raises, is one failed row: all else is done."""

from __future__ import annotations

import errno
import os
import re
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from reportgen.cli import cli
from tests.batch.conftest import write_school
from tests.breaking import BROKEN, FAULTS, break_yaml

LOG = "出错记录.txt"
COUNTY = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n"


@pytest.fixture
def six(district: Path) -> Path:
    """Six schools, one of which a library may fail at."""
    write_school(district, "坏", 50, 300)
    return district


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not re.search(r"Traceback|[A-Za-z]Error", result.output) or "--debug" in arguments
    return result


def run_batch(folder: Path, out: Path, *more: str) -> Result:
    return run("batch", folder, "-o", out, "-j", "1", *more)


def reports(out: Path) -> int:
    return len(list(out.glob("*_自查报告.docx")))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("function", ["parse", "compose"])
def test_one_school_fails_with_a_reason_and_the_trace_stands_beside_the_lists(
    six: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    fault: type[BaseException],
) -> None:
    break_yaml(monkeypatch, fault, function)
    out = tmp_path / "out"
    ended = run_batch(six, out)
    assert ended.exit_code == 1 and reports(out) == 5
    assert f"已写：{out / LOG}" in ended.output and "坏.yaml" in ended.output
    assert fault.__name__ in (out / LOG).read_text(encoding="utf-8")
    rows = [*load_workbook(out / "清单.xlsx").worksheets[0].iter_rows(values_only=True)]
    assert sum("失败" in map(str, row) for row in rows) == 1
    faults = load_workbook(out / "错误清单.xlsx").worksheets[0].iter_rows(values_only=True)
    assert any(LOG in str(row) for row in faults)


def test_once_the_cause_is_gone_the_school_is_made_and_the_file_of_traces_goes(
    six: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    break_yaml(monkeypatch, ZeroDivisionError)
    run_batch(six, out)
    assert (out / LOG).exists()
    monkeypatch.undo()
    run_batch(six, out)
    assert reports(out) == 6 and not (out / LOG).exists()


def test_what_fell_of_the_district_is_made_by_the_next_run(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (district / "区县.yaml").write_text(COUNTY, encoding="utf-8")
    out, left = tmp_path / "out", [1]

    def refuse_once(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if "journal-" in os.fsdecode(path) and not flags & os.O_WRONLY and left:
            left.clear()
            raise OSError(errno.EIO, "refused")
        return unrefused(path, flags, *more, **named)

    unrefused = os.open
    monkeypatch.setattr(os, "open", refuse_once)
    ended = run_batch(district, out, "--no-toc-pages")
    assert ended.exit_code == 1 and "系统没能读写" in ended.output
    assert reports(out) == 5 and not (out / "指标汇总.xlsx").exists()
    monkeypatch.undo()
    ended = run_batch(district, out, "--no-toc-pages")
    assert "系统没能读写" not in ended.output and (out / "指标汇总.xlsx").exists()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_file_that_could_not_be_looked_at_names_its_report(
    six: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    out, opened = tmp_path / "out", list[str]()

    def refuse_once(path: Any, flags: int, *more: Any, **named: Any) -> int:
        opened.extend(["甲"] if Path(os.fsdecode(path)).name == "甲.yaml" else [])
        if len(opened) == number and not refused:
            refused.append(path)
            raise OSError(errno.EIO, "refused")
        return unrefused(path, flags, *more, **named)

    unrefused, refused = os.open, list[Any]()
    monkeypatch.setattr(os, "open", refuse_once)
    run_batch(six, out)
    names = [path.name for path in out.rglob("*.docx")]
    assert refused and not any("未命名" in name for name in names)
    assert any("甲" in name for name in names) or len(names) == 5


def test_a_part_of_a_run_has_a_file_of_traces_of_its_own(
    six: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_yaml(monkeypatch, ZeroDivisionError)
    run_batch(six, tmp_path / "out", "--shard", "1/1")
    assert (tmp_path / "out" / "出错记录-1-1.txt").exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_district_s_own_file_does_not_stop_the_schools(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    (district / "区县.yaml").write_text(f"{COUNTY}# {BROKEN}\n", encoding="utf-8")
    break_yaml(monkeypatch, fault)
    out = tmp_path / "out"
    ended = run_batch(district, out)
    assert ended.exit_code == 1 and reports(out) == 5 and "区县.yaml" in ended.output
    assert (out / "错误清单.xlsx").exists() and (out / LOG).exists()


@pytest.mark.parametrize("function", ["parse", "compose"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_check_of_the_folder_tells_of_it_and_writes_nothing(
    six: Path, monkeypatch: pytest.MonkeyPatch, function: str, fault: type[BaseException]
) -> None:
    write_school(six, "庚", "很多", 300)
    break_yaml(monkeypatch, fault, function)
    before = {path.name for path in six.iterdir()}
    ended = run("check", six)
    assert ended.exit_code == 1 and "坏.yaml" in ended.output and "庚.yaml" in ended.output
    assert "--debug" in ended.output
    assert {path.name for path in six.iterdir()} == before


def test_schools_whose_chunk_falls_as_a_whole_are_done_one_by_one(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, failed = ThreadPoolExecutor.submit, list[object]()

    def refuse_once(pool: ThreadPoolExecutor, *task: Any) -> Future[Any]:
        if not failed:
            failed.append(task)
            raise RuntimeError("can't start new thread")
        return submit(pool, *task)

    monkeypatch.setattr(ThreadPoolExecutor, "submit", refuse_once)
    run("batch", district, "-o", tmp_path / "out", "--executor", "serial")
    assert failed and reports(tmp_path / "out") == 5 and not (tmp_path / "out" / LOG).exists()
