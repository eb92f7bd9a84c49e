"""A school's filled-in form → the tree that its data file would give.

Sheets are known by their heads and lines by their names, so that a sheet may be renamed and lines
and columns may be put in. What formulas work out (the preview) is never read as data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import yaml

from reportgen.load.attachments import listed_files
from reportgen.load.cell_marks import CellMark
from reportgen.load.identity import Identity
from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.cell_values import figure_node, list_node
from reportgen.load.workbooks.column_titles import TitledTable, find_titled_table
from reportgen.load.workbooks.form_furniture import FormCells, tell_unread
from reportgen.load.workbooks.form_outline import CHAPTERS_SHEET, FormOutline, own_chapters
from reportgen.load.workbooks.form_pictures import FormPictures
from reportgen.load.workbooks.form_previews import form_previews
from reportgen.load.workbooks.form_sheets import best_kind
from reportgen.load.workbooks.form_staff import staff_block
from reportgen.load.workbooks.form_texts import FormTexts
from reportgen.load.workbooks.form_totals import leave_out_totals, tell_totals
from reportgen.load.workbooks.openings import form_opening
from reportgen.load.workbooks.other_texts import graft, whole_texts
from reportgen.load.workbooks.title_year import find_title_year
from reportgen.load.workbooks.tree import (
    CellReader,
    data_entries,
    line_nodes,
    mapping,
    scalar,
    sequence,
)
from reportgen.load.workbooks.uncalculated import form_uncalculated
from reportgen.load.yaml_tree import Item, Reading
from reportgen.model.facts import FactDictionary
from reportgen.model.form import (
    CALCULATION_SHEET,
    CLASSES_SHEET,
    DETAILS_SHEET,
    FACTS_SHEET,
    FORM_VERSION,
    INFO_COLUMNS,
    INFO_FIELDS,
    INFO_SHEET,
    LISTS_SHEET,
    META_OUTLINE,
    META_SHEET,
    META_STANDARDS,
    META_VERSION,
    META_YEAR,
    NOTES_SHEET,
    OTHER_SHEET,
    OUTLINE_SHEET,
    OVERVIEW_SHEET,
    OVERVIEW_VALUE,
    PREVIEW_SHEET,
    WHOLE_SHEET,
    FactColumn,
    InfoField,
)
from reportgen.model.form_labels import TOTAL_STAGE, WHOLE_SCHOOL, parse_row_label
from reportgen.model.roles import Role
from reportgen.model.school import SaidYear
from reportgen.model.stages import Stage
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.words.class_names import class_label

_NO_DATA = frozenset({NOTES_SHEET, PREVIEW_SHEET, CALCULATION_SHEET, LISTS_SHEET, META_SHEET})
_FACT_COLUMNS = tuple(map(str, FactColumn))
# Below its first line a sheet has guidance, which may tell of any year.
_TITLE_ROWS = 2
_LOCKED_IN = "采集表"
_VALUES = {FACTS_SHEET: FactColumn.VALUE, OVERVIEW_SHEET: OVERVIEW_VALUE}


def read_meta(book: Book) -> dict[str, str]:
    """What the hidden sheet says; empty where there is none."""
    if META_SHEET not in book.names:
        return {}
    grid = book.grid(META_SHEET)
    return {grid.text(row, 1): grid.text(row, 2) for row in grid.rows}


def check_version(meta: dict[str, str], file: str) -> None:
    """Refuse a form that a newer program made. Errors: UnreadableFileError."""
    version = meta.get(META_VERSION, "")
    if version.isdigit() and int(version) > FORM_VERSION:
        message = f"采集表的版本是 {version}，这个程序只认到 {FORM_VERSION}"
        problem = error(
            "newer_form", message, Location(file), "请更新程序，或向发表的单位要旧版的采集表"
        )
        raise UnreadableFileError(problem)


def read_form_identity(book: Book, meta: dict[str, str]) -> Identity | None:
    """The school's name and year as its form says them, and the files that it brings; None if the
    sheet with them is changed.
    """
    if INFO_SHEET not in book.names:
        return None
    table = find_titled_table(book.grid(INFO_SHEET), INFO_COLUMNS, 2)
    if table is None:
        return None
    said = {
        table.text(row, INFO_COLUMNS[0]): table.text(row, INFO_COLUMNS[1]) for row in table.rows()
    }
    words = {field.key: said.get(field.label, "") for field in INFO_FIELDS}
    brought = listed_files(words["附件"].splitlines())
    year = words["年度"] or meta.get(META_YEAR, "")
    return Identity(words["名称"], year, attachments=brought)


def find_tables(book: Book) -> dict[str, TitledTable]:
    """The tables with data by the name that their sheets had when the form was made."""
    found: dict[str, TitledTable] = {}
    for name in book.names:
        if name in _NO_DATA:
            continue
        kind, table = best_kind(book.grid(name))
        if table is not None and (kind not in found or name == kind):
            found[kind] = table
    return found


def is_school_form(meta: dict[str, str], tables: dict[str, TitledTable]) -> bool:
    """Whether those sheets are a school's form, with its hidden sheet or without."""
    return FACTS_SHEET in tables and (META_VERSION in meta or INFO_SHEET in tables)


