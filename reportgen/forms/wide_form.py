"""The schools of a district and their standards → one wide table, a line a school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import groupby
from typing import Any

from reportgen.forms.cell_rules import rule_for
from reportgen.forms.cell_styles import FormBook, lines_of
from reportgen.forms.form_rows import group_titles
from reportgen.forms.info_sheet import FormOwner, write_meta_sheet
from reportgen.forms.plan import FormPlan
from reportgen.forms.sheet_frame import print_on_a4, protect
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form import META_SHEET, WIDE_ENDS, WIDE_HEADS, WIDE_SHEET, FormKind
from reportgen.model.form_labels import LIST_SEPARATOR, row_label
from reportgen.model.needed_figures import needed_rows
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple

_GROUP_ROW, _NAME_ROW, _UNIT_ROW = 2, 3, 4
FIRST_SCHOOL = 5
_HEAD_WIDTHS = (6, 30, 16, 14)
_END_WIDTHS = (24, 14)
_WIDTH, _LIST_WIDTH = 13, 30
_FREE_LINES = 30
_SCHOOL_GROUP, _REPORT_GROUP = "学校", "报告"


class WideSchool(NamedTuple):
    """A school's line; its `type` is None where it is not known yet."""

    name: str
    code: str = ""
    type: SchoolType | None = None


class WideColumn(NamedTuple):
    """A figure's column."""

    fact: Fact
    stage: Stage | None

    @property
    def label(self) -> str:
        """Its head."""
        return row_label(self.fact.name, self.stage)


def wide_columns(
    standards: Sequence[Standard], dictionary: FactDictionary, types: Iterable[SchoolType]
) -> tuple[WideColumn, ...]:
    """A column for every figure that those types are asked, in the dictionary's order."""
    needed: set[tuple[str, Stage | None]] = set()
    needed = needed.union(*(_columns_of(standards, dictionary, each) for each in types))
    names = list(dictionary.facts)
    stages: list[Stage | None] = [None, *dictionary.stages]
    found = sorted(needed, key=lambda key: (names.index(key[0]), stages.index(key[1])))
    return tuple(WideColumn(dictionary.facts[name], stage) for name, stage in found)


def _columns_of(
    standards: Sequence[Standard], dictionary: FactDictionary, school_type: SchoolType
) -> set[tuple[str, Stage | None]]:
    """What a school of that type is asked; people are counted by stage in every school's line."""
    rows = needed_rows(standards, dictionary, school_type)
    only = school_type.stages[0]
    return {
        (row.fact.name, only if row.fact.scope is Scope.BY_STAGE and not row.stage else row.stage)
        for row in rows
    }


def write_wide_form(
    schools: Sequence[WideSchool], plan: FormPlan, types: Sequence[SchoolType]
) -> bytes:
    """The table for those schools, or with free lines where none are given.

    `types` are those that the columns must serve where a school's own is not known. Equal input
    gives equal bytes.
    """
    served = _types_served(schools, types)
    columns = wide_columns(plan.standards, plan.dictionary, served.values())
    asked = {
        name: _columns_of(plan.standards, plan.dictionary, each) for name, each in served.items()
    }
    lines = [*schools] or [WideSchool("")] * _FREE_LINES
    book = FormBook()
    sheet = _WideSheet(book.sheet(WIDE_SHEET), book, plan, columns)
    sheet.write_heads()
    for number, school in enumerate(lines, 1):
        sheet.write_school(number, school, asked.get(school.type.name) if school.type else None)
    sheet.finish(len(lines))
    write_meta_sheet(book.sheet(META_SHEET), FormKind.WIDE, FormOwner(), plan)
    return book.close()


def _types_served(
    schools: Sequence[WideSchool], types: Sequence[SchoolType]
) -> Mapping[str, SchoolType]:
    """By name: the schools' own types where each school's is known, else all that there may be."""
    own = [school.type for school in schools if school.type is not None]
    served = own if schools and len(own) == len(schools) else types
    return {each.name: each for each in served}


