"""Bytes → bytes with the damage that disks, lines and liars do, whatever the format."""

from __future__ import annotations

from random import Random

_LENGTHS = (1, 2, 4, 8, 64, 512)
_EDGES = (b"\0", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\xff\xff\xff\xff")


def flip(data: bytes, dice: Random) -> bytes:
    """A few bits are others."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8, 64)) if changed else 0):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut(data: bytes, dice: Random) -> bytes:
    """It ends early, or begins late."""
    at = dice.randrange(len(data) + 1)
    return data[:at] if dice.random() < 0.8 else data[at:]


def lose(data: bytes, dice: Random) -> bytes:
    """A stretch is missing."""
    begin, end = _stretch(data, dice)
    return data[:begin] + data[end:]


def repeat(data: bytes, dice: Random) -> bytes:
    """A stretch stands there several times."""
    begin, end = _stretch(data, dice)
    return data[:end] + data[begin:end] * dice.choice((1, 2, 30)) + data[end:]


def overwrite(data: bytes, dice: Random) -> bytes:
    """A few bytes are those at the edges of what numbers can be."""
    begin, _ = _stretch(data, dice)
    put = dice.choice(_EDGES)
    return data[:begin] + put + data[begin + len(put) :]


def _stretch(data: bytes, dice: Random) -> tuple[int, int]:
    begin = dice.randrange(len(data) + 1)
    return begin, min(len(data), begin + dice.choice(_LENGTHS))


MUTATORS = (flip, cut, lose, repeat, overwrite)
