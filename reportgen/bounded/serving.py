"""The other process's side: answers questions until whoever asks has ended.

Anything that a function raises ends it, without a word to the terminal: the asker knows by that.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import sys
from typing import Any

from reportgen.bounded.frames import read_frame, write_frame

NO_MEMORY = b""
"""The answer of a function that got no memory."""
_SECONDS_ALONE = 60


def serve(memory: int) -> None:
    """Answer on the standard streams; beyond what it has now, it may take so many bytes."""
    # An interrupt is the asker's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is no answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _bound_memory(memory)
    write_frame(answers, b"ready")
    while (asked := read_frame(sys.stdin.buffer)) is not None:
        _bound_time()
        write_frame(answers, _answer(asked))


def _answer(asked: bytes) -> bytes:
    module, name, data = pickle.loads(asked)
    try:
        function: Any = getattr(importlib.import_module(module), name)
        return pickle.dumps(function(data), protocol=5)
    except MemoryError:
        return NO_MEMORY


def _bound_memory(memory: int) -> None:
    """By the size of the address space, where the system has that and tells it."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:
            now = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
    except (ImportError, OSError, ValueError):
        # Then the time is all that is bound.
        return


def _bound_time() -> None:
    """Where the asker is killed while a function runs without end, nobody else would stop it."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + _SECONDS_ALONE
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        return
