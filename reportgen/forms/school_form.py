"""One school's data and the standards it is judged by → its form, a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from reportgen.forms.calculation import Calculation, IndicatorLine, RelationLine
from reportgen.forms.cell_styles import NEEDED, WORKED_OUT, FormBook
from reportgen.forms.content import Content, FigureName, fill_content
from reportgen.forms.fact_columns import UNIT_LETTER, VALUE_LETTER
from reportgen.forms.facts_sheet import FactsSheet, write_facts_sheet
from reportgen.forms.figure_formulas import Columns, FigureFormulas
from reportgen.forms.form_rows import Group, Lines, lay_out, overview_groups, without_groups
from reportgen.forms.info_sheet import FormOwner, write_info_sheet, write_meta_sheet
from reportgen.forms.list_sheets import ListSheet, class_sheet, detail_sheet, write_list_sheet
from reportgen.forms.notes_sheet import write_notes_sheet
from reportgen.forms.outline_rows import entry_rows
from reportgen.forms.overview_sheet import OverviewSheet, write_overview_sheet
from reportgen.forms.picture_sheet import write_picture_sheet
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.preview_sheet import write_preview_sheet
from reportgen.forms.staff_sheets import write_ages_sheet, write_staff_sheet
from reportgen.forms.table_sheets import (
    OutlineContent,
    TableHints,
    write_other_sheet,
    write_outline_sheet,
    write_table_sheet,
    write_whole_sheet,
)
from reportgen.model.facts import FactKind
from reportgen.model.form import (
    AGES_SHEET,
    CALCULATION_SHEET,
    FACTS_SHEET,
    IN_TEXT,
    INFO_SHEET,
    META_SHEET,
    NOTES_SHEET,
    OTHER_SHEET,
    OUTLINE_SHEET,
    OVERVIEW_SHEET,
    PICTURES_SHEET,
    PREVIEW_SHEET,
    STAFF_SHEET,
    TABLES,
    WHOLE_SHEET,
    FormKind,
    OutlineRow,
    figure_examples,
    outline_mark,
)
from reportgen.model.needed_figures import FormRow, needed_rows, told_rows
from reportgen.model.picture import Picture, lies_below
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple

NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})


class _Form(NamedTuple):
    """What is written: the school's data, and what is worked out for it."""

    plan: FormPlan
    content: Content
    last: LastYear | None
    lines: Lines
    indicators: Sequence[IndicatorLine]
    relations: Sequence[RelationLine]
    formulas: Sequence[tuple[str, str]]
    pictures: Mapping[str, Picture]
    overview: Sequence[Group]

    @property
    def outline(self) -> Sequence[OutlineRow]:
        """The lines of 提纲: the school's own, else the usual ones."""
        return self.content.outline or entry_rows(self.plan.outline)

    @property
    def chapters(self) -> tuple[str, ...]:
        """The titles of the report's chapters, as far as they are known."""
        return tuple(title or parts for parts, title, _ in self.outline)

    @property
    def own_chapters(self) -> tuple[str, ...]:
        """The titles of the school's own chapters."""
        return tuple(title for title, *_ in self.content.tables.get("章节", ()))

    @property
    def school(self) -> str:
        """The school's name, empty where it is not known."""
        return self.content.info.get("学校名称", "")

    @property
    def lists(self) -> tuple[ListSheet, ...]:
        """The sheets of lists that have any."""
        sheets = (class_sheet(self.lines.classes), detail_sheet(self.lines.details))
        return tuple(sheet for sheet in sheets if sheet.blocks)


def write_school_form(
    tree: Tree,
    plan: FormPlan,
    last: LastYear | None = None,
    pictures: Mapping[str, Picture] = NO_PICTURES,
) -> bytes:
    """The form with what `tree` says already filled in; equal input gives equal bytes.

    `last` are the figures shown beside this year's, `pictures` those that the tree names, by their
    source. Errors: ValueError if the tree is no mapping.
    """
    dictionary, school_type = plan.dictionary, plan.school_type
    content = fill_content(tree, dictionary, school_type)
    needed = needed_rows(plan.standards, dictionary, school_type)
    told = _told_rows(plan, needed, {name for name, _ in content.figures})
    if not plan.standards:
        # What nothing is judged by is asked for as if it were.
        needed = tuple(row for row in told if row.fact.kind is not FactKind.TEXT)
        told = [row for row in told if row.fact.kind is FactKind.TEXT]
    overview = overview_groups([row for row in told if not row.is_list], content, dictionary)
    rows = (*needed, *(row for row in told if row.is_list))
    kept = without_groups(content, overview)
    lines = lay_out(rows, kept, dictionary, school_type, _list_sizes(last))
    figures = FigureFormulas(lines, dictionary, school_type, plan.year, _columns(lines))
    calculation = Calculation(figures, dictionary, school_type, plan.year)
    indicators, relations = calculation.indicators(plan.standards), calculation.relations()
    worked_out = (indicators, relations, figures.formulas)
    return _write(_Form(plan, content, last, lines, *worked_out, pictures, overview))


