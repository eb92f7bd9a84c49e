"""A seal is found on what was written, and on nothing that was changed since."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.seals import is_sealed, seal
from tests.pictures import make_png

PACKAGE = pack_parts({"甲.xml": b"<a/>"})
FILES = {
    "甲.docx": PACKAGE,
    "甲.xlsm": PACKAGE,
    "甲.pdf": b"%PDF-1.7\n...\n%%EOF\n",
    "甲.png": make_png(),
    "甲.yaml": "学校: {名称: 甲}\n".encode(),
    "甲.md": b"| a |\n",
    "甲.json": b'{\n  "a": 1\n}\n',
}
every_kind = pytest.mark.parametrize(("name", "data"), FILES.items(), ids=FILES)


@every_kind
def test_what_was_written_has_a_seal_and_the_same_each_time(name: str, data: bytes) -> None:
    assert not is_sealed(name, data)
    assert seal(name, data) == seal(name, data) != data
    assert is_sealed(name, seal(name, data))


@pytest.mark.parametrize("name", FILES)
@given(place=st.integers(min_value=0), change=st.integers(min_value=1, max_value=255))
def test_any_changed_byte_breaks_the_seal(name: str, place: int, change: int) -> None:
    sealed = bytearray(seal(name, FILES[name]))
    sealed[place % len(sealed)] ^= change
    assert not is_sealed(name, bytes(sealed))


@every_kind
def test_more_or_less_at_the_end_breaks_the_seal(name: str, data: bytes) -> None:
    sealed = seal(name, data)
    assert not is_sealed(name, sealed + b"\n")
    assert not is_sealed(name, sealed[:-1])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK", b"%PDF-", b"\x89PNG\r\n"])
def test_fragments_have_no_seal(data: bytes) -> None:
    assert not is_sealed("甲.docx", data)


def test_readers_pass_over_it() -> None:
    assert read_parts(seal("甲.docx", PACKAGE)) == {"甲.xml": b"<a/>"}
    with zipfile.ZipFile(BytesIO(seal("甲.docx", PACKAGE))) as package:
        assert package.testzip() is None
    assert yaml.safe_load(seal("甲.yaml", FILES["甲.yaml"])) == {"学校": {"名称": "甲"}}
    assert json.loads(seal("甲.json", FILES["甲.json"]))["a"] == 1


def test_a_member_that_is_added_breaks_the_seal() -> None:
    stream = BytesIO(seal("甲.docx", PACKAGE))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("乙.xml", b"<b/>")
    assert not is_sealed("甲.docx", stream.getvalue())
