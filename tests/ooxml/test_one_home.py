"""What ooxml has is nowhere written a second time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "reportgen"
HOMES = {
    "the address of a namespace": (
        r"https?://schemas\.openxmlformats\.org|urn:schemas-microsoft-com|XML/1998/namespace",
        {"ooxml/namespaces.py"},
    ),
    "a door to a zip": (r"\bzipfile\b|ZipFile", {"ooxml/package.py", "batch/zip_stream.py"}),
    "the letters of a column": (r"""ord\(["']A["']\)""", {"ooxml/cell_names.py"}),
}


@pytest.mark.parametrize("what", HOMES)
def test_it_stands_in_one_place(what: str) -> None:
    pattern, homes = HOMES[what]
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(pattern, path.read_text())
    }
    assert found == homes
