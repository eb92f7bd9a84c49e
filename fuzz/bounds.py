"""A call → its value, or where it was when its time was up, and what it took.

Seconds are those of the processor: others may use the computer too.
"""

from __future__ import annotations

import faulthandler
import resource
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple, TypeVar

MOST_SECONDS = 10.0
_HANGS_SECONDS = 120
_MOST_MEMORY = 3_000_000_000
Value = TypeVar("Value")
_OWN = Path("/proc/self")


class Cost(NamedTuple):
    """Seconds, and bytes beyond those that were taken before."""

    seconds: float
    bytes: int


class Late(NamedTuple):
    """Its time was up: where, and how it came there."""

    mark: str
    trace: str


class _LateError(KeyboardInterrupt):
    """What stops a run as an interrupt does: nothing on its way keeps it."""


def bound_process() -> None:
    """What takes all memory ends in MemoryError instead of taking that of others."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def bounded(call: Callable[[], Value]) -> tuple[Value | Late, Cost]:
    """Let it run for ten seconds; what no signal reaches ends the process with a trace."""
    before, began = _reset_peak(), time.process_time()
    earlier = signal.signal(signal.SIGPROF, _stop)
    faulthandler.dump_traceback_later(_HANGS_SECONDS, exit=True, file=2)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    value: Value | Late
    try:
        value = call()
    except _LateError as fault:
        value = _late(fault)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGPROF, earlier)
    return value, Cost(time.process_time() - began, _peak() - before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _LateError


def _late(fault: BaseException) -> Late:
    frames = traceback.extract_tb(fault.__traceback__)
    own = [
        f"{Path(each.filename).name}:{each.name}" for each in frames if "reportgen" in each.filename
    ]
    return Late(" > ".join(own[-2:]), "".join(traceback.format_tb(fault.__traceback__)[-30:]))


def taken() -> int:
    """The bytes that this process holds; where the system does not say, the most that it did."""
    try:
        return _status("VmRSS:")
    except OSError:
        return _peak()


def _reset_peak() -> int:
    """Let the peak be the bytes taken now; where the system cannot, those at the peak so far."""
    try:
        (_OWN / "clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return _peak()
    return _status("VmRSS:")


def _peak() -> int:
    try:
        return _status("VmHWM:")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _status(name: str) -> int:
    lines = (_OWN / "status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) * 1024
