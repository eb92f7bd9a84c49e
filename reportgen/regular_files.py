"""Regular files → their bytes. Whatever else a path may lead to is never opened: whoever opens a
pipe waits for a writer that does not come, and a device never ends.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

# That nobody waits where a pipe is put in the place of a file between the look and the opening.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotRegularError(OSError):
    """What was to be read is a pipe, a socket or a device."""


def open_regular(path: Path) -> BinaryIO:
    """The file, opened for reading. Errors: OSError, of which NotRegularError is one."""
    _refuse_others(path, path.stat().st_mode)
    handle = os.open(path, _FLAGS)
    try:
        _refuse_others(path, os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def read_regular(path: Path) -> bytes:
    """All the file's bytes. Errors: as `open_regular`."""
    with open_regular(path) as file:
        return file.read()


def is_regular(path: Path) -> bool:
    """Whether a regular file is there, perhaps by a link."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _refuse_others(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NotRegularError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
