"""Where programs are found: on the PATH, and never in the folder that one works in."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from reportgen.office.process import Processes, read_output
from reportgen.office.programs import find_program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="scripts are no programs on Windows")


def put_program(folder: Path, name: str = "soffice") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text('#!/bin/sh\necho ran > "$(dirname "$0")/ran"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_first_folder_of_the_path_that_has_it_counts(tmp_path: Path) -> None:
    program = put_program(tmp_path / "甲")
    put_program(tmp_path / "乙")
    path = os.pathsep.join(str(tmp_path / name) for name in ("没有", "甲", "乙"))
    assert find_program("soffice", {"PATH": path}) == program
    assert find_program("没有", {"PATH": path}) is None


@pytest.mark.parametrize("path", ["", ".", "收到的", "./收到的/..", os.pathsep, "~", "{here}"])
def test_the_folder_that_one_works_in_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    put_program(tmp_path)
    put_program(tmp_path / "收到的")
    monkeypatch.chdir(tmp_path)
    assert find_program("soffice", {"PATH": path.format(here=tmp_path)}) is None


def test_what_cannot_be_run_is_no_program(tmp_path: Path) -> None:
    put_program(tmp_path).chmod(0o644)
    (tmp_path / "fc-list").mkdir()
    assert find_program("fc-list", {"PATH": str(tmp_path)}) is None
    if os.geteuid() != 0:
        assert find_program("soffice", {"PATH": str(tmp_path)}) is None


def test_on_windows_a_program_has_its_ending(tmp_path: Path) -> None:
    program = put_program(tmp_path, "pdftoppm.exe")
    assert find_program("pdftoppm", {"PATH": str(tmp_path)}, "win32") == program
    assert find_program("pdftoppm", {"PATH": str(tmp_path)}, "linux") is None


def test_a_program_is_started_by_its_absolute_place_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_output(["soffice"]) == "" and read_output(["./soffice"]) == ""
    with closing(Processes()) as processes:
        assert processes.run(["soffice"], 5, tmp_path).code is None
    assert not (tmp_path / "ran").exists()


def test_how_the_user_has_memory_kept_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = put_program(tmp_path)
    program.write_text('#!/bin/sh\necho "$GLIBC_TUNABLES"\n', encoding="utf-8")
    own = "glibc.malloc.arena_max=2"
    monkeypatch.setenv("GLIBC_TUNABLES", own)
    assert read_output([str(program)]).strip() == own
