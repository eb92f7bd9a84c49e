"""A task that a copy of the process does gives what it gives here, whatever becomes of the copy."""

from __future__ import annotations

import os
from contextlib import closing
from multiprocessing import active_children
from threading import Event, Thread
from types import MappingProxyType

import pytest

from reportgen.batch.copied import Ask, Copied, begin, can_copy

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]
HERE = os.getpid()


def test_a_task_is_done_by_another_process() -> None:
    copied = begin(os.getpid, is_beside=True)
    assert copied.result() != HERE


def test_or_by_this_one() -> None:
    assert begin(os.getpid, is_beside=False).result() == HERE


def test_what_a_copy_does_not_bring_is_done_here() -> None:
    def die_elsewhere() -> str:
        if os.getpid() != HERE:
            os._exit(9)
        return "done"

    assert begin(die_elsewhere, is_beside=True).result() == "done"


def test_what_is_large_comes_whole() -> None:
    assert begin(lambda: b"x" * 5_000_000, is_beside=True).result() == b"x" * 5_000_000


def test_a_copy_that_waits_holds_nothing_of_what_comes_after_it() -> None:
    taken = ["before"]
    with closing(
        Copied[int, list[str]](lambda given, _: [*taken, str(given)], is_beside=True)
    ) as copied:
        taken.append("after")
        assert copied.give(7).result() == ["before", "7"]


@pytest.mark.parametrize("is_beside", [True, False])
def test_what_only_the_first_process_may_do_is_asked_of_it(is_beside: bool) -> None:
    def work(given: int, ask: Ask) -> tuple[int, int]:
        return ask(given), ask(given + 1)

    def answer(asked: int) -> int:
        return asked * 10 if os.getpid() == HERE else 0

    with closing(Copied(work, is_beside=is_beside, answer=answer)) as copied:
        assert copied.give(1).result() == (10, 20)


def test_values_that_cannot_change_are_sent_as_such() -> None:
    given = MappingProxyType({"班数": 3})
    with closing(Copied[object, object](lambda given, _: given, is_beside=True)) as copied:
        made = copied.give(given).result()
    assert (made, type(made)) == (given, MappingProxyType)


def test_where_a_copy_that_waits_has_died_it_is_made_here() -> None:
    with closing(Copied[str, str](lambda given, _: given * 2, is_beside=True)) as copied:
        for child in active_children():
            child.kill()
            child.join()
        assert copied.give("甲" * 500_000).result() == "甲" * 1_000_000


def test_a_copy_that_is_given_nothing_ends_when_it_is_closed() -> None:
    with closing(Copied[None, None](lambda *_: None, is_beside=True)):
        assert active_children()
    assert not active_children()


def test_what_fails_in_the_copy_is_tried_here_and_raises() -> None:
    def fail(_given: int, _ask: Ask) -> None:
        raise ValueError("甲")

    with closing(Copied(fail, is_beside=True)) as copied, pytest.raises(ValueError, match="甲"):
        copied.give(1).result()


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
