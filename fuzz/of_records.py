"""An old workbook (.xls) → one whose records are lost, doubled, swapped, cut or lie."""

from __future__ import annotations

import struct
from random import Random

from benchmarks.bomb_files import xls
from fuzz import of_bytes

_HEAD = 1536
"""Before the stream stand the head, the table of sectors and the folder, a sector each."""


def mutate_xls(data: bytes, dice: Random) -> bytes:
    """Mostly the records; else the bytes of the compound file."""
    if dice.random() < 0.3:
        return dice.choice(of_bytes.MUTATORS)(data, dice)
    records = _records(data[_HEAD:])
    for _ in range(dice.choice((1, 1, 2, 5)) if records else 0):
        _change(records, dice)
    return xls(b"".join(records))


def _records(stream: bytes) -> list[bytes]:
    records, at = list[bytes](), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if not kind:
            break
        records.append(stream[at : at + 4 + size])
        at += 4 + size
    return records


def _change(records: list[bytes], dice: Random) -> None:
    at, other = dice.randrange(len(records)), dice.randrange(len(records))
    what = dice.randrange(6)
    if what == 0 and len(records) > 1:
        del records[at]
    elif what == 1:
        records.insert(other, records[at])
    elif what == 2:
        records[at], records[other] = records[other], records[at]
    elif what == 3:
        size = dice.choice((0, 1, 255, 8224, 65535))
        records[at] = records[at][:2] + struct.pack("<H", size) + records[at][4:]
    elif what == 4:
        body = dice.choice(of_bytes.MUTATORS)(records[at][4:], dice)[:65535]
        records[at] = records[at][:2] + struct.pack("<H", len(body)) + body
    else:
        records[at] = (
            struct.pack("<H", dice.choice((0x85, 0xFC, 0x203, 0xE5, 0x0A))) + records[at][2:]
        )
