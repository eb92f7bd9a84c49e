"""A data file, YAML or a workbook → the schools in it, and the tree of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from reportgen.load.fields import read_tree
from reportgen.load.identity import Identity
from reportgen.load.library import Library
from reportgen.load.lock_file import is_lock_file
from reportgen.load.workbooks.book import WORKBOOK_SUFFIXES, Book, open_book
from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.foreign_table import find_foreign_table
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.mapping_file import TableMapping, load_mapping
from reportgen.load.workbooks.school_form import (
    check_version,
    find_tables,
    is_school_form,
    read_form_identity,
    read_meta,
    read_school_form,
)
from reportgen.load.workbooks.school_table import SchoolTable, TableSchool
from reportgen.load.workbooks.wide_form import find_wide_table
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import FactDictionary
from reportgen.model.form import META_KIND, META_STANDARDS, META_VERSION, FormKind
from reportgen.problems import (
    Location,
    Problem,
    ReportgenError,
    UnreadableFileError,
    error,
    is_stopped,
)
from reportgen.resources import data_folder
from reportgen.words.listing import list_first

YAML_SUFFIXES = frozenset({".yaml", ".yml"})
DATA_SUFFIXES = YAML_SUFFIXES | WORKBOOK_SUFFIXES
# A project's own mappings lie beside the table that they explain.
MAPPING_PATTERN = "*映射*.yaml"
_MOST_NAMED = 6
_MOST_KEPT = 4
_FEW_COLUMNS = 4


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

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[_Stamp, _Workbook] = {}
        self._lock = Lock()

    def read(self, source: Path | Source) -> OpenedSource:
        """The school's tree. Errors: UnreadableFileError if the file cannot be read at all."""
        source = Source(source) if isinstance(source, Path) else source
        if not is_workbook(source.path):
            return OpenedSource(read_tree(source.path))
        opened = self.open(source)
        if isinstance(opened, Item):
            return OpenedSource(opened)
        explained = opened.shape.source
        root = opened.root(_find_row(opened, source))
        return OpenedSource(root, (Path(explained),) if explained else (), is_row=True)

    def open(self, source: Source) -> Item | SchoolTable:
        """The tree of a single form, or the table with a school a row.

        Errors: UnreadableFileError says why it is neither.
        """
        workbook = self._find(source)
        with self._lock:
            table = workbook.table
        # Problems are added to a form's tree as it is read: only a table can be shared.
        return workbook.read_form() if table is None else table

    def peek(self, source: Source) -> Identity | SchoolTable:
        """Whom a workbook is about: the school of a form, or the table.

        The identity is empty if it cannot be read.
        """
        try:
            identity = self._find(source).form_identity
            opened = self.open(source) if identity is None else identity
        except ReportgenError:
            return Identity()
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

    def _find_table(self, source: Source) -> SchoolTable | None:
        if not is_workbook(source.path):
            return None
        workbook = self._find(source)
        with self._lock:
            return workbook.table

    def _find(self, source: Source) -> _Workbook:
        stamp = _stamp(source.path), _stamp(source.mapping)
        with self._lock:
            found = self._kept.pop(stamp, None)
            found = found or _Workbook(source.path, source.mapping, self._library)
            self._kept[stamp] = found
            if len(self._kept) > _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
        return found


# A file as it is now: its path, time and size.
_FileStamp = tuple[Path | None, int, int]
_Stamp = tuple[_FileStamp, _FileStamp]


def _stamp(path: Path | None) -> _FileStamp:
    try:
        stat = path.stat() if path else None
    except OSError:
        stat = None
    return (path, stat.st_mtime_ns, stat.st_size) if stat else (path, 0, 0)


