"""A data file the user names → the schools in it, and the tree of each, whether YAML or a
workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.fields import read_tree
from reportgen.load.identity import Identity
from reportgen.load.workbooks.book import WORKBOOK_SUFFIXES, Book, open_book
from reportgen.load.workbooks.foreign_table import find_foreign_table
from reportgen.load.workbooks.mapping_file import TableMapping, load_mapping
from reportgen.load.workbooks.school_form import (
    check_version,
    find_tables,
    is_school_form,
    read_head,
    read_meta,
    read_school_form,
)
from reportgen.load.workbooks.school_table import SchoolTable, TableRow
from reportgen.load.workbooks.wide_form import find_wide_table
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import FactDictionary
from reportgen.model.form import META_KIND, META_VERSION, FormKind
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, error
from reportgen.resources import data_folder

YAML_SUFFIXES = frozenset({".yaml", ".yml"})
DATA_SUFFIXES = YAML_SUFFIXES | WORKBOOK_SUFFIXES
# A project's own mappings lie beside the table that they explain.
MAPPING_PATTERN = "*映射*.yaml"
_MOST_NAMED = 6
# A table is read once by each process, not once for each of its schools.
_KEPT: dict[tuple[object, ...], SchoolTable] = {}
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
    return path.suffix.lower() in WORKBOOK_SUFFIXES or path.name.startswith("~$")


def read_source(source: Source, dictionary: FactDictionary) -> Item:
    """The root of the school's tree. Errors: UnreadableFileError for a file that cannot be read
    at all.
    """
    if not is_workbook(source.path):
        return read_tree(source.path)
    opened = open_workbook(source, dictionary)
    if isinstance(opened, Item):
        return opened
    return opened.root(_find_row(opened, source))


def peek(source: Source, dictionary: FactDictionary) -> Identity | SchoolTable:
    """Whom a workbook is about: the school of a form, or the table; an empty identity where it
    cannot be read.
    """
    try:
        key = _key(source, dictionary)
        if key in _KEPT:
            return _KEPT[key]
        book = open_book(source.path)
        meta = read_meta(book)
        head = read_head(book, meta) if meta.get(META_KIND) == FormKind.SCHOOL else None
        if head is not None:
            return Identity(*head)
        opened = open_workbook(source, dictionary)
    except ReportgenError:
        return Identity()
    return _identity(opened) if isinstance(opened, Item) else opened


def _identity(root: Item) -> Identity:
    blocks = {
        key: item.entries() for key, item in root.entries().items() if key in ("学校", "报告")
    }
    name, year = blocks.get("学校", {}).get("名称"), blocks.get("报告", {}).get("年度")
    return Identity(name.text() if name else "", year.text() if year else "")


def split_source(source: Source, dictionary: FactDictionary) -> tuple[Source, ...]:
    """The source of each school in the file. Errors: UnreadableFileError for a workbook that is
    not known.
    """
    if not is_workbook(source.path):
        return (source,)
    opened = open_workbook(source, dictionary)
    return (
        (source,)
        if isinstance(opened, Item)
        else tuple(source._replace(part=row.part) for row in opened.rows)
    )


def table_problems(source: Source, dictionary: FactDictionary) -> tuple[Problem, ...]:
    """What is wrong with a table as a whole; nothing for a file with one school."""
    kept = _KEPT.get(_key(source, dictionary)) if is_workbook(source.path) else None
    return kept.problems if kept else ()


def source_files(source: Source, dictionary: FactDictionary) -> tuple[Path, ...]:
    """The files besides its own from which the school's tree is made."""
    kept = _KEPT.get(_key(source, dictionary)) if is_workbook(source.path) else None
    return (Path(kept.shape.source),) if kept and kept.shape.source else ()


def open_workbook(source: Source, dictionary: FactDictionary) -> Item | SchoolTable:
    """The tree of a single form, or the table with a school a row, which is kept as long as its
    file is the same.

    Errors: UnreadableFileError for what is neither, with the reason.
    """
    key = _key(source, dictionary)
    if key in _KEPT:
        return _KEPT[key]
    opened = _read_workbook(source.path, source.mapping, dictionary)
    # Problems are added to a form's tree as it is read: only a table can be shared.
    if isinstance(opened, SchoolTable):
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = opened
    return opened


