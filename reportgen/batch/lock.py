"""One run at a time writes a folder: another waits until it has ended, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.deliver import open_in, refusal
from reportgen.leavings import clear_left

_ENDING = ".lock"
_PAUSE = 0.1
# Behind all that is written in it: what is locked cannot be read everywhere.
_LOCKED_BYTE = 1 << 20
# What tells that another has it, from a file system that knows no locks.
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_LONGEST_NOTE = 200


@contextmanager
def hold_folder(output: Path, work: str, name: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the output folder for the run that writes the manifest `name`.

    While another run of that name holds it, `tell` hears once who that is. A run that was killed
    holds nothing, and what it left is cleared away. Errors: DeliveryError if the folder cannot be
    written.
    """
    is_new, folder = not output.exists(), output / work
    place = folder / f"{name}{_ENDING}"
    try:
        handle = _wait(place, tell)
    except OSError as fault:
        raise refusal(output, fault) from fault
    try:
        clear_left(folder)
        clear_left(output)
        yield
    finally:
        _let_go(handle, place)
        for empty in (folder, *([output] if is_new else ())):
            with contextlib.suppress(OSError):
                empty.rmdir()


def _wait(place: Path, tell: Callable[[str], None]) -> int:
    """The descriptor of the locked file. Errors: OSError if it cannot be made."""
    told = False
    while True:
        handle = open_in(place.parent, place.name, os.O_CREAT | os.O_RDWR)
        if _try_lock(handle) and _is_still(handle, place):
            _note(handle)
            return handle
        if not told and (holder := _read_note(handle)):
            tell(f"另一次运行（{holder}）正在写这个文件夹，等它做完再做；不等的请按 Ctrl+C。")
            told = True
        os.close(handle)
        time.sleep(_PAUSE)


def _try_lock(handle: int) -> bool:
    """Whether it is ours now; so it is where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        return fault.errno not in _BUSY
    return True


def _is_still(handle: int, place: Path) -> bool:
    """Whether the file is the one that stands there: who ends takes it away."""
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(handle), os.stat(place))
    return False


def _note(handle: int) -> None:
    """Write into it who holds it; a full disk is told by what needs more room."""
    note = f"进程 {os.getpid()}，{time.strftime('%H:%M')} 开始".encode()
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, note)


def _read_note(handle: int) -> str:
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, _LONGEST_NOTE).decode("utf-8", "replace")
    return ""


def _let_go(handle: int, place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink()
    with contextlib.suppress(OSError):
        os.close(handle)
    # Windows takes no open file away.
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            place.unlink()
