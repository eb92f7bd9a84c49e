"""The pictures of README and the manuals, made anew of the samples: `make images`.

LibreOffice and poppler do the printing; what a picture shows is found by the words on its page.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from docx import Document

IMAGES = Path(__file__).parent
PROJECT = IMAGES.parents[1]
SCHOOLS, COUNTY = PROJECT / "data" / "schools", PROJECT / "data" / "districts" / "示例县"
STOCK = PROJECT / "templates" / "zh" / "学校自查报告.docx"
COMBINED, URBAN = SCHOOLS / "九年一贯制.yaml", SCHOOLS / "城区初中.yaml"
# The table of indicators as a bureau might want it: what is taken out, and other words.
LEFT_OUT, RENAMED = "单位", {"标准值": "省定标准", "差距": "尚缺"}
DOTS_PER_INCH, FRAME = 75, 170


class Picture(NamedTuple):
    """A picture by its name: the data it is made of, the template, and words on its page."""

    name: str
    data: Path
    words: str
    template: str = ""


PICTURES = (
    Picture("report-page", URBAN, "表1"),
    Picture("template-stock", COMBINED, "基本情况"),
    Picture("template-stock-table", COMBINED, "表1"),
    Picture("template-local-table", COMBINED, "表1", "本县.docx"),
    Picture("template-self-evaluation", COMBINED, "自评表", "学校自评表"),
    Picture("template-ledger", URBAN, "台账", "整改台账"),
    Picture("template-contents", COUNTY, "目录"),
)


def main() -> None:
    """Write every picture over the one that is there."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _write_local_template(place / "本县.docx")
        for picture in PICTURES:
            _paint(picture, _print(picture, place / picture.name))


def _write_local_template(path: Path) -> None:
    """The stock template with another table of indicators, as the manual says how to make it."""
    document = Document(str(STOCK))
    table = next(each for each in document.tables if _texts(each) & RENAMED.keys())
    at = [cell.text for cell in table.rows[0].cells].index(LEFT_OUT)
    for row in table.rows:
        cells = row._tr.tc_lst
        if len(cells) > 1:
            row._tr.remove(cells[at])
    grid = table._tbl.tblGrid
    grid.remove(grid.gridCol_lst[at])
    for paragraph in (each for cell in table.rows[0].cells for each in cell.paragraphs):
        paragraph.runs[0].text = RENAMED.get(paragraph.text, paragraph.text)
    document.save(str(path))


def _texts(table: Any) -> set[str]:
    return {cell.text for cell in table.rows[0].cells}


def _print(picture: Picture, folder: Path) -> Path:
    """The document of the picture as a PDF."""
    command = "batch" if picture.data.is_dir() else "build"
    local = folder.parent / picture.template
    template = str(local) if picture.template and local.is_file() else picture.template
    chosen = ("--template", template) if template else ()
    run = (sys.executable, "-m", "reportgen", command, str(picture.data), "-o", str(folder))
    # What the samples lack on purpose is told, and ends with 1.
    subprocess.run((*run, "--pdf", *chosen), cwd=PROJECT, check=False)
    return max(folder.glob("县域*.pdf" if picture.data.is_dir() else "*.pdf"))


def _paint(picture: Picture, pdf: Path) -> None:
    """The first page that has the words, in grey."""
    text = subprocess.run(("pdftotext", str(pdf), "-"), check=True, capture_output=True).stdout
    pages = ["".join(page.split()) for page in text.decode("utf-8").split("\f")]
    page = str(next(at for at, each in enumerate(pages, 1) if picture.words in each))
    which = ("-f", page, "-l", page, "-r", str(DOTS_PER_INCH), "-gray", str(pdf))
    painted = subprocess.run(("pdftoppm", *which), check=True, capture_output=True).stdout
    (IMAGES / f"{picture.name}.png").write_bytes(_as_png(painted))


def _as_png(pgm: bytes) -> bytes:
    """The picture in sixteen greys, framed: small, and a page on a white page."""
    _, size, _, dots = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [bytearray(dots[at : at + width]) for at in range(0, width * height, width)]
    for at, row in enumerate(rows):
        row[0] = row[-1] = FRAME
        if at in (0, height - 1):
            row[:] = bytes([FRAME]) * width
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    body = zlib.compress(b"".join(map(_packed, rows)), 9)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _packed(row: bytearray) -> bytes:
    """A line of a PNG, two dots in a byte."""
    even = row + b"\xff" * (len(row) % 2)
    pairs = zip(even[::2], even[1::2], strict=True)
    return b"\0" + bytes(left & 0xF0 | right >> 4 for left, right in pairs)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


if __name__ == "__main__":
    main()
