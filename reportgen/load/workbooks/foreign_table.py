"""A table made by others, explained by a mapping → what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import (
    ColumnTitle,
    ColumnTitles,
    find_column_titles,
    head_row,
    name_titles,
    plain_path,
)
from reportgen.load.workbooks.mapping_file import TableMapping
from reportgen.load.workbooks.openings import mapped_opening, table_opening
from reportgen.load.workbooks.school_table import SchoolTable
from reportgen.load.workbooks.table_shape import TableColumn, TableShape, find_column
from reportgen.load.workbooks.title_year import TitleYear, find_title_year, tell_title_year
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, error, warning


class _MappedSheet(NamedTuple):
    """A sheet with a table, its heads, and the mapping that explains them."""

    book: Book
    grid: Grid
    titles: ColumnTitles
    mapping: TableMapping

    def matching(self, head: str) -> list[ColumnTitle]:
        """The columns whose heads end in that path."""
        path = plain_path(head)
        columns = self.titles.columns.values() if path else ()
        return [each for each in columns if each.path[-len(path) :] == path]

    def head_location(self, title: ColumnTitle) -> Location:
        """The place of that column's lowest head."""
        row = head_row(self.grid, title, self.titles.last_row)
        return Location(self.book.file, cell=self.grid.place(row, title.column))


def find_foreign_table(
    book: Book, grid: Grid, mapping: TableMapping, is_asked: bool = False
) -> SchoolTable | None:
    """The table on that sheet which the mapping explains; None if a head that it needs is missing.

    `is_asked`: the user named the mapping, so that the name of the school is enough.
    """
    name_heads = frozenset(plain_path(head)[-1] for head in mapping.school["名称"])
    titles = find_column_titles(grid, name_heads)
    if titles is None:
        return None
    sheet = _MappedSheet(book, grid, titles, mapping)
    needed = () if is_asked else mapping.needed
    if not all(map(sheet.matching, needed)):
        return None
    columns = (*_school_columns(sheet), *_figure_columns(sheet))
    has_figures = any(each.block == "数据" for each in columns)
    return _make_table(sheet, columns) if has_figures and _name_column(columns) else None


def _name_column(columns: Sequence[TableColumn]) -> int:
    return find_column(columns, "学校", "名称")


def _make_table(sheet: _MappedSheet, columns: tuple[TableColumn, ...]) -> SchoolTable:
    mapping, year = sheet.mapping, _find_year(sheet)
    absent = [head for head in mapping.facts if not sheet.matching(head)]
    own = table_opening(sheet.book.file, sheet.grid, sheet.titles.last_row)
    unread = _unread(sheet, columns)
    counted = [title.column for head in mapping.counted for title in sheet.matching(head)]
    shape = TableShape(
        file=sheet.book.file,
        grid=sheet.grid,
        last_head=sheet.titles.last_row,
        columns=columns,
        name_column=_name_column(columns),
        settings={**mapping.settings, "年度": year.text} if year else mapping.settings,
        settings_cell=year.cell if year else "",
        types=mapping.types,
        left_out=frozenset(mapping.left_out),
        counted=counted[0] if counted else 0,
        source=mapping.file,
        titled=frozenset(sheet.titles.columns),
        title_year=find_title_year(sheet.grid, sheet.titles.first_row),
        opening=mapped_opening(own, mapping, unread, absent),
    )
    return SchoolTable(shape, tuple(_problems(sheet, unread, year)))


def _school_columns(sheet: _MappedSheet) -> Iterator[TableColumn]:
    for key, heads in sheet.mapping.school.items():
        found = [title for head in heads for title in sheet.matching(head)]
        if found:
            yield TableColumn(found[0].column, "学校", key)


def _figure_columns(sheet: _MappedSheet) -> Iterator[TableColumn]:
    # The longest path first: the column that it takes is not there for a shorter one, and its fact
    # is not there for another column.
    heads = sorted(sheet.mapping.facts, key=lambda head: -len(plain_path(head)))
    taken: set[int] = set()
    filled: set[tuple[str, str]] = set()
    for head in heads:
        fact, stage, usual_unit = sheet.mapping.facts[head]
        for title in sheet.matching(head)[:1]:
            if title.column not in taken and (fact.name, stage) not in filled:
                taken.add(title.column)
                filled.add((fact.name, stage))
                unit = title.unit or usual_unit
                yield TableColumn(title.column, "数据", fact.name, stage, unit, fact)


def _find_year(sheet: _MappedSheet) -> TitleYear | None:
    """The year that a title above the table names, unless the mapping has it."""
    is_given = bool(sheet.mapping.settings.get("年度"))
    return None if is_given else find_title_year(sheet.grid, sheet.titles.first_row)


def _problems(
    sheet: _MappedSheet, unread: Sequence[ColumnTitle], year: TitleYear | None
) -> Iterator[Problem]:
    yield from sheet.book.problems
    if year is not None:
        yield tell_title_year(sheet.book.file, year, "不对的请在映射文件的“报告:”下写明年度")
    if not sheet.mapping.verified:
        message = f"按映射“{sheet.mapping.name}”读入；这份映射没有与报表制度原件核对过"
        place, hint = Location(sheet.book.file), "请抽一所学校核对各项数据"
        yield warning("unverified_mapping", message, place, hint)
    yield from _ambiguous(sheet)
    yield from _passed_over(sheet, unread)


def _ambiguous(sheet: _MappedSheet) -> Iterator[Problem]:
    """An error for each head that several columns match and no longer path tells apart."""
    lengths = {head: len(plain_path(head)) for head in sheet.mapping.facts}
    for head, length in lengths.items():
        longer = [other for other, its_length in lengths.items() if its_length > length]
        taken = {each.column for other in longer for each in sheet.matching(other)}
        several = [each for each in sheet.matching(head) if each.column not in taken]
        if len(several) > 1:
            message = f"映射里的“{head}”对上了 {len(several)} 列：{name_titles(several)}"
            hint = "请在映射文件里把表头的上一级也写上"
            yield error("ambiguous_head", message, sheet.head_location(several[1]), hint)


def _unread(sheet: _MappedSheet, columns: Sequence[TableColumn]) -> Sequence[ColumnTitle]:
    """The columns that the mapping does not name."""
    mapping, spoken = sheet.mapping, {each.column for each in columns}
    for head in (*mapping.unused, *mapping.counted, *mapping.facts):
        spoken |= {each.column for each in sheet.matching(head)}
    return [each for column, each in sheet.titles.columns.items() if column not in spoken]


def _passed_over(sheet: _MappedSheet, rest: Sequence[ColumnTitle]) -> Iterator[Problem]:
    """One warning of the columns that the mapping does not name."""
    if rest:
        message = f"有 {len(rest)} 列没有用到：{name_titles(rest)}"
        hint = "要用的请在映射文件的“列:”下加上，不用的写在“不用:”下"
        yield warning("unmapped_columns", message, sheet.head_location(rest[0]), hint)
