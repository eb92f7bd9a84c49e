"""A font file (TrueType, OpenType, or a collection of them) → the names of its typefaces."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportgen.regular_files import open_regular

ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
_COLLECTION = b"ttcf"
# The family (宋体 and SimSun, each in its language), and the one that groups more than four faces.
_FAMILY_NAMES = (1, 16)
# By platform: Unicode, Macintosh, Windows.
_ENCODINGS = {0: "utf-16-be", 1: "mac-roman", 3: "utf-16-be"}
_MOST_FACES, _MOST_TABLES = 64, 256


def read_families(path: Path) -> frozenset[str]:
    """Every family name in the file, in all languages; none if it is no font or unreadable."""
    try:
        with open_regular(path) as file:
            names = {name for start in _faces(file) for name in _names(file, start)}
    except (OSError, struct.error, ValueError):
        return frozenset()
    return frozenset(names - {""})


def _faces(file: BinaryIO) -> Iterator[int]:
    """Where each typeface of the file begins."""
    if file.read(4) != _COLLECTION:
        yield 0
        return
    _, count = struct.unpack(">LL", file.read(8))
    yield from struct.unpack(f">{min(count, _MOST_FACES)}L", file.read(4 * min(count, _MOST_FACES)))


def _names(file: BinaryIO, start: int) -> Iterator[str]:
    place = _name_table(file, start)
    if place is None:
        return
    file.seek(place)
    _, count, texts = struct.unpack(">HHH", file.read(6))
    records = file.read(12 * count)
    for platform, _, _, kind, length, offset in struct.iter_unpack(">6H", records):
        if kind in _FAMILY_NAMES and platform in _ENCODINGS:
            file.seek(place + texts + offset)
            yield file.read(length).decode(_ENCODINGS[platform], "ignore").strip()


def _name_table(file: BinaryIO, start: int) -> int | None:
    file.seek(start)
    _, count = struct.unpack(">LH", file.read(6))
    file.seek(start + 12)
    tables = file.read(16 * min(count, _MOST_TABLES))
    found = (place for tag, _, place, _ in struct.iter_unpack(">4sLLL", tables) if tag == b"name")
    return next(found, None)
