"""Bytes of a picture file become its kind and size."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.picture import find_picture

PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def test_a_png_says_its_size_in_its_header() -> None:
    picture = find_picture(PNG_HEAD + struct.pack(">II", 96, 48) + b"IEND")
    assert picture is not None
    assert (picture.kind, picture.width, picture.height) == ("png", 96, 48)


def test_a_jpeg_says_its_size_in_its_frame_whatever_stands_before_it() -> None:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"\xff\xc0ab"
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, 48, 96, 1) + b"\x01\x11\x00"
    picture = find_picture(b"\xff\xd8" + comment + frame + b"\xff\xd9")
    assert picture is not None
    assert (picture.kind, picture.width, picture.height) == ("jpeg", 96, 48)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff",
        PNG_HEAD + bytes(8) + b"IEND",
        PNG_HEAD + struct.pack(">II", 96, 48) + b"cut short",
    ],
)
def test_what_is_no_sound_picture_is_none(data: bytes) -> None:
    assert find_picture(data) is None


@given(st.binary(max_size=60), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_answered(data: bytes, head: bytes) -> None:
    picture = find_picture(head + data)
    assert picture is None or (picture.width > 0 and picture.height > 0)
