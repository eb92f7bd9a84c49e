"""A form's cells → those that a clerk wrote and nothing read, told from the form's own.

A form's own cells are known by their column, and by what the dictionary says of their row: a form
that an older program made has other words in places, but none where there were none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property, partial

from reportgen.late_regex import late_regex
from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.column_titles import TitledTable, plain_title
from reportgen.load.workbooks.form_sheets import find_kind_of_sheet
from reportgen.load.workbooks.grid import Grid, GridCell, Working
from reportgen.load.workbooks.unread_cells import Place, tell_cells, tell_comments, tell_sheet
from reportgen.model.facts import Fact, FactDictionary, FactKind
from reportgen.model.form import (
    AGES_SHEET,
    CALCULATION_SHEET,
    CLASSES_SHEET,
    DETAILS_SHEET,
    FACTS_SHEET,
    FAULT_SHEET,
    INFO_COLUMNS,
    INFO_FIELDS,
    INFO_SHEET,
    LISTS_SHEET,
    META_SHEET,
    NOTES_SHEET,
    OTHER_SHEET,
    OVERVIEW_SHEET,
    OVERVIEW_VALUE,
    PAST_COLUMN,
    PICTURE_COLUMN,
    PREVIEW_SHEET,
    STAFF_SHEET,
    WHOLE_SHEET,
    FactColumn,
)
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.model.units import unit_choices
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, gap

_HIDDEN = frozenset({CALCULATION_SHEET, LISTS_SHEET, META_SHEET})
_NEVER_READ = frozenset({NOTES_SHEET, PREVIEW_SHEET, FAULT_SHEET})
_FAULT_COLUMNS = 6
_NOTE_TEXT, _COLOURS = 2, "颜色"
_NOTE_LABELS = frozenset(("用途", "谁来填", "填哪些表", "怎么填", "口径", "核对", "交回", _COLOURS))
_LAST_NOTE = "预览：未达标，或数据不一致"
_NUMBER = "序号"
_PREVIEW_TITLES = frozenset(
    (
        *(_NUMBER, "标准", "指标", "学段", "本校数值", "标准要求", "结论", "怎么算"),
        *("数据核对", "应当这样", "结果"),
    )
)
_PREVIEW_RESULTS = frozenset({"本校数值", "结论", "结果"})
_RESULT = late_regex(r"[\d.,%∶:-]+|.{1,3}|缺数据|没有填齐|没有规定限值|不适用|不一致，请核对")
_LIMIT = late_regex(r"[≥≤><＞＜=\d]")
_HEADINGS = 2
# Titles of groups and the lines for signatures are merged over at least so many columns.
_WIDE = 3
_WORKED_OUT = frozenset({FactColumn.PREVIEW, FactColumn.REQUIRED, FactColumn.VERDICT})
_FOOT = late_regex(r"校长（签字）.*|.*在后面的明细表里填写。", re.DOTALL)
_AGE = late_regex(r"\d+(?:至\d+)?岁.*")
_NO_UNIT = frozenset({FactKind.RATIO, FactKind.YEAR, FactKind.TEXT, FactKind.YES_NO})
_Check = Callable[[int, GridCell], bool]
_INFO = {field.label: field for field in INFO_FIELDS}


class FormCells(NamedTuple):
    """A form that was read: its tables by kind, and the places that were read on each sheet."""

    book: Book
    tables: Mapping[str, TitledTable]
    read: Mapping[str, Set[Place]]
    dictionary: FactDictionary


def tell_unread(form: FormCells) -> Iterator[Problem]:
    """What is said of each sheet's cells and comments that nothing has read."""
    kinds = {table.grid.name: kind for kind, table in form.tables.items()}
    for name in form.book.names:
        if name in _HIDDEN:
            continue
        grid = form.book.grid(name)
        if name in kinds or name in _NEVER_READ:
            yield from tell_cells(form.book.file, grid, _unread(form, grid, kinds.get(name, "")))
        elif (kind := find_kind_of_sheet(grid)) in form.tables:
            yield _tell_second(form, grid, kind)
        else:
            yield from tell_sheet(form.book.file, grid)
        yield from tell_comments(form.book, name)


def _tell_second(form: FormCells, grid: Grid, kind: str) -> Problem:
    """What is said of a sheet that has the data of another once more, or of another stage."""
    read = form.tables[kind].grid.name
    message = f"工作表“{grid.name}”没有读：它和“{read}”是同一种表，只读了“{read}”"
    hint = "数据请合在一张里；不用的请删去"
    place = Location(form.book.file, cell=grid.place(1, 1))
    return gap("unread_sheet", message, place, hint)


