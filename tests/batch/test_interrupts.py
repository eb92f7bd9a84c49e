"""A run that ends at any moment leaves whole files, and the next one finishes with the same
bytes.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from reportgen.batch.batch import MANIFEST
from reportgen.batch.entry import Status
from reportgen.batch.lock import hold_folder
from reportgen.batch.store import WORK_FOLDER, Store
from tests.batch.conftest import BOOKS, STANDARD, RunBatch, contents, statuses, write_school
from tests.programs import as_users_do

pytestmark = pytest.mark.slow

KILLS = 3
# A run that is killed as it puts its n-th file in place: no clock decides what is done by then.
KILLED = """\
import os, signal, sys
from reportgen.__main__ import main
left = int(sys.argv.pop(1))
def look(event, arguments):
    global left
    if event == "os.rename":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
main()
"""


def command(district: Path, output: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "reportgen",
        "batch",
        str(district),
        "-o",
        str(output),
        "-j",
        "2",
        "--no-summary",
    ]


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district that takes longer than a run is let go on."""
    folder = tmp_path_factory.mktemp("县")
    (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    for number in range(120):
        write_school(folder, f"第{number}", 100 + number, 700)
    return folder


@pytest.fixture(scope="module")
def whole(larger: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What a run that nothing ends leaves."""
    output = tmp_path_factory.mktemp("whole")
    subprocess.run(command(larger, output), check=False, capture_output=True, env=as_users_do())
    return contents(output)


@pytest.mark.parametrize(
    "how", [signal.SIGINT, signal.SIGKILL] if hasattr(signal, "SIGKILL") else [signal.SIGINT]
)
def test_a_run_killed_at_any_moment_is_finished_by_the_next(
    larger: Path, whole: Mapping[str, bytes], tmp_path: Path, how: int
) -> None:
    broken = tmp_path / "broken"
    chance = random.Random(int(how))
    for _ in range(KILLS):
        process = subprocess.Popen(
            command(larger, broken),
            env=as_users_do(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        timer = threading.Timer(chance.uniform(0.1, 0.9), process.send_signal, (how,))
        timer.start()
        process.wait()
        timer.cancel()
        for path in broken.glob("*.docx"):
            assert path.read_bytes() == whole[path.name]
    subprocess.run(command(larger, broken), check=False, capture_output=True, env=as_users_do())
    found = contents(broken)
    assert found.keys() == whole.keys()
    assert [name for name in whole if found[name] != whole[name]] == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as only Unix does")
@pytest.mark.parametrize(("file", "held"), [(3, 2), (6, 5)])
def test_what_a_killed_run_has_done_is_not_done_again(
    district: Path, run_batch: RunBatch, tmp_path: Path, file: int, held: int
) -> None:
    output, run = tmp_path / "out", command(district, tmp_path / "out")[3:]
    killed = [sys.executable, "-c", KILLED, str(file), *run[:-2], "1", run[-1]]
    assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
    with hold_folder(output, WORK_FOLDER, MANIFEST, print):
        summary = run_batch(district)
    told = Counter(statuses(summary).values())
    assert (told[Status.UNCHANGED], told.total()) == (held, len(BOOKS))
    assert not (output / WORK_FOLDER).exists()


@pytest.mark.skipif(
    not hasattr(signal, "SIGKILL") or not Path("/proc").is_dir(), reason="asks /proc"
)
def test_workers_end_with_a_run_that_was_killed(larger: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        command(larger, tmp_path / "out"),
        env=as_users_do(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as run:
        while not children(run.pid):
            assert run.poll() is None
        run.kill()
        # The pipe ends when the last process that holds it has ended.
        run.communicate(timeout=30)


def children(parent: int) -> list[str]:
    """The processes that this one began."""
    return Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()


def test_two_runs_into_one_folder_at_once_do_not_spoil_each_other(
    larger: Path, whole: Mapping[str, bytes], tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    both = [
        subprocess.Popen(
            command(larger, shared),
            env=as_users_do(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert contents(shared) == whole


def test_a_line_that_was_cut_short_is_passed_over(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    run_batch(district)
    journal = tmp_path / "out" / ".reportgen" / "journal-1-1.jsonl"
    lines = (tmp_path / "out" / "清单.json").read_text(encoding="utf-8").splitlines()
    (tmp_path / "out" / "清单.json").unlink()
    journal.parent.mkdir()
    journal.write_text(f"{lines[1].rstrip(',')}\n{lines[2][:200]}", encoding="utf-8")
    store = Store(tmp_path / "out", "清单.json")
    store.close()
    assert list(store.heads) == ["丁.yaml"]
