"""A data file, YAML or a workbook → the schools in it, and the tree of each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from reportgen.bounded.limits import LIMITS
from reportgen.load.attachments import parse_attachments
from reportgen.load.fields import read_tree
from reportgen.load.identity import ROSTER_CODE, DataKind, Identity, read_identity
from reportgen.load.library import Library
from reportgen.load.lock_file import is_lock_file
from reportgen.load.other_data import refuse_other_data
from reportgen.load.yaml_tree import Item
from reportgen.model.opening import Opening
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, error
from reportgen.words.listing import list_first

if TYPE_CHECKING:
    from reportgen.load.workbooks.school_tables import SchoolTables
    from reportgen.load.workbooks.table_shape import TableSchool
    from reportgen.load.workbooks.workbook_file import WorkbookFile

YAML_SUFFIXES = frozenset({".yaml", ".yml"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv"})
DATA_SUFFIXES = YAML_SUFFIXES | WORKBOOK_SUFFIXES
_MOST_NAMED = 6
_MOST_KEPT = 4


class Source(NamedTuple):
    """One school's data: the file, and `part` where the file has several schools (`5/实验小学`).

    `mapping` is the file that explains the table, where the user named one.
    """

    path: Path
    part: str = ""
    mapping: Path | None = None


def is_workbook(path: Path) -> bool:
    """Whether the file is to be read as a workbook, by its name: it need not be there."""
    return path.suffix.lower() in WORKBOOK_SUFFIXES or is_lock_file(path)


def refuse_other_kind(path: Path) -> None:
    """Refuse a file that is no data file by its name. Errors: UnreadableFileError says what it is.

    One that is there and says whose data it holds is read, whatever it is called.
    """
    if path.suffix.lower() in DATA_SUFFIXES:
        return
    from reportgen.load.file_kinds import explain_other_kind

    problem = explain_other_kind(path)
    if problem is not None and path.is_file() and not read_identity(path).name:
        raise UnreadableFileError(problem)


class OpenedSource(NamedTuple):
    """A school's tree, and the `files` besides its own from which it was made.

    `is_row`: it is one of a table's schools, and the table's standards are those of them all.
    """

    root: Item
    files: tuple[Path, ...] = ()
    is_row: bool = False


class SourceReader:
    """Reads the sources of a run; several threads may share it.

    Schools know the facts of the library and of the standards that a form or a mapping names. A
    workbook is opened once, and a table read once for all of its schools, until the file changes.
    The last few are kept.
    """

    def __init__(self, library: Library, opening: Opening | None = None) -> None:
        """`opening` is how files in lines take what they lack, where that is not by their lines."""
        self._library, self._opening = library, opening
        self._kept: dict[_Stamp, WorkbookFile] = {}
        self._lock = Lock()

    def read(self, source: Path | Source) -> OpenedSource:
        """The school's tree. Errors: UnreadableFileError if the file cannot be read at all."""
        source = Source(source) if isinstance(source, Path) else source
        if not is_workbook(source.path):
            refuse_other_kind(source.path)
            root = read_tree(source.path)
            refuse_other_data(root)
            root.reading.opening = self._opening
            return OpenedSource(root)
        opened = self.open(source)
        if isinstance(opened, Item):
            return OpenedSource(opened)
        row = _find_row(opened, source)
        root, explained = opened.root(row), opened.mapping_file(row)
        return OpenedSource(root, (Path(explained),) if explained else (), is_row=True)

    def open(self, source: Source) -> Item | SchoolTables:
        """The tree of a single form, or the table with a school a row.

        Errors: UnreadableFileError says why it is neither.
        """
        workbook = self._find(source)
        with self._lock:
            table = workbook.table
        # Problems are added to a form's tree as it is read: only a table can be shared.
        return workbook.read_form() if table is None else table

    def peek(self, source: Source) -> Identity | SchoolTables:
        """Whom a workbook is about: the school of a form, or the table.

        The identity is empty if it cannot be read.
        """
        try:
            identity = self._find(source).form_identity
            opened = self.open(source) if identity is None else identity
        except ReportgenError as fault:
            is_roster = any(each.code == ROSTER_CODE for each in fault.problems)
            return Identity(kind=DataKind.ROSTER) if is_roster else Identity()
        return _identity(opened) if isinstance(opened, Item) else opened

    def split(self, source: Source) -> tuple[Source, ...]:
        """The source of each school in the file.

        Errors: UnreadableFileError for a workbook that is neither a form nor a known table.
        """
        table = self._find_table(source)
        if table is None:
            return (source,)
        return tuple(source._replace(part=row.part) for row in table.rows)

    def table_problems(self, source: Source) -> tuple[Problem, ...]:
        """What is wrong with a table as a whole; nothing for a file with one school.

        Errors: UnreadableFileError for a workbook that is neither a form nor a known table.
        """
        table = self._find_table(source)
        return table.problems if table else ()

    def _find_table(self, source: Source) -> SchoolTables | None:
        if not is_workbook(source.path):
            return None
        workbook = self._find(source)
        with self._lock:
            return workbook.table

    def _find(self, source: Source) -> WorkbookFile:
        # Who reads YAML alone does not wait for the readers of workbooks.
        from reportgen.load.workbooks.workbook_file import WorkbookFile

        stamp = _stamp(source.path), _stamp(source.mapping)
        with self._lock:
            found = self._kept.pop(stamp, None)
            if found is None:
                self._make_room()
                found = WorkbookFile(source.path, source.mapping, self._library)
            self._kept[stamp] = found
        return found

    def _make_room(self) -> None:
        """Let go of those that were not asked for the longest, for one more."""
        weights = {stamp: kept.weight for stamp, kept in self._kept.items()}
        while self._kept and (
            len(self._kept) >= _MOST_KEPT or sum(weights.values()) > LIMITS.workbook.kept
        ):
            oldest = next(iter(self._kept))
            del self._kept[oldest], weights[oldest]