def _unread(form: FormCells, grid: Grid, kind: str) -> Iterator[Place]:
    """The places on the sheet that are neither read nor the form's own."""
    read = form.read.get(grid.name, frozenset())
    is_own = _Furniture(form, kind).is_own if kind else _own_part(grid, form.book.tells_formulas)
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            if (row, column) not in read and cell.text.strip() and not is_own(row, column, cell):
                yield row, column


def _own_part(grid: Grid, tells_formulas: bool) -> Callable[[int, int, GridCell], bool]:
    """Which cells are the form's own on a sheet that is never read."""
    written = {NOTES_SHEET: _own_notes, PREVIEW_SHEET: _own_preview}.get(grid.name, _own_faults)
    own = frozenset(written(grid))

    def is_own(row: int, column: int, cell: GridCell) -> bool:
        is_typed = tells_formulas and cell.working is Working.TYPED
        return not is_typed or (row, column) in own

    return is_own


def _own_notes(grid: Grid) -> Iterator[Place]:
    """The cells of 说明: what a row is about, and what it says."""
    last = max((row for row, _, cell in grid.cells() if cell.text == _LAST_NOTE), default=None)
    for row, column, cell in grid.cells():
        is_label = row == 1 or cell.text in _NOTE_LABELS or cell.text.startswith("　")
        is_text = column == _NOTE_TEXT and grid.text(row, 1) != _COLOURS
        is_within = last is None or row <= last
        if is_within and (is_text or (column == 1 and is_label)):
            yield row, column


def _own_preview(grid: Grid) -> Iterator[Place]:
    """The cells of 指标预览: titles, and below them the lines that have a number."""
    titles: dict[int, str] = {}
    for row in sorted(grid.rows):
        texts = {column: grid.text(row, column) for column in grid.rows[row]}
        if texts.get(1) == _NUMBER:
            titles = {column: each for column, each in texts.items() if each in _PREVIEW_TITLES}
            yield from ((row, column) for column in titles)
        elif not titles and row <= _HEADINGS:
            yield row, 1
        elif texts.get(1, "").isdigit():
            told = (each for each in titles if _is_preview(titles[each], texts.get(each, "")))
            yield from ((row, column) for column in told)


def _is_preview(title: str, text: str) -> bool:
    """Whether the form itself says that below the title, without a formula."""
    if title in _PREVIEW_RESULTS:
        # Where formulas were replaced by what they gave.
        return bool(_RESULT.fullmatch(text))
    return title != FactColumn.REQUIRED or len(text) < 3 or bool(_LIMIT.match(text))


def _own_faults(grid: Grid) -> Iterator[Place]:
    """The cells of 错误清单."""
    return ((row, column) for row, column, _ in grid.cells() if column <= _FAULT_COLUMNS)


