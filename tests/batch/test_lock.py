"""One run at a time holds a folder, and a run that was killed holds none."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reportgen.batch.lock import byte_locks, hold_folder
from reportgen.problems import DeliveryError

HOLD = """\
import sys
from pathlib import Path
from reportgen.batch.lock import byte_locks, hold_folder
with hold_folder(Path(sys.argv[1]), ".reportgen", "清单.json", print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(output: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline().strip() == "held"
    return process


def hold(output: Path, told: list[str], name: str = "清单.json") -> None:
    with hold_folder(output, ".reportgen", name, told.append):
        told.append("held")


def test_another_waits_is_told_who_runs_and_goes_on_when_it_ends(tmp_path: Path) -> None:
    output = tmp_path / "out"
    with holder(output) as first:
        told: list[str] = []
        said = threading.Event()

        def tell(text: str) -> None:
            told.append(text)
            said.set()

        def wait() -> None:
            with hold_folder(output, ".reportgen", "清单.json", tell):
                told.append("held")

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert said.wait(20) and f"进程 {first.pid}" in told[0]
        first.communicate("\n")
        waiting.join(20)
    assert told[1:] == ["held"]
    assert not (output / ".reportgen").exists()


def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    output = tmp_path / "out"
    with holder(output) as first:
        first.kill()
        first.wait()
        told: list[str] = []
        hold(output, told)
    assert told == ["held"]
    assert not (output / ".reportgen").exists()


def test_parts_of_a_run_do_not_wait_for_each_other(tmp_path: Path) -> None:
    told: list[str] = []
    with hold_folder(tmp_path / "out", ".reportgen", "清单-1-2.json", told.append):
        hold(tmp_path / "out", told, "清单-2-2.json")
    assert told == ["held"]


def test_a_folder_that_was_there_stays_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    hold(tmp_path / "out", [])
    assert (tmp_path / "out").is_dir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DeliveryError, match="同名的文件占用"):
        hold(tmp_path / "file" / "out", [])


LOCK, UNLOCK = 2, 0


class Bytes:
    """Locks of bytes as Windows has them, of a file that others hold for the first few times."""

    def __init__(self, busy: int = 0, fault: int = errno.EACCES) -> None:
        self.asked: list[tuple[int, int, int]] = []
        self._busy, self._fault = busy, fault

    def locking(self, handle: int, mode: int, count: int) -> None:
        self.asked.append((mode, os.lseek(handle, 0, os.SEEK_CUR), count))
        if len(self.asked) <= self._busy:
            raise OSError(self._fault, "locked")


def hold_bytes(output: Path, found: Bytes, told: list[str]) -> None:
    locks = byte_locks(found.locking, LOCK, UNLOCK)
    with hold_folder(output, ".reportgen", "清单.json", told.append, locks):
        told.append((output / ".reportgen" / "清单.json.lock").read_text("utf-8"))


def test_a_byte_behind_the_note_is_locked_and_unlocked_before_the_file_goes(
    tmp_path: Path,
) -> None:
    found, told = Bytes(), list[str]()
    hold_bytes(tmp_path / "out", found, told)
    assert found.asked == [(LOCK, 1 << 20, 1), (UNLOCK, 1 << 20, 1)]
    # What is locked cannot be read by others: the note stands before it.
    assert told[0].startswith(f"进程 {os.getpid()}，")
    assert not (tmp_path / "out").exists()


def test_a_locked_byte_is_waited_for(tmp_path: Path) -> None:
    place = tmp_path / "out" / ".reportgen" / "清单.json.lock"
    place.parent.mkdir(parents=True)
    place.write_text("进程 1，08:00 开始", encoding="utf-8")
    found, told = Bytes(busy=2), list[str]()
    hold_bytes(tmp_path / "out", found, told)
    assert [mode for mode, *_ in found.asked] == [LOCK, LOCK, LOCK, UNLOCK]
    assert [each for each in told if "另一次运行（进程 1，08:00 开始）" in each] == told[:1]


def test_a_disk_without_locks_holds_nobody_up(tmp_path: Path) -> None:
    found, told = Bytes(busy=1, fault=errno.EINVAL), list[str]()
    hold_bytes(tmp_path / "out", found, told)
    assert [mode for mode, *_ in found.asked] == [LOCK, UNLOCK] and len(told) == 1
