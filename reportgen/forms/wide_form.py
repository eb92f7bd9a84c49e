"""The schools of a district and their standards → one wide table, a line a school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from reportgen.forms.cell_rules import rule_for
from reportgen.forms.cell_styles import FormBook, clean, lines_of, print_on_a4, protect
from reportgen.forms.form_rows import group_titles
from reportgen.forms.notes_sheet import write_meta_sheet
from reportgen.forms.plan import FormPlan
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form import (
    LIST_SEPARATOR,
    META_SHEET,
    WIDE_HEADS,
    WIDE_SHEET,
    FormKind,
    needed_rows,
    row_label,
)
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Standard

_GROUP_ROW, _NAME_ROW, _UNIT_ROW = 2, 3, 4
FIRST_SCHOOL = 5
_HEAD_WIDTHS = (6, 30, 16, 14)
_WIDTH, _LIST_WIDTH = 13, 30
_FREE_LINES = 30
_SCHOOL_GROUP = "学校"


class WideSchool(NamedTuple):
    """A school's line; `type` None: not known yet."""

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
    """A column for every figure that a school of one of those types is asked, in the
    dictionary's order.
    """
    needed = {
        column
        for school_type in types
        for column in _columns_of(standards, dictionary, school_type)
    }
    place = {name: number for number, name in enumerate(dictionary.facts)}
    stages: Mapping[Stage | None, int] = {
        stage: number for number, stage in enumerate((None, *dictionary.stages))
    }
    found = sorted(needed, key=lambda key: (place[key[0]], stages[key[1]]))
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
    """The table for those schools, or with free lines where none are given; equal input gives equal
    bytes.

    `types` are those that the columns must serve where a school's own is not known.
    """
    kinds = [school.type for school in schools if school.type is not None]
    known = kinds if schools and len(kinds) == len(schools) else list(types)
    columns = wide_columns(
        plan.standards, plan.dictionary, {each.name: each for each in known}.values()
    )
    book = FormBook()
    page = book.sheet(WIDE_SHEET)
    _write_heads(page, book, plan, columns)
    asked = {each.name: _columns_of(plan.standards, plan.dictionary, each) for each in known}
    lines = [*schools] or [WideSchool("")] * _FREE_LINES
    for number, school in enumerate(lines):
        _write_school(
            page,
            book,
            number,
            school,
            columns,
            asked.get(school.type.name) if school.type else None,
        )
    _validate(page, book, plan, columns, FIRST_SCHOOL + len(lines) - 1)
    page.freeze_panes(FIRST_SCHOOL, 2)
    print_on_a4(page, _UNIT_ROW)
    page.fit_to_pages(0, 0)
    page.repeat_columns(0, 1)
    protect(page)
    write_meta_sheet(book.sheet(META_SHEET), FormKind.WIDE, "", "", plan)
    return book.close()


def _write_heads(page: Any, book: FormBook, plan: FormPlan, columns: Sequence[WideColumn]) -> None:
    page.write_string(
        0,
        0,
        clean(f"{plan.bureau}{plan.titles.wide}（{plan.year}年度）"),
        book.look("wide_title"),
    )
    page.write_string(1, 0, _note(plan), book.look("wide_note"))
    page.set_row(0, 30)
    page.set_row(_NAME_ROW, 46)
    page.set_column(0, 0, _HEAD_WIDTHS[0])
    for place, (title, width) in enumerate(zip(WIDE_HEADS, _HEAD_WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(_NAME_ROW, place, title, book.look("head"))
        page.write_string(_UNIT_ROW, place, "", book.look("head"))
    page.merge_range(
        _GROUP_ROW, 0, _GROUP_ROW, len(WIDE_HEADS) - 1, _SCHOOL_GROUP, book.look("head")
    )
    titles = group_titles(plan.dictionary)
    place = len(WIDE_HEADS)
    for title, members in groupby(columns, lambda column: titles[column.fact.name]):
        found = list(members)
        _write_group(page, book, place, title, len(found))
        for column in found:
            page.set_column(
                place, place, _LIST_WIDTH if column.fact.kind is FactKind.COUNTS else _WIDTH
            )
            page.write_string(_NAME_ROW, place, clean(column.label), book.look("head"))
            page.write_string(_UNIT_ROW, place, clean(column.fact.unit), book.look("head"))
            place += 1


def _write_group(page: Any, book: FormBook, place: int, title: str, width: int) -> None:
    if width > 1:
        page.merge_range(
            _GROUP_ROW, place, _GROUP_ROW, place + width - 1, clean(title), book.look("head")
        )
    else:
        page.write_string(_GROUP_ROW, place, clean(title), book.look("head"))


def _note(plan: FormPlan) -> str:
    due = f"，{plan.due}前交回" if plan.due else ""
    lists = f"逐班、逐间的数写在一格里，用“{LIST_SEPARATOR}”隔开，如 45{LIST_SEPARATOR}44{LIST_SEPARATOR}46"
    return f"一所学校一行{due}。没有的填 0，没有统计的留空；灰色的格子不用填。{lists}。"


def _write_school(
    page: Any,
    book: FormBook,
    number: int,
    school: WideSchool,
    columns: Sequence[WideColumn],
    asked: set[tuple[str, Stage | None]] | None,
) -> None:
    row = FIRST_SCHOOL + number
    page.write_number(row, 0, number + 1, book.look("centre"))
    for place, text in enumerate(
        (school.name, school.code, school.type.name if school.type else ""), 1
    ):
        if text:
            page.write_string(row, place, clean(text), book.look("text"))
        else:
            page.write_blank(row, place, None, book.look("text"))
    for place, column in enumerate(columns, len(WIDE_HEADS)):
        is_asked = asked is None or (column.fact.name, column.stage) in asked
        page.write_blank(
            row, place, None, book.look(_look(column.fact.kind) if is_asked else "label")
        )
    page.set_row(row, 14 * lines_of(school.name, _HEAD_WIDTHS[1]) + 6)


def _look(kind: FactKind) -> str:
    if kind.is_number and kind is not FactKind.RATIO:
        return "input"
    return "text" if kind in (FactKind.COUNTS, FactKind.TEXT, FactKind.RATIO) else "choice"


def _validate(
    page: Any, book: FormBook, plan: FormPlan, columns: Sequence[WideColumn], last: int
) -> None:
    type_column = len(WIDE_HEADS) - 1
    told = {"error_title": "请选学校类型", "error_message": "请从下拉列表里选。"}
    rule = {"validate": "list", "source": book.choices(plan.type_names), **told}
    page.data_validation(FIRST_SCHOOL, type_column, last, type_column, rule)
    for place, column in enumerate(columns, len(WIDE_HEADS)):
        # Only the figure's own unit stands at the head of its column.
        page.data_validation(
            FIRST_SCHOOL, place, last, place, rule_for(column.fact, book, units=False)
        )
