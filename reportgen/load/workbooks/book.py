"""A workbook's file → an open workbook whose sheets are read when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.load.lock_file import is_lock_file
from reportgen.load.text_file import read_bytes
from reportgen.load.workbooks.csv_table import is_csv, read_csv
from reportgen.load.workbooks.grid import CellComment, EmbeddedPicture, Grid
from reportgen.load.workbooks.ods import OdsContent, read_ods
from reportgen.load.workbooks.package import DAMAGED, damaged, open_workbook_package, refused
from reportgen.load.workbooks.xlsx import SheetEntry, XlsxBook
from reportgen.ooxml.package import PackageFault, Reason
from reportgen.problems import Location, Problem, UnreadableFileError, error

_CELL_BYTES = 150
# What reading makes of numbers and places that are none.
_MALFORMED = (ValueError, IndexError, OverflowError, KeyError)


class Book:
    """An open workbook: `names` are its sheets in order, `problems` tell what is passed over.

    Not `tells_formulas`: what was typed cannot be told from what a formula worked out.
    """

    tells_formulas = True

    def __init__(
        self,
        file: str,
        entries: Sequence[SheetEntry | Grid],
        problems: Sequence[Problem],
        parts: XlsxBook | OdsContent | None = None,
    ) -> None:
        self.file = file
        self.problems = tuple(problems)
        self.names = tuple(entry.name for entry in entries)
        self._entries = {entry.name: entry for entry in entries}
        self._order = {name: number for number, name in enumerate(self.names, 1)}
        self._parts = {each.name: each for each in entries if isinstance(each, SheetEntry)}
        self._xlsx = parts if isinstance(parts, XlsxBook) else None
        self._ods = parts if isinstance(parts, OdsContent) else None

    @property
    def weight(self) -> int:
        """How many bytes of memory it takes, about: the file, and the cells read so far."""
        grids = (each for each in self._entries.values() if isinstance(each, Grid))
        cells = sum(len(row) for grid in grids for row in grid.rows.values())
        return (self._xlsx.size if self._xlsx else 0) + cells * _CELL_BYTES

    def grid(self, name: str) -> Grid:
        """The sheet of that name. Errors: UnreadableFileError if it is too large or damaged."""
        entry = self._entries[name]
        if isinstance(entry, Grid) and entry.at:
            return entry
        grid = entry if isinstance(entry, Grid) else self._read(entry)
        grid = self._entries[name] = grid._replace(at=self._order[name])
        return grid

    def _read(self, entry: SheetEntry) -> Grid:
        assert self._xlsx is not None
        try:
            return self._xlsx.grid(entry)
        except _MALFORMED as fault:
            raise damaged(self.file) from fault

    def pictures(self, name: str) -> tuple[EmbeddedPicture, ...]:
        """The pictures on the sheet of that name, from top to bottom; none of an .xls.

        Errors: UnreadableFileError if a part is damaged.
        """
        entry = self._parts.get(name)
        if self._xlsx is None or entry is None:
            return self._ods.pictures.get(name, ()) if self._ods else ()
        return self._xlsx.pictures(entry)

    def comments(self, name: str) -> tuple[CellComment, ...]:
        """The comments on the sheet of that name; none of an .xls.

        Errors: UnreadableFileError if a part is damaged.
        """
        entry = self._parts.get(name)
        if self._xlsx is None or entry is None:
            return self._ods.comments.get(name, ()) if self._ods else ()
        return self._xlsx.comments(entry)


def open_book(path: Path, shown_as: str = "") -> Book:
    """The workbook in that file, told by its content and not by its name.

    Errors: UnreadableFileError says in Chinese why it cannot be read.
    """
    file = shown_as or str(path)
    if is_lock_file(path):
        hint = "这是 Excel 打开文件时留下的临时文件，请选没有“~$”的那一个"
        raise UnreadableFileError(error("lock_file", "不是数据文件", Location(file), hint))
    return book_of(read_bytes(path, LIMITS.workbook.file), file)


def book_of(data: bytes, file: str) -> Book:
    """The workbook in those bytes. Errors: UnreadableFileError if they are not a workbook; it says
    what they are instead.
    """
    book = _try_to_open(data, file)
    if isinstance(book, Book) and book.names:
        return book
    told = damaged(file).problems[0] if isinstance(book, Book) else book
    raise UnreadableFileError(_as_it_is(data, told))


def _try_to_open(data: bytes, file: str) -> Book | Problem:
    """The workbook, or why it is none: words, and no fault, which would hold on to the bytes."""
    try:
        return _open(data, file)
    except _MALFORMED:
        return damaged(file).problems[0]
    except UnreadableFileError as fault:
        return fault.problems[0]


def _open(data: bytes, file: str) -> Book:
    try:
        package = open_workbook_package(data, file)
    except PackageFault as fault:
        if fault.reason is Reason.OLD_FORMAT:
            # Few files are old: what starts the process that reads them is not loaded for others.
            from reportgen.load.workbooks.xls import read_xls, warn_of_xls

            book = Book(file, read_xls(data, file), (warn_of_xls(file),))
            book.tells_formulas = False
            return book
        if fault.reason is Reason.NO_PACKAGE and is_csv(data, file):
            return Book(file, (read_csv(data, file),), ())
        raise refused(fault, file) from fault
    if "content.xml" in package:
        content = read_ods(package)
        return Book(file, content.grids, (), content)
    xlsx = XlsxBook(package)
    return Book(file, xlsx.entries, xlsx.problems, xlsx)


def _as_it_is(data: bytes, told: Problem) -> Problem:
    """What is said to be damaged, told as what it really is where that is something else."""
    if told.code != DAMAGED:
        return told
    # Few files are none: what knows the other kinds is not loaded for the rest.
    from reportgen.load.true_kind import tell_true_kind

    return tell_true_kind(data, told.location.file) or told
