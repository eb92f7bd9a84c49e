"""The wide table that a bureau fills in, a school a row → what its columns hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.column_titles import plain_title
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import (
    ColumnTitle,
    ColumnTitles,
    find_column_titles,
)
from reportgen.load.workbooks.openings import table_opening
from reportgen.load.workbooks.school_table import SchoolTable
from reportgen.load.workbooks.table_shape import TableColumn, TableShape, find_column
from reportgen.load.workbooks.title_year import TitleYear, find_title_year, tell_title_year
from reportgen.load.workbooks.unknown_heads import (
    UnknownHead,
    find_misspelt,
    find_unknown_heads,
    tell_unknown_heads,
)
from reportgen.model.facts import FactDictionary
from reportgen.model.form import INFO_FIELDS, META_ADDRESSEE, META_STANDARDS, META_YEAR
from reportgen.model.form_labels import WHOLE_SCHOOL, parse_row_label
from reportgen.named_tuple import NamedTuple

NAME_HEAD = "学校名称"
_ANCHORS = frozenset({NAME_HEAD})
_INFO = {plain_title(field.label): field for field in INFO_FIELDS}
_LEAST_FACTS = 2
_REMARKS = "备注"
_YEAR_HINT = "不对的请加上一列“报告年度”"
_NO_DATA = ("序号", _REMARKS)


def find_wide_table(
    book: Book,
    grid: Grid,
    meta: Mapping[str, str],
    dictionary: FactDictionary,
    least: int = _LEAST_FACTS,
) -> SchoolTable | None:
    """The table on that sheet whose heads are facts' names; None if there is none."""
    titles = find_column_titles(grid, _ANCHORS)
    if titles is None:
        return None
    columns = tuple(_columns(titles.columns, dictionary))
    facts = [each for each in columns if each.block == "数据" and each.fact]
    if not find_column(columns, "学校", "名称") or len(facts) < least:
        return None
    given = {each.fact.name for each in facts if each.fact}
    unread = [each for each in titles.columns.values() if not _is_read(each, columns)]
    heads = find_unknown_heads(unread, grid, titles.last_row, _free_names(dictionary, given))
    return _make_table(_Found(book, grid, titles, columns, heads), meta)


def _is_read(title: ColumnTitle, columns: Sequence[TableColumn]) -> bool:
    known = {each.column for each in columns}
    return title.column in known or title.path[-1] in _NO_DATA


def _free_names(dictionary: FactDictionary, given: Collection[str]) -> Mapping[str, bool]:
    """Every name of a fact, and whether no column gives that fact."""
    named = {**{name: name for name in dictionary.facts}, **dictionary.aliases}
    return {name: fact not in given for name, fact in named.items()}


class _Found(NamedTuple):
    """A wide table: its heads, what its columns hold, and those that are not read."""

    book: Book
    grid: Grid
    titles: ColumnTitles
    columns: tuple[TableColumn, ...]
    heads: Sequence[UnknownHead]


def _make_table(found: _Found, meta: Mapping[str, str]) -> SchoolTable:
    book, grid, titles, columns, heads = found
    year = None if meta else _find_year(grid, titles.first_row, columns)
    told_year = year.text if year else meta.get(META_YEAR, "")
    opening = table_opening(book.file, grid, titles.last_row)
    shape = TableShape(
        file=book.file,
        grid=grid,
        last_head=titles.last_row,
        columns=columns,
        name_column=find_column(columns, "学校", "名称"),
        settings={
            "年度": told_year,
            "标准": meta.get(META_STANDARDS, ""),
            "主送": meta.get(META_ADDRESSEE, ""),
        },
        settings_cell=grid.place(1, 1) if meta else year.cell if year else "",
        titled=frozenset(
            column for column, each in titles.columns.items() if each.path[-1] != _REMARKS
        ),
        title_year=find_title_year(grid, titles.first_row),
        kept_year=meta.get(META_YEAR, ""),
        opening=opening._replace(misspelt=find_misspelt(heads, book.file)),
    )
    dated = (tell_title_year(book.file, year, _YEAR_HINT),) if year else ()
    return SchoolTable(shape, (*book.problems, *dated, *tell_unknown_heads(heads, book.file)))


def _find_year(grid: Grid, first_head: int, columns: Iterable[TableColumn]) -> TitleYear | None:
    """The year in the title of a table that lost its hidden sheet, and has no column for it."""
    return None if find_column(columns, "报告", "年度") else find_title_year(grid, first_head)


def _columns(
    titles: Mapping[int, ColumnTitle], dictionary: FactDictionary
) -> Iterator[TableColumn]:
    for title in titles.values():
        last = title.path[-1]
        name, stage = parse_row_label(last, dictionary.stages)
        # NFKC made the brackets of a label plain; the names of facts have full ones.
        fact = dictionary.find(name) or dictionary.find(name.replace("(", "（").replace(")", "）"))
        field = _INFO.get(last)
        if fact is not None:
            word = stage if stage and stage != WHOLE_SCHOOL else ""
            yield TableColumn(title.column, "数据", fact.name, word, title.unit, fact)
        elif field is not None:
            yield TableColumn(title.column, field.block, field.key)
