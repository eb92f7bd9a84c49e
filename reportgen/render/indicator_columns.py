"""The stock template's 达标表 → one whose columns are as wide as what stands in them.

A Word table cannot say that of itself. Where nobody has dragged, added or taken away a column, the
program is free to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.indicator_table import INDICATOR_HEADER, INDICATOR_WIDTHS
from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.ooxml.table_markup import column_widths
from reportgen.render.column_fitting import natural_widths

_STOCK = column_widths(INDICATOR_WIDTHS)
_COLUMNS = "".join(f'<w:gridCol w:w="{width}"/>' for width in _STOCK)
_GRID = f"<w:tblGrid>{_COLUMNS}</w:tblGrid>"
_LOOP = late_regex(r"\{%-?\s*for\s+行\s+in\s+([^\s%]+)\.达标表\s*-?%\}")
_CELL_WIDTH = late_regex(r"<w:tcW [^>]*/>")
_NAMED = late_regex(r"行\.(\w+)")
# What the cells name, and what those of older templates did.
_BEHIND = ("单位", "实际值", "标准值", "结论", "差距")
_USUAL = {("序号", "指标", "学段注", *_BEHIND), ("序号", "指标", "学段", "学段", *_BEHIND)}


def indicator_widths(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns' widths in twips for these rows, each with the texts of the usual columns."""
    columns = zip(INDICATOR_HEADER, *rows, strict=True)
    return column_widths(natural_widths(columns, TEXT_WIDTH), TEXT_WIDTH)


def fit_indicator_columns(source: str) -> str:
    """A template's source, the widths of an untouched 达标表 taken from its passage."""
    first, *tables = source.split(_GRID)
    return "".join(chain([first], *map(_fitted, tables)))


def _fitted(after: str) -> Iterator[str]:
    """The grid of a table and what follows it up to the next such grid."""
    table, end, rest = after.partition("</w:tbl>")
    loop = _LOOP.search(table)
    if loop is None or not _is_usual(table[loop.end() :]):
        yield from (_GRID, after)
        return
    yield f"{{% set columns = {loop[1]}.column_widths|default({_STOCK}) %}}<w:tblGrid>"
    yield from (f'<w:gridCol w:w="{_width(place)}"/>' for place in range(len(_STOCK)))
    head, places = table[: loop.start()], iter(range(len(_STOCK)))
    yield "</w:tblGrid>"
    yield _CELL_WIDTH.sub(lambda cell: _cell(next(places, None), cell[0]), head)
    yield from (table[loop.start() :], end, rest)


def _is_usual(row: str) -> bool:
    """Whether the looped row has the columns that the stock template has, in their order."""
    return tuple(name for name in _NAMED.findall(row) if name != "底色") in _USUAL


def _cell(place: int | None, cell: str) -> str:
    return cell if place is None else f'<w:tcW w:w="{_width(place)}" w:type="dxa"/>'


def _width(place: int) -> str:
    return f"{{{{ columns[{place}] }}}}"
