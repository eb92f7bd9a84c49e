"""A file's bytes → the parts of an Office package (.docx, .xlsx, .ods), within bounds.

Nothing is inflated before the file's directory is found sound, and no part to more than it
declares.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from io import BytesIO
from typing import BinaryIO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from reportgen.bounded.limits import LIMITS, PackageLimits
from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.archive_names import ArchivedName, archive_names


class Reason(Enum):
    """Why a file is not read as a package."""

    NO_PACKAGE = auto()
    """It is of another kind, or empty."""
    OLD_FORMAT = auto()
    """A compound file: .doc, .xls, .wps, .et, perhaps with a password of the old kind."""
    ENCRYPTED = auto()
    """It asks for a password."""
    DAMAGED = auto()
    """It is cut off or changed, or contradicts itself as no program writes it."""
    PACKING = auto()
    """A part is packed in a way that Office files are not: only stored and deflated ones are."""
    TOO_MANY = auto()
    """It has too many parts."""
    TOO_LARGE = auto()
    """A part, or all together, would unpack to too much."""
    TOO_MARKED = auto()
    """The parts hold more tags and attributes than a tree may have."""


class PackageFault(Exception):
    """Raised for what cannot be read, or should not; `part` is the part it is about, if any."""

    def __init__(self, reason: Reason, part: str = "") -> None:
        super().__init__(f"{reason.name} {part}".rstrip())
        self.reason = reason
        self.part = part


class _Entry(NamedTuple):
    """Where a part is in the file, its header before it, and what the directory declares of it."""

    header: int
    begin: int
    end: int
    size: int
    checksum: int
    is_stored: bool
    written: tuple[int, ...]


class StoredFile(Protocol):
    """A file that is not held: its bytes are read where they are asked for."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, place: slice, /) -> bytes:
        """Those between two places."""

    def stream(self) -> BinaryIO:
        """The file, to be read from its beginning."""


Packed = bytes | StoredFile


