"""Packages are the same for the same parts, and what cannot be a template is refused before it
is read.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from reportgen.ooxml.package import EMPTY, MAX_UNPACKED, check_package, freeze, pack, read_parts
from reportgen.problems import TemplateError


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(TemplateError) as raised:
        check_package(data, "模板.docx")
    (problem,) = raised.value.problems
    return problem.code, str(problem)


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


def test_text_is_refused_as_not_a_docx() -> None:
    code, text = refusal("不是压缩包".encode())
    assert code == "template_unreadable"
    assert (
        text
        == "模板.docx：打不开，它不是 docx 文件，或者已经损坏；请用 Word 或 WPS 打开后另存为 .docx"
    )


def test_old_doc_is_refused_with_the_way_to_convert_it() -> None:
    code, text = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert code == "template_unreadable"
    assert "旧的 .doc 格式，或者加了密码" in text


def test_cut_off_zip_is_refused() -> None:
    assert refusal(zipped(a=b"x" * 1000)[:-30])[0] == "template_unreadable"


def test_empty_file_is_refused() -> None:
    assert refusal(b"")[0] == "template_unreadable"


def test_other_zip_is_refused() -> None:
    assert refusal(zipped(a=b"x"))[0] == "template_not_word"


def test_zip_bomb_is_refused_by_the_size_it_declares() -> None:
    data = bytearray(zipped(**{"[Content_Types].xml": b"<Types/>"}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", MAX_UNPACKED + 1)
    code, text = refusal(bytes(data))
    assert code == "template_too_large"
    assert "200 MB" in text


def test_directory_and_entries_name_the_same_checksums() -> None:
    data = pack(EMPTY, [("a.xml", b"<a/>")])
    local = struct.unpack("<L", data[14:18])[0]
    directory = data.index(b"PK\x01\x02")
    assert (
        local
        == zlib.crc32(b"<a/>")
        == struct.unpack("<L", data[directory + 16 : directory + 20])[0]
    )
