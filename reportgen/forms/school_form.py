"""One school's data and the standards it is judged by → its form, a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.forms.calculation import Calculation, Columns, IndicatorLine, RelationLine
from reportgen.forms.cell_styles import Book, clean
from reportgen.forms.content import Content, FigureName, fill_content
from reportgen.forms.facts_sheet import UNIT_COLUMN, VALUE_COLUMN, write_facts_sheet
from reportgen.forms.form_rows import Lines, lay_out
from reportgen.forms.list_sheets import class_layout, detail_layout, write_list_sheet
from reportgen.forms.notes_sheet import write_info_sheet, write_meta_sheet, write_notes_sheet
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.preview_sheet import write_preview_sheet
from reportgen.forms.table_sheets import write_other_sheet, write_table_sheet, write_whole_sheet
from reportgen.model.form import (
    CALCULATION_SHEET,
    CLASSES_SHEET,
    DETAILS_SHEET,
    FACTS_SHEET,
    INFO_SHEET,
    META_SHEET,
    NOTES_SHEET,
    OTHER_SHEET,
    PREVIEW_SHEET,
    TABLES,
    USUAL_TABLES,
    WHOLE_SHEET,
    FormKind,
    figure_examples,
    needed_rows,
)
from reportgen.model.tree import Tree
from reportgen.ooxml.cell_names import column_name

_CLASS_NOTE = (
    "一班一行，逐班填人数；年级、班级名称写上便于核对（要写就每班都写）。只有一部分行用得上的，多余的行空着。"
    "行不够的，在表中间插入行。"
)
_DETAIL_NOTE = "一项一行，在“数值”里填数；名称可写可不写（要写就每行都写）。多余的行空着，行不够的在中间插入行。"


def write_school_form(tree: Tree, plan: FormPlan, last: LastYear | None = None) -> bytes:
    """The form with what `tree` says already filled in; equal input gives equal bytes.

    `last` are the figures shown beside this year's. ValueError if the tree is no mapping.
    """
    content = fill_content(tree, plan.dictionary, plan.school_type)
    rows = needed_rows(plan.standards, plan.dictionary, plan.school_type)
    lines = lay_out(rows, content, plan.dictionary, plan.school_type, _list_sizes(last))
    calculation = Calculation(lines, plan.dictionary, plan.school_type, plan.year, _columns(lines))
    indicators = calculation.indicators(plan.standards)
    return _write(content, plan, last, lines, calculation, indicators, calculation.relations())


def _list_sizes(last: LastYear | None) -> Mapping[FigureName, int]:
    figures = last.figures if last else {}
    return {
        (name, str(stage) if stage else None): len(value)
        for (name, stage), value in figures.items()
        if isinstance(value, tuple)
    }


def _columns(lines: Lines) -> Columns:
    return Columns(
        value=column_name(VALUE_COLUMN + 1),
        unit=column_name(UNIT_COLUMN + 1),
        class_value=class_layout(lines.classes).value_letter,
        detail_value=detail_layout(lines.details).value_letter,
    )


def _write(
    content: Content,
    plan: FormPlan,
    last: LastYear | None,
    lines: Lines,
    calculation: Calculation,
    indicators: Sequence[IndicatorLine],
    relations: Sequence[RelationLine],
) -> bytes:
    book, name = Book(), content.info.get("学校名称", "")
    tables = [
        table for table in TABLES if table.name in USUAL_TABLES or table.name in content.tables
    ]
    lists = [
        sheet
        for sheet, blocks in ((CLASSES_SHEET, lines.classes), (DETAILS_SHEET, lines.details))
        if blocks
    ]
    filled_in = (INFO_SHEET, FACTS_SHEET, *lists, *(table.name for table in tables))
    write_notes_sheet(book.sheet(NOTES_SHEET), book, plan, filled_in, last is not None)
    write_info_sheet(book.sheet(INFO_SHEET), book, plan, content.info)
    write_facts_sheet(book.sheet(FACTS_SHEET), book, plan, name, lines, indicators, last)
    _write_lists(book, lines)
    write_preview_sheet(book.sheet(PREVIEW_SHEET), book, indicators, relations)
    named = tuple(dict.fromkeys(line.indicator.name for line in indicators))
    examples = figure_examples(plan.dictionary, plan.school_type)
    for table in tables:
        rows = content.tables.get(table.name, ())
        write_table_sheet(book.sheet(table.name), book, table, rows, named, examples)
    _write_rest(book, content)
    _write_calculation(book.sheet(CALCULATION_SHEET), calculation)
    write_meta_sheet(
        book.sheet(META_SHEET), FormKind.SCHOOL, name, content.info.get("学校代码", ""), plan
    )
    return book.close()


def _write_lists(book: Book, lines: Lines) -> None:
    if lines.classes:
        layout = class_layout(lines.classes)
        write_list_sheet(
            book.sheet(CLASSES_SHEET), book, CLASSES_SHEET, _CLASS_NOTE, layout, lines.classes
        )
    if lines.details:
        layout = detail_layout(lines.details)
        write_list_sheet(
            book.sheet(DETAILS_SHEET), book, DETAILS_SHEET, _DETAIL_NOTE, layout, lines.details
        )


def _write_rest(book: Book, content: Content) -> None:
    if content.whole:
        write_whole_sheet(book.sheet(WHOLE_SHEET), book, content.whole)
    if content.other:
        write_other_sheet(book.sheet(OTHER_SHEET), book, content.other)


def _write_calculation(page: Any, calculation: Calculation) -> None:
    for row, (label, formula) in enumerate(calculation.formulas):
        page.write_string(row, 0, clean(label))
        page.write_formula(row, 1, f"={formula}", None, "")
    page.hide()