def _key(source: Source, dictionary: FactDictionary) -> tuple[object, ...]:
    """What a table was read from: the file as it is now, its mapping, and the facts that were
    known.
    """
    stamps = []
    for path in (source.path, source.mapping):
        try:
            stat = path.stat() if path else None
        except OSError:
            stat = None
        stamps.append((path, stat.st_mtime_ns, stat.st_size) if stat else path)
    return (*stamps, dictionary)


def _read_workbook(
    path: Path, mapping: Path | None, dictionary: FactDictionary
) -> Item | SchoolTable:
    book = open_book(path)
    meta = read_meta(book)
    check_version(meta, book.file)
    if mapping is None and meta.get(META_KIND) != FormKind.WIDE:
        tables = find_tables(book)
        if is_school_form(meta, tables):
            return read_school_form(book, meta, tables, dictionary)
    table = _find_table(book, path, mapping, meta, dictionary)
    if table is None:
        raise UnreadableFileError(_unknown_table(book, mapping, META_VERSION in meta))
    if not table.rows and not any(problem.stops for problem in table.problems):
        hint = "请在表头下面一行填一所学校"
        raise UnreadableFileError(error("no_rows", "表里没有学校的数据", Location(book.file), hint))
    return table


def _find_table(
    book: Book, path: Path, mapping: Path | None, meta: dict[str, str], dictionary: FactDictionary
) -> SchoolTable | None:
    grids = [book.grid(name) for name in book.names if not name.startswith("_")]
    if mapping is not None:
        known = [load_mapping(mapping, dictionary)]
        return next(
            (found for grid in grids if (found := find_foreign_table(book, grid, known[0], True))),
            None,
        )
    for grid in grids:
        found = find_wide_table(book, grid, meta, dictionary)
        if found is not None and (meta or len(found.shape.columns) > 4):
            return found
    for each in _mappings(path, dictionary):
        for grid in grids:
            found = find_foreign_table(book, grid, each)
            if found is not None:
                return found
    return next(
        (found for grid in grids if (found := find_wide_table(book, grid, meta, dictionary))), None
    )


def _mappings(path: Path, dictionary: FactDictionary) -> Sequence[TableMapping]:
    """The project's own mappings, then the bundled ones."""
    files = (
        *sorted(path.parent.glob(MAPPING_PATTERN)),
        *sorted((data_folder() / "mappings").glob("*.yaml")),
    )
    return [load_mapping(file, dictionary) for file in files]


def _find_row(table: SchoolTable, source: Source) -> TableRow:
    if source.part:
        found = table.find_rows(source.part)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            rows = "、".join(f"第 {row.row} 行" for row in found)
            message = f"有 {len(found)} 所学校都叫“{source.part}”：{rows}"
            raise UnreadableFileError(
                error(
                    "two_schools",
                    message,
                    Location(str(source.path)),
                    f"请写成“{found[0].part}”这样",
                )
            )
        raise UnreadableFileError(_unknown_school(table, source))
    if len(table.rows) == 1:
        return table.rows[0]
    if not table.rows:
        raise ReportgenError(*table.problems)
    raise UnreadableFileError(_several_schools(table, source))


def _several_schools(table: SchoolTable, source: Source) -> Problem:
    hint = f"请加上 --school 学校名称（例如 --school {table.rows[0].name}），或用 batch 一次做完"
    return error(
        "several_schools", f"表里有 {len(table.rows)} 所学校", Location(str(source.path)), hint
    )


def _unknown_school(table: SchoolTable, source: Source) -> Problem:
    names = [row.name for row in table.rows]
    told = "、".join(names[:_MOST_NAMED]) + ("……" if len(names) > _MOST_NAMED else "")
    return error(
        "unknown_school", f"表里没有“{source.part}”", Location(str(source.path)), f"表里有：{told}"
    )


def _unknown_table(book: Book, mapping: Path | None, is_form: bool) -> Problem:
    place = Location(book.file)
    if is_form:
        return error(
            "broken_form",
            "采集表的表头被改动了，找不到“项目”“本年数”等列",
            place,
            "请用原来的采集表重新填写",
        )
    if mapping is not None:
        hint = "请检查映射文件里“学校.名称”和“列”的写法"
        return error("unknown_table", f"映射 {mapping} 对不上这张表的表头", place, hint)
    hint = "请用 reportgen form new 做的采集表填写；别处来的表要有映射文件（--mapping）"
    return error("unknown_table", "不认识这张表：不是采集表，也没有对得上的映射", place, hint)
