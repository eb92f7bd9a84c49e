"""The wide table that a bureau fills in, a school a row → what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.column_titles import plain_title
from reportgen.load.workbooks.grid import Grid
from reportgen.load.workbooks.grouped_column_titles import (
    ColumnTitle,
    find_column_titles,
    name_titles,
)
from reportgen.load.workbooks.school_table import SchoolTable, TableColumn, TableShape, find_column
from reportgen.model.facts import FactDictionary
from reportgen.model.form import (
    INFO_FIELDS,
    META_SHEET,
    META_STANDARDS,
    META_YEAR,
    WHOLE_SCHOOL,
    parse_row_label,
)
from reportgen.problems import Location, Problem, warning
from reportgen.words.nearest import ask, find_nearest

NAME_HEAD = "学校名称"
_ANCHORS = frozenset({NAME_HEAD})
_INFO = {plain_title(field.label): field for field in INFO_FIELDS}
_LEAST_FACTS = 2
_MOST_ASKED = 3
_REMARKS = "备注"
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
    name = find_column(columns, "学校", "名称")
    facts = [each for each in columns if each.block == "数据" and each.fact]
    if not name or len(facts) < least:
        return None
    shape = TableShape(
        file=book.file,
        grid=grid,
        last_head=titles.last_row,
        columns=columns,
        name_column=name,
        settings={"年度": meta.get(META_YEAR, ""), "标准": meta.get(META_STANDARDS, "")},
        settings_cell=f"{META_SHEET}!B1" if meta else "",
        titled=frozenset(
            column for column, each in titles.columns.items() if each.path[-1] != _REMARKS
        ),
    )
    known = {each.column for each in columns}
    unknown = [each for column, each in titles.columns.items() if column not in known]
    given = {each.fact.name for each in facts if each.fact}
    named = {**{name: name for name in dictionary.facts}, **dictionary.aliases}
    free = {name: fact not in given for name, fact in named.items()}
    told = _unknown_heads(unknown, grid, titles.last_row, book.file, free)
    return SchoolTable(shape, (*book.problems, *told))


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


def _unknown_heads(
    unknown: list[ColumnTitle], grid: Grid, row: int, file: str, free: Mapping[str, bool]
) -> Iterator[Problem]:
    """One warning of the columns that are not read; `free` tells of each name whether no column
    gives its fact.
    """
    told = [each for each in unknown if each.path[-1] not in _NO_DATA]
    if told:
        message = f"有 {len(told)} 列不认识，没有读：{name_titles(told)}"
        place = Location(file, cell=grid.place(row, told[0].column))
        yield warning("unknown_heads", message, place, _advise_heads(told, free))


def _advise_heads(unknown: list[ColumnTitle], free: Mapping[str, bool]) -> str:
    """What the heads were to be, of what no other column is; each by its name if they are many."""
    near = {each.path[-1]: find_nearest(each.path[-1], free) for each in unknown[:_MOST_ASKED]}
    several = len(unknown) > 1
    asked = (
        f"{f'“{head}”' if several else ''}{ask(name)}"
        for head, name in near.items()
        if name and free[name]
    )
    return "".join(asked) or "请检查表头的写法"
