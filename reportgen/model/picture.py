"""A picture file's bytes → what kind it is and how large."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

# No way out of the folder, and no sign that a file's name cannot have somewhere.
_BELOW = late_regex(r"(?!/)[^\\:*?\"<>|\x00-\x1f]+")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_END = b"\xff\xd9"
# Cameras and editors write a little after the end mark; a file cut short has none.
_TAIL = 4096
# The markers that carry a frame's size: C0 to CF but for tables (C4), a reserved one (C8) and
# coding (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))


class Picture(NamedTuple):
    """A sound PNG or JPEG picture, its kind (`png`, `jpeg`) and its size in pixels, never 0."""

    data: bytes
    kind: str
    width: int
    height: int


class NamedPictures(dict[str, object]):
    """Pictures for templates by their names; each school may have others."""

    __slots__ = ()


def lies_below(source: str) -> bool:
    """Whether a picture of that source lies in the folder of the file that names it, or below."""
    return bool(_BELOW.fullmatch(source)) and ".." not in source.split("/")


def find_picture(data: bytes) -> Picture | None:
    """The picture in these bytes; None where they are no PNG or JPEG, or cut short."""
    kind, size = "", None
    if data.startswith(_PNG):
        kind, size = "png", _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = "jpeg", _jpeg_size(data)
    return Picture(data, kind, *size) if size and 0 not in size else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR" or b"IEND" not in data[-_TAIL:]:
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if _JPEG_END not in data[-_TAIL:]:
        return None
    for marker, start in _jpeg_segments(data):
        if marker in _FRAMES and start + 7 <= len(data):
            height, width = data[start + 3 : start + 5], data[start + 5 : start + 7]
            return int.from_bytes(width), int.from_bytes(height)
    return None


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Each marker with the place of its length field, up to where the coded picture begins."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _STANDALONE:
            place += 2
        else:
            yield marker, place + 2
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4]))
