"""The samples' documents, paragraph by paragraph with their styles, against what was approved.

`REPORTGEN_UPDATE_GOLDEN=1` writes the approved texts anew; the change is then read in the diff.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reportgen.making import make_document
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder

SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))
GOLDEN = Path(__file__).parent / "golden"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def describe(document: bytes) -> str:
    """A line a paragraph: its style and its text; cells are marked by `|`, shaded ones by `#`."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(_line(each) for each in root.iter(f"{W}p")) + "\n"


def _line(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val") if style is not None else "-"
    text = "".join(
        "⏎" if node.tag == f"{W}br" else node.text or ""
        for node in paragraph.iter(f"{W}t", f"{W}br")
    )
    return f"{_cell_mark(paragraph)}{name}: {text}"


def _cell_mark(paragraph: etree._Element) -> str:
    """`#` in a cell that is filled, `|` in any other cell."""
    parent = paragraph.getparent()
    assert parent is not None
    if parent.tag != f"{W}tc":
        return ""
    shade = parent.find(f"{W}tcPr/{W}shd")
    return "#" if shade is not None and shade.get(f"{W}fill") != "auto" else "|"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_document_is_as_approved(sample: Path, workshop: Workshop) -> None:
    examined = examine_school(sample, workshop)
    assert examined.report is not None
    text = describe(make_document(examined.report, workshop))
    golden = GOLDEN / f"{sample.stem}.txt"
    if os.environ.get("REPORTGEN_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text.splitlines() == golden.read_text(encoding="utf-8").splitlines()
