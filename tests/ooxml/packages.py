"""Packages as tests need them: sound ones, and each kind of harmful one."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

DIRECTORY, HEADER, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
# Where a line of the directory and a header have the values that tests change.
FLAGS, METHOD, CHECKSUM, PACKED, SIZE, PLACE = (
    (8, 6),
    (10, 8),
    (16, 14),
    (20, 18),
    (24, 22),
    (42, 0),
)


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of those parts as another program writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def with_value(data: bytes, name: str, where: tuple[int, int], value: bytes) -> bytes:
    """The package with a value of that part's line and header changed."""
    changed = bytearray(data)
    line, header = _places(data, name)
    for at in (line + where[0], *((header + where[1],) if where[1] else ())):
        changed[at : at + len(value)] = value
    return bytes(changed)


def declaring(data: bytes, name: str, size: int) -> bytes:
    """The package with that part said to unpack to so many bytes."""
    return with_value(data, name, SIZE, struct.pack("<L", size))


def lying(name: str, real: bytes, said: bytes) -> bytes:
    """A package whose part unpacks to more than is said of it, its checksum being that of what is
    said.
    """
    data = declaring(zipped({name: real}), name, len(said))
    return with_value(data, name, CHECKSUM, struct.pack("<L", zlib.crc32(said)))


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The package with a part's name changed for one as long, wherever it stands."""
    assert len(old.encode()) == len(new.encode())
    return data.replace(old.encode(), new.encode())


def twice(first: str, second: str) -> bytes:
    """A package with parts of those names, which may be one name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr(first, b"<a/>")
            package.writestr(second, b"<b/>")
    return stream.getvalue()


def overlapping(count: int = 3, size: int = 100_000) -> bytes:
    """A package whose parts share one body: each begins at the header of the next, which is quoted
    in a stored block, and runs on to the end.
    """
    body = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    kernel = body.compress(bytes(size)) + body.flush()
    names = [f"part{number}.xml".encode() for number in range(count)]
    headers = [_header(name, 0, 0, 0) for name in names]
    tail, unpacked, checksum = kernel, size, zlib.crc32(bytes(size))
    wholes: list[tuple[bytes, int, int, int]] = []
    for name, _ in reversed(list(zip(names, headers, strict=True))):
        header = _header(name, checksum, len(tail), unpacked)
        wholes.append((name, checksum, len(tail), unpacked))
        quoted = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header
        checksum = zlib.crc32(zlib.decompress(quoted + tail, -zlib.MAX_WBITS))
        unpacked += len(header)
        block, tail = header + tail, quoted + tail
    places = [0]
    for before, _ in pairwise(reversed(wholes)):
        places.append(places[-1] + 30 + len(before[0]) + 5)
    lines = b"".join(
        _line(*whole, place) for whole, place in zip(reversed(wholes), places, strict=True)
    )
    end = struct.pack("<4s4H2LH", END, 0, 0, count, count, len(lines), len(block), 0)
    return block + lines + end


def _header(name: bytes, checksum: int, packed: int, size: int) -> bytes:
    about = (20, 0, 8, 0, 0x21, checksum, packed, size, len(name), 0)
    return struct.pack("<4s5H3L2H", HEADER, *about) + name


def _line(name: bytes, checksum: int, packed: int, size: int, place: int) -> bytes:
    about = (20, 20, 0, 8, 0, 0x21, checksum, packed, size, len(name), 0, 0, 0, 0, 0, place)
    return struct.pack("<4s6H3L5H2L", DIRECTORY, *about) + name


def _places(data: bytes, name: str) -> tuple[int, int]:
    """Where the part's line in the directory and its header begin."""
    encoded = name.encode()
    at = data.find(DIRECTORY)
    while data[at + 46 : at + 46 + len(encoded)] != encoded:
        at = data.index(DIRECTORY, at + 1)
    return at, struct.unpack_from("<L", data, at + PLACE[0])[0]
