"""A command line → how it ended; a program that takes too long is ended with its children."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.office.profile import secluded

_AFTER_KILL_SECONDS = 10
_LOOK_SECONDS = 0.25
# Of what LibreOffice lets go of it needs as much again for the next document. glibc spends a sixth
# of the time on joining it and cutting it up once more, unless it may keep it as it is; versions
# before this one count it in a byte. In large pages memory is had with fewer faults: a tenth of the
# time; versions that know none pass over it. What is given back is asked for anew, another twelfth:
# always in heaps beside the first, so there is one, and it only grows.
_TUNABLES = {
    "tcache_count": 65535,
    "hugetlb": 1,
    "arena_max": 1,
    "trim_threshold": 2**30,
    "mmap_threshold": 2**30,
}
_KEEPING = {
    "GLIBC_TUNABLES": ":".join(f"glibc.malloc.{name}={value}" for name, value in _TUNABLES.items())
}
_COUNTS_WELL = (2, 30)


class ProcessEnd(NamedTuple):
    """How a program ended: its exit code, None if it was stopped or could not be started.

    `fault` says why it could not; `late` that it was stopped at its time limit.
    """

    code: int | None
    fault: str = ""
    late: bool = False


class Processes:
    """Programs under way; none outlives `close`, its children included."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def close(self) -> None:
        """End what runs; nothing is begun any more."""
        with self._lock:
            self._closed = True
            running = tuple(self._running)
        for process in running:
            _end(process)

    @property
    def is_closed(self) -> bool:
        """Whether nothing is begun any more."""
        return self._closed

    def run(
        self,
        command: list[str],
        limit: float,
        folder: Path,
        look: Callable[[], bool] = lambda: False,
    ) -> ProcessEnd:
        """Run the program in `folder`, for `limit` seconds at most; what it prints is dropped.

        `look` is called now and then; where it says that something was done, the seconds are
        counted from there.
        """
        try:
            process = self.begin(command, folder)
        except OSError as fault:
            return ProcessEnd(None, fault.strerror or str(fault))
        if process is None:
            return ProcessEnd(None, "已中断")
        try:
            return _wait(process, limit, look)
        finally:
            # Also after a normal end: a starter may leave behind what it started.
            self.end(process)

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a program that was begun, and all that it started."""
        _end(process)
        with self._lock:
            self._running.discard(process)

    def begin(self, command: list[str], folder: Path) -> subprocess.Popen[bytes] | None:
        """The started program; None where all is closed. Errors: OSError."""
        with self._lock:
            if self._closed:
                return None
            process = _start(command, folder)
            self._running.add(process)
            return process


def _wait(process: subprocess.Popen[bytes], limit: float, look: Callable[[], bool]) -> ProcessEnd:
    ends = time.monotonic() + limit
    while (left := ends - time.monotonic()) > 0:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return ProcessEnd(process.wait(min(left, _LOOK_SECONDS)))
        if look():
            ends = time.monotonic() + limit
    return ProcessEnd(None, late=True)


def read_output(command: list[str], limit: float = 30) -> str:
    """What the program prints; empty if it fails, is missing or takes over `limit` seconds."""
    try:
        process = _start(command, None, subprocess.PIPE)
    except OSError:
        return ""
    try:
        printed, _ = process.communicate(timeout=limit)
        return printed.decode("utf-8", "replace") if process.returncode == 0 else ""
    except subprocess.TimeoutExpired:
        return ""
    finally:
        _end(process)


def _start(
    command: list[str], folder: Path | None, output: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    if not os.path.isabs(command[0]):
        # By its name alone a program may be found in the folder that one works in.
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    # Where a program runs it may look for more of itself: beside itself rather than in data.
    place, nothing = folder or Path(command[0]).parent, subprocess.DEVNULL
    # A group of its own, so that it can be ended whole, and Ctrl-C reaches it through us only.
    group: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        command,
        stdin=nothing,
        stdout=output,
        stderr=nothing,
        cwd=place,
        env={**_allocation(), **secluded()},
        **group,
    )


@cache
def _allocation() -> Mapping[str, str]:
    """How a program is told to keep its memory."""
    name, _, version = _libc().partition(" ")
    numbers = tuple(int(each) for each in version.split(".") if each.isdecimal())
    return _KEEPING if name == "glibc" and numbers >= _COUNTS_WELL else {}


def _libc() -> str:
    """The C library and its version; empty where that cannot be asked."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, if it still runs, and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32")
            tree = [str(system / "taskkill.exe"), "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False, timeout=_AFTER_KILL_SECONDS)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_AFTER_KILL_SECONDS)