def read_school_form(
    book: Book, meta: dict[str, str], tables: dict[str, TitledTable], dictionary: FactDictionary
) -> Item:
    """The root of the tree; its reading holds what is wrong so far."""
    opening = form_opening(book.file, tables)
    reading = Reading(book.file, list(book.problems), in_cells=True, opening=opening)
    pictures = FormPictures(book, reading)
    tables = leave_out_totals(tables)
    form = _Form(reading, meta, tables, dictionary, pictures)
    reading.said_years.extend(_said_years(book.file, meta, tables))
    entries = [*form.info(), *form.facts(), *form.texts()]
    form.finish()
    readers = {cells.grid.name: cells.read for cells in form.readers}
    reading.problems += tell_unread(FormCells(book, tables, readers, dictionary))
    reading.previews.extend(form_previews(book))
    first = next(iter(tables.values())).grid.name
    node = mapping(entries, CellMark(f"{first}!A1"))
    return Item(graft(node, tables.get(OTHER_SHEET), reading), "", reading)


def _said_years(
    file: str, meta: dict[str, str], tables: dict[str, TitledTable]
) -> Iterator[SaidYear]:
    """The years that the form says besides 报告年度: what the program kept, and its titles."""
    kept, first = meta.get(META_YEAR, ""), next(iter(tables.values())).grid
    locked = _LOCKED_IN if kept else ""
    if kept.isdigit():
        place = Location(file, cell=first.place(1, 1))
        yield SaidYear(int(kept), f"发下去的{_LOCKED_IN}", place, locked_in=locked)
    for table in tables.values():
        title = find_title_year(table.grid, min(table.head_row, _TITLE_ROWS))
        if title is not None and len(title.named) == 1:
            place = Location(file, cell=title.cell)
            yield SaidYear(int(title.text), f"表题（{title.cell}）", place, True, locked)


class _ListLine(NamedTuple):
    """A line with one number of a list: its fact and stage, its own label, the unit beside it."""

    row: int
    name: str
    stage: str
    label: str
    unit: str = ""


def _names(table: TitledTable, name: str, stage: str) -> tuple[int | None, ...]:
    """The columns with the name and the stage of a figure; no stage where the name says it."""
    return table.columns.get(name), table.columns.get(stage)