class _Workbook:
    """A workbook's file, opened; what it is is found out when first asked."""

    def __init__(self, path: Path, mapping: Path | None, library: Library) -> None:
        self._book = open_book(path)
        self._path, self._mapping, self._library = path, mapping, library

    @cached_property
    def _meta(self) -> dict[str, str]:
        return read_meta(self._book)

    @cached_property
    def _dictionary(self) -> FactDictionary:
        """The facts that the form may ask for: those of its standards too."""
        names = self._meta.get(META_STANDARDS, "").split("\n")
        return self._library.dictionary_for(filter(None, names), self._path.parent)

    @cached_property
    def _form_tables(self) -> dict[str, TitledTable]:
        return find_tables(self._book)

    @cached_property
    def form_identity(self) -> Identity | None:
        """Whose form it is, read without the rest; None if its head does not say so."""
        of_school = self._meta.get(META_KIND) == FormKind.SCHOOL
        return read_form_identity(self._book, self._meta) if of_school else None

    @cached_property
    def table(self) -> SchoolTable | None:
        """The table with a school a row; None for a form.

        Errors: UnreadableFileError if it is neither.
        """
        return None if self._is_form else self._read_table()

    @cached_property
    def _is_form(self) -> bool:
        check_version(self._meta, self._book.file)
        if self._mapping is not None or self._meta.get(META_KIND) == FormKind.WIDE:
            return False
        return is_school_form(self._meta, self._form_tables)

    def read_form(self) -> Item:
        """The form's tree, a new one each time."""
        return read_school_form(self._book, self._meta, self._form_tables, self._dictionary)

    def _read_table(self) -> SchoolTable:
        book = self._book
        table = self._find_table()
        if table is None:
            is_form = META_VERSION in self._meta
            raise UnreadableFileError(_unknown_table(book, self._mapping, is_form))
        if not table.rows and not is_stopped(table.problems):
            hint = "请在表头下面一行填一所学校"
            place = Location(book.file)
            raise UnreadableFileError(error("no_rows", "表里没有学校的数据", place, hint))
        return table

    def _find_table(self) -> SchoolTable | None:
        grids = [self._book.grid(name) for name in self._book.names if not name.startswith("_")]
        if self._mapping is not None:
            asked = load_mapping(self._mapping, self._library)
            return _first(find_foreign_table(self._book, grid, asked, True) for grid in grids)
        wide = [self._find_wide(grid) for grid in grids]
        own = (each for each in wide if each and self._is_sure(each))
        return _first(own) or _first(self._find_foreign(grids)) or _first(wide)

    def _is_sure(self, table: SchoolTable) -> bool:
        """Whether a wide table is ours and not one that shares a few heads with ours."""
        return bool(self._meta) or len(table.shape.columns) > _FEW_COLUMNS

    def _find_foreign(self, grids: Sequence[Grid]) -> Iterator[SchoolTable | None]:
        for mapping in self._mappings():
            yield from (find_foreign_table(self._book, grid, mapping) for grid in grids)

    def _find_wide(self, grid: Grid) -> SchoolTable | None:
        return find_wide_table(self._book, grid, self._meta, self._dictionary)

    def _mappings(self) -> Iterator[TableMapping]:
        """The project's own mappings, then the bundled ones."""
        yield from _load_all(self._path.parent.glob(MAPPING_PATTERN), self._library)
        yield from _load_all((data_folder() / "mappings").glob("*.yaml"), self._library)


def _load_all(files: Iterable[Path], library: Library) -> Iterator[TableMapping]:
    return (load_mapping(file, library) for file in sorted(files))


def _first(tables: Iterable[SchoolTable | None]) -> SchoolTable | None:
    return next(filter(None, tables), None)


def _identity(root: Item) -> Identity:
    blocks = {
        key: item.entries() for key, item in root.entries().items() if key in ("学校", "报告")
    }
    name, year = blocks.get("学校", {}).get("名称"), blocks.get("报告", {}).get("年度")
    return Identity(name.text() if name else "", year.text() if year else "")


def _find_row(table: SchoolTable, source: Source) -> TableSchool:
    if source.part:
        return _find_named(table, source)
    if len(table.rows) == 1:
        return table.rows[0]
    if not table.rows:
        raise ReportgenError(*table.problems)
    raise UnreadableFileError(_several_schools(table, source))


def _find_named(table: SchoolTable, source: Source) -> TableSchool:
    found = table.find_rows(source.part)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnreadableFileError(_two_schools(found, source))
    raise UnreadableFileError(_unknown_school(table, source))


def _two_schools(rows: Sequence[TableSchool], source: Source) -> Problem:
    told = "、".join(f"第 {row.row} 行" for row in rows)
    message = f"有 {len(rows)} 所学校都叫“{source.part}”：{told}"
    hint = f"请写成“{rows[0].part}”这样"
    return error("two_schools", message, Location(str(source.path)), hint)


def _several_schools(table: SchoolTable, source: Source) -> Problem:
    hint = f"请加上 --school 学校名称（例如 --school {table.rows[0].name}），或用 batch 一次做完"
    message = f"表里有 {len(table.rows)} 所学校"
    return error("several_schools", message, Location(str(source.path)), hint)


def _unknown_school(table: SchoolTable, source: Source) -> Problem:
    names = [row.name for row in table.rows]
    message, hint = f"表里没有“{source.part}”", f"表里有：{list_first(names, _MOST_NAMED)}"
    return error("unknown_school", message, Location(str(source.path)), hint)


def _unknown_table(book: Book, mapping: Path | None, is_form: bool) -> Problem:
    place = Location(book.file)
    if is_form:
        message = "采集表的表头被改动了，找不到“项目”“本年数”等列"
        return error("broken_form", message, place, "请用原来的采集表重新填写")
    if mapping is not None:
        hint = "请检查映射文件里“学校.名称”和“列”的写法"
        return error("unknown_table", f"映射 {mapping} 对不上这张表的表头", place, hint)
    hint = "请用 reportgen form new 做的采集表填写；别处来的表要有映射文件（--mapping）"
    return error("unknown_table", "不认识这张表：不是采集表，也没有对得上的映射", place, hint)
