"""Where kept code lies, and the bytes of a file there: whole as they were written, or none."""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import zlib
from collections.abc import Mapping
from importlib.util import cache_from_source
from itertools import count
from pathlib import Path
from typing import BinaryIO

from reportgen import __version__
from reportgen.leavings import clear_left, own_mark
from reportgen.regular_files import open_regular
from reportgen.resources import package_folder

SWITCH = "REPORTGEN_CACHE"
OFF = "off"
_MOST_BYTES = 16_000_000
_DIGEST = 4
# Threads of one process write apart from each other.
_numbers = count()


def kept_place(name: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the file of that name lies for this Python, whether it is there or not; None where
    nothing is kept: it is switched off, or Python itself keeps no bytecode.
    """
    if environment.get(SWITCH, "").strip().lower() == OFF:
        return None
    try:
        return Path(cache_from_source(str(package_folder() / f"{name}.py"))).with_suffix(".kept")
    except NotImplementedError:
        return None


def kept_folder() -> Path | None:
    """Where the files lie; None where nothing is kept."""
    place = kept_place("")
    return place.parent if place else None


def program_stamp() -> tuple[str, ...]:
    """What a file of another Python, or of another version of the program, differs in."""
    return (__version__, sys.implementation.name, sys.version, sys.byteorder)


def read_kept(place: Path) -> memoryview | None:
    """What was written there; None where it is not there, not whole, or not to be read."""
    with contextlib.suppress(OSError, ValueError), open_regular(place) as file:
        size = os.fstat(file.fileno()).st_size
        if size <= _MOST_BYTES:
            data = _seen(file, size)
            if data[:_DIGEST] == _digest(data[_DIGEST:]):
                return data[_DIGEST:]
    return None


def _seen(file: BinaryIO, size: int) -> memoryview:
    """The bytes where the system has them already, if it can show them: nothing of several MB is
    copied, of which a run asks a part. A file there is replaced, never written in its place.
    """
    at_once = getattr(mmap, "MAP_POPULATE", 0)
    if at_once and size:
        flags = mmap.MAP_PRIVATE | at_once
        with contextlib.suppress(OSError):
            return memoryview(mmap.mmap(file.fileno(), size, flags=flags, prot=mmap.PROT_READ))
    return memoryview(file.read())


def may_be_written(place: Path) -> bool:
    """Whether Python keeps what is made anew; a folder that its user cannot write is seen early,
    so that nobody makes ready what cannot be kept.
    """
    folder = place.parent
    return not sys.dont_write_bytecode and (os.access(folder, os.W_OK) or not folder.exists())


def write_kept(place: Path, data: bytes) -> None:
    """Write it, whole or not at all; where that cannot be, nothing is said: it is made anew."""
    if len(data) + _DIGEST > _MOST_BYTES or not may_be_written(place):
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        clear_left(place.parent)
        half = place.with_name(f"reportgen-{own_mark()}-{next(_numbers)}-{place.name}")
        try:
            half.write_bytes(_digest(data) + data)
            os.replace(half, place)
        finally:
            half.unlink(missing_ok=True)


def _digest(data: bytes | memoryview) -> bytes:
    # It tells what is not whole; nobody is kept from anything by it.
    return zlib.crc32(data).to_bytes(_DIGEST, "big")
