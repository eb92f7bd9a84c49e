"""The heads over a wide table, merged and in several rows → the path of heads over each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from reportgen.late_regex import late_regex
from reportgen.load.workbooks.column_titles import plain_title
from reportgen.load.workbooks.grid import Grid
from reportgen.named_tuple import NamedTuple
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.listing import list_first

_DEEPEST_HEAD = 30
_MOST_LINES = 6
_MOST_NAMED = 8
_WIDEST_MERGED = 1000
# Merged cells lie side by side; those of a broken file lie over each other without end.
_MOST_MERGED = 200_000
_UNIT = late_regex(r"[(（]\s*+(?:单位\s*+[:：]?\s*+)?([^()（）:：]{1,5})\s*+[)）]$")
_UNITS = frozenset(
    (
        *("元", "千元", "万元", "亿元", "册", "千册", "万册", "亩", "㎡", "m2", "平方米", "平米"),
        *("万平方米", "公顷", "米", "公里", "人", "名", "个", "间", "台", "套", "座", "幢", "年"),
        *("%", "Mbps"),
    )
)
_OF_WHICH = late_regex(rf"^(?:#|其中[:：]?|[(（]?[{NUMERAL_SIGNS}\d]+[)）、.．])+")


class ColumnTitle(NamedTuple):
    """The heads over a column from above, plain and without units; the unit of the lowest one."""

    column: int
    path: tuple[str, ...]
    unit: str
    shown: str


class ColumnTitles(NamedTuple):
    """The heads of a table: the rows where they stand, and those of each column."""

    first_row: int
    last_row: int
    columns: Mapping[int, ColumnTitle]


def find_column_titles(grid: Grid, anchors: frozenset[str]) -> ColumnTitles | None:
    """The heads of the table that has a head among `anchors` (plain); None if there is none."""
    for row in sorted(grid.rows)[:_DEEPEST_HEAD]:
        for column in grid.rows[row]:
            if _plain_head(grid.text(row, column))[0] in anchors:
                first, last = _lines(grid, row, column)
                columns = {each.column: each for each in _columns(grid, first, last)}
                return ColumnTitles(first, last, columns)
    return None


def name_titles(titles: Sequence[ColumnTitle]) -> str:
    """Heads as a message names them: the first few."""
    return list_first([f"“{each.shown}”" for each in titles], _MOST_NAMED)


def head_row(grid: Grid, title: ColumnTitle, last: int) -> int:
    """The row of the column's lowest head, above its unit, where the lines of heads end at `last`;
    that line where nothing stands above (cells that are merged).
    """
    rows = range(last, max(last - _MOST_LINES, 0), -1)
    texts = ((row, plain_title(grid.text(row, title.column))) for row in rows)
    return next((row for row, text in texts if _plain_head(text)[0] == title.path[-1]), last)


def plain_path(text: str) -> tuple[str, ...]:
    """A path as a mapping writes it (`专任教师/#按学历分/本科`), in plain heads."""
    return tuple(plain for part in text.split("/") if (plain := _plain_head(part)[0]))


def _plain_head(text: str) -> tuple[str, str]:
    """A head without its unit and without what numbers it, and the unit."""
    plain = plain_title(text)
    match = _UNIT.search(plain)
    unit = match.group(1) if match and match.group(1) in _UNITS else ""
    if match and unit:
        plain = plain[: match.start()]
    return _OF_WHICH.sub("", plain) or plain, unit


def _lines(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """The first and the last row of heads, from the place of one of them."""
    areas = [area for area in grid.merged if area.first_row == row and area.first_column == column]
    first, last = row, areas[0].last_row if areas else row
    while first > 1 and row - first < _MOST_LINES and _is_line_of_heads(grid, first - 1):
        first -= 1
    while (
        last - row < _MOST_LINES
        and not grid.text(last + 1, column)
        and _is_line_of_heads(grid, last + 1)
    ):
        last += 1
    return first, last


def _is_line_of_heads(grid: Grid, row: int) -> bool:
    cells = [cell.text.strip() for cell in grid.rows.get(row, {}).values() if cell.text.strip()]
    return len(cells) > 1 and not any(re.fullmatch(r"[\d.,]+%?", text) for text in cells)


def _columns(grid: Grid, first: int, last: int) -> Iterator[ColumnTitle]:
    rows = range(first, last + 1)
    merged = _merged_places(grid, rows)
    columns = {column for row in rows for column in grid.rows.get(row, {})}
    columns |= {column for _, column in merged}
    for column in sorted(columns):
        places = dict.fromkeys(merged.get((row, column), (row, column)) for row in rows)
        title = _column_title(column, (grid.text(*place) for place in places))
        if title.path:
            yield title


def _merged_places(grid: Grid, rows: range) -> Mapping[tuple[int, int], tuple[int, int]]:
    """The place of what is written, for each cell within merged ones in those rows."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    left = _MOST_MERGED
    for area in grid.merged:
        down = range(max(area.first_row, rows.start), min(area.last_row + 1, rows.stop))
        widest = area.first_column + _WIDEST_MERGED
        across = range(area.first_column, min(area.last_column, widest) + 1)
        left -= len(down) * len(across)
        if left < 0:
            break
        found |= dict.fromkeys(product(down, across), (area.first_row, area.first_column))
    return found


def _column_title(column: int, texts: Iterable[str]) -> ColumnTitle:
    path: list[str] = []
    shown: list[str] = []
    unit = ""
    for text in filter(None, texts):
        if text in _UNITS:
            unit = text
            continue
        plain, own_unit = _plain_head(text)
        unit = own_unit or unit
        path.append(plain)
        shown.append(text)
    return ColumnTitle(column, tuple(path), unit, "/".join(shown))
