"""What is refused is let go at once: several large files are read one after the other, and no
fault that is caught holds on to the bytes of the last.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from reportgen.barrier import attempt
from reportgen.conformance.package import open_document
from reportgen.load.text_file import decode_text
from reportgen.load.true_kind import tell_no_text, tell_true_kind
from reportgen.load.workbooks.book import book_of
from reportgen.model.picture import find_picture
from reportgen.ooxml.package import open_package, read_parts
from reportgen.render.template import compile_template
from reportgen.sections.phrasing.filters import FILTERS
from tests.workbooks import package

READERS: dict[str, Callable[[bytes, str], object]] = {
    "workbook": book_of,
    "document": open_document,
    "template": lambda data, file: compile_template(data, file, FILTERS),
    "text": decode_text,
    "kind": tell_true_kind,
    "kind of a text": tell_no_text,
    "package": lambda data, _: open_package(data),
    "picture": lambda data, _: find_picture(data),
    "parts": lambda data, _: read_parts(data),
}
REFUSED = {
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
    "a zip that ends early": package({"xl/workbook.xml": "<a/>"})[:-30],
    "another zip": package({"甲.txt": "a"}),
    "markup that is none": package({"xl/workbook.xml": "<a", "word/document.xml": "<a"}),
    "an old file": b"\xd0\xcf\x11\xe0" + bytes(4_000),
    "a PDF": b"%PDF-1.7" + bytes(4_000),
    "quotes": '学校名称,"'.encode() + b"a" * 200_000,
}


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Nothing is freed that is not let go by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("file", ["甲.xlsx", "甲.csv"])
def test_a_reader_lets_go_of_what_it_refuses(kind: str, name: str, file: str) -> None:
    data = bytes(bytearray(REFUSED[name])) + b" "
    before = sys.getrefcount(data)
    attempt(partial(READERS[kind], data, file), file)
    assert sys.getrefcount(data) == before