def _told_rows(plan: FormPlan, needed: Sequence[FormRow], given: Set[str]) -> list[FormRow]:
    """What the report tells and no standard asks for: words, and the facts that its text names.

    What 教师结构 gives is not asked for twice, but for the ranks where no standard asks for them:
    whoever knows only how many there are of each cannot fill in that table.
    """
    staff = plan.dictionary.staff
    ranks = staff.ranks.values() if plan.standards else ()
    counted = {*staff.degrees.values(), *ranks} - given
    known = {row.fact.name for row in needed} | counted
    facts = plan.dictionary.facts.values()
    words = (fact.name for fact in facts if fact.kind is FactKind.TEXT)
    told = told_rows((*words, *plan.told), plan.dictionary, plan.school_type)
    return [row for row in told if row.fact.name not in known]


def _list_sizes(last: LastYear | None) -> Mapping[FigureName, int]:
    figures = last.figures if last else {}
    return {
        (name, str(stage) if stage else None): len(value)
        for (name, stage), value in figures.items()
        if isinstance(value, tuple)
    }


def _columns(lines: Lines) -> Columns:
    return Columns(
        value=VALUE_LETTER,
        unit=UNIT_LETTER,
        class_value=class_sheet(lines.classes).value_letter,
        detail_value=detail_sheet(lines.details).value_letter,
    )


def _write(form: _Form) -> bytes:
    book, info = FormBook(), form.content.info
    _write_front(book, form)
    for sheet in form.lists:
        write_list_sheet(book.sheet(sheet.name, NEEDED), book, sheet)
    preview = book.sheet(PREVIEW_SHEET, WORKED_OUT)
    write_preview_sheet(preview, book, form.indicators, form.relations)
    _write_overview(book, form)
    _write_tables(book, form)
    _write_rest(book, form)
    _write_calculation(book.sheet(CALCULATION_SHEET), form.formulas)
    owner = FormOwner(form.school, info.get("学校代码", ""))
    usual = "" if form.content.outline else outline_mark(form.outline)
    write_meta_sheet(book.sheet(META_SHEET), FormKind.SCHOOL, owner, form.plan, usual)
    return book.close()


def _write_front(book: FormBook, form: _Form) -> None:
    """说明, 学校信息 and 基本数据."""
    plan, has_last = form.plan, form.last is not None
    sheets = (INFO_SHEET, FACTS_SHEET, *(sheet.name for sheet in form.lists))
    write_notes_sheet(book.sheet(NOTES_SHEET), book, plan, sheets, has_last)
    write_info_sheet(book.sheet(INFO_SHEET, NEEDED), book, plan, form.content.info)
    facts = FactsSheet(plan, form.school, form.lines, form.indicators, form.last)
    write_facts_sheet(book.sheet(FACTS_SHEET, NEEDED), book, facts)


def _write_overview(book: FormBook, form: _Form) -> None:
    """学校概况 and the teachers."""
    if form.overview:
        overview = OverviewSheet(form.plan, form.overview, form.last)
        write_overview_sheet(book.sheet(OVERVIEW_SHEET), book, overview)
    if form.plan.dictionary.staff.degrees:
        past = form.last.texts if form.last is not None else {}
        for name, write in ((STAFF_SHEET, write_staff_sheet), (AGES_SHEET, write_ages_sheet)):
            rows = form.content.tables.get(name, ())
            write(book.sheet(name), book, form.plan, rows, past.get(name, ()))


def _write_tables(book: FormBook, form: _Form) -> None:
    hints = _hints(form)
    for table in TABLES:
        rows = form.content.tables.get(table.name, ())
        page = book.sheet(table.name)
        if table.name == PICTURES_SHEET:
            rows = (*rows, *_in_texts(rows, form.pictures))
            write_picture_sheet(page, book, rows, form.pictures, _places(form))
        else:
            write_table_sheet(page, book, table, rows, hints)


def _hints(form: _Form) -> TableHints:
    named = tuple(dict.fromkeys(line.indicator.name for line in form.indicators))
    examples = figure_examples(form.plan.dictionary, form.plan.school_type)
    past = form.last.texts if form.last is not None else {}
    return TableHints(named, examples, form.chapters, past)


def _in_texts(
    rows: Sequence[tuple[str, ...]], pictures: Mapping[str, Picture]
) -> Iterator[tuple[str, ...]]:
    """Rows for the pictures that texts show, so that the form holds them."""
    given = {file for _, _, file in rows}
    yield from ((IN_TEXT, "", name) for name in pictures if name not in given and lies_below(name))


def _places(form: _Form) -> tuple[str, ...]:
    """Where pictures may stand: in the chapters of the report and those of the school's own."""
    return tuple(dict.fromkeys((*form.chapters, *form.own_chapters)))


def _write_rest(book: FormBook, form: _Form) -> None:
    past = form.last.texts if form.last is not None else {}
    outline = OutlineContent(form.outline, form.own_chapters, past.get(OUTLINE_SHEET, ()))
    write_outline_sheet(book.sheet(OUTLINE_SHEET), book, form.plan, outline)
    whole = form.content.whole
    write_whole_sheet(book.sheet(WHOLE_SHEET), book, whole, past.get(WHOLE_SHEET, ()))
    if form.content.other:
        write_other_sheet(book.sheet(OTHER_SHEET), book, form.content.other)


def _write_calculation(page: Any, formulas: Sequence[tuple[str, str]]) -> None:
    for row, (label, formula) in enumerate(formulas):
        page.write_string(row, 0, label)
        page.write_formula(row, 1, f"={formula}", None, "")
    page.hide()
