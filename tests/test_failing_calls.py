"""Whatever call of the system fails as a command writes: no half file stands under a name, it is
told, and the command that is run again ends as if nothing had been.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.batch.store import WORK_FOLDER
from reportgen.cli import cli
from tests.districts import primary, write_district
from tests.failing_calls import refusing
from tests.programs import MakeProgram
from tests.workbooks import write_form

pytestmark = pytest.mark.slow
# A run has more calls than are tried of it; which are tried is the same each time.
_MOST = 12
# What speaks of all schools: whole it is another where one of them failed.
OF_ALL = {"清单.json", "清单.xlsx", "错误清单.xlsx", "指标汇总.xlsx", "县域自查报告.docx"}
# Small ones: every command is run some thirty times.
SCHOOLS = {"甲": 100, "乙": 200, "丙": 120}
DATED = "2024, 日期: 2024-11-20}"
SCHOOL = """\
学校: {名称: 示例小学, 类型: 小学}
报告: {年度: 2024, 主送: 示例县教育局, 日期: 2024-11-20, 标准: [县/标准/两项.yaml]}
数据: {在校生数: 100, 专任教师数: 6, 图书册数: 1300}
"""
COMMANDS: Mapping[str, Sequence[str]] = {
    "build": ("build", "校.yaml", "-o", "out"),
    "forms": (
        *("form", "new", "--standard", "无", "--type", "小学", "--year", "2024"),
        *("--school", "甲小学", "--school", "乙小学", "-o", "out"),
    ),
    "convert": ("convert", "校.yaml", "out/校.xlsx"),
    "data of a form": ("convert", "光明小学.xlsx", "out/光明.yaml"),
    "explain": ("explain", "校.yaml", "-o", "out/来源.xlsx"),
    "return": ("check", "光明小学.xlsx", "校.yaml", "--return", "out"),
    "batch": ("batch", "县", "-o", "out", "-j", "1"),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands read."""
    monkeypatch.chdir(tmp_path)
    schools = [primary(f"{name}小学", pupils, 1300, 9) for name, pupils in SCHOOLS.items()]
    write_district(tmp_path / "县", [each.replace("2024}", DATED) for each in schools])
    Path("校.yaml").write_text(SCHOOL, encoding="utf-8")
    write_form(tmp_path / "光明小学.xlsx", {"基本数据!E7": "3,2OO"})
    return tmp_path


def run(arguments: Sequence[str]) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output and "程序内部出错" not in result.output
    return result


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below the folder; not what a run that ended early noted of its work, which stays
    as long as the process does that it had.
    """
    found = sorted(folder.rglob("*")) if folder.exists() else []
    named = {str(path.relative_to(folder)): path for path in found if path.is_file()}
    return {
        name: path.read_bytes() for name, path in named.items() if WORK_FOLDER not in path.parts
    }


def chosen(kinds: Sequence[str]) -> list[int]:
    """The numbers of the calls that are tried: one of each kind, or more of few kinds."""
    places = {kind: [at for at, each in enumerate(kinds, 1) if each == kind] for kind in kinds}
    middle = {found[len(found) // 2] for found in places.values()}
    evenly = range(1, len(kinds) + 1, max(1, len(kinds) // _MOST))
    return sorted({*middle, *(evenly if len(middle) < _MOST else ())})


def refuse_each(place: Path, arguments: Sequence[str]) -> None:
    """Run it with one call after the other refused."""
    out = place / "out"
    with refusing(out) as calls:
        code = run(arguments).exit_code
    whole = contents(out)
    assert calls.made > 4 and whole
    for number in chosen(calls.kinds):
        shutil.rmtree(out)
        with refusing(out, number):
            refused = run(arguments)
        left = contents(out)
        odd = {name for name, data in left.items() if whole.get(name) != data}
        assert odd <= OF_ALL, (number, odd)
        assert left == whole or refused.exit_code == 1, number
        again = run(arguments)
        assert (again.exit_code, contents(out)) == (code, whole), number


@pytest.mark.parametrize("name", [each for each in COMMANDS if each != "batch"])
def test_no_call_that_fails_leaves_half_a_file(place: Path, name: str) -> None:
    refuse_each(place, COMMANDS[name])


def test_no_call_that_fails_spoils_a_run(place: Path) -> None:
    refuse_each(place, COMMANDS["batch"])


def test_no_call_that_fails_leaves_half_a_pdf(place: Path, make_program: MakeProgram) -> None:
    office = make_program("for source in sources: make(source)\n")
    options = ("--pdf", "--office", str(office.program), "--no-toc-pages")
    refuse_each(place, (*COMMANDS["build"], *options))


def close_early(place: Path, school: str, monkeypatch: pytest.MonkeyPatch, clock: int) -> None:
    """A run at that time that ends before its manifest is written."""
    monkeypatch.setattr(time, "time_ns", lambda: clock)
    monkeypatch.setattr(time, "time", lambda: clock / 1e9)
    batch = open_batch(Request((place / "县",), place / "out", only=(school,)))
    for _ in batch.run(batch.todo):
        pass
    batch.close()


def test_a_clock_that_goes_back_decides_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sorted(path for path in (place / "县").glob("*.yaml") if path.name != "区县.yaml")[0]
    close_early(place, first.name, monkeypatch, 2_000_000_000_000_000_000)
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("2024-11-", "2024-10-"), encoding="utf-8")
    os.utime(first, ns=(0, 0))
    close_early(place, first.name, monkeypatch, 1_000_000_000_000_000_000)
    run(COMMANDS["batch"])
    made = contents(place / "out")
    shutil.rmtree(place / "out")
    run(COMMANDS["batch"])
    assert made == contents(place / "out")


class Noted(NamedTuple):
    """Something that was done: to which place, and for a name which one it had before."""

    what: str
    place: str
    before: str = ""


def note_order(patch: pytest.MonkeyPatch) -> list[Noted]:
    """What is waited for, named and told from now on, in order."""
    noted: list[Noted] = []
    sync, replace, echo = os.fsync, os.replace, click.echo

    def noting_sync(handle: int) -> None:
        sync(handle)
        noted.append(Noted("sync", os.readlink(f"/proc/self/fd/{handle}")))

    def noting_name(before: Path, place: Path) -> None:
        replace(before, place)
        noted.append(Noted("name", os.path.abspath(place), os.path.abspath(before)))

    def noting_word(message: str, **named: Any) -> None:
        noted.append(Noted("told", message))
        echo(message, **named)

    patch.setattr(os, "fsync", noting_sync)
    patch.setattr(os, "replace", noting_name)
    patch.setattr(click, "echo", noting_word)
    return noted


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which file it is")
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_told_and_remembered_is_on_the_disk_with_its_name(
    place: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    noted = note_order(monkeypatch)
    run(COMMANDS[name])
    named = {each.place: at for at, each in enumerate(noted) if each.what == "name"}
    safe = {
        file: next(
            at
            for at, each in enumerate(noted)
            if at > named[file] and each == Noted("sync", os.path.dirname(file))
        )
        for file in named
    }
    for file, at in named.items():
        assert Noted("sync", noted[at].before) in noted[:at], file
        told = f"out{os.sep}{Path(file).name}"
        early = [each for each in noted[: safe[file]] if each.what == "told" and told in each.place]
        assert early == []
    assert Noted("sync", str(place)) in noted[: min(named.values())], "the name of the folder out"
    remembered = [at for file, at in named.items() if file.endswith("清单.json")]
    assert all(max(safe[file] for file in named if named[file] < at) < at for at in remembered)
    assert len(named) == len(contents(place / "out"))
