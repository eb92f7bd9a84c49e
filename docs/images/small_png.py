"""A picture of a screen in few colours: a third of the size, and nobody sees the difference."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Shades of a channel that are alike; colours of a picture, and those that stand for their like.
STEP, MOST, LIKE = 32, 256, 192
RGB, PALETTE = 3, 3
"""Bytes of a pixel as a browser writes it; the kind of picture whose pixels number its colours."""


def shrink(picture: Path) -> None:
    """Write the picture again: common colours as they are, others as the like of them."""
    width, height, data = _read(picture.read_bytes())
    colours = [data[at : at + RGB] for at in range(0, len(data), RGB)]
    counts = Counter(colours)
    kept = [colour for colour, _ in counts.most_common(MOST - LIKE)]
    rest = counts.keys() - set(kept)
    likes = Counter[bytes]()
    for colour in rest:
        likes[_rounded(colour)] += counts[colour]
    kept += [colour for colour, _ in likes.most_common(LIKE)]
    numbers = {colour: at for at, colour in reversed(list(enumerate(kept)))}

    @cache
    def nearest(colour: bytes) -> int:
        return numbers[min(kept, key=lambda each: _distance(each, colour))]

    for colour in rest - numbers.keys():
        numbers[colour] = nearest(_rounded(colour))
    pixels = bytes(numbers[colour] for colour in colours)
    lines = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(kept)), (b"IDAT", zlib.compress(lines, 9)))
    picture.write_bytes(SIGNATURE + b"".join(_part(*each) for each in (*parts, (b"IEND", b""))))


def _rounded(colour: bytes) -> bytes:
    """The colour that stands for all that are like it."""
    return bytes(value // STEP * STEP + STEP // 2 for value in colour)


def _distance(one: bytes, other: bytes) -> int:
    return sum((mine - theirs) ** 2 for mine, theirs in zip(one, other, strict=True))


def _part(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _read(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and pixels, three bytes each."""
    parts = list(_parts(png))
    header = next(content for name, content in parts if name == b"IHDR")
    width, height, depth, kind = struct.unpack(">IIBB", header[:10])
    assert (depth, kind) == (8, 2), "a browser writes three bytes a pixel"
    data = zlib.decompress(b"".join(content for name, content in parts if name == b"IDAT"))
    above = bytes(width * RGB)
    found = bytearray()
    for at in range(0, len(data), width * RGB + 1):
        above = _line(data[at], data[at + 1 : at + 1 + width * RGB], above)
        found += above
    return width, height, bytes(found)


def _line(way: int, line: bytes, above: bytes) -> bytes:
    """A line as it was before it was written as differences, in one of five ways."""
    found = bytearray(RGB)
    behind = bytes(RGB) + above
    for at, value in enumerate(line):
        left, up, corner = found[at], above[at], behind[at]
        guess = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[way]
        found.append((value + guess) % 256)
    return bytes(found[RGB:])


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))
