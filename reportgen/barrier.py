"""One file's task → its value, or why it fell: whatever a file does to the program stays with it.

The only place that catches any fault at all, beside the executors.
"""

from __future__ import annotations

import errno
import gc
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error

TRACE_LOG = "出错记录.txt"
"""The file beside what a run writes that has the traces, for whoever keeps the program."""

FALLEN = "fallen"
"""The code of what is said of a file at which the program failed."""

Value = TypeVar("Value")
# Of a trace the last frames tell where it was; what calls itself has a thousand.
_MOST_FRAMES = 30
_OWN_WORDS = {
    MemoryError: ("内容太大，内存不够，没有做成", "请删去用不到的图片、空行、空列和重复的内容再试"),
    RecursionError: ("里面的内容嵌套太深，没有做成", "请减少一层套一层的内容再试"),
}
_REFUSALS = {
    errno.EACCES: ("没有读写的权限，没有做成", "请关掉正打开着它的程序，或检查权限，再试"),
    errno.EPERM: ("没有读写的权限，没有做成", "请检查权限，再试"),
    errno.ENOENT: ("读写时找不到，没有做成", "请检查它和所在的文件夹还在不在，再试"),
    errno.ENOSPC: ("磁盘已满，没有做成", "请腾出空间，再试"),
}
_SYSTEM_HINT = "请检查磁盘和网络位置，处理后再试"
_WHAT, _OWN_FRAME = "处理它时程序内部出错，没有做成", "程序内部出错，没有做完"
_SEND = "请把这个文件和“{}”发给维护者"
_SHOW = "请加 --debug 再运行一次（写在命令名前面），把显示的内容发给维护者"


class Fallen(NamedTuple):
    """A task that was not done: of which file, what is told of it, and the trace as text.

    Without a trace it was no surprise: the problems are those of the file, or what the system
    refused. `exit_code` as in
    `ReportgenError`. The problems send the user for the trace to --debug; `name_log` sends
    to a file.
    """

    what: str
    problems: tuple[Problem, ...]
    trace: str = ""
    exit_code: int = 1


def attempt(task: Callable[[], Value], what: Path | str) -> Value | Fallen:
    """What the task gives; how it fell where it raises anything but the wish to end.

    `what` is the file that the task is about, empty for none. What the frames of a surprise held is
    let go.
    """
    try:
        return task()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except ReportgenError as fault:
        return Fallen(str(what), fault.problems, exit_code=fault.exit_code)
    # A library's panic is no Exception; whatever it is, it is told of this file alone.
    except BaseException as fault:
        fallen = fallen_by(fault, what)
        _let_go(fault)
        return fallen


def fallen_by(fault: BaseException, what: Path | str) -> Fallen:
    """What is told of a surprise that somebody else has caught, and still works with its frames."""
    return Fallen(str(what), (_explain(fault, str(what)),), _trace(fault))


def log_name(mark: str = "") -> str:
    """The name of the file of traces; `mark` tells apart those of several runs in one folder."""
    return f"出错记录{mark}.txt"


def name_log(problems: Iterable[Problem], log: str = TRACE_LOG) -> tuple[Problem, ...]:
    """The problems where the traces will be written to the file of that name: it is what is sent
    for, not --debug.
    """
    send = _SEND.format(log)
    return tuple(each._replace(hint=each.hint.replace(_SHOW, send)) for each in problems)


def _explain(fault: BaseException, what: str) -> Problem:
    """What is said of a surprise, in words for whoever uses the program."""
    for kind, (message, hint) in _OWN_WORDS.items():
        if isinstance(fault, kind):
            return error(FALLEN, message, Location(what), f"{hint}；还不行的，{_SHOW}")
    if isinstance(fault, OSError) and fault.errno:
        usual = (f"系统没能读写，没有做成（系统错误号 {fault.errno}）", _SYSTEM_HINT)
        message, hint = _REFUSALS.get(fault.errno, usual)
        return error(FALLEN, message, Location(str(fault.filename or what)), hint)
    return error(FALLEN, _WHAT if what else _OWN_FRAME, Location(what), _SHOW)


def _trace(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.errno:
        return ""
    try:
        return "".join(traceback.format_exception(fault, limit=-_MOST_FRAMES))
    except (MemoryError, RecursionError):
        # There is no room even to tell it.
        return f"{type(fault).__name__}\n"


def _let_go(fault: BaseException) -> None:
    """Free what the frames of the fault hold: it may be what filled the memory."""
    for each in _chain(fault):
        traceback.clear_frames(each.__traceback__)
        each.__traceback__ = None
    if isinstance(fault, (MemoryError, RecursionError)):
        gc.collect()


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """The fault and all that led to it, each once."""
    waiting, seen = [fault], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += filter(None, (each.__cause__, each.__context__))
