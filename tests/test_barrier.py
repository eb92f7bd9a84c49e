"""A file at which the program fails falls alone: what is told, what is kept, what is let go."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.barrier import TRACE_LOG, Fallen, attempt, name_log
from reportgen.load.own_outputs import is_own_output
from reportgen.problems import ReportgenError, UnreadableFileError, error
from reportgen.trace_log import write_log


class PanicError(BaseException):
    """As libraries in other languages raise: no Exception."""


class Held:
    """Something large that a frame has."""


def raising(fault: BaseException) -> Callable[[], int]:
    def task() -> int:
        raise fault

    return task


def descend(depth: int = 0) -> int:
    return descend(depth + 1)


def fall(task: Callable[[], object], what: str = "甲.yaml") -> Fallen:
    fallen = attempt(task, what)
    assert isinstance(fallen, Fallen)
    return fallen


def test_what_a_task_gives_is_given() -> None:
    assert attempt(lambda: 7, "甲.yaml") == 7


@pytest.mark.parametrize(("kind", "code"), [(ReportgenError, 1), (UnreadableFileError, 2)])
def test_what_is_wrong_with_a_file_is_no_surprise(kind: type[ReportgenError], code: int) -> None:
    problem = error("bad", "不对")
    assert fall(raising(kind(problem))) == Fallen("甲.yaml", (problem,), "", code)


@pytest.mark.parametrize("wish", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_the_wish_to_end_passes(wish: type[BaseException]) -> None:
    with pytest.raises(wish):
        attempt(raising(wish()), "甲.yaml")


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (raising(ZeroDivisionError("in a section")), "程序内部出错"),
        (raising(PanicError("index out of bounds")), "程序内部出错"),
        (raising(MemoryError()), "内存不够"),
        (descend, "嵌套太深"),
        (raising(OSError("Invalid data stream")), "程序内部出错"),
    ],
)
def test_each_surprise_is_told_in_words_and_its_trace_kept_apart(
    task: Callable[[], object], told: str
) -> None:
    fallen = fall(task)
    (problem,) = fallen.problems
    assert told in problem.message and problem.location.file == "甲.yaml" and problem.stops
    assert not re.search("[a-z]+Error|Traceback|PanicError", str(problem))
    assert "Traceback" in fallen.trace and len(fallen.trace) < 20_000


@pytest.mark.parametrize(
    ("number", "told"),
    [(13, "没有读写的权限"), (2, "找不到"), (28, "磁盘已满"), (5, "系统没能读写")],
)
def test_what_the_system_refuses_is_told_and_needs_no_trace(number: int, told: str) -> None:
    fallen = fall(raising(OSError(number, "refused", "图.png")))
    (problem,) = fallen.problems
    assert told in problem.message and problem.location.file == "图.png"
    assert fallen.trace == "" and "--debug" not in problem.hint


def test_the_trace_is_sent_for_where_it_stands() -> None:
    (shown,) = fall(raising(ZeroDivisionError())).problems
    (logged,) = name_log([shown], "出错记录-1-2.txt")
    assert "--debug" in shown.hint
    assert "--debug" not in logged.hint and "“出错记录-1-2.txt”" in logged.hint


def test_what_the_frames_of_a_surprise_held_is_let_go() -> None:
    held: list[weakref.ref[Held]] = []

    def fill() -> None:
        large = Held()
        held.append(weakref.ref(large))
        raise MemoryError

    def explain() -> None:
        large = Held()
        held.append(weakref.ref(large))
        try:
            fill()
        except MemoryError as fault:
            # A frame that names its own fault is held by it.
            kept = fault
            raise ZeroDivisionError from kept

    kept = fall(explain)
    assert kept.trace.count("Traceback") == 2
    assert [each() for each in held] == [None, None]


def test_traces_are_written_into_a_file_that_is_known_as_our_own(tmp_path: Path) -> None:
    place = tmp_path / TRACE_LOG
    unread = Fallen("乙.yaml", (error("bad", "不对"),))
    fallen = [fall(raising(ZeroDivisionError("\udc80"))), unread]
    assert write_log(place, fallen).path == place
    text = place.read_text(encoding="utf-8")
    assert "==== 甲.yaml" in text and "ZeroDivisionError" in text and "乙.yaml" not in text
    assert is_own_output(place)


def test_the_file_of_traces_goes_with_its_cause_and_stays_where_a_person_wrote_in_it(
    tmp_path: Path,
) -> None:
    place = tmp_path / TRACE_LOG
    fallen = [fall(raising(ZeroDivisionError()))]
    write_log(place, fallen)
    write_log(place, [], clears=False)
    assert place.exists()
    write_log(place, [])
    assert not place.exists()
    place.write_text("我的记录\n", encoding="utf-8")
    write_log(place, [])
    written = write_log(place, fallen)
    assert place.read_text(encoding="utf-8") == "我的记录\n"
    assert written.path != place and written.problems


def test_traces_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "档").write_bytes(b"")
    written = write_log(tmp_path / "档" / TRACE_LOG, [fall(raising(ZeroDivisionError()))])
    assert written.path is None and written.problems
