"""When a document was saved last, and by whom."""

from __future__ import annotations

import pytest

from reportgen.ooxml.last_saved import LastSaved, find_last_saved
from tests.workbooks import package


def _document(core: str) -> bytes:
    return package({"xl/worksheets/s.xml": "<worksheet/>", "docProps/core.xml": core})


def test_who_saved_it_and_when_is_found() -> None:
    core = (
        "<cp:coreProperties><cp:lastModifiedBy>王&amp;李</cp:lastModifiedBy>"
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-11-20T08:30:00</dcterms:modified>'
        "</cp:coreProperties>"
    )
    found = find_last_saved(_document(core))
    assert found.time is not None
    assert (found.time.isoformat(), found.by) == ("2024-11-20T08:30:00", "王&李")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no package",
        _document(""),
        _document("<dcterms:modified>long ago</dcterms:modified>"),
        _document("<dcterms:modified>2000-01-01T00:00:00Z</dcterms:modified>"),
        _document("<dcterms:modified>9999-12-31T23:59:59-12:00</dcterms:modified>"),
    ],
)
def test_nothing_is_told_where_nothing_is_said(data: bytes) -> None:
    assert find_last_saved(data) == LastSaved()
