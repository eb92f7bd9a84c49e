"""What a disk refuses is told, and what is done is kept; a run over processes tells it too."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.deliver import refusal
from reportgen.leavings import own_mark
from tests.batch.conftest import contents

# Ends each file that the process writes at so many bytes, as a full disk does.
LIMITED = """\
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
from reportgen.cli import cli
cli.main({arguments!r})
"""
needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="knows no limits of files")


def run_limited(size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = LIMITED.format(size=size, arguments=list(arguments))
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )


def run_with_room(district: Path, output: Path) -> None:
    CliRunner().invoke(cli, ["batch", str(district), "-o", str(output), "-j", "1"])


@needs_limits
@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "workers"), [(200, "1"), (2_000, "1"), (11_000, "1"), (200, "2"), (11_000, "2")]
)
def test_a_run_without_room_says_so_and_the_next_ends_right(
    district: Path, tmp_path: Path, size: int, workers: str
) -> None:
    """The next one, and one that had room from the beginning, are run in this process."""
    out, whole = tmp_path / "out", tmp_path / "whole"
    broken = run_limited(size, "batch", str(district), "-o", str(out), "-j", workers)
    told = broken.stdout + broken.stderr
    assert "程序内部出错" not in told and "Traceback" not in told
    assert broken.returncode == 1 and "磁盘已满" in told and ".reportgen" not in told
    for output in (out, whole):
        run_with_room(district, output)
    assert contents(out).keys() == contents(whole).keys()
    assert not (out / ".reportgen").exists()


@needs_limits
@pytest.mark.slow
def test_a_school_that_cannot_be_read_fails_alone_in_a_run_of_processes(
    district: Path, tmp_path: Path
) -> None:
    (district / "坏.yaml").write_text("学校: {名称: 坏小学\n", encoding="utf-8")
    done = run_limited(10**9, "batch", str(district), "-o", str(tmp_path / "out"), "-j", "2")
    assert done.returncode == 1 and "程序内部出错" not in done.stderr
    assert len(list((tmp_path / "out").glob("*_自查报告.docx"))) == 5


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "磁盘已满"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "正被 Word 或 WPS 打开，或者没有写入权限"),
        (errno.EPERM, "没有写入权限"),
        (errno.ENOENT, "没有这个位置"),
        (errno.EIO, "系统错误号"),
    ],
)
def test_each_refusal_of_the_system_is_told_in_words(number: int, told: str) -> None:
    (problem,) = refusal(Path("报告.docx"), OSError(number, "")).problems
    assert told in problem.message and problem.hint


@needs_limits
@pytest.mark.slow
def test_what_a_killed_run_left_is_cleared_and_what_others_have_stays(
    district: Path, tmp_path: Path
) -> None:
    machine = own_mark().partition("-")[0]
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        text=True,
        check=True,
    )
    dead = f"{machine}-{ended.stdout.strip()}"
    out = tmp_path / "out"
    (out / ".reportgen").mkdir(parents=True)
    left = [
        out / f".reportgen-{dead}-0-abcdef01.tmp",
        out / ".reportgen" / f"journal-{dead}-1.jsonl",
    ]
    others = [
        out / f".reportgen-ffffff-{dead.partition('-')[2]}-0-abcdef01.tmp",
        out / "reportgen-说明.txt",
    ]
    for path in (*left, *others):
        path.write_bytes(b"half")
    run_with_room(district, out)
    assert [path.exists() for path in left] == [False, False]
    assert all(path.read_bytes() == b"half" for path in others)
    assert not (out / ".reportgen").exists()
