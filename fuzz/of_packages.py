"""A zip of parts → the zip with a part changed, lost, doubled, renamed, or a head that lies."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from fuzz import hostile, of_bytes
from fuzz.of_xml import mutate_xml

Parts = list[tuple[str, bytes]]
Mutator = Callable[[bytes, Random], bytes]
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_TIME = (2024, 11, 20, 0, 0, 0)
_HEAD, _LISTED, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# Where in each head its numbers stand: what is lied about.
_FIELDS = {
    _HEAD: (4, 6, 8, 14, 18, 22, 26, 28),
    _LISTED: (6, 8, 10, 16, 20, 24, 28, 30, 42),
    _END: (8, 10, 12, 16, 20),
}


def unpack(data: bytes) -> Parts:
    """The parts in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def pack(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the parts, the same for the same parts."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        # A part that is there twice is meant.
        warnings.simplefilter("ignore")
        for name, data in parts:
            archive.writestr(_info(name, method), data)
    return stream.getvalue()


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = method
    return info


def in_parts(mutate: Mutator, pattern: str = r"\.(xml|rels|vml)$") -> Mutator:
    """Changes by `mutate` a part whose name fits the pattern."""

    def change(data: bytes, dice: Random) -> bytes:
        parts = unpack(data)
        fitting = [at for at, (name, _) in enumerate(parts) if re.search(pattern, name)]
        if fitting:
            at = dice.choice(fitting)
            name, part = parts[at]
            parts[at] = (name, mutate(part, dice))
        return pack(parts)

    return change


def change_list(data: bytes, dice: Random) -> bytes:
    """A part is lost, doubled, renamed, another's, or no text at all."""
    parts = unpack(data) or [("a", b"")]
    at, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    name, part = parts[at]
    changes: tuple[Callable[[], Parts], ...] = (
        lambda: parts[:at] + parts[at + 1 :],
        lambda: [*parts, (dice.choice((name, f"{name}2")), parts[other][1])],
        lambda: [*parts[:at], (_renamed(name, dice), part), *parts[at + 1 :]],
        lambda: [*parts[:at], (name, parts[other][1]), *parts[at + 1 :]],
        lambda: [*parts[:at], (name, dice.randbytes(dice.choice((0, 3, 500)))), *parts[at + 1 :]],
        lambda: parts[::-1],
    )
    return pack(dice.choice(changes)())


def _renamed(name: str, dice: Random) -> str:
    told = hostile.value(dice)[:60].encode("utf-8", "ignore").decode()
    return dice.choice(
        (name.upper(), f"../{name}", f"/{name}", name.replace("/", "\\"), told or "a")
    )


def repack(data: bytes, dice: Random) -> bytes:
    """The same parts by another method of packing."""
    return pack(unpack(data), dice.choice(_METHODS))


def lie(data: bytes, dice: Random) -> bytes:
    """A number in a head of the zip is another: size, place, method, flags, length of the name."""
    head = dice.choice((_HEAD, _LISTED, _LISTED, _END))
    places = [found.start() for found in re.finditer(re.escape(head), data)]
    if not places:
        return data
    at = dice.choice(places) + dice.choice(_FIELDS[head])
    put = dice.choice(
        (b"\0\0", b"\1\0", b"\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\x63\0")
    )
    return data[:at] + put + data[at + len(put) :]


MUTATORS: tuple[Mutator, ...] = (*[in_parts(mutate_xml)] * 6, change_list, repack)
"""Damage within a sound zip."""
RAW_MUTATORS: tuple[Mutator, ...] = (lie, lie, *of_bytes.MUTATORS)
"""Damage of the zip itself."""
