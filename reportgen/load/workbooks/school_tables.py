"""All the tables of one workbook, a school a row → the schools in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.school_table import SchoolTable
from reportgen.load.workbooks.table_shape import TableSchool
from reportgen.load.workbooks.unread_cells import (
    UNREAD_SHEET,
    tell_cells,
    tell_comments,
    tell_sheet,
)
from reportgen.load.yaml_tree import Item
from reportgen.model.form import FAULT_SHEET, NOTES_SHEET
from reportgen.problems import Location, Problem, gap
from reportgen.words.listing import list_first

_MOST_NAMED = 3


@dataclass(eq=False)
class SchoolTables:
    """The tables of one workbook that are read; `found` is what is said of its other cells."""

    tables: tuple[SchoolTable, ...]
    found: tuple[Problem, ...] = ()

    @cached_property
    def rows(self) -> tuple[TableSchool, ...]:
        """The schools in order, each with its sheet where there are several tables."""
        if len(self.tables) == 1:
            return self.tables[0].rows
        return tuple(
            row._replace(sheet=table.shape.grid.name) for table in self.tables for row in table.rows
        )

    @cached_property
    def _named(self) -> Mapping[str, tuple[TableSchool, ...]]:
        found: dict[str, list[TableSchool]] = {}
        for row in self.rows:
            for name in (row.part, row.name):
                found.setdefault(name, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def find_rows(self, name: str) -> tuple[TableSchool, ...]:
        """The schools of that name, or the one that is that part of its file."""
        return self._named.get(name, ())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the tables and with none of their schools."""
        told = (problem for table in self.tables for problem in table.problems)
        return tuple(dict.fromkeys((*told, *self.found)))

    @cached_property
    def _by_sheet(self) -> Mapping[str, SchoolTable]:
        return {table.shape.grid.name: table for table in self.tables}

    def _table(self, row: TableSchool) -> SchoolTable:
        return self._by_sheet[row.sheet] if row.sheet else self.tables[0]

    def year(self, row: TableSchool) -> str:
        """The year of that school's report as it stands in its table; empty if it does not."""
        return self._table(row).year(row)

    def attachments(self, row: TableSchool) -> tuple[str, ...]:
        """The files that the school of that row brings, as its table says."""
        return self._table(row).attachments(row)

    def root(self, row: TableSchool) -> Item:
        """The tree of that school; its reading holds what is wrong so far."""
        return self._table(row).root(row)

    def mapping_file(self, row: TableSchool) -> str:
        """The file that explains the school's table; empty for one of ours."""
        return self._table(row).shape.source


def join_tables(book: Book, found: Sequence[SchoolTable]) -> SchoolTables:
    """The tables that are read together, and what is said of the rest of the workbook.

    A table with schools of one before it is not read where it has no others, or gives them other
    figures: which of them holds cannot be told. Otherwise all its schools are, and whoever sums
    them up is asked which row of the same school counts.
    """
    kept: list[SchoolTable] = []
    doubled: dict[str, SchoolTable] = {}
    for table in found:
        if any(_is_double(table, other) for other in kept):
            doubled[table.shape.grid.name] = table
        elif table.rows or len(found) == 1:
            kept.append(table)
    kept = kept or list(found[:1])
    sheets = {table.shape.grid.name: table for table in kept}
    told = (*_tell_rest(book, sheets, doubled),)
    return SchoolTables(tuple(kept), told)


def _is_double(table: SchoolTable, other: SchoolTable) -> bool:
    shared = _shared(table, other)
    is_whole = len(shared) == len(table.rows)
    return bool(shared) and (is_whole or not _facts(table) & _facts(other))


def _facts(table: SchoolTable) -> frozenset[str]:
    """The facts that its columns give."""
    return frozenset(each.key for each in table.shape.columns if each.fact)


def _shared(table: SchoolTable, other: SchoolTable) -> list[str]:
    """The names of schools that are in both."""
    names = {row.name for row in other.rows}
    return [row.name for row in table.rows if row.name in names]


def _tell_rest(
    book: Book, read: Mapping[str, SchoolTable], doubled: Mapping[str, SchoolTable]
) -> Iterator[Problem]:
    for name in book.names:
        if name.startswith("_") or name in (NOTES_SHEET, FAULT_SHEET):
            continue
        if name in read:
            yield from tell_cells(book.file, book.grid(name), read[name].unread())
            yield from tell_comments(book, name)
        elif name in doubled:
            yield _tell_doubled(book.file, doubled[name], read.values())
        else:
            yield from tell_sheet(book.file, book.grid(name))


def _tell_doubled(file: str, table: SchoolTable, read: Iterable[SchoolTable]) -> Problem:
    grid: Grid = table.shape.grid
    other = next(each for each in read if _is_double(table, each))
    names = list_first(_shared(table, other), _MOST_NAMED)
    message = (
        f"工作表“{grid.name}”没有读：里面的学校（{names}）“{other.shape.grid.name}”里已经有了，"
        "分不清用哪一张"
    )
    hint = "一所学校的数请合在一行；不用的一张请删去"
    place = Location(file, cell=grid.place(table.shape.last_head, 1))
    return gap(UNREAD_SHEET, message, place, hint)
