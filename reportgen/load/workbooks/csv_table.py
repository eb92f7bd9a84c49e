"""A .csv, as programs save a sheet → a grid."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.text_file import decode_text
from reportgen.load.workbooks.grid import CellKind, Grid, GridCell, Row
from reportgen.load.workbooks.package import too_much
from reportgen.load.workbooks.tally import CellTally
from reportgen.problems import Location, UnreadableFileError, error

CSV_SUFFIXES = frozenset({".csv", ".tsv"})
# A web page, a PDF, a text of Word, a web archive.
_OTHERS = (b"<", b"%PDF", b"{\\rtf", b"MIME-Version:")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# ="0123" keeps the noughts of a code in Excel.
_QUOTED = late_regex(r'="([^"]*)"')
# How the csv module says so.
_TOO_LONG = "field larger than field limit"
_CLOSE_QUOTES = "请检查引号是否配对，并只留下要填的内容"
_SEPARATORS = ",\t;，"
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"})


def is_csv(data: bytes, file: str) -> bool:
    """Whether the file, of which only the name and the bytes are known, is such a text."""
    is_named = PurePath(file).suffix.lower() in CSV_SUFFIXES
    is_text = data.startswith(_UTF16) or b"\0" not in data
    return is_named and is_text and not data.lstrip().startswith(_OTHERS) and any(data.split())


def read_csv(data: bytes, file: str) -> Grid:
    """Its only sheet, with the file's name, as Excel calls it.

    Errors: UnreadableFileError for another encoding, and for one that is too large.
    """
    largest = LIMITS.workbook.text_file
    if len(data) > largest:
        raise too_much(file, f"文件大于 {largest // 1_000_000} MB", "请只留下要填的内容")
    # Excel saves in the encoding of the machine: that it is not UTF-8 is nothing to be told.
    text, _ = decode_text(data, file)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    return Grid(PurePath(file).stem, dict(_rows(rows, file)))


def _separator(text: str) -> str:
    """The sign between cells: that of which the first lines have most."""
    head = text[:2000]
    return max(_SEPARATORS, key=head.count)


def _rows(lines: Iterator[list[str]], file: str) -> Iterator[tuple[int, Row]]:
    tally = CellTally(file)
    try:
        for number, texts in enumerate(lines, 1):
            if len(texts) > LIMITS.workbook.columns:
                message = f"第 {number} 行超过 {LIMITS.workbook.columns} 列"
                raise too_much(file, message, "请只留下要填的内容")
            filled = [(column, text) for column, text in enumerate(texts, 1) if text.strip()]
            if filled:
                tally.add(len(filled), sum(len(text) for _, text in filled), 1)
                yield number, {column: _cell(text) for column, text in filled}
    except csv.Error as fault:
        if _TOO_LONG in str(fault):
            message = f"一格里的字超过 {csv.field_size_limit()} 个"
            raise too_much(file, message, _CLOSE_QUOTES) from fault
        hint = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"
        message = "这个 .csv 读不出来：引号没有配对"
        raise UnreadableFileError(error("damaged_csv", message, Location(file), hint)) from fault


def _cell(text: str) -> GridCell:
    quoted = _QUOTED.fullmatch(text.strip())
    text = quoted[1] if quoted else text
    kind = CellKind.ERROR if text.strip() in _ERRORS else CellKind.TEXT
    return GridCell(text, kind)
