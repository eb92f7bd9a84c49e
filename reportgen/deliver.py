"""Bytes → a file in the output folder: whole or not at all. The only stage that writes reports."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path

from reportgen.problems import DeliveryError, Location, error

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_LONGEST = 80


def safe_file_name(name: str, suffix: str) -> str:
    """A name that Windows accepts: forbidden signs become `_`, at most 80 characters and the suffix."""
    plain = _FORBIDDEN.sub("_", name).strip(" .")[:_LONGEST].rstrip(" .") or "_"
    return ("_" + plain if _DEVICES.match(plain) else plain) + suffix


def write_file(path: Path, data: bytes) -> None:
    """Write the file so that the old one, or the new one, stands there whole at any moment.

    Errors: DeliveryError says in Chinese why it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(path, data)
    except OSError as fault:
        raise DeliveryError(
            error("cannot_write", _explain(fault), Location(str(path)), "处理后请再运行一次")
        ) from fault


def _write_beside(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".reportgen-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a report is meant to be passed on.
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
