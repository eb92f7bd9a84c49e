"""A list of schools in a workbook (名称, 类型, 代码), a sheet or several → whom it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.list_head import Columns, ListHead, find_head
from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grid import CellKind, Grid, GridCell, Visibility, Working
from reportgen.load.workbooks.uncalculated import find_uncalculated, tell_uncalculated
from reportgen.model.admission import ListedSchool
from reportgen.model.vocabulary import ListWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error, warning
from reportgen.words.listing import list_first
from reportgen.words.no_names import is_line_between
from reportgen.words.typed_lines import clean_pasted

_SUM = late_regex(r".{0,8}(合计|总计|共计|小计)")
_BETWEEN_NAMES = late_regex(r"[\n、，,；;/]+")
_TELLING = ("type", "stage", "code", "address")
_MOST_NAMED, _MOST_TITLES = 10, 6


class SchoolList(NamedTuple):
    """The schools of a list, sheet after sheet; `problems` tell what in it is not read."""

    schools: tuple[ListedSchool, ...]
    problems: tuple[Problem, ...] = ()


class RosterSheet(NamedTuple):
    """A sheet with the head of a list, as `words` tell it."""

    file: str
    grid: Grid
    head: ListHead
    words: ListWords


def load_school_list(path: Path, words: ListWords) -> SchoolList:
    """The schools on every sheet that has a column 学校名称; hidden sheets are told and not read.
    `words` are the titles that columns may have.

    A school that an earlier sheet has in the same words is taken once.

    Errors: UnreadableFileError if it is not a workbook, ReportgenError if it has no such column or
    no school.
    """
    book = open_book(path)
    shown, hidden = list[Grid](), list[Grid]()
    for grid in map(book.grid, book.names):
        (shown if grid.visibility is Visibility.VISIBLE else hidden).append(grid)
    sheets = list(_find_lists(book.file, shown, words))
    told = tuple(_tell_hidden(each) for each in _find_lists(book.file, hidden, words))
    if not sheets:
        raise ReportgenError(_no_heads(book.file, words), *told)
    schools = tuple(_once_each(sheets))
    lost = tuple(problem for each in sheets for problem in _tell_uncalculated(each))
    if not schools:
        raise ReportgenError(*(lost or (_no_schools(sheets[0]),)), *told)
    listed = {each.grid.name for each in sheets}
    others = (grid for grid in shown if grid.rows and grid.name not in listed)
    unlisted = (_tell_unlisted(book.file, grid, words) for grid in others)
    doubtful = (problem for each in sheets for problem in _tell_doubtful(each))
    return SchoolList(schools, (*lost, *unlisted, *told, *doubtful))


def _no_schools(sheet: RosterSheet) -> Problem:
    place = Location(sheet.file, cell=sheet.grid.place(1, 1))
    return error("no_schools", "名单里没有学校", place)


def _find_lists(file: str, grids: Iterable[Grid], words: ListWords) -> Iterator[RosterSheet]:
    return filter(None, (find_list(file, grid, words) for grid in grids))


def find_list(file: str, grid: Grid, words: ListWords) -> RosterSheet | None:
    """The list on that sheet of the file; None if there is none."""
    head = find_head(grid, words)
    return RosterSheet(file, grid, head, words) if head else None


# ---- the schools ----


def _once_each(sheets: Iterable[RosterSheet]) -> Iterator[ListedSchool]:
    """The schools of the sheets; lists of kinds of schools repeat the list of all."""
    before: set[tuple[str, ...]] = set()
    for sheet in sheets:
        schools = [each for block in sheet.head.blocks for each in _schools(sheet, block)]
        yield from (each for each in schools if _words(each) not in before)
        before.update(map(_words, schools))


def _words(school: ListedSchool) -> tuple[str, ...]:
    return school.name, school.type, school.code


def _schools(sheet: RosterSheet, block: Columns) -> Iterator[ListedSchool]:
    grid = sheet.grid
    for row in rows_below(grid, sheet.head):
        texts = {field: grid.text(row, column) for field, column in block.items()}
        names = split_names(texts["name"], sheet.words)
        plain = {field: clean_pasted(text).strip() for field, text in texts.items()}
        if _is_line_between(plain):
            continue
        for name in filter(None, names or (plain["name"].replace("\n", ""),)):
            yield ListedSchool(**{**plain, "name": name}, cell=grid.place(row, block["name"]))


def _is_line_between(texts: Mapping[str, str]) -> bool:
    """Whether the row is a line between or below the schools: 一、小学; 共4所; 制表：张三."""
    others = [text for field, text in texts.items() if field != "name"]
    return not any(others) and is_line_between(texts["name"], bool(others))


def split_names(text: str, words: ListWords) -> tuple[str, ...]:
    """The schools in one cell, where each is called one to the end; empty if they are not several.

    A name alone may be broken into lines.
    """
    names = tuple(clean_pasted(each).strip() for each in _BETWEEN_NAMES.split(text))
    whole = len(names) > 1 and all(name.endswith(words.name_ends) for name in names)
    return names if whole else ()


def rows_below(grid: Grid, head: ListHead) -> Iterator[int]:
    """The rows below the head, but sums."""
    for row in sorted(row for row in grid.rows if row > head.row):
        first = grid.text(row, min(grid.rows[row], default=0))
        named = grid.text(row, head.columns["name"])
        if not any(_SUM.fullmatch("".join(text.split())) for text in (first, named)):
            yield row


# ---- what is not read ----


def _no_heads(file: str, words: ListWords) -> Problem:
    hint = f"请在一行里写上“学校名称”“学校类型”，下面一行一所；{_name_titles(words)}"
    return error("no_heads", "没有找到“学校名称”这一列", Location(file), hint)


def _name_titles(words: ListWords) -> str:
    titles = words.fields.get("name", ())
    return f"名称这一列可以叫：{list_first(titles, _MOST_TITLES)}"


def _tell_unlisted(file: str, grid: Grid, words: ListWords) -> Problem:
    row = min(grid.rows)
    place = Location(file, cell=grid.place(row, min(grid.rows[row], default=1)))
    message = f"名单的“{grid.name}”这一张没有“学校名称”一列，没有读"
    hint = f"上面有学校的，请写上栏目；{_name_titles(words)}"
    return warning("sheet_without_list", message, place, hint)


def _tell_hidden(sheet: RosterSheet) -> Problem:
    place = Location(sheet.file, cell=sheet.grid.place(sheet.head.row, sheet.head.columns["name"]))
    message = f"名单的“{sheet.grid.name}”这一张是隐藏的，没有读"
    return warning("hidden_list", message, place, "上面的学校要算的，请取消隐藏；不用的请删去")


def _tell_uncalculated(sheet: RosterSheet) -> Iterator[Problem]:
    """The formulas without a value in the columns that are read."""
    grid, head = sheet.grid, sheet.head
    read = {column for block in head.blocks for column in block.values()}
    places = [each for each in find_uncalculated(grid) if each[0] > head.row and each[1] in read]
    return tell_uncalculated(sheet.file, grid, places)


def _tell_doubtful(sheet: RosterSheet) -> Iterator[Problem]:
    told = (_tell_nameless(sheet), _tell_unread(sheet), _tell_several(sheet))
    return filter(None, told)


def _tell_unread(sheet: RosterSheet) -> Problem | None:
    """A column that bears the title of the names and is not read."""
    head = sheet.head
    if not head.unread:
        return None
    place = Location(sheet.file, cell=sheet.grid.place(head.row, head.unread))
    message = f"名单的“{sheet.grid.name}”有两列都像学校名称，只读了左边一列"
    hint = "右边的也是应交的学校，请接在左边一列的下面；不是的不用管"
    return warning("second_names", message, place, hint)


def _tell_several(sheet: RosterSheet) -> Problem | None:
    """Cells that name several schools, each of which is counted."""
    grid, column = sheet.grid, sheet.head.columns["name"]
    rows = [
        row
        for row in rows_below(grid, sheet.head)
        if split_names(grid.text(row, column), sheet.words)
    ]
    if not rows:
        return None
    told = list_first([str(row) for row in rows], _MOST_NAMED)
    message = f"名单的“{grid.name}”第 {told} 行一格里写了几所学校，按几所算"
    hint = "请核对；一行只写一所学校"
    return warning(
        "several_names", message, Location(sheet.file, cell=grid.place(rows[0], column)), hint
    )


def _tell_nameless(sheet: RosterSheet) -> Problem | None:
    """The rows of a sheet that say something of a school and not which."""
    grid, head = sheet.grid, sheet.head
    covered = _covered_rows(grid, head.columns["name"])
    below = (row for row in rows_below(grid, head) if row not in covered)
    rows = [row for row in below if _is_nameless(sheet, row)]
    if not rows:
        return None
    place = Location(sheet.file, cell=grid.place(rows[0], head.columns["name"]))
    told = list_first([str(row) for row in rows], _MOST_NAMED)
    message = f"名单的“{grid.name}”第 {told} 行没有写学校名称，没有算"
    return warning("nameless_row", message, place, "请补上学校名称；不用的行请删去")


def _is_nameless(sheet: RosterSheet, row: int) -> bool:
    grid, head = sheet.grid, sheet.head
    names = [grid.find(row, block["name"]) for block in head.blocks]
    if any(cell and (cell.text.strip() or _is_uncalculated(cell)) for cell in names):
        return False
    told = (grid.text(row, head.columns[field]) for field in _TELLING if field in head.columns)
    return any(text and "：" not in text for text in told) or _has_figures(sheet, row)


def _is_uncalculated(cell: GridCell) -> bool:
    """Whether it may well name a school, which is told by itself."""
    return cell.working is Working.UNCALCULATED


def _has_figures(sheet: RosterSheet, row: int) -> bool:
    titles = sheet.head.titles
    # Numbers of the rows are there before the names are.
    counting = {each for title in sheet.words.counting for each in titles.get(title, ())}
    cells = sheet.grid.rows[row].items()
    return any(cell.kind is CellKind.NUMBER and column not in counting for column, cell in cells)


def _covered_rows(grid: Grid, column: int) -> frozenset[int]:
    """The rows, of those with cells, where the column is the lower part of a merged cell."""
    spans = sorted(
        (area.first_row + 1, area.last_row)
        for area in grid.merged
        if area.first_column <= column <= area.last_column
    )
    covered: set[int] = set()
    rows = sorted(grid.rows)
    at = 0
    for first, last in spans:
        at = max(at, bisect_left(rows, first))
        end = max(at, bisect_right(rows, last))
        covered.update(rows[at:end])
        at = end
    return frozenset(covered)
