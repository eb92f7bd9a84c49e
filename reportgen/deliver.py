"""Bytes → a file in the output folder: whole or not at all. The only stage that writes reports."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import NamedTuple

from reportgen.problems import DeliveryError, Location, error

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_LONGEST = 80


def safe_file_name(name: str, suffix: str) -> str:
    """A name that Windows accepts: forbidden signs become `_`, at most 80 characters and the suffix."""
    plain = _FORBIDDEN.sub("_", name).strip(" .")[:_LONGEST].rstrip(" .") or "_"
    return ("_" + plain if _DEVICES.match(plain) else plain) + suffix


def write_file(path: Path, data: bytes | Iterable[bytes], staging: Path | None = None) -> None:
    """Write the file so that the old one, or the new one, stands there whole at any moment.

    While it is being written it stands in the folder `staging` (on the same disk), else beside
    its place. Errors: DeliveryError says in Chinese why it cannot be written.
    """
    delivery = Delivery(staging or path.parent)
    delivery.add(path, data)
    for fault in delivery.finish().values():
        raise fault


class Delivery:
    """Files written together: `add` stages each, `finish` waits until all of them are safe in their places.

    The disk is waited for beside the work, for several files at once: that takes a fraction of
    waiting for each.
    """

    def __init__(self, staging: Path) -> None:
        self._staging = staging
        self._folders: set[Path] = set()
        self._staged: list[_Staged] = []
        self._waiting: list[tuple[Path, Future[OSError | None]]] = []
        self._pool: ThreadPoolExecutor | None = None

    def add(self, path: Path, data: bytes | Iterable[bytes]) -> None:
        """Stage a file for `path`. Errors: DeliveryError says in Chinese why it cannot be written."""
        try:
            for folder in {path.parent, self._staging} - self._folders:
                folder.mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            self._staged.append(_stage(self._staging, path, data))
        except OSError as fault:
            raise refusal(path, fault) from fault
        if len(self._staged) == _AT_ONCE:
            self._put_staged()

    def finish(self) -> dict[Path, DeliveryError]:
        """Every file put in its place; the ones that could not be, by their place."""
        if not self._waiting and len(self._staged) == 1:
            (only,) = self._staged
            outcomes = [(only.path, _put(only))]
        else:
            self._put_staged()
            outcomes = [(path, waiting.result()) for path, waiting in self._waiting]
        if self._pool is not None:
            self._pool.shutdown()
        self._staged, self._waiting, self._pool = [], [], None
        return {path: refusal(path, fault) for path, fault in outcomes if fault is not None}

    def _put_staged(self) -> None:
        pool = self._pool = self._pool or ThreadPoolExecutor(_AT_ONCE)
        self._waiting += [(each.path, pool.submit(_put, each)) for each in self._staged]
        self._staged = []


_AT_ONCE = 8
_numbers = count()


class _Staged(NamedTuple):
    path: Path
    beside: Path
    handle: int


def _stage(folder: Path, path: Path, data: bytes | Iterable[bytes]) -> _Staged:
    beside = folder / f".reportgen-{os.getpid()}-{next(_numbers)}-{secrets.token_hex(4)}.tmp"
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
    except BaseException:
        os.close(handle)
        _discard(beside)
        raise
    return _Staged(path, beside, handle)


def _put(staged: _Staged) -> OSError | None:
    try:
        try:
            os.fsync(staged.handle)
        finally:
            os.close(staged.handle)
        os.replace(staged.beside, staged.path)
    except OSError as fault:
        _discard(staged.beside)
        return fault
    return None


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def refusal(path: Path, fault: OSError) -> DeliveryError:
    """Why the file cannot be written, in Chinese."""
    return DeliveryError(error("cannot_write", _explain(fault), Location(str(path)), "处理后请再运行一次"))


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
