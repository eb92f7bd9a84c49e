"""Files that would take all memory or time, and files that are none: each ends with a word
within bounds.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.workbooks.book import book_of, open_book
from reportgen.problems import UnreadableFileError
from tests.workbooks import package

READ = """
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from pathlib import Path
from reportgen.load.workbooks.book import open_book
from reportgen.problems import ReportgenError
try:
    book = open_book(Path(sys.argv[1]))
    print("read", sum(len(book.grid(name).rows) for name in book.names))
except ReportgenError as fault:
    print("refused", fault)
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024
assert peak < 300, f"{peak} MB"
"""
BLANK = '<c s="1"/>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
FLOAT = 'table:table-cell office:value-type="float" office:value="3"'
NO_CELL = '<table:table-cell table:number-columns-repeated="16384"/>'


def sheet(rows: str) -> dict[str, str | bytes]:
    return {"xl/worksheets/s.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"}


def bomb() -> bytes:
    return package(sheet("<row>" + "<c><v>1</v></c>" * 4_000_000 + "</row>"))


def lying_bomb() -> bytes:
    """The same, with every part's length said to be a few bytes."""
    changed = bytearray(bomb())
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (500).to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def long_string() -> bytes:
    """A string of a billion characters, put in piece by piece so that the test has no need of
    them all.
    """
    stream = io.BytesIO(package(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')))
    archive = zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1)
    with archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(b"<sst><si><t>")
        for _ in range(1000):
            part.write(b"A" * 1_000_000)
        part.write(b"</t></si></sst>")
    return stream.getvalue()


def ods(rows: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="表">{rows}</table:table>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml", f"<office:document-content {names}>{table}</office:document-content>"
        )
    return stream.getvalue()


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "refused"),
    "lying_bomb": (lying_bomb, "refused"),
    "a_million_cells": (
        lambda: package(sheet(f"<row>{'<c><v>1</v></c>' * 100}</row>" * 10_000)),
        "refused",
    ),
    "a_row_of_a_million_cells": (
        lambda: package(sheet(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")),
        "refused",
    ),
    "seven_hundred_thousand_cells": (
        lambda: package(sheet(("<row>" + "<c><v>1.5</v></c>" * 100 + "</row>") * 7_000)),
        "read 7000",
    ),
    "long_string": (long_string, "refused"),
    "million_rows_of_blank_cells": (
        lambda: package(sheet(f"<row>{BLANK * 5}</row>" * 1_048_576)),
        "refused",
    ),
    "million_blank_rows": (
        lambda: package(sheet("<row/>" * 1_048_575 + "<row><c><v>5</v></c></row>")),
        "read 1",
    ),
    "two_cells_far_apart": (lambda: package(sheet(FAR)), "read 2"),
    "never_closed": (lambda: package(sheet("<row><c><v>" * 900_000)), "read 0"),
    "entities": (
        lambda: package({"xl/worksheets/s.xml": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'}),
        "refused",
    ),
    "ten_thousand_parts": (
        lambda: package({f"x/{number:080d}": "" for number in range(10_000)}),
        "refused",
    ),
    "repeated_cells": (
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1048576"><{FLOAT} '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        "refused",
    ),
    "repeated_blank_rows": (
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1048570">{NO_CELL}</table:table-row>'
            f"<table:table-row><{FLOAT}/></table:table-row>"
        ),
        "read 1",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARMFUL)
def test_a_harmful_file_ends_with_a_word_within_bounds(kind: str, tmp_path: Path) -> None:
    path, (make, expected) = tmp_path / "坏.xlsx", HARMFUL[kind]
    path.write_bytes(make())
    command = [sys.executable, "-c", READ, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(expected)


def test_macros_and_links_to_other_files_are_passed_over_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    extra: dict[str, str | bytes] = {
        "xl/vbaProject.bin": b"macro",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
    }
    path.write_bytes(package({**sheet(""), **extra}))
    assert [problem.code for problem in open_book(path).problems] == ["external_links", "macros"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "empty_file"),
        ("a.xlsx", "学校,人数\n实验小学,880\n".encode("gb18030"), "no_workbook"),
        ("a.xlsx", b"<html><table>", "no_workbook"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "no_workbook"),
        ("a.xlsx", package(sheet(""))[:-30], "damaged_workbook"),
        ("a.xlsx", b"PK\x03\x04" + bytes(200), "damaged_workbook"),
        ("a.xls", OLE, "damaged_workbook"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_workbook"),
        ("~$a.xlsx", b"\x05user", "lock_file"),
    ],
)
def test_what_is_no_workbook_is_said_in_words(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        open_book(path)
    assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [
        (code, True)
    ]


FORM_SHEET = (
    b'<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1">'
    b'<c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    b'<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
)
STRINGS = b"<sst><si><t>a</t></si></sst>"
STYLES = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 420), st.binary(max_size=4)), min_size=1, max_size=4),
    st.integers(0, 3),
)
def test_a_sheet_with_any_byte_changed_is_read_or_refused(
    changes: list[tuple[int, bytes]], cut: int
) -> None:
    changed = bytearray(FORM_SHEET)
    for at, put in changes:
        changed[at : at + cut] = put
    parts = {
        "xl/sharedStrings.xml": STRINGS,
        "xl/styles.xml": STYLES,
        "xl/worksheets/s.xml": bytes(changed),
    }
    try:
        list(book_of(package(parts), "a.xlsx").grid("表").cells())
    except UnreadableFileError as fault:
        assert {problem.code for problem in fault.problems} <= {"damaged_workbook", "too_large"}
