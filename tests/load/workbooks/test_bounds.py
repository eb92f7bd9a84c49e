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
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import find_column_titles
from reportgen.load.workbooks.package import PictureReader, open_workbook_package
from reportgen.problems import UnreadableFileError
from tests.workbooks import package

# One process reads them all, so that its peak is that of the worst.
READ = """
import re, sys
from pathlib import Path
from time import process_time
from reportgen.load.workbooks.book import open_book
from reportgen.problems import ReportgenError
for name in sys.argv[1:]:
    began = process_time()
    try:
        book = open_book(Path(name))
        print("read", sum(len(book.grid(each).rows) for each in book.names))
    except ReportgenError as fault:
        print("refused", fault)
    book = None
    assert process_time() - began < 10, name
    status = Path("/proc/self/status").read_text()
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status).group(1)) // 1024
    assert peak < 300, f"{name} {peak} MB"
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
    """A string of 300 million characters, put in piece by piece so that the test has no need of
    them all.
    """
    stream = io.BytesIO(package(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')))
    archive = zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1)
    with archive, archive.open("xl/sharedStrings.xml", "w") as part:
        part.write(b"<sst><si><t>")
        for _ in range(300):
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
def test_a_harmful_file_ends_with_a_word_within_bounds(tmp_path: Path) -> None:
    for kind, (make, _) in HARMFUL.items():
        (tmp_path / f"{kind}.xlsx").write_bytes(make())
    files = [str(tmp_path / f"{kind}.xlsx") for kind in HARMFUL]
    command = [sys.executable, "-c", READ, *files]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    told = dict(zip(HARMFUL, ended.stdout.splitlines(), strict=True))
    wrong = {kind: told[kind] for kind in HARMFUL if not told[kind].startswith(HARMFUL[kind][1])}
    assert wrong == {}


def read(before: str = "", rows: str = "", after: str = "") -> Grid:
    data = f"<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return book_of(package({"xl/worksheets/s.xml": data}), "a.xlsx").grid("表")


def test_columns_hidden_again_and_again_are_hidden_once() -> None:
    everywhere = '<col min="1" max="16384" hidden="1"/>' * 50_000
    assert read(f"<cols>{everywhere}</cols>").hidden_columns == frozenset(range(1, 16_385))
    apart = '<col min="7" max="9" hidden="1"/><col min="2" max="8" hidden="1"/>'
    assert read(f"<cols>{apart}</cols>").hidden_columns == frozenset(range(2, 10))


def merged(count: int) -> str:
    each = '<mergeCell ref="A1:XFD9"/>'
    return f"<mergeCells>{each * count}</mergeCells>"


def test_merged_areas_over_each_other_are_soon_done_with() -> None:
    texts = '<c t="str"><v>学校名称</v></c>' * 9
    grid = read(rows=f"<row>{texts}</row>" * 9, after=merged(90_000))
    assert find_column_titles(grid, frozenset({"学校名称"})) is not None


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"after": merged(100_001)}, "合并的单元格超过 10 万处"),
        ({"before": "<cols>" + "<col />" * 100_001 + "</cols>"}, "列的格式超过 10 万处"),
        ({"rows": "<row><c><v>1</v></c></row>" * 100_001}, "填了内容的行超过 10 万行"),
    ],
)
def test_the_number_that_is_exceeded_is_told(parts: dict[str, str], told: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(**parts)
    assert [(each.message, bool(each.hint)) for each in caught.value.problems] == [(told, True)]


def test_one_long_text_does_not_stand_in_any_number_of_cells() -> None:
    parts: dict[str, str | bytes] = {
        **sheet('<row><c r="A1" t="s"><v>0</v></c></row>' * 1000),
        "xl/sharedStrings.xml": f"<sst><si><t>{'a' * 30_000}</t></si></sst>",
    }
    with pytest.raises(UnreadableFileError, match="文字超过 2000 万字"):
        book_of(package(parts), "a.xlsx").grid("表")


def test_a_line_of_a_csv_has_no_more_columns_than_a_sheet() -> None:
    with pytest.raises(UnreadableFileError, match="第 2 行超过 16384 列"):
        book_of(b"a,b\n" + b"1," * 20_000, "a.csv")


def test_a_picture_shown_often_is_read_once_and_all_of_them_are_not_without_end() -> None:
    parts: dict[str, str | bytes] = {f"{number}.png": bytes(19_000_000) for number in range(4)}
    reader = PictureReader(open_workbook_package(package(parts), "a.xlsx"))
    assert reader.read("0.png") is reader.read("0.png")
    with pytest.raises(UnreadableFileError, match="图片超过 60 MB"):
        [reader.read(name) for name in parts]


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
