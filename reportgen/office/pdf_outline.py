"""A PDF that LibreOffice made → the titles of its outline: the headings as they were laid out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from reportgen.late_regex import late_regex

_TITLE = late_regex(rb"/Title\s*<FEFF((?:[0-9A-Fa-f]{2})*)>")
_STREAM = late_regex(rb"/ObjStm.{0,400}?>>\s*stream\r?\n", re.DOTALL)
# Headings of thousands of pages have room in it.
_MOST_UNPACKED = 20_000_000


def read_pdf_titles(pdf: bytes) -> list[str]:
    """The titles in the order of the file, the document's own title among them."""
    texts = (pdf, *_packed_objects(pdf))
    encoded = [found.decode() for text in texts for found in _TITLE.findall(text)]
    return [bytes.fromhex(title).decode("utf-16-be", "replace") for title in encoded]


def _packed_objects(pdf: bytes) -> Iterator[bytes]:
    """Objects that a PDF of version 1.5 or later may keep deflated, as far as they are read."""
    for start in _STREAM.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[start.end() :], _MOST_UNPACKED)
        except zlib.error:
            continue
