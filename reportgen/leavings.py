"""What a run that is killed leaves behind: names that say whose it is, and the clearing of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import sys
import time
from functools import cache
from pathlib import Path

from reportgen.late_regex import late_regex

_OWN = late_regex(r"\.?(?:reportgen|journal)-([0-9a-f]{6})-([0-9]+)-")
# What a run that was killed noted is for the next one to read.
_NOTES = "journal-"
# Where it cannot be asked whether a process runs, it does not run so long.
_LONGEST_RUN = 24 * 3600


def own_mark() -> str:
    """What the names of this process's files hold: the machine and the process."""
    return f"{_machine()}-{os.getpid()}"


@cache
def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def is_left(path: Path) -> bool:
    """Whether it was written by a process of this machine that has ended.

    A name that no run gave, and one of another machine, says nothing.
    """
    match = _OWN.match(path.name)
    if match is None or match.group(1) != _machine():
        return False
    return _has_ended(int(match.group(2)), path)


def clear_left(folder: Path) -> None:
    """Remove what runs that have ended left half written in the folder, and keep what they noted of
    their work; nothing is removed where the folder cannot be read.
    """
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if not name.startswith(_NOTES) and is_left(folder / name):
                _remove(folder / name)


def _has_ended(process: int, path: Path) -> bool:
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            return time.time() - path.stat().st_mtime > _LONGEST_RUN
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        # It runs, for another user.
        return False
    return False


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