# A file as it is now: its path, time and size.
_FileStamp = tuple[Path | None, int, int]
_Stamp = tuple[_FileStamp, _FileStamp]


def _stamp(path: Path | None) -> _FileStamp:
    try:
        stat = path.stat() if path else None
    except OSError:
        stat = _archive_stat(path) if path else None
    return (path, stat.st_mtime_ns, stat.st_size) if stat else (path, 0, 0)


def _archive_stat(path: Path) -> os.stat_result | None:
    """That of the archive that the path leads into."""
    from reportgen.load.archive import find_archived

    found = find_archived(path)
    return found.archive.stat() if found else None


def _identity(root: Item) -> Identity:
    blocks = {
        key: item.entries() for key, item in root.entries().items() if key in ("学校", "报告")
    }
    name, year = blocks.get("学校", {}).get("名称"), blocks.get("报告", {}).get("年度")
    brought = parse_attachments(blocks.get("报告", {}).get("附件"))
    files = tuple(each.file for each in brought if each.file)
    return Identity(name.text() if name else "", year.text() if year else "", attachments=files)


def _find_row(table: SchoolTables, source: Source) -> TableSchool:
    if source.part:
        return _find_named(table, source)
    if len(table.rows) == 1:
        return table.rows[0]
    if not table.rows:
        raise ReportgenError(*table.problems)
    raise UnreadableFileError(_several_schools(table, source))


def _find_named(table: SchoolTables, source: Source) -> TableSchool:
    found = table.find_rows(source.part)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnreadableFileError(_two_schools(found, source))
    raise UnreadableFileError(_unknown_school(table, source))


def _two_schools(rows: Sequence[TableSchool], source: Source) -> Problem:
    told = "、".join(f"{row.sheet}第 {row.row} 行" for row in rows)
    message = f"有 {len(rows)} 所学校都叫“{source.part}”：{told}"
    hint = f"请写成“{rows[0].part}”这样"
    return error("two_schools", message, Location(str(source.path)), hint)


def _several_schools(table: SchoolTables, source: Source) -> Problem:
    hint = f"请加上 --school 学校名称（例如 --school {table.rows[0].name}），或用 batch 一次做完"
    message = f"表里有 {len(table.rows)} 所学校"
    return error("several_schools", message, Location(str(source.path)), hint)


def _unknown_school(table: SchoolTables, source: Source) -> Problem:
    names = [row.name for row in table.rows]
    message, hint = f"表里没有“{source.part}”", f"表里有：{list_first(names, _MOST_NAMED)}"
    return error("unknown_school", message, Location(str(source.path)), hint)
