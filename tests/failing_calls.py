"""A system that refuses one of the calls by which a command writes."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

_WRITING = ("open", "replace", "mkdir", "fsync")


class Calls:
    """The calls that were made below a folder; the one of the number `refused` fails."""

    def __init__(self, refused: int = 0) -> None:
        self.made, self._refused, self._lock = 0, refused, Lock()
        self.handles: set[int] = set()

    def note(self) -> None:
        """Count a call. Errors: OSError for the one that is refused."""
        with self._lock:
            self.made += 1
            if self.made == self._refused:
                raise OSError(errno.EIO, "refused")


class _Failing(io.BufferedWriter):
    """A file of which writing or closing may fail: closed it is all the same."""

    calls: Calls

    def write(self, data: Any) -> int:
        self.calls.note()
        return super().write(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self.calls.note()


class _FailingRaw(io.FileIO):
    """The same without a buffer."""

    calls: Calls

    def write(self, data: Any) -> int:
        self.calls.note()
        return super().write(data)


@contextmanager
def refusing(folder: Path, number: int = 0) -> Iterator[Calls]:
    """Let the call of that number fail, of those that open, write, sync, name, look at, remove or
    close anything below the folder; 0 lets none.
    """
    calls = Calls(number)
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_WRITING, "stat", "unlink", "rmdir", "listdir"):
            patch.setattr(os, name, _counted(getattr(os, name), folder, calls))
        patch.setattr(os, "fdopen", _opening(os.fdopen, calls))
        yield calls


def _counted(call: Callable[..., Any], folder: Path, calls: Calls) -> Callable[..., Any]:
    def counted(place: Any, *more: Any, **named: Any) -> Any:
        own = place in calls.handles if isinstance(place, int) else _is_below(place, folder)
        if own:
            calls.note()
        given = call(place, *more, **named)
        if own and isinstance(given, int):
            calls.handles.add(given)
        return given

    return counted


def _is_below(place: Any, folder: Path) -> bool:
    return Path(os.path.abspath(os.fsdecode(place))).is_relative_to(folder)


def _opening(fdopen: Callable[..., Any], calls: Calls) -> Callable[..., Any]:
    def opening(handle: int, mode: str = "r", buffering: int = -1, **named: Any) -> Any:
        if handle not in calls.handles or "w" not in mode:
            return fdopen(handle, mode, buffering, **named)
        raw = _FailingRaw if buffering == 0 else io.FileIO
        file = raw(handle, mode)
        if isinstance(file, _FailingRaw):
            file.calls = calls
            return file
        buffered = _Failing(file)
        buffered.calls = calls
        return buffered

    return opening
