"""A table made by others, explained by a mapping → what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import (
    ColumnTitle,
    ColumnTitles,
    find_column_titles,
    name_titles,
    plain_path,
)
from reportgen.load.workbooks.mapping_file import TableMapping
from reportgen.load.workbooks.school_table import SchoolTable, TableColumn, TableShape, find_column
from reportgen.problems import Location, Problem, error, warning

_YEAR = re.compile(r"(20\d\d)\s*(?:[/—–-]\s*20\d\d)?\s*(?:学年|年)")


def find_foreign_table(
    book: Book, grid: Grid, mapping: TableMapping, is_asked: bool = False
) -> SchoolTable | None:
    """The table on that sheet which the mapping explains; None where the heads that it needs are
    not all there.

    `is_asked`: the user named the mapping, so that the name of the school is enough.
    """
    titles = find_column_titles(
        grid, frozenset(plain_path(head)[-1] for head in mapping.school["名称"])
    )
    if titles is None:
        return None
    needed = () if is_asked else mapping.needed
    if not all(_matching(titles, head) for head in needed):
        return None
    columns = tuple(_columns(titles, mapping))
    name = find_column(columns, "学校", "名称")
    if not name or not any(each.block == "数据" for each in columns):
        return None
    counted = [title.column for head in mapping.counted for title in _matching(titles, head)]
    settings, cell, told = _settings(book, grid, titles, mapping)
    shape = TableShape(
        file=book.file,
        grid=grid,
        last_head=titles.last_row,
        columns=columns,
        name_column=name,
        settings=settings,
        settings_cell=cell,
        types=mapping.types,
        left_out=frozenset(mapping.left_out),
        counted=counted[0] if counted else 0,
        source=mapping.file,
    )
    problems = (*book.problems, *told, *_doubtful(titles, mapping, book.file, grid))
    return SchoolTable(shape, (*problems, *_passed_over(titles, columns, mapping, book.file, grid)))


def _matching(titles: ColumnTitles, head: str) -> list[ColumnTitle]:
    """The columns whose heads end in that path."""
    path = plain_path(head)
    return (
        [each for each in titles.columns.values() if each.path[-len(path) :] == path]
        if path
        else []
    )


def _columns(titles: ColumnTitles, mapping: TableMapping) -> Iterator[TableColumn]:
    for key, heads in mapping.school.items():
        found = [title for head in heads for title in _matching(titles, head)]
        if found:
            yield TableColumn(found[0].column, "学校", key)
    taken: set[int] = set()
    filled: set[tuple[str, str]] = set()
    # The longest path first: what it takes is not there for a shorter one, nor a fact for another
    # column.
    for head, mapped in sorted(mapping.facts.items(), key=lambda each: -len(plain_path(each[0]))):
        for title in _matching(titles, head)[:1]:
            if title.column not in taken and (mapped.fact.name, mapped.stage) not in filled:
                taken.add(title.column)
                filled.add((mapped.fact.name, mapped.stage))
                unit = title.unit or mapped.unit
                yield TableColumn(
                    title.column, "数据", mapped.fact.name, mapped.stage, unit, mapped.fact
                )


def _settings(
    book: Book, grid: Grid, titles: ColumnTitles, mapping: TableMapping
) -> tuple[Mapping[str, str], str, Sequence[Problem]]:
    """What the mapping sets for every report; the year else as a title above the table says it,
    with a word.
    """
    if mapping.settings.get("年度"):
        return mapping.settings, "", ()
    for row in sorted(row for row in grid.rows if row < titles.first_row):
        for column in grid.rows[row]:
            match = _YEAR.search(grid.text(row, column))
            if match:
                cell = grid.place(row, column)
                message = f"年度按表题读作 {match.group(1)}"
                place = Location(book.file, path="报告.年度", cell=cell)
                hint = "不对的请在映射文件的“报告:”下写明年度"
                told = warning("year_from_title", message, place, hint)
                return {**mapping.settings, "年度": match.group(1)}, cell, (told,)
    return mapping.settings, "", ()


def _doubtful(
    titles: ColumnTitles, mapping: TableMapping, file: str, grid: Grid
) -> Iterator[Problem]:
    if not mapping.verified:
        message = f"按映射“{mapping.name}”读入；这份映射没有与报表制度原件核对过"
        yield warning("unverified_mapping", message, Location(file), "请抽一所学校核对各项数据")
    for head in mapping.facts:
        longer = [
            other for other in mapping.facts if len(plain_path(other)) > len(plain_path(head))
        ]
        taken = {each.column for other in longer for each in _matching(titles, other)}
        several = [each for each in _matching(titles, head) if each.column not in taken]
        if len(several) > 1:
            message = f"映射里的“{head}”对上了 {len(several)} 列：{name_titles(several)}"
            place = Location(file, cell=grid.place(titles.last_row, several[1].column))
            yield error("ambiguous_head", message, place, "请在映射文件里把表头的上一级也写上")


def _passed_over(
    titles: ColumnTitles,
    columns: Sequence[TableColumn],
    mapping: TableMapping,
    file: str,
    grid: Grid,
) -> Iterator[Problem]:
    """A word, once, on the columns that the mapping does not speak of."""
    spoken = {each.column for each in columns}
    for head in (*mapping.unused, *mapping.counted, *mapping.facts):
        spoken |= {each.column for each in _matching(titles, head)}
    rest = [each for column, each in titles.columns.items() if column not in spoken]
    if rest:
        place = Location(file, cell=grid.place(titles.last_row, rest[0].column))
        hint = "要用的请在映射文件的“列:”下加上，不用的写在“不用:”下"
        yield warning(
            "unmapped_columns", f"有 {len(rest)} 列没有用到：{name_titles(rest)}", place, hint
        )
