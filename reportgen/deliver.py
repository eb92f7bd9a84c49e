"""Bytes → a file in the output folder: whole or not at all. The only stage that writes reports."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.problems import DeliveryError, Location, error

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
LONGEST_NAME = 80
"""The most characters of a file name before its ending."""

_AT_ONCE = 8
_THREADS = 4
_TRIES = 5
_numbers = count()


def safe_file_name(name: str, suffix: str) -> str:
    """A file name that Windows accepts: forbidden signs become `_`, 80 characters are kept."""
    plain = _FORBIDDEN.sub("_", name).strip(" .")[:LONGEST_NAME].rstrip(" .") or "_"
    return ("_" + plain if _DEVICES.match(plain) else plain) + suffix


def write_file(path: Path, data: bytes | Iterable[bytes], staging: Path | None = None) -> None:
    """Write the file so that the old one, or the new one, stands there whole at any moment.

    It is written in the folder `staging` (on the same disk), else beside its place.

    Errors: DeliveryError if it cannot be written, with the reason in Chinese.
    """
    fault = _try_to_write(path, data, staging or path.parent)
    if fault is not None:
        raise refusal(path, fault) from fault


class Delivery:
    """Files written together: `add` takes each, `finish` waits until all are safely in place.

    The disk works for several files at once, beside the caller: a fraction of the time that
    waiting for each would take.
    """

    def __init__(self, staging: Path) -> None:
        self._staging = staging
        self._added: list[tuple[Path, bytes]] = []
        self._waiting: list[tuple[Path, Future[OSError | None]]] = []
        self._pool: ThreadPoolExecutor | None = None

    def add(self, path: Path, data: bytes) -> None:
        """Take a file for `path`."""
        self._added.append((path, data))
        if len(self._added) == _AT_ONCE:
            self._hand_over()

    def finish(self) -> dict[Path, DeliveryError]:
        """Put every file in its place; returns the faults of those that could not be written."""
        self._hand_over()
        outcomes = [(path, waiting.result()) for path, waiting in self._waiting]
        if self._pool is not None:
            self._pool.shutdown()
        self._waiting, self._pool = [], None
        return {path: refusal(path, fault) for path, fault in outcomes if fault is not None}

    def _hand_over(self) -> None:
        # One document needs no threads, and should not wait for what makes them to be loaded.
        from concurrent.futures import ThreadPoolExecutor

        pool = self._pool = self._pool or ThreadPoolExecutor(_THREADS)
        for path, data in self._added:
            self._waiting.append((path, pool.submit(_try_to_write, path, data, self._staging)))
        self._added = []


def _try_to_write(path: Path, data: bytes | Iterable[bytes], staging: Path) -> OSError | None:
    """Write the file whole in its place; what hindered it, or None."""
    beside = staging / f".reportgen-{os.getpid()}-{next(_numbers)}-{secrets.token_hex(4)}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(beside, data)
        os.replace(beside, path)
        return None
    except OSError as fault:
        return fault
    finally:
        # Nothing once it stands in its place.
        _discard(beside)


def _write_through(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Make a new file; it is on the disk when this returns."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = open_in(path.parent, path.name, flags)
    with os.fdopen(handle, "wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(handle)


def open_in(folder: Path, name: str, flags: int) -> int:
    """The descriptor of a file in the folder, which is made if it is missing.

    Errors: OSError as `os.open`.
    """
    for _ in range(_TRIES):
        folder.mkdir(parents=True, exist_ok=True)
        # Another run that ends may clear the empty folder away in between.
        with contextlib.suppress(FileNotFoundError):
            return os.open(folder / name, flags, 0o666)
    return os.open(folder / name, flags, 0o666)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def refusal(path: Path, fault: OSError) -> DeliveryError:
    """Why the file cannot be written, in Chinese."""
    place, hint = Location(str(path)), "处理后请再运行一次"
    return DeliveryError(error("cannot_write", _explain(fault), place, hint))


def _explain(fault: OSError) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘已满，没有写成"
    if isinstance(fault, PermissionError):
        return "不能写入：文件可能正被 Word 或 WPS 打开，或者没有写入权限"
    if isinstance(fault, (NotADirectoryError, FileExistsError)):
        return "不能写入：输出位置被一个同名的文件占用"
    if isinstance(fault, IsADirectoryError):
        return "不能写入：同名的位置是一个文件夹"
    if isinstance(fault, FileNotFoundError):
        return "不能写入：没有这个位置"
    return f"不能写入（系统错误号 {fault.errno}）"
