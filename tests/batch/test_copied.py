"""A task that a copy of the process does gives what it gives here, whatever becomes of the copy."""

from __future__ import annotations

import os
from threading import Event, Thread

import pytest

from reportgen.batch.copied import Copied, can_copy

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]
HERE = os.getpid()


def test_a_task_is_done_by_another_process() -> None:
    copied = Copied(os.getpid, is_beside=True)
    assert copied.result() != HERE


def test_or_by_this_one() -> None:
    assert Copied(os.getpid, is_beside=False).result() == HERE


def test_what_a_copy_does_not_bring_is_done_here() -> None:
    def die_elsewhere() -> str:
        if os.getpid() != HERE:
            os._exit(9)
        return "done"

    assert Copied(die_elsewhere, is_beside=True).result() == "done"


def test_what_is_large_comes_whole() -> None:
    assert Copied(lambda: b"x" * 5_000_000, is_beside=True).result() == b"x" * 5_000_000


@pytest.mark.parametrize(("kind", "workers"), [("serial", 1), ("process", 1), ("spawned", 4)])
def test_a_run_that_is_not_of_such_processes_is_not_copied(kind: str, workers: int) -> None:
    assert not can_copy(kind, workers)


def test_a_process_with_threads_is_not_copied() -> None:
    end = Event()
    beside = Thread(target=end.wait)
    beside.start()
    assert not can_copy("process", 2)
    end.set()
    beside.join()
