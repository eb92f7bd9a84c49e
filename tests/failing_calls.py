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
    """The calls that were made below a folder, by their kinds: what was asked, of a file with which
    ending; the one of the number `refused` fails.
    """

    def __init__(self, refused: int = 0) -> None:
        self.kinds: list[str] = []
        self._refused, self._lock = refused, Lock()
        self.handles: dict[int, str] = {}

    @property
    def made(self) -> int:
        """How many were made."""
        return len(self.kinds)

    def note(self, kind: str) -> None:
        """Count a call. Errors: OSError for the one that is refused."""
        with self._lock:
            self.kinds.append(kind)
            if self.made == self._refused:
                raise OSError(errno.EIO, "refused")


class _Failing(io.BufferedWriter):
    """A file of which writing or closing may fail: closed it is all the same."""

    calls: Calls
    ending: str

    def write(self, data: Any) -> int:
        self.calls.note(f"write {self.ending}")
        return super().write(data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self.calls.note(f"close {self.ending}")


class _FailingRaw(io.FileIO):
    """The same without a buffer."""

    calls: Calls
    ending: str

    def write(self, data: Any) -> int:
        self.calls.note(f"write {self.ending}")
        return super().write(data)


@contextmanager
def refusing(folder: Path, number: int = 0) -> Iterator[Calls]:
    """Let the call of that number fail, of those that open, write, sync, name, look at, remove or
    close anything below the folder; 0 lets none.
    """
    calls = Calls(number)
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_WRITING, "stat", "unlink", "rmdir", "listdir"):
            patch.setattr(os, name, _counted(name, folder, calls))
        patch.setattr(os, "fdopen", _opening(os.fdopen, calls))
        yield calls


def _counted(name: str, folder: Path, calls: Calls) -> Callable[..., Any]:
    call = getattr(os, name)

    def counted(place: Any, *more: Any, **named: Any) -> Any:
        # What a command reads elsewhere is asked for here too, many times as often.
        own = place in calls.handles if isinstance(place, int) else _is_below(place, folder)
        if not own:
            return call(place, *more, **named)
        # What is named has the ending that it takes: what is written beside its place has none.
        told = more[0] if name == "replace" else place
        ending = calls.handles[place] if isinstance(place, int) else _ending(told)
        # To look at one place fails as it does at any.
        calls.note(name if name == "stat" else f"{name} {ending}")
        given = call(place, *more, **named)
        if isinstance(given, int):
            calls.handles[given] = ending
        return given

    return counted


def _ending(place: Any) -> str:
    return Path(os.fsdecode(place)).suffix


def _is_below(place: Any, folder: Path) -> bool:
    full = os.path.abspath(os.fsdecode(place))
    return full == str(folder) or full.startswith(f"{folder}{os.sep}")


def _opening(fdopen: Callable[..., Any], calls: Calls) -> Callable[..., Any]:
    def opening(handle: int, mode: str = "r", buffering: int = -1, **named: Any) -> Any:
        if handle not in calls.handles or "w" not in mode:
            return fdopen(handle, mode, buffering, **named)
        raw = _FailingRaw if buffering == 0 else io.FileIO
        file = raw(handle, mode)
        if isinstance(file, _FailingRaw):
            file.calls, file.ending = calls, calls.handles[handle]
            return file
        buffered = _Failing(file)
        buffered.calls, buffered.ending = calls, calls.handles[handle]
        return buffered

    return opening