class _Furniture:
    """What of one table of the form is the form's own."""

    def __init__(self, form: FormCells, kind: str) -> None:
        self._kind, self._table, self._words = kind, form.tables[kind], form.dictionary
        self._tells_formulas = form.book.tells_formulas
        self._grid = self._table.grid
        self._facts: dict[int, Fact | None] = {}

    @cached_property
    def _titles(self) -> Mapping[int, str]:
        """The form's own column titles, by column."""
        found = {column: title for title, column in self._table.columns.items()}
        ranks = self._words.staff.ranks if self._kind == STAFF_SHEET else ()
        wanted = {
            plain_title(each): each for each in (_NUMBER, PAST_COLUMN, PICTURE_COLUMN, *ranks)
        }
        for column, cell in self._grid.rows.get(self._table.head_row, {}).items():
            title = wanted.get(plain_title(cell.text))
            if title is not None:
                found.setdefault(column, title)
        return found

    @cached_property
    def _merged_rows(self) -> Set[int]:
        """The rows that are one wide cell: titles of groups, lines for signatures."""
        return {
            area.first_row
            for area in self._grid.merged
            if area.first_column == 1 and area.last_column >= _WIDE
        }

    def is_own(self, row: int, column: int, cell: GridCell) -> bool:
        """Whether the cell, which is not blank and was not read, is the form's own."""
        if row <= self._table.head_row:
            return self._is_head(row, column, cell)
        check = self._checks.get(column)
        if check is not None and check(row, cell):
            return True
        return column == 1 and (row in self._merged_rows or bool(_FOOT.fullmatch(cell.text)))

    @cached_property
    def _checks(self) -> Mapping[int, _Check]:
        """What tells below each of the form's own titles whether a cell is the form's own."""
        found = {column: self._check(title) for column, title in self._titles.items()}
        return {column: check for column, check in found.items() if check is not None}

    def _check(self, title: str) -> _Check | None:
        if title == _NUMBER:
            return self._is_number
        if title in (PAST_COLUMN, FactColumn.LAST):
            return _always
        by_kind = _CHECKS.get(self._kind)
        return partial(by_kind, self, title) if by_kind is not None else None

    def _is_number(self, row: int, cell: GridCell) -> bool:
        return cell.text.strip().isdigit() or self._is_worked_out(cell)

    def _is_head(self, row: int, column: int, cell: GridCell) -> bool:
        if row == self._table.head_row:
            return column in self._titles
        is_worked_out = self._is_worked_out(cell)
        return is_worked_out or (column == 1 and row <= _HEADINGS)

    def _is_worked_out(self, cell: GridCell) -> bool:
        return cell.working is not Working.TYPED or not self._tells_formulas

    def _text(self, row: int, title: str) -> str:
        return self._table.text(row, title)

    def _fact(self, row: int) -> Fact | None:
        if row not in self._facts:
            self._facts[row] = self._words.find(self._text(row, FactColumn.NAME))
        return self._facts[row]

    # ---- by kind ----

    def is_own_info(self, title: str, row: int, cell: GridCell) -> bool:
        """学校信息: the label, and the note of a field that has one."""
        label, text = self._text(row, INFO_COLUMNS[0]), cell.text.strip()
        field = _INFO.get(label)
        return field is not None and (title == INFO_COLUMNS[0] or _goes_with(text, field.note))

    def is_own_fact(self, title: str, row: int, cell: GridCell) -> bool:
        """基本数据 and 学校概况: what the dictionary says of the row's fact."""
        fact = self._fact(row)
        if fact is not None and title in _NAMES:
            return True
        if title in _WORKED_OUT:
            return self._is_worked_out(cell) and bool(self._text(row, FactColumn.NAME))
        text = cell.text.strip()
        if fact is not None and title in _SAID:
            return _goes_with(text, fact.source if title == FactColumn.SOURCE else fact.definition)
        value = self._text(row, FactColumn.VALUE) or self._text(row, OVERVIEW_VALUE)
        if fact is None:
            # Whoever reads the value says that its name is not known.
            return bool(value and self._text(row, FactColumn.NAME))
        return title == FactColumn.UNIT and self._is_unit(text, fact, bool(value))

    def _is_unit(self, text: str, fact: Fact, has_value: bool) -> bool:
        """Whether the unit is offered, or goes into the value, so that whoever reads it says so."""
        if text == fact.unit or text in unit_choices(fact):
            return True
        return has_value and fact.kind not in _NO_UNIT and text != "%"

    def is_own_entry(self, title: str, row: int, cell: GridCell) -> bool:
        """班级明细 and 分项明细: what a line is about."""
        text, fact = cell.text.strip(), self._fact(row)
        if title == FactColumn.STAGE:
            return text in (*self._words.stages, WHOLE_SCHOOL)
        if title == FactColumn.UNIT:
            has_value = bool(self._text(row, "数值"))
            return fact is not None and self._is_unit(text, fact, has_value)
        return title == FactColumn.NAME and fact is not None

    def is_own_label(self, title: str, row: int, cell: GridCell) -> bool:
        """教师结构 and 教师年龄: the labels of lines without numbers."""
        text = cell.text.strip()
        known = (*self._words.staff.degrees, *self._words.stages)
        return text in known or bool(_AGE.fullmatch(text))

    def is_own_key(self, title: str, row: int, cell: GridCell) -> bool:
        """整章文字 and 其他内容: what a line is about."""
        return self._kind == OTHER_SHEET or cell.text.strip() in WHOLE_SECTIONS


_NAMES = frozenset({FactColumn.NAME, FactColumn.STAGE})
_SAID = frozenset({FactColumn.DEFINITION, FactColumn.SOURCE, "填写说明"})
_CHECKS: Mapping[str, Callable[[_Furniture, str, int, GridCell], bool]] = {
    INFO_SHEET: _Furniture.is_own_info,
    FACTS_SHEET: _Furniture.is_own_fact,
    OVERVIEW_SHEET: _Furniture.is_own_fact,
    CLASSES_SHEET: _Furniture.is_own_entry,
    DETAILS_SHEET: _Furniture.is_own_entry,
    STAFF_SHEET: _Furniture.is_own_label,
    AGES_SHEET: _Furniture.is_own_label,
    WHOLE_SHEET: _Furniture.is_own_key,
    OTHER_SHEET: _Furniture.is_own_key,
}


def _always(row: int, cell: GridCell) -> bool:
    return True


def _goes_with(text: str, said: str) -> bool:
    """Whether the text is what a form says there, perhaps in the words of another version: there
    was something, and nothing has been added to it.
    """
    if text == said:
        return True
    plain, known = plain_title(text), plain_title(said)
    return bool(known) and (plain == known or known not in plain)