class _WideSheet:
    """The table being written."""

    def __init__(
        self, page: Any, book: FormBook, plan: FormPlan, columns: Sequence[WideColumn]
    ) -> None:
        self._page, self._book, self._plan, self._columns = page, book, plan, columns

    def write_heads(self) -> None:
        """Title and note, and the column titles over three rows: group, name, unit."""
        plan = self._plan
        title = f"{plan.bureau}{plan.titles.wide}（{plan.year}年度）"
        self._page.write_string(0, 0, title, self._book.style("wide_title"))
        self._page.write_string(1, 0, _note(plan), self._book.style("wide_note"))
        self._page.set_row(0, 30)
        self._page.set_row(_NAME_ROW, 46)
        for place, (head, width) in enumerate(zip(WIDE_HEADS, _HEAD_WIDTHS, strict=True)):
            self._write_column(place, width, head, "")
        self._write_group(0, _SCHOOL_GROUP, len(WIDE_HEADS))
        self._write_figure_heads()
        ends = len(WIDE_HEADS) + len(self._columns)
        for place, (head, width) in enumerate(zip(WIDE_ENDS, _END_WIDTHS, strict=True), ends):
            self._write_column(place, width, head, "")
        self._write_group(ends, _REPORT_GROUP, len(WIDE_ENDS))

    def _write_figure_heads(self) -> None:
        titles = group_titles(self._plan.dictionary)
        place = len(WIDE_HEADS)
        for title, members in groupby(self._columns, lambda column: titles[column.fact.name]):
            columns = list(members)
            self._write_group(place, title, len(columns))
            for column in columns:
                width = _LIST_WIDTH if column.fact.kind is FactKind.COUNTS else _WIDTH
                self._write_column(place, width, column.label, column.fact.unit)
                place += 1

    def _write_group(self, place: int, title: str, width: int) -> None:
        style = self._book.style("head")
        if width > 1:
            end = place + width - 1
            self._page.merge_range(_GROUP_ROW, place, _GROUP_ROW, end, title, style)
        else:
            self._page.write_string(_GROUP_ROW, place, title, style)

    def _write_column(self, place: int, width: int, name: str, unit: str) -> None:
        self._page.set_column(place, place, width)
        self._page.write_string(_NAME_ROW, place, name, self._book.style("head"))
        self._page.write_string(_UNIT_ROW, place, unit, self._book.style("head"))

    def write_school(
        self, number: int, school: WideSchool, asked: Set[tuple[str, Stage | None]] | None
    ) -> None:
        """A school's line; cells of figures that are not `asked` are grey, none if it is None."""
        row = FIRST_SCHOOL + number - 1
        self._page.write_number(row, 0, number, self._book.style("centre"))
        self._write_identity(row, school)
        for place, column in enumerate(self._columns, len(WIDE_HEADS)):
            is_asked = asked is None or (column.fact.name, column.stage) in asked
            style = _style(column.fact.kind) if is_asked else "label"
            self._page.write_blank(row, place, None, self._book.style(style))
        self._write_ends(row, school)
        self._page.set_row(row, 14 * lines_of(school.name, _HEAD_WIDTHS[1]) + 6)

    def _write_identity(self, row: int, school: WideSchool) -> None:
        type_name = school.type.name if school.type else ""
        for place, text in enumerate((school.name, school.code, type_name), 1):
            self._write_text(row, place, text)

    def _write_ends(self, row: int, school: WideSchool) -> None:
        """To whom the school's report goes, as far as it is known, and its date."""
        addressee = self._plan.bureau if school.name else ""
        place = len(WIDE_HEADS) + len(self._columns)
        self._write_text(row, place, addressee)
        self._write_text(row, place + 1, "")

    def _write_text(self, row: int, place: int, text: str) -> None:
        style = self._book.style("text")
        if text:
            self._page.write_string(row, place, text, style)
        else:
            self._page.write_blank(row, place, None, style)

    def finish(self, count: int) -> None:
        """What holds of all `count` lines: what may be typed, printing, protection."""
        self._validate(FIRST_SCHOOL + count - 1)
        self._page.freeze_panes(FIRST_SCHOOL, 2)
        print_on_a4(self._page, _UNIT_ROW)
        self._page.fit_to_pages(0, 0)
        self._page.repeat_columns(0, 1)
        protect(self._page)

    def _validate(self, last: int) -> None:
        types = self._book.drop_down(self._plan.type_names, "请选学校类型", "请从下拉列表里选。")
        rules = [types]
        # Only the figure's own unit stands at the head of its column.
        rules += [rule_for(column.fact, self._book, units=False) for column in self._columns]
        for place, rule in enumerate(rules, len(WIDE_HEADS) - 1):
            self._page.data_validation(FIRST_SCHOOL, place, last, place, rule)


def _note(plan: FormPlan) -> str:
    due = f"，{plan.due}前交回" if plan.due else ""
    sample = LIST_SEPARATOR.join(("45", "44", "46"))
    lists = f"逐班、逐间的数写在一格里，用“{LIST_SEPARATOR}”隔开，如 {sample}"
    return f"一所学校一行{due}。没有的填 0，没有统计的留空；灰色的格子不用填。{lists}。"


def _style(kind: FactKind) -> str:
    if kind.is_typed_number:
        return "input"
    return "text" if kind in (FactKind.COUNTS, FactKind.TEXT, FactKind.RATIO) else "choice"
