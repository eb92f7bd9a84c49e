"""Regular files → their bytes. Whatever else a path may lead to is never opened: whoever opens a
pipe waits for a writer that does not come, and a device never ends.
"""

from __future__ import annotations

import errno
import os
import stat
from io import FileIO
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
    _refuse_others(path, path.stat().st_mode)
    # Without a buffer: the whole is asked for at once.
    with FileIO(os.open(path, _FLAGS)) as file:
        _refuse_others(path, os.fstat(file.fileno()).st_mode)
        return file.readall()


class FileBytes:
    """The bytes of a file that are read where they are asked for, so that a large one is never held
    whole. Errors: as `open_regular`, at whichever place it is asked for.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = path.stat().st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: slice, /) -> bytes:
        begin, end, _ = place.indices(self._size)
        with self.stream() as file:
            file.seek(begin)
            return file.read(max(0, end - begin))

    def stream(self) -> BinaryIO:
        """The file."""
        return open_regular(self._path)


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
