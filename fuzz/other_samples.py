"""Sound files that no school sends as data: what runs remember, what was written, what of others is
read beside it.
"""

from __future__ import annotations

import json
import struct
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from fuzz import samples
from reportgen.batch.batch import MANIFEST
from reportgen.batch.line_seals import seal_line
from reportgen.cli import cli
from reportgen.seals import seal


@cache
def stray() -> bytes:
    """A workbook that is no school's."""
    return samples.workbook(("房屋", (("编号", "面积"), (1, 20))))


@cache
def sent() -> tuple[bytes, ...]:
    """A small file of each kind that is sent."""
    books = (
        samples.forms()[0],
        samples.tables()[0],
        samples.rosters()[0],
        *samples.ods_tables(),
        *samples.xls_tables(),
    )
    texts = (*map(samples.seed, ("学校.yaml", "汇总表.csv", "区县.yaml", "映射.yaml", "文字.md")),)
    return (
        *books,
        *texts,
        samples.reports()[0],
        samples.pictures()[0],
        pdfs()[0],
        *samples.returns(),
    )


@cache
def written() -> tuple[bytes, ...]:
    """A person's file, and reports as they were written, with their seals."""
    return (samples.reports()[0], *(seal("a.docx", each) for each in samples.reports()))


def pdfs() -> tuple[bytes, ...]:
    """The outline of a document whose headings are measured, plain and packed; and a mark."""
    titles = b"".join(
        b"<</Title <FEFF%s>>>\n" % title.encode("utf-16-be").hex().upper().encode()
        for title in ("页 _Toc1 3", "号 _Toc1 一", "标题")
    )
    packed = b"<</Type/ObjStm/N 3>>\nstream\n" + zlib.compress(titles) + b"\nendstream\n"
    end = b"%%EOF\n%reportgen docx sha256 " + b"a" * 64 + b"\n"
    return (b"%PDF-1.7\n" + titles + end, b"%PDF-1.7\n" + packed + end)


def fonts() -> tuple[bytes, ...]:
    """A font with its names alone, and a collection of it."""
    texts = ("宋体", "SimSun")
    encoded = [text.encode("utf-16-be") for text in texts]
    records = b"".join(
        struct.pack(">6H", 3, 1, 0x804, 1, len(each), sum(map(len, encoded[:at])))
        for at, each in enumerate(encoded)
    )
    head = struct.pack(">HHH", 0, len(texts), 6 + len(records))
    names = head + records + b"".join(encoded)
    return (_font(names, 0), b"ttcf" + struct.pack(">3L", 0x10000, 1, 16) + _font(names, 16))


def _font(names: bytes, start: int) -> bytes:
    table = struct.pack(">4sLLL", b"name", 0, start + 28, len(names))
    return struct.pack(">LHHHH", 0x10000, 1, 16, 0, 0) + table + names


@cache
def journals() -> tuple[bytes, ...]:
    """What a run notes of each school."""
    return tuple(b"\n".join(each.splitlines()[1:-1]) for each in manifests())


@cache
def manifests() -> tuple[bytes, ...]:
    """What a run over two schools remembers."""
    with TemporaryDirectory() as folder:
        data, out = Path(folder) / "data", Path(folder) / "out"
        data.mkdir()
        for name in ("学校.yaml", "一贯制.yaml"):
            (data / name).write_bytes(samples.seed(name))
        CliRunner().invoke(cli, ["batch", str(data), "-o", str(out), "--executor", "serial"])
        return ((out / MANIFEST).read_bytes(),)


def sealed_again(data: bytes) -> bytes:
    """The manifest with the seals that its lines would have: as whoever means to deceive does."""
    lines = data.decode("utf-8", "replace").split("\n")
    return "\n".join(map(_sealed, lines)).encode()


def _sealed(line: str) -> str:
    body, mark, _ = line.rpartition(',"seal":"')
    end = "," if line.endswith(",") else ""
    return f"{seal_line(body + '}')}{end}" if mark and _is_json(body + "}") else line


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
