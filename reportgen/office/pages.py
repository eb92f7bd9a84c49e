"""A PDF → pictures of its pages, by the package pypdfium2 or by pdftoppm."""

from __future__ import annotations

import shutil
import struct
import zlib
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.office.process import Processes

DOTS_PER_INCH = 96
_POINTS_PER_INCH = 72
_POPPLER, _PDFIUM = "pdftoppm", "pypdfium2"
_LIMIT_SECONDS = 300


def find_painter() -> str:
    """What can paint pages here: `pypdfium2`, which takes a tenth of the time, `pdftoppm`, or
    nothing.
    """
    if find_spec(_PDFIUM):
        return _PDFIUM
    return _POPPLER if shutil.which(_POPPLER) else ""


def paint_pages(pdf: bytes, painter: str, dots: int = DOTS_PER_INCH) -> tuple[bytes, ...]:
    """Each page as a PNG, in order, `dots` to an inch; `painter` is what `find_painter` found.

    None where it fails.
    """
    return _by_poppler(pdf, dots) if painter == _POPPLER else _by_pdfium(pdf, dots)


def _by_poppler(pdf: bytes, dots: int) -> tuple[bytes, ...]:
    with (
        TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as place,
        Processes() as processes,
    ):
        folder = Path(place)
        source = folder / "pages.pdf"
        source.write_bytes(pdf)
        program = shutil.which(_POPPLER) or _POPPLER
        command = [program, "-png", "-r", str(dots), str(source), str(folder / "page")]
        ended = processes.run(command, _LIMIT_SECONDS, folder)
        # Numbers are filled up with zeros, so that names sort as pages do.
        return (
            tuple(path.read_bytes() for path in sorted(folder.glob("page-*.png")))
            if ended.code == 0
            else ()
        )


def _by_pdfium(pdf: bytes, dots: int) -> tuple[bytes, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmaps = (
            page.render(scale=dots / _POINTS_PER_INCH, rev_byteorder=True) for page in document
        )
        return tuple(
            _png(bytes(each.buffer), each.width, each.height, each.stride) for each in bitmaps
        )
    finally:
        document.close()


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue, each `stride` bytes long, as a PNG (its specification, 5 and
    11.2).
    """
    rows = b"".join(
        b"\0" + pixels[place : place + 3 * width] for place in range(0, height * stride, stride)
    )
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        for kind, data in chunks
    )
