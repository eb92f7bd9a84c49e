"""A function in another process gives its value, or a word: what it does to itself stays there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from reportgen.bounded.limits import WorkerLimits
from reportgen.bounded.worker import BoundedFault, Breach, Worker
from tests.bounded import tasks

pytestmark = pytest.mark.slow
QUICK = WorkerLimits(memory=150_000_000, seconds=1.5)
HAS_RESOURCE = sys.platform == "linux"


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(QUICK)
    yield worker
    worker.close()


def breach(worker: Worker, task: object, data: bytes = b"") -> Breach:
    with pytest.raises(BoundedFault) as caught:
        worker.call(task, data)  # type: ignore[arg-type]
    return caught.value.breach


def test_one_process_answers_all_questions(worker: Worker) -> None:
    assert worker.call(tasks.lengthen, b"ab") == b"abab"
    first, second = worker.call(tasks.own_number, b""), worker.call(tasks.own_number, b"")
    assert first == second != os.getpid()


def test_it_starts_when_it_is_first_asked_and_ends_when_it_is_closed(worker: Worker) -> None:
    number = worker.call(tasks.own_number, b"")
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert worker.call(tasks.own_number, b"") != number


def test_what_never_ends_is_ended_and_the_next_question_answered(worker: Worker) -> None:
    began = monotonic()
    assert breach(worker, tasks.never_end) is Breach.TIME
    assert monotonic() - began < 30
    assert worker.call(tasks.lengthen, b"a") == b"aa"


def test_what_breaks_down_or_raises_says_nothing_to_the_terminal(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    assert breach(worker, tasks.break_down) is Breach.ENDED
    assert breach(worker, tasks.fail_with_noise) is Breach.ENDED
    assert worker.call(tasks.make_noise, b"") == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not HAS_RESOURCE, reason="the system bounds no address space")
def test_what_takes_too_much_memory_is_told(worker: Worker) -> None:
    assert breach(worker, tasks.take_memory) is Breach.MEMORY
    assert breach(worker, tasks.abort) is Breach.MEMORY
    assert len(worker.call(tasks.lengthen, bytes(10_000_000))) == 20_000_000


@pytest.mark.skipif(not HAS_RESOURCE, reason="processes are looked up in /proc")
def test_it_ends_with_the_process_that_was_killed(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from reportgen.bounded.worker import shared_worker\n"
        "from tests.bounded import tasks\n"
        "print(shared_worker().call(tasks.own_number, b''), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    status = Path(f"/proc/{int(ended.stdout)}/stat")
    deadline = monotonic() + 30
    while status.exists() and status.read_text(encoding="utf-8").split()[2] != "Z":
        assert monotonic() < deadline
