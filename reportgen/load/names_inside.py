"""A file of which nothing can be made → the names of schools that stand in it all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.school_list import find_list, rows_below
from reportgen.load.source import is_workbook
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grid import Grid
from reportgen.model.vocabulary import ListWords
from reportgen.problems import ReportgenError, UnreadableFileError

_NAME = late_regex(r"""(?:^|[\s,，{])名称\s*[:：]\s*["'“]?([^\s,，}"'”#][^\n,，}"'”#]*)""")


def find_names_inside(path: Path, words: ListWords, sheet: str = "") -> tuple[str, ...]:
    """The names below the titles of lists, on one sheet or on all; of YAML, the first 名称.

    None for a file that cannot be opened.
    """
    try:
        return tuple(dict.fromkeys(_find(path, words, sheet)))
    except ReportgenError:
        return ()


def _find(path: Path, words: ListWords, sheet: str) -> Iterator[str]:
    if not is_workbook(path):
        yield from _find_in_text(path)
        return
    book = open_book(path)
    for name in (sheet,) if sheet else book.names:
        yield from _find_on_sheet(book.file, book.grid(name), words)


def _find_in_text(path: Path) -> Iterator[str]:
    try:
        text, _ = decode_text(read_bytes(path, LIMITS.text.file), str(path))
    except UnreadableFileError:
        return
    if found := _NAME.search(text):
        yield found[1].strip()


def _find_on_sheet(file: str, grid: Grid, words: ListWords) -> Iterator[str]:
    listed = find_list(file, grid, words)
    if listed is not None:
        columns = [block["name"] for block in listed.head.blocks]
        rows = rows_below(grid, listed.head)
        texts = (grid.text(row, column) for row in rows for column in columns)
        yield from filter(None, texts)
