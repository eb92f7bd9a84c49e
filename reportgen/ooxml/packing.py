"""Named parts → the bytes of an Office package, the same for the same parts.

Parts that never change are deflated once into a `Frame`; a document adds only what is its own.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple

# Level 3 is as fast as level 1 on WordprocessingML and a few per cent larger than level 6,
# which takes three times as long: `benchmarks/render.py` prints the three side by side.
LEVEL = 3
# Of what is deflated once: a large part takes three times as long at level 9, for a twentieth less.
_FROZEN_LEVEL, _LARGE_LEVEL, _LARGE = 9, 6, 100_000
# By how many times a part has become smaller that is deflated well.
_WELL = 5

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DEFLATED = 8
_STORED = 0
_UTF8_NAME = 0x800
_DATE = 0x21  # 1980-01-01, the first day a zip can name
_COMPRESSED_ALREADY = (".png", ".jpg", ".jpeg", ".xlsx")


class Frame(NamedTuple):
    """The beginning of a package: entries in their final form, and their lines of the directory."""

    block: bytes
    directory: bytes
    entries: int


class Deflated(NamedTuple):
    """A part, and its bytes as another package has them deflated."""

    data: bytes
    body: bytes


class _Entry(NamedTuple):
    """A part as it stands in a package: its name, what is said of it, and its bytes."""

    name: bytes
    described: tuple[int, ...]
    body: bytes


EMPTY = Frame(b"", b"", 0)


def freeze(parts: Iterable[tuple[str, bytes]]) -> Frame:
    """The parts, in the order given, deflated as well as zlib can, large ones well."""
    return _append(EMPTY, _frozen(parts))


def freeze_twice(
    parts: Mapping[str, bytes],
    left_out: Container[str],
    deflated: Mapping[str, Deflated] = MappingProxyType({}),
) -> tuple[Frame, Frame]:
    """A frame of all the parts, and one without some of them; each is deflated once, and large ones
    not at all that are `deflated` well already.
    """
    entries = dict(zip(parts, _frozen(parts.items(), deflated), strict=True))
    others = (entry for name, entry in entries.items() if name not in left_out)
    return _append(EMPTY, entries.values()), _append(EMPTY, others)


def pack(frame: Frame, parts: Sequence[tuple[str, bytes]], level: int = LEVEL) -> bytes:
    """The whole package: the frame's entries, then these parts in the order given.

    No clock, user or platform goes into it, so equal parts give equal bytes.
    """
    whole = _append(frame, [_entry(name, data, level) for name, data in parts])
    end = _END.pack(
        b"PK\x05\x06", 0, 0, whole.entries, whole.entries, len(whole.directory), len(whole.block), 0
    )
    return b"".join((whole.block, whole.directory, end))


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """The package of those parts, in their order: for what is written once."""
    return pack(EMPTY, list(parts.items()))


def _frozen(
    parts: Iterable[tuple[str, bytes]],
    deflated: Mapping[str, Deflated] = MappingProxyType({}),
) -> list[_Entry]:
    return [_frozen_entry(name, data, deflated.get(name)) for name, data in parts]


def _frozen_entry(name: str, data: bytes, known: Deflated | None) -> _Entry:
    if len(data) <= _LARGE:
        return _entry(name, data, _FROZEN_LEVEL)
    if known and len(known.body) * _WELL < len(data) and known.data == data:
        return _described(name, data, _DEFLATED, known.body)
    return _entry(name, data, _LARGE_LEVEL)


def _append(frame: Frame, entries: Iterable[_Entry]) -> Frame:
    blocks, lines = [frame.block], [frame.directory]
    offset, count = len(frame.block), frame.entries
    for name, described, body in entries:
        local = b"".join((_LOCAL.pack(b"PK\x03\x04", _VERSION, *described), name, body))
        line = (b"PK\x01\x02", _VERSION, _VERSION, *described, 0, 0, 0, 0, offset)
        blocks.append(local)
        lines += (_CENTRAL.pack(*line), name)
        offset += len(local)
        count += 1
    return Frame(b"".join(blocks), b"".join(lines), count)


def _entry(name: str, data: bytes, level: int) -> _Entry:
    return _described(name, data, *_shrink(name, data, level))


def _described(name: str, data: bytes, method: int, body: bytes) -> _Entry:
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    described = (flags, method, 0, _DATE, zlib.crc32(data), len(body), len(data), len(encoded), 0)
    return _Entry(encoded, described, body)


def _shrink(name: str, data: bytes, level: int) -> tuple[int, bytes]:
    if name.lower().endswith(_COMPRESSED_ALREADY):
        return _STORED, data
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _DEFLATED, deflater.compress(data) + deflater.flush()
