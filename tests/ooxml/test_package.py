"""Each kind of harmful package ends with its reason, and sound ones of any program are read."""

from __future__ import annotations

import bz2
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.bounded.limits import PackageLimits
from reportgen.ooxml.package import PackageFault, Reason, open_package, read_parts
from reportgen.ooxml.packing import pack_parts
from tests.ooxml.packages import (
    CHECKSUM,
    FLAGS,
    METHOD,
    OLD,
    PLACE,
    SIZE,
    declaring,
    lying,
    overlapping,
    renamed,
    twice,
    with_value,
    zipped,
)

PARTS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>" * 50}
MAIN = "word/document.xml"
GOOD, STORED = zipped(PARTS), zipped(PARTS, zipfile.ZIP_STORED)
SMALL = PackageLimits(parts=3, part=1_000, growth=4_000, ratio=20, ratio_from=800)
NOISE = bytes(range(256))

HARMFUL: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "empty file": (lambda: b"", Reason.NO_PACKAGE),
    "text": (lambda: "不是压缩包".encode(), Reason.NO_PACKAGE),
    "another kind of file": (lambda: b"%PDF-1.7", Reason.NO_PACKAGE),
    "something before the package": (lambda: b"MZ" + GOOD, Reason.NO_PACKAGE),
    "old format": (lambda: OLD, Reason.OLD_FORMAT),
    "encrypted document": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
    "encrypted part": (lambda: with_value(GOOD, MAIN, FLAGS, b"\x01\x00"), Reason.ENCRYPTED),
    "encrypted directory": (lambda: with_value(GOOD, MAIN, FLAGS, b"\x00\x20"), Reason.ENCRYPTED),
    "first bytes only": (lambda: b"PK\x03\x04" + bytes(200), Reason.DAMAGED),
    "cut off": (lambda: GOOD[:-30], Reason.DAMAGED),
    "cut in half": (lambda: GOOD[: len(GOOD) // 2], Reason.DAMAGED),
    "something in the middle": (lambda: GOOD[:60] + b"more" + GOOD[60:], Reason.DAMAGED),
    "changed content": (lambda: renamed(STORED, "<Types/>", "<Tapes/>"), Reason.DAMAGED),
    "no deflated data": (lambda: with_value(STORED, MAIN, METHOD, b"\x08\x00"), Reason.DAMAGED),
    "wrong checksum": (lambda: with_value(GOOD, MAIN, CHECKSUM, b"\0\0\0\0"), Reason.DAMAGED),
    "begins outside": (lambda: with_value(GOOD, MAIN, PLACE, b"\xff\xff\xff\x0f"), Reason.DAMAGED),
    "begins at another's header": (lambda: with_value(GOOD, MAIN, PLACE, b"\0\0\0\0"), Reason.DAMAGED),
    "runs into the directory": (lambda: with_value(GOOD, MAIN, (20, 18), b"\xff\0\0\0"), Reason.DAMAGED),
    "unpacks to more than it says": (lambda: lying(MAIN, b"x" * 9_000, b"x" * 90), Reason.DAMAGED),
    "unpacks to less than it says": (lambda: declaring(GOOD, MAIN, 700), Reason.DAMAGED),
    "stored with another size": (
        lambda: with_value(STORED, MAIN, SIZE, b"\1\0\0\0"),
        Reason.DAMAGED,
    ),
    "parts within parts": (overlapping, Reason.DAMAGED),
    "absolute name": (lambda: renamed(GOOD, MAIN, "/ord/document.xml"), Reason.DAMAGED),
    "name that leads out": (lambda: renamed(GOOD, MAIN, "../../cument.xml "), Reason.DAMAGED),
    "name with a step to nowhere": (lambda: renamed(GOOD, MAIN, "word/./ument.xml "), Reason.DAMAGED),
    "name with an empty step": (lambda: renamed(GOOD, MAIN, "word//cument.xml "), Reason.DAMAGED),
    "name of a drive": (lambda: renamed(GOOD, MAIN, "c:rd/document.xml"), Reason.DAMAGED),
    "name with a backslash": (lambda: renamed(GOOD, MAIN, "word\\document.xml"), Reason.DAMAGED),
    "name with a hidden end": (lambda: renamed(GOOD, MAIN, "word/documen\0.xml"), Reason.DAMAGED),
    "same name twice": (lambda: twice(MAIN, MAIN), Reason.DAMAGED),
    "same name but for a capital": (lambda: twice(MAIN, "word/Document.xml"), Reason.DAMAGED),
    "part and folder of one name": (lambda: twice("word", "word/"), Reason.DAMAGED),
    "packed by bzip2": (lambda: zipped(PARTS, zipfile.ZIP_BZIP2), Reason.PACKING),
    "packed by LZMA": (lambda: zipped(PARTS, zipfile.ZIP_LZMA), Reason.PACKING),
    "packed by an unknown method": (lambda: with_value(GOOD, MAIN, METHOD, b"\x61\x00"), Reason.PACKING),
    "too many parts": (lambda: zipped({str(number): b"" for number in range(4)}), Reason.TOO_MANY),
    "a directory without end": (lambda: GOOD + b"PK\x01\x02" * 13, Reason.TOO_MANY),
    "large part": (lambda: zipped({"a": NOISE * 4}), Reason.TOO_LARGE),
    "part that says it is large": (lambda: declaring(GOOD, MAIN, 1_001), Reason.TOO_LARGE),
    "much in a few bytes": (lambda: zipped({"a": bytes(900)}), Reason.TOO_LARGE),
    "large in all": (lambda: declaring(GOOD, MAIN, 100_000_000), Reason.TOO_LARGE),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_harmful_package_ends_with_its_reason(kind: str) -> None:
    make, reason = HARMFUL[kind]
    with pytest.raises(PackageFault) as raised:
        open_package(make(), SMALL).read_all()
    assert raised.value.reason is reason


def test_a_fault_names_its_part() -> None:
    with pytest.raises(PackageFault) as raised:
        open_package(declaring(GOOD, MAIN, 1_001), SMALL).read(MAIN)
    assert raised.value.part == MAIN


def test_a_package_at_its_limits_is_read() -> None:
    parts = {"a": NOISE * 3 + NOISE[:232], "b": bytes(800), "c": b""}
    assert len(parts["a"]) == SMALL.part
    assert open_package(zipped(parts), SMALL).read_all() == parts


def test_pictures_that_do_not_shrink_do_not_count_as_growth() -> None:
    limits = PackageLimits(growth=1_000)
    data = pack_parts({"a.png": NOISE * 100, "b.xml": b"x" * 900})
    assert len(open_package(data, limits).read("a.png")) == 25_600


def test_a_part_takes_no_more_memory_than_it_declares() -> None:
    data = declaring(zipped({"a": bytes(50_000_000)}), "a", 1_000)
    tracemalloc.start()
    with pytest.raises(PackageFault):
        open_package(data).read("a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_parts_that_are_not_asked_for_are_not_unpacked() -> None:
    package = open_package(with_value(GOOD, MAIN, CHECKSUM, b"\0\0\0\0"))
    assert package.read("[Content_Types].xml") == b"<Types/>"
    assert package.names == tuple(PARTS)
    assert MAIN in package
    assert "word/other.xml" not in package
    with pytest.raises(KeyError):
        package.read("word/other.xml")


def streamed(parts: dict[str, bytes]) -> bytes:
    """Written to what cannot go back: sizes stand behind each part."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += bytes(data)
            return len(bytes(data))

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return bytes(pipe.data)


def in_large_form(parts: dict[str, bytes]) -> bytes:
    """With the sizes of 64 bits that some programs always write."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            with package.open(name, "w", force_zip64=True) as part:
                part.write(data)
    return stream.getvalue()


def with_a_comment(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = b"made by hand"
    return stream.getvalue()


@pytest.mark.parametrize("make", [zipped, pack_parts, streamed, in_large_form, with_a_comment])
def test_sound_packages_are_read_however_they_were_written(
    make: Callable[[dict[str, bytes]], bytes],
) -> None:
    parts = {**PARTS, "附件/表.xml": b"<a/>", "empty.xml": b"", "a.png": NOISE * 9}
    assert list(read_parts(make(parts)).items()) == list(parts.items())


def test_folders_are_no_parts() -> None:
    assert read_parts(zipped({"word/": b"", "word/document.xml": b"<a/>"})) == {
        "word/document.xml": b"<a/>"
    }


def test_packages_within_a_package_may_have_many_parts() -> None:
    inner = zipped({str(number): b"" for number in range(3)})
    data = zipped({"a.xlsx": inner, "b.xlsx": inner}, zipfile.ZIP_STORED)
    assert open_package(data, SMALL).read("b.xlsx") == inner


def test_what_is_packed_otherwise_is_not_even_looked_into() -> None:
    """No library for it is asked, which would raise faults of its own."""
    broken = zipped({"a": b"x" * 100}, zipfile.ZIP_BZIP2)
    assert bz2.compress(b"x" * 100) in broken
    with pytest.raises(PackageFault) as raised:
        open_package(broken.replace(b"BZh9", b"BZh0"))
    assert (raised.value.reason, raised.value.part) == (Reason.PACKING, "a")


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.binary(max_size=4)), min_size=1, max_size=4),
    st.integers(0, 3),
)
def test_a_package_with_any_byte_changed_is_read_or_refused(
    changes: list[tuple[int, bytes]], cut: int
) -> None:
    changed = bytearray(GOOD)
    for at, put in changes:
        changed[at : at + cut] = put
    try:
        parts = read_parts(bytes(changed))
    except PackageFault:
        return
    assert all(data in PARTS.values() for data in parts.values())


def test_overlapping_parts_are_such_that_another_program_unpacks_them() -> None:
    """The file is the harm that it is meant to be: small, and each part whole by itself."""
    data = overlapping(count=5)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        assert sum(info.file_size for info in infos) > 500_000 > 100 * len(data)
        for info in infos:
            (size, extra) = struct.unpack_from("<2H", data, info.header_offset + 26)
            begin = info.header_offset + 30 + size + extra
            body = data[begin : begin + info.compress_size]
            assert zlib.crc32(zlib.decompress(body, -zlib.MAX_WBITS)) == info.CRC


def test_the_markup_of_all_parts_together_is_bound_before_any_is_parsed() -> None:
    data = zipped({f"word/header{number}.xml": b'<a b=""/>' * 30 for number in range(9)})
    small = PackageLimits(markup=700)
    assert (
        len(open_package(data, small).read_many([f"word/header{each}.xml" for each in range(8)]))
        == 8
    )
    with pytest.raises(PackageFault) as caught:
        read_parts(data, small)
    assert (caught.value.reason, caught.value.part) == (Reason.TOO_MARKED, "word/header8.xml")


def test_what_is_no_markup_is_not_counted() -> None:
    data = zipped({"word/media/a.png": b"<=" * 900})
    assert read_parts(data, PackageLimits(markup=5))


def test_part_that_was_read_is_given_as_the_file_has_it_deflated() -> None:
    package = open_package(GOOD)
    assert package.deflated(MAIN) == b""
    data = package.read(MAIN)
    assert zlib.decompress(package.deflated(MAIN), -zlib.MAX_WBITS) == data


@pytest.mark.parametrize("behind", [b"more", b"\x00" * 9])
def test_part_with_more_behind_it_is_not_given_as_the_file_has_it(behind: bytes) -> None:
    package = open_package(_with_more(PARTS[MAIN], behind))
    assert package.read(MAIN) == PARTS[MAIN]
    assert package.deflated(MAIN) == b""


def test_stored_part_is_not_given_as_deflated() -> None:
    package = open_package(STORED)
    assert package.read(MAIN) and package.deflated(MAIN) == b""


def _with_more(data: bytes, behind: bytes) -> bytes:
    """A package of that part, whose deflated bytes are followed by more that is said to be it."""
    body = zlib.compress(data, 6, -zlib.MAX_WBITS) + behind
    said = (20, 0, 8, 0, 33, zlib.crc32(data), len(body), len(data), len(MAIN), 0)
    header = struct.pack("<4s5H3L2H", b"PK\x03\x04", *said)
    line = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *said, 0, 0, 0, 0, 0) + MAIN.encode()
    block = header + MAIN.encode() + body
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(line), len(block), 0)
    return block + line + end