class _Form:
    def __init__(
        self,
        reading: Reading,
        meta: dict[str, str],
        tables: dict[str, TitledTable],
        dictionary: FactDictionary,
        pictures: FormPictures,
    ) -> None:
        self._reading = reading
        self._pictures = pictures
        self._meta = meta
        self._tables = tables
        self._dictionary = dictionary
        self._cells = {kind: CellReader(reading, table.grid) for kind, table in tables.items()}

    @property
    def readers(self) -> Iterable[CellReader]:
        """What takes the cells of each sheet."""
        return self._cells.values()

    def finish(self) -> None:
        for kind, cells in self._cells.items():
            table, file = self._tables[kind], self._reading.file
            tell_totals(table, cells, file)
            self._reading.problems += form_uncalculated(file, table, cells.read)
            cells.finish()
        self._pictures.finish()

    # ---- 学校信息 ----

    def info(self) -> Iterator[tuple[str, yaml.Node]]:
        """The blocks 学校 and 报告."""
        blocks: dict[str, list[tuple[str, yaml.Node]]] = {"学校": [], "报告": []}
        table = self._tables.get(INFO_SHEET)
        lines = {table.text(row, INFO_COLUMNS[0]): row for row in table.rows()} if table else {}
        for field in INFO_FIELDS:
            if table and field.label in lines:
                node = self._info_node(table, lines[field.label], field)
                blocks[field.block].append((field.key, node))
        blocks["报告"] = [*self._with_meta(blocks["报告"]), *self._outline()]
        for block, entries in blocks.items():
            mark = entries[0][1].start_mark if entries else CellMark(f"{INFO_SHEET}!A1")
            yield block, mapping(entries, mark)

    def _info_node(self, table: TitledTable, row: int, field: InfoField) -> yaml.Node:
        cells, column = self._cells[INFO_SHEET], table.columns.get(INFO_COLUMNS[1], 2)
        text = cells.text(row, column, f"{field.block}.{field.key}")
        mark = cells.mark(row, column)
        return sequence(line_nodes(text, mark), mark) if field.is_list else scalar(text, mark)

    def _outline(self) -> Iterator[tuple[str, yaml.Node]]:
        """The outline, where it is another than the form came with."""
        if OUTLINE_SHEET in self._tables:
            outline = FormOutline(self._tables[OUTLINE_SHEET], self._cells[OUTLINE_SHEET])
            own = own_chapters(self._tables.get(CHAPTERS_SHEET))
            node = outline.node(self._meta.get(META_OUTLINE, ""), own)
            if node is not None:
                yield OUTLINE_SHEET, node

    def _with_meta(self, settings: list[tuple[str, yaml.Node]]) -> list[tuple[str, yaml.Node]]:
        """The settings, with what the bureau set for what the school's own sheet leaves blank."""
        given = {key for key, node in settings if node.value}
        places = {key: node.start_mark for key, node in settings}
        added = {key: node for key, node in self._meta_settings(places) if key not in given}
        return [*(each for each in settings if each[0] not in added), *added.items()]

    def _meta_settings(self, places: Mapping[str, yaml.Mark]) -> Iterator[tuple[str, yaml.Node]]:
        """What the bureau set when it made the form; the hidden sheet is no place to point at."""
        usual = CellMark(next(iter(self._tables.values())).grid.place(1, 1))
        year, standards = self._meta.get(META_YEAR, ""), self._meta.get(META_STANDARDS, "")
        if year:
            yield "年度", scalar(year, places.get("年度", usual))
        if standards:
            mark = places.get("标准", usual)
            yield "标准", sequence(line_nodes(standards, mark), mark)

    # ---- 基本数据 and lists ----

    def facts(self) -> Iterator[tuple[str, yaml.Node]]:
        """The block 数据."""
        classes = self._lists(CLASSES_SHEET, "人数", self._classes())
        details = self._lists(DETAILS_SHEET, "数值", self._details())
        figures = (*self._figures(FACTS_SHEET), *self._figures(OVERVIEW_SHEET))
        entries = data_entries((*figures, *classes, *details), TOTAL_STAGE)
        mark = entries[0][1].start_mark if entries else CellMark(f"{FACTS_SHEET}!A1")
        yield "数据", mapping(entries, mark)

    def _figures(self, kind: str) -> Iterator[tuple[str, str, yaml.Node]]:
        """The figures, or words, of 基本数据 or 学校概况."""
        table = self._tables.get(kind)
        if table is None:
            return
        cells, column = self._cells[kind], table.columns[_VALUES[kind]]
        names = _names(table, FactColumn.NAME, FactColumn.STAGE)
        for row in table.rows():
            name, stage = self._named(table, row, FactColumn.NAME, FactColumn.STAGE)
            if not name:
                self._report_stray(cells, row, column)
                continue
            text = cells.text(row, column, f"数据.{name}")
            if text:
                unit, fact = table.text(row, FactColumn.UNIT), self._dictionary.find(name)
                mark = cells.mark(row, column, *names)
                yield name, stage, figure_node(text, unit, fact, mark)
            elif self._dictionary.find(name) or stage:
                self._note_blank(kind, (name, stage), row, column)

    def _note_blank(self, kind: str, key: tuple[str, str], row: int, column: int) -> None:
        cell = self._tables[kind].grid.place(row, column)
        self._reading.note_blank(*key, Location(self._reading.file, cell=cell))

    def _report_stray(self, cells: CellReader, row: int, column: int) -> None:
        text = cells.grid.text(row, column)
        if any(sign.isdigit() for sign in text):
            cells.claim(row, column)
            place = Location(self._reading.file, cell=cells.grid.place(row, column))
            hint = "可能是粘贴时错了一行，请与“项目”一列逐行核对"
            self._reading.problems.append(
                error("no_label", f"这里写了“{text}”，左边却没有项目", place, hint)
            )

    def _classes(self) -> Iterator[_ListLine]:
        table = self._tables.get(CLASSES_SHEET)
        if table is None:
            return
        for row in table.rows():
            stage = self._stage(table.meant(row, "学段"))
            label = class_label(table.meant(row, "年级"), table.text(row, "班级名称"))
            yield _ListLine(row, self._class_fact(stage), stage, label)

    def _class_fact(self, word: str) -> str:
        """The fact that the sheet of classes fills in for that stage (empty: the only one)."""
        fact = self._dictionary.find_role(Role.CLASS_SIZES, Stage(word) if word else None)
        return fact.name if fact is not None else CLASSES_SHEET

    def _details(self) -> Iterator[_ListLine]:
        table = self._tables.get(DETAILS_SHEET)
        if table is None:
            return
        for row in table.rows():
            name, stage = self._named(table, row, "项目", "学段")
            if name:
                yield _ListLine(row, name, stage, table.text(row, "名称"), table.text(row, "单位"))

    def _lists(
        self, kind: str, title: str, lines: Iterable[_ListLine]
    ) -> Iterator[tuple[str, str, yaml.Node]]:
        """The lists on that kind of sheet, whose numbers stand under `title`."""
        lists: dict[tuple[str, str], list[tuple[str, yaml.Node]]] = {}
        rows: dict[tuple[str, str], list[int]] = {}
        for line in lines:
            key, column = (line.name, line.stage), self._tables[kind].columns.get(title)
            found = tuple(self._list_entry(kind, column, line))
            lists.setdefault(key, []).extend(found)
            rows.setdefault(key, []).extend([line.row] * len(found))
            if not found:
                self._note_blank(kind, key, line.row, column or 1)
        for key, entries in lists.items():
            if entries:
                node = list_node(entries)
                if isinstance(node, yaml.MappingNode):
                    self._claim_labels(kind, rows[key])
                yield *key, node

    def _list_entry(
        self, kind: str, column: int | None, line: _ListLine
    ) -> Iterator[tuple[str, yaml.Node]]:
        cells = self._cells[kind]
        text = cells.text(line.row, column, f"数据.{line.label or line.name}") if column else ""
        if column and text:
            table = self._tables[kind]
            names = _names(table, "项目", "学段")
            cells.claim(line.row, *names, table.columns.get("单位"))
            mark = cells.row_mark(line.row, column, *names)
            yield line.label, figure_node(text, line.unit, None, mark)

    def _claim_labels(self, kind: str, rows: Iterable[int]) -> None:
        """Note that the labels of a list's lines are used, which they are where all have one."""
        columns = self._tables[kind].columns
        labels = [columns.get(title) for title in ("年级", "班级名称", "名称")]
        for row in rows:
            self._cells[kind].claim(row, *labels)

    def _named(
        self, table: TitledTable, row: int, name_title: str, stage_title: str
    ) -> tuple[str, str]:
        name, stage = parse_row_label(table.meant(row, name_title), self._dictionary.stages)
        return name, self._stage(table.meant(row, stage_title) or stage or "")

    @staticmethod
    def _stage(word: str) -> str:
        return "" if word == WHOLE_SCHOOL else word

    # ---- 成绩 and the other texts ----

    def texts(self) -> Iterator[tuple[str, yaml.Node]]:
        """The blocks with texts, then the sections that are given whole."""
        stages = self._dictionary.stages
        texts = FormTexts(self._tables, self._cells, self._pictures, stages)
        yield from texts.blocks()
        yield from staff_block(self._tables, self._cells, self._dictionary.staff)
        self._reading.next_cells.update(texts.next_cells())
        if WHOLE_SHEET in self._tables:
            yield from whole_texts(self._tables[WHOLE_SHEET], self._cells[WHOLE_SHEET])
