"""Headings are read from a PDF's outline, plain or packed into streams of objects."""

from __future__ import annotations

import zlib

from reportgen.office.pdf_outline import read_pdf_titles

TITLE = (
    b"1 0 obj <</Count 0/Title<FEFF"
    + "一、甲".encode("utf-16-be").hex().encode()
    + b">/Dest[1 0 R]>> endobj\n"
)


def test_titles_are_read_in_order() -> None:
    assert read_pdf_titles(b"%PDF-1.6\n" + TITLE + TITLE.replace(b"7532", b"4E59") + b"%%EOF") == [
        "一、甲",
        "一、乙",
    ]


def test_titles_in_packed_objects_are_read_too() -> None:
    packed = zlib.compress(TITLE)
    stream = b"5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(
        packed
    )
    broken = stream + b"no deflated text\nendstream\n"
    assert read_pdf_titles(
        b"%PDF-1.7\n" + broken + stream + packed + b"\nendstream endobj\n%%EOF"
    ) == ["一、甲"]


def test_a_pdf_without_an_outline_has_no_titles() -> None:
    assert read_pdf_titles(b"%PDF-1.6\n%%EOF") == []