# All that it holds would fill a trace.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Package:
    """An open package. A part is unpacked when it is asked for."""

    _data: Packed
    _entries: Mapping[str, _Entry]
    _limits: PackageLimits = LIMITS.package
    _exact: set[str] = field(default_factory=set)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names in the file's order."""
        return tuple(self._entries)

    @property
    def size(self) -> int:
        """The bytes of the file."""
        return len(self._data)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def written(self, name: str) -> tuple[int, ...]:
        """When the part was last written: year to second, in the packer's own time, as archives
        have it, every other second; year 1980 or month 0 where it does not say.
        """
        return self._entries[name].written

    def read(self, name: str) -> bytes:
        """The part's bytes. Errors: KeyError where there is none, PackageFault where it is too
        large or damaged.
        """
        entry = self._entries[name]
        _check_size(entry, name, self._limits)
        if entry.is_stored:
            data = self._data[entry.begin : entry.end]
        else:
            data, taken = _inflate(_pieces(self._data, entry), entry.size, name)
            if taken == entry.end - entry.begin:
                self._exact.add(name)
        if len(data) != entry.size or zlib.crc32(data) != entry.checksum:
            raise PackageFault(Reason.DAMAGED, name)
        return data

    def deflated(self, name: str) -> bytes:
        """A part that was read, as it is deflated in the file; empty where it is stored, was not
        read, or has more behind it. Errors: KeyError.
        """
        entry = self._entries[name]
        return self._data[entry.begin : entry.end] if name in self._exact else b""

    def read_all(self) -> Mapping[str, bytes]:
        """Every part by its name, in the file's order. Errors: as `read_many`."""
        return self.read_many(self._entries)

    def read_many(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Those parts by their names, whose markup together makes no tree that is too large.

        Errors: PackageFault, of the part with which it is too much.
        """
        found: dict[str, bytes] = {}
        markup = 0
        for name in names:
            found[name] = self.read(name)
            markup += count_markup(found[name]) if name.endswith(_PARSED) else 0
            if markup > self._limits.markup:
                raise PackageFault(Reason.TOO_MARKED, name)
        return found


def read_parts(data: bytes, limits: PackageLimits = LIMITS.package) -> Mapping[str, bytes]:
    """Every part of the package in those bytes by its name, in its order. Errors: PackageFault."""
    return open_package(data, limits).read_all()


def count_markup(xml: bytes | str) -> int:
    """How many tags there may be in the XML, of which each makes 125 bytes of a tree; an attribute
    makes 7/4 of that.
    """
    if isinstance(xml, str):
        return xml.count("<") + xml.count("=") * 7 // 4
    return xml.count(b"<") + xml.count(b"=") * 7 // 4


_PARSED = (".xml", ".rels", ".vml")
_Naming = Callable[[Sequence[ZipInfo]], Sequence[str]]
_PACKED, _EMPTY_PACKAGE, _COMPOUND = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"
# The stream in which a compound file keeps an encrypted package, as its name stands there.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# A line of the directory. Packages within the package have some too, which are counted with it.
_LINE, _INNER = b"PK\x01\x02", 4
# So much of a file is held beside what is made of it.
_PIECE = 4_000_000
_HEADER = struct.Struct("<4s22x2H")
_STORED, _DEFLATED = 0, 8
# Bits of an entry that say that it, or the directory, is encrypted.
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
# What zipfile raises for a directory that is none.
_NO_DIRECTORY = (
    BadZipFile,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    OverflowError,
    struct.error,
)
# What would lead out of a folder or mean another part on another system.
_UNSAFE = late_regex(r"[\x00-\x1f\\]|^[A-Za-z]:|(?:^|/)\.{0,2}(?:/|$)")


def open_package(data: bytes, limits: PackageLimits = LIMITS.package) -> Package:
    """The package in those bytes. Errors: PackageFault for what is none, and for one that would do
    harm.
    """
    return _open(data, limits, _part_names)


def open_archive(data: Packed, limits: PackageLimits = LIMITS.package) -> Package:
    """The archive in those bytes, whoever packed it: its files have names that lead nowhere and
    stand once. Errors: as `open_package`, but for names.
    """
    return _open(data, limits, lambda infos: archive_names(map(_said_name, infos)))


def _open(data: Packed, limits: PackageLimits, name: _Naming) -> Package:
    if not data[: len(_PACKED)].startswith((_PACKED, _EMPTY_PACKAGE)):
        raise PackageFault(_other_kind(data))
    entries = _read_entries(data, limits, name)
    if sum(entry.size for entry in entries.values()) > limits.growth + len(data):
        raise PackageFault(Reason.TOO_LARGE)
    parts = {name: entry for name, entry in entries.items() if not name.endswith("/")}
    return Package(data, parts, limits)


def _read_entries(data: Packed, limits: PackageLimits, name: _Naming) -> Mapping[str, _Entry]:
    """Parts and folders by name, in the directory's order."""
    infos, directory = _read_directory(data, limits)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise PackageFault(Reason.ENCRYPTED)
    named = zip(name(infos), infos, strict=True)
    entries = {each: _entry(data, info) for each, info in named}
    _check_places(entries.values(), directory)
    return entries


def _part_names(infos: Sequence[ZipInfo]) -> Sequence[str]:
    """The names of an Office package's parts. Errors: PackageFault for one that leads out."""
    names = [info.orig_filename for info in infos]
    check_names(names)
    return names


def _said_name(info: ZipInfo) -> ArchivedName:
    """The name as the archive has it."""
    is_utf8 = bool(info.flag_bits & _UTF8_NAME)
    encoded = info.orig_filename.encode("utf-8" if is_utf8 else "cp437", "replace")
    return ArchivedName(encoded, is_utf8)


def _other_kind(data: Packed) -> Reason:
    if not data[: len(_COMPOUND)].startswith(_COMPOUND):
        return Reason.NO_PACKAGE
    return Reason.ENCRYPTED if _ENCRYPTED_STREAM in data[:] else Reason.OLD_FORMAT


def _read_directory(data: Packed, limits: PackageLimits) -> tuple[list[ZipInfo], int]:
    """The lines of the directory and where it begins; zipfile makes an object of each, so that
    they are counted before.
    """
    if _count_lines(data) > limits.parts * _INNER:
        raise PackageFault(Reason.TOO_MANY)
    try:
        with _stream(data) as stream, ZipFile(stream) as archive:
            infos, directory = archive.infolist(), archive.start_dir
    except _NO_DIRECTORY as cause:
        raise PackageFault(Reason.DAMAGED) from cause
    if len(infos) > limits.parts:
        raise PackageFault(Reason.TOO_MANY)
    return infos, directory


def _stream(data: Packed) -> BinaryIO:
    return BytesIO(data) if isinstance(data, bytes) else data.stream()


def _count_lines(data: Packed) -> int:
    """Those between two pieces too."""
    beyond = len(_LINE) - 1
    places = range(0, len(data), _PIECE)
    return sum(data[max(0, at - beyond) : at + _PIECE].count(_LINE) for at in places)


def check_names(names: Iterable[str]) -> None:
    """Look whether each name leads to a part of its own: Office tells no capital from a small
    letter. Errors: PackageFault.
    """
    seen: set[str] = set()
    for name in names:
        plain = name.removesuffix("/").lower()
        if _UNSAFE.search(plain) or plain in seen:
            raise PackageFault(Reason.DAMAGED, name)
        seen.add(plain)


def _entry(data: Packed, info: ZipInfo) -> _Entry:
    name, size = info.orig_filename, info.file_size
    if info.compress_type not in (_STORED, _DEFLATED):
        raise PackageFault(Reason.PACKING, name)
    begin = _begin(data, info)
    end, is_stored = begin + info.compress_size, info.compress_type == _STORED
    if is_stored and info.compress_size != size:
        raise PackageFault(Reason.DAMAGED, name)
    place = info.header_offset, begin, end
    return _Entry(*place, size, info.CRC, is_stored, info.date_time)


def _begin(data: Packed, info: ZipInfo) -> int:
    """Where the part's bytes begin: behind its header, which names it too."""
    at, named = info.header_offset, info.header_offset + _HEADER.size
    if not 0 <= at <= len(data) - _HEADER.size:
        raise PackageFault(Reason.DAMAGED, info.orig_filename)
    mark, name_size, extra_size = _HEADER.unpack(data[at:named])
    if mark != _PACKED or _name(data[named : named + name_size], info) != info.orig_filename:
        raise PackageFault(Reason.DAMAGED, info.orig_filename)
    return int(named + name_size + extra_size)


def _name(encoded: bytes, info: ZipInfo) -> str:
    return encoded.decode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437", "replace")


def _check_places(entries: Iterable[_Entry], directory: int) -> None:
    """No part lies within another: so a few bytes could unpack to any number of parts."""
    free = 0
    for entry in sorted(entries):
        if entry.header < free:
            raise PackageFault(Reason.DAMAGED)
        free = entry.end
    if free > directory:
        raise PackageFault(Reason.DAMAGED)


def _check_size(entry: _Entry, name: str, limits: PackageLimits) -> None:
    packed = entry.end - entry.begin
    is_bomb = entry.size > limits.ratio_from and entry.size > limits.ratio * packed
    if entry.size > limits.part or is_bomb:
        raise PackageFault(Reason.TOO_LARGE, name)


def _pieces(data: Packed, entry: _Entry) -> Iterator[bytes]:
    for at in range(entry.begin, entry.end, _PIECE):
        yield data[at : min(entry.end, at + _PIECE)]


def _inflate(packed: Iterable[bytes], size: int, name: str) -> tuple[bytes, int]:
    """Unpacked to one byte more than is declared, at most; and of how many bytes."""
    taken = 0
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    # What is written to a stream is given back without being copied.
    stream = BytesIO()
    try:
        for each in packed:
            stream.write(inflater.decompress(each, size + 1 - stream.tell()))
            taken += len(each)
            if inflater.eof or stream.tell() > size:
                break
    except zlib.error as cause:
        raise PackageFault(Reason.DAMAGED, name) from cause
    if not inflater.eof:
        raise PackageFault(Reason.DAMAGED, name)
    return stream.getvalue(), taken - len(inflater.unused_data)
