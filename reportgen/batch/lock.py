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
from reportgen.named_tuple import NamedTuple

_ENDING = ".lock"
_PAUSE = 0.1
# Behind all that is written in it: what is locked cannot be read everywhere.
_LOCKED_BYTE = 1 << 20
# What tells that another has it, from a file system that knows no locks.
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_LONGEST_NOTE = 200
# Where a file that was removed keeps its name until a scanner lets go of it, nobody may open it.
_MOST_REFUSED = 30


class Locks(NamedTuple):
    """How a system locks an open file: `lock` raises OSError where another has it.

    `keeps_open`: a file that anybody has open can be neither removed nor replaced.
    """

    lock: Callable[[int], object]
    unlock: Callable[[int], object]
    keeps_open: bool


def byte_locks(locking: Callable[[int, int, int], object], lock: int, unlock: int) -> Locks:
    """Those of Windows, where bytes are locked from the place on at which the file is read, and
    are to be unlocked before it is closed.
    """

    def at_byte(mode: int) -> Callable[[int], object]:
        def apply(handle: int) -> object:
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            return locking(handle, mode, 1)

        return apply

    return Locks(at_byte(lock), at_byte(unlock), keeps_open=True)


def _system_locks() -> Locks:
    if sys.platform == "win32":
        import msvcrt

        return byte_locks(msvcrt.locking, msvcrt.LK_NBLCK, msvcrt.LK_UNLCK)
    import fcntl

    def flock(operation: int) -> Callable[[int], object]:
        return lambda handle: fcntl.flock(handle, operation)

    return Locks(flock(fcntl.LOCK_EX | fcntl.LOCK_NB), flock(fcntl.LOCK_UN), keeps_open=False)


@contextmanager
def hold_folder(
    output: Path,
    work: str,
    name: str,
    tell: Callable[[str], None],
    locks: Locks | None = None,
) -> Iterator[None]:
    """Hold the output folder for the run that writes the manifest `name`.

    While another run of that name holds it, `tell` hears once who that is. A run that was killed
    holds nothing, and what it left is cleared away. `locks` are those of this system unless others
    are given. Errors: DeliveryError if the folder cannot be written.
    """
    is_new, folder = not output.exists(), output / work
    place = folder / f"{name}{_ENDING}"
    locks = locks or _system_locks()
    if folder.is_symlink():
        raise refusal(folder, OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder)))
    try:
        handle = _wait(place, tell, locks)
    except OSError as fault:
        raise refusal(output, fault) from fault
    try:
        clear_left(folder)
        clear_left(output)
        yield
    finally:
        _let_go(handle, place, locks)
        for empty in (folder, *([output] if is_new else ())):
            with contextlib.suppress(OSError):
                empty.rmdir()


def _wait(place: Path, tell: Callable[[str], None], locks: Locks) -> int:
    """The descriptor of the locked file. Errors: OSError if it cannot be made."""
    told = False
    while True:
        handle = _open(place, locks)
        if _try_lock(handle, locks) and (locks.keeps_open or _is_still(handle, place)):
            _note(handle)
            return handle
        if not told and (holder := _read_note(handle)):
            tell(f"另一次运行（{holder}）正在写这个文件夹，等它做完再做；不等的请按 Ctrl+C。")
            told = True
        os.close(handle)
        time.sleep(_PAUSE)


def _open(place: Path, locks: Locks) -> int:
    """The descriptor of the file, which is made. Errors: OSError."""
    flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0)
    for _ in range(_MOST_REFUSED if locks.keeps_open else 0):
        with contextlib.suppress(PermissionError):
            return open_in(place.parent, place.name, flags)
        time.sleep(_PAUSE)
    return open_in(place.parent, place.name, flags)


def _try_lock(handle: int, locks: Locks) -> bool:
    """Whether it is ours now; so it is where the file system knows no locks."""
    try:
        locks.lock(handle)
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


def _let_go(handle: int, place: Path, locks: Locks) -> None:
    """Remove the file and give it up. Where it can only be removed when it is closed, another run
    may have it by then, and keeps it.
    """
    if not locks.keeps_open:
        _remove(place)
    with contextlib.suppress(OSError):
        locks.unlock(handle)
    with contextlib.suppress(OSError):
        os.close(handle)
    if locks.keeps_open:
        _remove(place)


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink()
