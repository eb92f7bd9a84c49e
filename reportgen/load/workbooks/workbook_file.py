"""A workbook's file → a form, or a table with a school a row: what it is is found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from reportgen.load.archive import files_beside
from reportgen.load.identity import Identity
from reportgen.load.inside import files_inside
from reportgen.load.library import Library
from reportgen.load.roster_look import looks_like_roster, tell_roster
from reportgen.load.workbooks.book import Book, open_book
from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.foreign_table import find_foreign_table
from reportgen.load.workbooks.grid import Grid, Visibility
from reportgen.load.workbooks.mapping_file import TableMapping, load_mapping
from reportgen.load.workbooks.school_form import (
    check_version,
    find_tables,
    is_school_form,
    read_form_identity,
    read_meta,
    read_school_form,
)
from reportgen.load.workbooks.school_table import SchoolTable
from reportgen.load.workbooks.school_tables import SchoolTables, join_tables
from reportgen.load.workbooks.uncalculated import find_uncalculated, tell_uncalculated
from reportgen.load.workbooks.wide_form import find_wide_table
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import FactDictionary
from reportgen.model.form import META_KIND, META_STANDARDS, META_VERSION, FormKind
from reportgen.model.vocabulary import ListWords
from reportgen.problems import Location, Problem, UnreadableFileError, error, is_stopped
from reportgen.resources import data_folder

# A project's own mappings lie beside the table that they explain.
MAPPING_PATTERN = "*映射*.yaml"
_FEW_COLUMNS = 4
_DEEPEST_HEAD = 6


class WorkbookFile:
    """A workbook's file, opened; what it is is found out when first asked."""

    def __init__(self, path: Path, mapping: Path | None, library: Library) -> None:
        self._book = open_book(path)
        self._path, self._mapping, self._library = path, mapping, library

    @property
    def weight(self) -> int:
        """How many bytes of memory it takes, about."""
        return self._book.weight

    @cached_property
    def _meta(self) -> dict[str, str]:
        return read_meta(self._book)

    @cached_property
    def _dictionary(self) -> FactDictionary:
        """The facts that the form may ask for: those of its standards too."""
        names = self._meta.get(META_STANDARDS, "").split("\n")
        return self._library.dictionary_for(filter(None, names), self._path.parent)

    @property
    def _list_words(self) -> ListWords:
        return self._library.dictionary.vocabulary.lists

    @cached_property
    def _form_tables(self) -> dict[str, TitledTable]:
        return find_tables(self._book)

    @cached_property
    def form_identity(self) -> Identity | None:
        """Whose form it is, read without the rest; None if its head does not say so."""
        of_school = self._meta.get(META_KIND) == FormKind.SCHOOL
        return read_form_identity(self._book, self._meta) if of_school else None

    @cached_property
    def table(self) -> SchoolTables | None:
        """The tables with a school a row; None for a form.

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

    def _read_table(self) -> SchoolTables:
        book = self._book
        found = self._find_tables()
        if not found:
            is_form = META_VERSION in self._meta
            if not is_form and looks_like_roster(book, self._list_words):
                raise UnreadableFileError(tell_roster(error, self._path))
            lost = tuple(_lost_heads(book))
            raise UnreadableFileError(*(lost or (_unknown_table(book, self._mapping, is_form),)))
        table = join_tables(book, found)
        if not table.rows and not is_stopped(table.problems):
            hint = "请在表头下面一行填一所学校"
            place = Location(book.file)
            raise UnreadableFileError(error("no_rows", "表里没有学校的数据", place, hint))
        return table

    def _find_tables(self) -> list[SchoolTable]:
        """The table on each sheet that has one; those that share a few heads with ours only where
        there is no other.
        """
        grids = [self._book.grid(name) for name in self._book.names if not name.startswith("_")]
        if self._mapping is not None:
            asked = load_mapping(self._mapping, self._library)
            tables = (find_foreign_table(self._book, grid, asked, True) for grid in grids)
            return [each for each in tables if each]
        wide = {grid.name: table for grid in grids if (table := self._find_wide(grid))}
        own = {name: table for name, table in wide.items() if self._is_sure(table)}
        others = [grid for grid in grids if grid.name not in own]
        known = own | {each.shape.grid.name: each for each in self._find_foreign(others)}
        return [(known or wide)[name] for name in self._book.names if name in (known or wide)]

    def _is_sure(self, table: SchoolTable) -> bool:
        """Whether a wide table is ours and not one that shares a few heads with ours."""
        return bool(self._meta) or len(table.shape.columns) > _FEW_COLUMNS

    def _find_foreign(self, grids: Sequence[Grid]) -> Iterator[SchoolTable]:
        """The tables that a mapping explains: the first that does."""
        mappings = list(self._mappings()) if any(map(_may_be_table, grids)) else []
        for grid in filter(_may_be_table, grids):
            found = (find_foreign_table(self._book, grid, mapping) for mapping in mappings)
            yield from islice(filter(None, found), 1)

    def _find_wide(self, grid: Grid) -> SchoolTable | None:
        return find_wide_table(self._book, grid, self._meta, self._dictionary)

    def _mappings(self) -> Iterator[TableMapping]:
        """The project's own mappings, then the bundled ones."""
        root = self._library.grounds.root_of(self._path.parent)
        beside = files_inside(root, files_beside(self._path, MAPPING_PATTERN))
        yield from _load_all(beside, self._library)
        yield from _load_all((data_folder() / "mappings").glob("*.yaml"), self._library)


def _load_all(files: Iterable[Path], library: Library) -> Iterator[TableMapping]:
    return (load_mapping(file, library) for file in sorted(files))


def _may_be_table(grid: Grid) -> bool:
    """Whether the sheet has lines of several cells: no mapping need be read for another."""
    return sum(len(cells) > 1 for cells in grid.rows.values()) > 1


def _lost_heads(book: Book) -> Iterator[Problem]:
    """The formulas without a value where a table would have its heads."""
    for name in book.names:
        grid = book.grid(name)
        heads = [place for place in find_uncalculated(grid) if place[0] <= _DEEPEST_HEAD]
        if grid.visibility is Visibility.VISIBLE:
            yield from tell_uncalculated(book.file, grid, heads)


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
