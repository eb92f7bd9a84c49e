"""Archives and pictures that would take all memory or time, made in code."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from random import Random

from benchmarks.bomb_files import MILLION, packed, png, school

_LOCAL = struct.Struct("<4s5H3I2H")
_LINE = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def noise(size: int) -> bytes:
    """Bytes that no packing makes smaller, the same each time."""
    return Random(7).randbytes(size)


def named(count: int) -> bytes:
    """A zip of so many empty files, with the directory that a zip of that many has."""
    names = [b"%07d.yaml" % number for number in range(count)]
    heads = b"".join(
        _LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, len(each), 0) + each for each in names
    )
    size = len(heads) // count
    lines = b"".join(
        _LINE.pack(b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(each), *[0] * 5, number * size)
        + each
        for number, each in enumerate(names)
    )
    listed = min(count, 0xFFFF)
    return heads + lines + _END.pack(b"PK\5\6", 0, 0, listed, listed, len(lines), len(heads), 0)


def overlapping(count: int, size: int) -> bytes:
    """A zip of so many files that are all the same bytes of the archive."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(bytes(size)) + packer.flush()
    about = (20, 0, 8, 0, 33, zlib.crc32(bytes(size)), len(data), size)
    head = _LOCAL.pack(b"PK\3\4", *about, 7, 0) + b"00.yaml" + data
    lines = b"".join(
        _LINE.pack(b"PK\1\2", 20, *about, 7, *[0] * 5, 0) + b"%02d.yaml" % number
        for number in range(count)
    )
    return head + lines + _END.pack(b"PK\5\6", 0, 0, count, count, len(lines), len(head), 0)


def nested(depth: int) -> bytes:
    """A zip in a zip in a zip …, with a school's file in the innermost."""
    data = packed({"甲校.yaml": school()})
    for _ in range(depth):
        data = packed({"内.zip": data})
    return data


def jpeg(about: bytes, width: int = 9, height: int = 9) -> bytes:
    """A JPEG that says of itself what is given, in as many pieces as that takes."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    scan = _segment(0xDA, b"\1\1\0\0\x3f\0") + b"\0"
    return b"\xff\xd8" + b"".join(_told(about)) + _segment(0xC0, frame) + scan + b"\xff\xd9"


def _told(about: bytes) -> Iterator[bytes]:
    for at in range(0, len(about), 65_000):
        yield _segment(0xE1, b"Exif\0\0" + about[at : at + 65_000])


def _segment(kind: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data


def gif(frames: int, side: int) -> bytes:
    """A GIF of so many frames that each say to be so wide and high."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\2\2\x44\1\0"
    return b"GIF89a" + struct.pack("<HHBBB", side, side, 0, 0, 0) + frame * frames + b";"


def svg(count: int) -> bytes:
    """A drawing of so many shapes, with an entity that stands for a million more."""
    return b"<!DOCTYPE svg [<!ENTITY a '" + b"<g/>" * MILLION + b"'>]><svg>" + b"&a;" * count


def with_chunks(count: int) -> bytes:
    """A PNG of so many pieces that say nothing."""
    data = png(9, 9)
    empty = struct.pack(">I", 0) + b"tEXt" + struct.pack(">I", zlib.crc32(b"tEXt"))
    return data[:33] + empty * count + data[33:]
