"""A function over bytes from outside, done by another process, which may fail without harm.

What no limit can bound beforehand, a library that takes all memory, never ends or breaks down, is
done there: the system bounds its memory (where it can), this process its time. The process is
started when it is first needed, and ends with the one that started it. It is a program of its
own and no child of multiprocessing, which would run the caller's main module once more and is
refused to the workers of a cluster.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache
from threading import Event, Lock, Timer
from typing import IO, Any, TypeVar

from reportgen.bounded.frames import read_frame, write_frame
from reportgen.bounded.limits import LIMITS, WorkerLimits

Returned = TypeVar("Returned")
_BEGIN = (
    "import sys; sys.path[:] = sys.argv[2:]; from reportgen.bounded.serving import serve; serve({})"
)


class Breach(Enum):
    """Why there is no answer."""

    TIME = auto()
    """It was not done in time."""
    MEMORY = auto()
    """It asked for more memory than it may have."""
    ENDED = auto()
    """It broke down."""


class BoundedFault(Exception):
    """Raised where a function has not come to an end."""

    def __init__(self, breach: Breach) -> None:
        super().__init__(breach.name)
        self.breach = breach


class Worker:
    """One other process; several threads may share it, one at a time has it."""

    def __init__(self, limits: WorkerLimits = LIMITS.worker) -> None:
        self._limits = limits
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def call(self, function: Callable[[bytes], Returned], data: bytes) -> Returned:
        """What the function, which a module has by its name, gives for those bytes.

        Errors: BoundedFault, after which the next call begins with a new process.
        """
        asked = pickle.dumps((function.__module__, function.__qualname__, data), protocol=5)
        with self._lock:
            process = self._running()
            is_done = False
            try:
                answer: Returned = self._ask(process, asked)
                is_done = True
            finally:
                # Whatever has stopped it (an interrupt too), it must not answer the next question.
                if not is_done:
                    self._end()
            return answer

    def close(self) -> None:
        """End the process, if it runs."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        # A forked process has its parent's, which answers to one alone.
        if self._process is None or self._owner != os.getpid():
            self._process, self._owner = _start(self._limits), os.getpid()
            _expect(self._process, self._limits.seconds_to_begin)
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], asked: bytes) -> Any:
        assert process.stdin is not None
        try:
            write_frame(process.stdin, asked)
        except OSError as fault:
            raise BoundedFault(Breach.ENDED) from fault
        answer = _expect(process, self._limits.seconds)
        if not answer:
            raise BoundedFault(Breach.MEMORY)
        # It comes from our own code: what was foreign is values in it.
        return pickle.loads(answer)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            _close(stream)


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        # What was still to be written has no reader any more.
        return


def _start(limits: WorkerLimits) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", _BEGIN.format(limits.memory), "", *sys.path]
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=nowhere
        )
    except OSError as fault:
        raise BoundedFault(Breach.ENDED) from fault


def _expect(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """The next answer. Errors: BoundedFault says why there is none."""
    assert process.stdout is not None
    late = Event()
    timer = Timer(seconds, _stop, (process, late))
    timer.daemon = True
    timer.start()
    try:
        answer = read_frame(process.stdout)
    finally:
        timer.cancel()
    if answer is None:
        raise BoundedFault(Breach.TIME if late.is_set() else _why_ended(process))
    return answer


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _why_ended(process: subprocess.Popen[bytes]) -> Breach:
    """Libraries that are not Python's abort where they get no memory."""
    aborted = -getattr(signal, "SIGABRT", 6)
    return Breach.MEMORY if process.wait() == aborted else Breach.ENDED


@lru_cache(maxsize=1)
def shared_worker() -> Worker:
    """The one of this process, ended with it."""
    worker = Worker()
    atexit.register(worker.close)
    return worker
