"""Packages are the same for the same parts, and sound in the eyes of others."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import (
    EMPTY,
    Deflated,
    Frame,
    freeze,
    freeze_twice,
    pack,
    pack_parts,
)


def test_package_holds_frame_and_parts_in_order() -> None:
    frame = freeze([("a.xml", b"<a/>"), ("b/c.bin", bytes(range(256)))])
    data = pack(frame, [("d.xml", b"<d/>" * 1000)])
    assert list(read_parts(data).items()) == [
        ("a.xml", b"<a/>"),
        ("b/c.bin", bytes(range(256))),
        ("d.xml", b"<d/>" * 1000),
    ]


def test_package_passes_the_checks_of_zipfile() -> None:
    data = pack(freeze([("a.xml", b"<a/>")]), [("b.xml", b"<b/>" * 500), ("c.png", b"\x89PNG")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr for entry in package.infolist()} == {0}


def test_equal_parts_give_equal_bytes() -> None:
    parts = [("a.xml", b"<a/>"), ("b.xml", b"<b/>")]
    assert pack(freeze(parts), parts) == pack(freeze(list(parts)), list(parts))


def test_two_frames_are_what_each_would_be_alone() -> None:
    parts = {"a.xml": b"<a/>" * 9, "b.xml": b"<b/>" * 90_000, "c.xml": b"<c/>"}
    without = [(name, data) for name, data in parts.items() if name != "b.xml"]
    assert freeze_twice(parts, {"b.xml"}) == (freeze(parts.items()), freeze(without))


def test_frame_is_not_changed_by_packing() -> None:
    frame = freeze([("a.xml", b"<a/>")])
    first = pack(frame, [("b.xml", b"<b/>")])
    pack(frame, [("c.xml", b"<c/>")])
    assert pack(frame, [("b.xml", b"<b/>")]) == first


def test_pictures_are_stored_as_they_are_and_xml_is_deflated() -> None:
    data = pack(EMPTY, [("a.PNG", b"x" * 100), ("b.jpeg", b"x" * 100), ("c.xml", b"x" * 100)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert [entry.compress_type for entry in package.infolist()] == [0, 0, 8]


def test_empty_package_is_a_zip() -> None:
    assert read_parts(pack(EMPTY, [])) == {}


def test_name_outside_ascii_is_kept() -> None:
    assert read_parts(pack(EMPTY, [("附件.xml", b"<a/>")])) == {"附件.xml": b"<a/>"}


def test_directory_and_entries_name_the_same_checksums() -> None:
    data = pack(EMPTY, [("a.xml", b"<a/>")])
    local = struct.unpack("<L", data[14:18])[0]
    directory = data.index(b"PK\x01\x02")
    assert (
        local
        == zlib.crc32(b"<a/>")
        == struct.unpack("<L", data[directory + 16 : directory + 20])[0]
    )


def test_parts_that_are_written_once_are_packed_in_their_order() -> None:
    parts = {"b.xml": b"<b/>", "a.xml": b"<a/>"}
    assert list(read_parts(pack_parts(parts)).items()) == list(parts.items())


LARGE = b"".join(b"<w:style w:styleId='%d'/>" % number for number in range(9_000))


def _entry_of(frame: Frame) -> bytes:
    """The deflated bytes of the only part of a frame."""
    with zipfile.ZipFile(io.BytesIO(pack(frame, ()))) as package:
        (entry,) = package.infolist()
        assert package.testzip() is None
    begin = 30 + len(entry.filename)
    return frame.block[begin : begin + entry.compress_size]


def _deflated(data: bytes, level: int = 6) -> bytes:
    return zlib.compress(data, level, -zlib.MAX_WBITS)


def test_large_part_is_taken_as_another_package_has_it_deflated() -> None:
    known = Deflated(LARGE, _deflated(LARGE, 1))
    frame, _ = freeze_twice({"a.xml": LARGE}, (), {"a.xml": known})
    assert _entry_of(frame) == known.body != _entry_of(freeze([("a.xml", LARGE)]))


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (LARGE, Deflated(LARGE + b" ", _deflated(LARGE + b" "))),
        (LARGE, Deflated(LARGE, _deflated(LARGE, 0))),
        (LARGE[:9_000], Deflated(LARGE[:9_000], _deflated(LARGE[:9_000], 1))),
    ],
    ids=["of other content", "hardly deflated", "of a small part"],
)
def test_what_is_not_meant_or_badly_deflated_is_deflated_anew(data: bytes, known: Deflated) -> None:
    frame, _ = freeze_twice({"a.xml": data}, (), {"a.xml": known})
    assert frame == freeze([("a.xml", data)])
