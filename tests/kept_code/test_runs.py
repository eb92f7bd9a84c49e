"""Runs of the program say the same whatever stands where code is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "data" / "schools" / "完全小学.yaml"


def run(bytecode: Path, *command: str, switch: str = "") -> bytes:
    """What the program prints that keeps its bytecode there, and what it is compiled to."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode), "REPORTGEN_CACHE": switch}
    ended = subprocess.run(
        [sys.executable, "-m", "reportgen", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    return ended.stdout + ended.stderr


@pytest.mark.slow
def test_what_was_kept_changes_nothing_but_time(tmp_path: Path) -> None:
    command = ("check", str(SCHOOL))
    plain = run(tmp_path, *command, switch="off")
    assert not list(tmp_path.rglob("*.kept"))
    assert run(tmp_path, *command) == plain
    (kept,) = tmp_path.rglob("expressions.*.kept")
    whole = kept.read_bytes()
    assert run(tmp_path, *command) == plain and kept.read_bytes() == whole
    for spoiled in (b"", whole[:-1], whole[:1000] + b"\xff" + whole[1001:]):
        kept.write_bytes(spoiled)
        assert run(tmp_path, *command) == plain
        assert len(kept.read_bytes()) > len(whole) // 2 and kept.read_bytes() != spoiled


@pytest.mark.slow
def test_a_document_of_kept_templates_is_the_same(tmp_path: Path) -> None:
    documents = []
    for number, switch in enumerate(("off", "", "")):
        folder = tmp_path / str(number)
        told = run(tmp_path, "build", str(SCHOOL), "-o", str(folder), switch=switch).decode()
        assert "[成功]" in told, told
        documents.append([each.read_bytes() for each in folder.glob("*.docx")])
        if number == 1:
            written = {each: each.stat().st_ino for each in tmp_path.rglob("*.kept")}
    assert documents[0] == documents[1] == documents[2]
    assert {each: each.stat().st_ino for each in tmp_path.rglob("*.kept")} == written
    assert sorted(each.name.partition(".")[0] for each in tmp_path.rglob("*.kept")) == [
        "expressions",
        "facts",
        "modules-build",
        "results",
        "translations",
        "words",
    ]


@pytest.mark.slow
def test_help_asks_for_nothing_that_was_kept(tmp_path: Path) -> None:
    assert "学校" in run(tmp_path, "--help").decode()
    assert not list(tmp_path.rglob("*.kept"))
