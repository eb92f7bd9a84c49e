"""A PDF → pictures of its pages, by the package pypdfium2 or by pdftoppm."""

from __future__ import annotations

import struct
import zlib
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.leavings import own_mark
from reportgen.office.process import Processes
from reportgen.office.programs import find_program
from reportgen.regular_files import read_regular

DOTS_PER_INCH = 96
_POINTS_PER_INCH = 72
_POPPLER, _PDFIUM = "pdftoppm", "pypdfium2"
_LIMIT_SECONDS = 300


def find_painter() -> str:
    """What can paint pages here: `pypdfium2` (ten times as fast), `pdftoppm`, or empty."""
    if find_spec(_PDFIUM):
        return _PDFIUM
    return _POPPLER if find_program(_POPPLER) else ""


def paint_pages(pdf: bytes, painter: str, dots: int = DOTS_PER_INCH) -> tuple[bytes, ...]:
    """Each page as a PNG, in order, `dots` to an inch; no pages if it fails.

    `painter` is what `find_painter` found.
    """
    return _by_poppler(pdf, dots) if painter == _POPPLER else _by_pdfium(pdf, dots)


def _by_poppler(pdf: bytes, dots: int) -> tuple[bytes, ...]:
    with (
        TemporaryDirectory(prefix=f"reportgen-{own_mark()}-", ignore_cleanup_errors=True) as place,
        closing(Processes()) as processes,
    ):
        folder = Path(place)
        source = folder / "pages.pdf"
        source.write_bytes(pdf)
        program, pages = str(find_program(_POPPLER) or _POPPLER), str(folder / "page")
        command = [program, "-png", "-r", str(dots), str(source), pages]
        ended = processes.run(command, _LIMIT_SECONDS, folder)
        if ended.code != 0:
            return ()
        # Numbers are filled up with zeros, so that names sort as pages do.
        return tuple(read_regular(path) for path in sorted(folder.glob("page-*.png")))


def _by_pdfium(pdf: bytes, dots: int) -> tuple[bytes, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        scale = dots / _POINTS_PER_INCH
        bitmaps = (page.render(scale=scale, rev_byteorder=True) for page in document)
        return tuple(
            _png(bytes(each.buffer), each.width, each.height, each.stride) for each in bitmaps
        )
    finally:
        document.close()


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue, each `stride` bytes long, as a PNG (specification, 5, 11.2)."""
    starts = range(0, height * stride, stride)
    rows = b"".join([b"\0" + pixels[start : start + 3 * width] for start in starts])
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join([_png_chunk(*chunk) for chunk in chunks])


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    length, checksum = len(data), zlib.crc32(kind + data)
    return struct.pack(">L", length) + kind + data + struct.pack(">L", checksum)
