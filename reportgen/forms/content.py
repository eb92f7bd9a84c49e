"""What a data file says, as a tree → what stands in the cells of a form.

What a cell cannot hold (an outline, a standard of one's own, a shape that no table has) goes as
YAML text to the sheet for all else, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from reportgen.forms.outline_rows import UnfitError, outline_rows
from reportgen.forms.yaml_text import yaml_text
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form import (
    AGE_COLUMNS,
    AGES_SHEET,
    EXPECTED_COLUMN,
    IN_TEXT,
    INFO_FIELDS,
    LONGEST_TEXT,
    OUTLINE_SHEET,
    PICTURES_SHEET,
    STAFF_SHEET,
    TABLES,
    InfoField,
    OutlineRow,
    TableSheet,
    staff_columns,
)
from reportgen.model.form_labels import TOTAL_STAGE, parse_row_label, row_label
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.model.staff import AGES_KEY, DEGREES_KEY, STAFF_BLOCK, StaffWords
from reportgen.model.stages import SchoolType, Stages
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple

FIGURES_BLOCK = "数据"
BARE_COLUMNS = {
    "成绩": "名称",
    "存在问题": "标题",
    "今后措施": "内容",
    "插图": "文件",
    "佐证材料": "名称",
}
"""The column that a bare text of a list fills."""
SEVERAL_COLUMNS = frozenset({("佐证材料", "指标")})
"""Columns, with their blocks, whose cells may hold several texts, a line each."""
CHAPTERS_BLOCK = "章节"
"""The block whose entries are named by their titles."""
_STANDARDS, _NONE = "标准", "无"
_NO_STANDARDS = f"报告.{_STANDARDS}"
_NO_ROOMS = ("0",)

FigureName = tuple[str, str | None]
ListItems = tuple[tuple[str, str], ...]


class Content(NamedTuple):
    """The cells of a form.

    `figures` and `lists` go by fact and stage, a list's items are label and number; `tables` go by
    the sheet's name; `other` has paths and YAML.
    """

    info: Mapping[str, str]
    figures: Mapping[FigureName, str]
    lists: Mapping[FigureName, ListItems]
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    outline: tuple[OutlineRow, ...]
    whole: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str], ...]


def fill_content(tree: Tree, dictionary: FactDictionary, school_type: SchoolType) -> Content:
    """The cells for that tree. Errors: ValueError if it is no mapping at all."""
    if not isinstance(tree, Mapping):
        raise ValueError("a data file is a mapping")
    filling = _Filling(dictionary, school_type)
    for key, value in tree.items():
        if value is not None:
            filling.add(key, value)
    return Content(
        filling.info,
        filling.figures,
        filling.lists,
        filling.tables,
        filling.outline,
        tuple(filling.whole),
        filling.others(),
    )


class _Filling:
    def __init__(self, dictionary: FactDictionary, school_type: SchoolType) -> None:
        self._dictionary, self._type = dictionary, school_type
        self._fields = {(field.block, field.key): field for field in INFO_FIELDS}
        self._tables = {table.key: table for table in TABLES}
        self._rest: dict[str, Tree] = {}
        self.info: dict[str, str] = {}
        self.figures: dict[FigureName, str] = {}
        self.lists: dict[FigureName, ListItems] = {}
        self.tables: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.outline: tuple[OutlineRow, ...] = ()
        self.whole: list[tuple[str, str]] = []

    def add(self, key: str, value: Tree) -> None:
        """Put a block of the file into its cells."""
        if isinstance(value, Mapping) and key in {field.block for field in INFO_FIELDS}:
            for name, entry in value.items():
                self._try(f"{key}.{name}", entry, self._add_field)
        elif isinstance(value, Mapping) and key == FIGURES_BLOCK:
            for name, entry in value.items():
                told = _NO_ROOMS if entry == () and self._are_rooms(name) else entry
                self._try(f"{key}.{name}", told, self._add_figure)
        else:
            self._try(key, value, self._add_block)

    def others(self) -> tuple[tuple[str, str], ...]:
        """Paths and YAML of what found no cell, in pieces that a cell holds."""
        texts = ((path, yaml_text(value)) for path, value in self._rest.items())
        return tuple(
            (path, text[start : start + LONGEST_TEXT])
            for path, text in texts
            for start in range(0, len(text), LONGEST_TEXT)
        )

    def _try(self, path: str, value: Tree, add: Callable[[str, Tree], None]) -> None:
        if value is None or (value == () and path != _NO_STANDARDS):
            return
        try:
            add(path, value)
        except UnfitError:
            self._rest[path] = value

    def _add_field(self, path: str, value: Tree) -> None:
        block, _, key = path.partition(".")
        if (block, key) == ("报告", OUTLINE_SHEET):
            self.outline = outline_rows(value)
            return
        field = self._fields.get((block, key))
        if field is None:
            raise UnfitError
        self.info[field.label] = _field_text(field, value)

    def _add_block(self, key: str, value: Tree) -> None:
        if key in WHOLE_SECTIONS and isinstance(value, str):
            self.whole.append((key, _fit(value)))
        elif key == STAFF_BLOCK:
            self.tables |= _staff_rows(value, self._dictionary.staff)
        elif key in self._tables:
            table = self._tables[key]
            is_chapters = key == CHAPTERS_BLOCK
            stages = self._dictionary.stages
            rows = _chapters(value) if is_chapters else _table_rows(table, value, stages)
            self.tables[table.name] = rows
        else:
            raise UnfitError

    def _add_figure(self, path: str, value: Tree) -> None:
        fact = self._dictionary.find(path.partition(".")[2])
        if fact is None or self._is_given(fact):
            raise UnfitError
        parts = {(fact.name, stage): part for stage, part in self._by_stage(fact, value).items()}
        if fact.kind is FactKind.COUNTS:
            self.lists |= {key: _list_items(part) for key, part in parts.items()}
        else:
            given = {key: part for key, part in parts.items() if part is not None}
            self.figures |= {key: _figure_text(part, fact) for key, part in given.items()}

    def _are_rooms(self, name: str) -> bool:
        fact = self._dictionary.find(name)
        return fact is not None and fact.may_be_none

    def _is_given(self, fact: Fact) -> bool:
        """Whether the figure stands in the file under another of its names too."""
        return any(name == fact.name for name, _ in (*self.figures, *self.lists))

    def _by_stage(self, fact: Fact, value: Tree) -> Mapping[str | None, Tree]:
        stages = self._stage_words(fact)
        if not isinstance(value, Mapping) or _has_labels(fact, value, stages):
            return {self._only_stage(fact): value}
        if not value or not value.keys() <= stages:
            raise UnfitError
        if not self._type.is_combined and set(value) == set(self._type.stages):
            return {None: value[self._type.stages[0]]}
        return {str(stage): part for stage, part in value.items()}

    def _stage_words(self, fact: Fact) -> Set[str]:
        """The keys that a figure by stage may have; a list has no total."""
        total = set[str]() if fact.kind is FactKind.COUNTS else {TOTAL_STAGE}
        return {*self._dictionary.stages, *total}

    def _only_stage(self, fact: Fact) -> str | None:
        """The one stage of a combined school that fills the fact in; None stands for the whole."""
        asked = [stage for stage in self._type.stages if fact.is_for(stage)]
        alone = fact.scope is Scope.BY_STAGE and self._type.is_combined and len(asked) == 1
        return str(asked[0]) if alone else None


def _has_labels(fact: Fact, value: Mapping[str, Tree], stages: Set[str]) -> bool:
    """Whether the keys are the labels of a list's items."""
    return fact.kind is FactKind.COUNTS and not stages & value.keys()


def _text(value: Tree) -> str:
    if not isinstance(value, str) or not value or "\n" in value:
        raise UnfitError
    return _fit(value)


def _figure_text(value: Tree, fact: Fact) -> str:
    """A figure in its cell; words may have several lines."""
    return _cell(value) if fact.kind is FactKind.TEXT else _text(value)


def _fit(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise UnfitError
    return text


def _field_text(field: InfoField, value: Tree) -> str:
    if isinstance(value, tuple):
        if field.key == _STANDARDS and not value:
            # Blank would ask for standards again.
            return _NONE
        if not field.is_list or not value:
            raise UnfitError
        return _fit("\n".join(_text(item) for item in value))
    return _text(value)


def _list_items(value: Tree) -> ListItems:
    if isinstance(value, Mapping) and value and all(value):
        return tuple((label, _text(item)) for label, item in value.items())
    if isinstance(value, tuple) and value:
        return tuple(("", _text(item)) for item in value)
    raise UnfitError


def _table_rows(table: TableSheet, value: Tree, stages: Stages) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, tuple) or not value:
        raise UnfitError
    return tuple(_table_row(table, entry, stages) for entry in value)


def _table_row(table: TableSheet, entry: Tree, stages: Stages) -> tuple[str, ...]:
    if isinstance(entry, str) and table.key in BARE_COLUMNS:
        entry = {BARE_COLUMNS[table.key]: entry}
    if not isinstance(entry, Mapping) or not entry.keys() <= set(table.columns):
        raise UnfitError
    if table.name == PICTURES_SHEET and entry.get("位置") == IN_TEXT:
        raise UnfitError
    cells = {column: entry.get(column) for column in table.columns}
    texts = tuple(_table_cell(table, column, value, stages) for column, value in cells.items())
    if not any(texts):
        raise UnfitError
    return texts


def _table_cell(table: TableSheet, column: str, value: Tree, stages: Stages) -> str:
    if column == EXPECTED_COLUMN and value:
        return _fit("\n".join(_expected_lines(value, stages)))
    if isinstance(value, tuple) and (table.key, column) in SEVERAL_COLUMNS:
        return _fit("\n".join(map(_text, value)))
    return _cell(value)


def _cell(value: Tree) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise UnfitError
    return _fit(value)


def _expected_lines(value: Tree, stages: Stages) -> list[str]:
    if not isinstance(value, Mapping) or not value:
        raise UnfitError
    lines = []
    for name, entry in value.items():
        parts = entry if isinstance(entry, Mapping) else {None: entry}
        for stage, part in parts.items():
            label = row_label(name, stage)
            if not part or not _is_read_back(label, (name, stage), stages):
                raise UnfitError
            lines.append(f"{label}：{_text(part)}")
    return lines


def _is_read_back(label: str, figure: FigureName, stages: Stages) -> bool:
    return parse_row_label(label, stages) == figure and not set(label) & set("：:\n")


def _staff_rows(value: Tree, words: StaffWords) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The lines of 教师结构 and of 教师年龄."""
    sheets = {DEGREES_KEY: STAFF_SHEET, AGES_KEY: AGES_SHEET}
    if not isinstance(value, Mapping) or not value.keys() <= sheets.keys():
        raise UnfitError
    columns = {DEGREES_KEY: staff_columns(words), AGES_KEY: AGE_COLUMNS}
    return {sheets[key]: _counted_rows(columns[key], rows) for key, rows in value.items() if rows}


def _counted_rows(columns: Sequence[str], value: Tree) -> tuple[tuple[str, ...], ...]:
    """Lines with a number; one without would be taken for one that is not filled in."""
    if not isinstance(value, tuple):
        raise UnfitError
    rows = []
    for entry in value:
        if not isinstance(entry, Mapping) or not entry.keys() <= set(columns):
            raise UnfitError
        cells = tuple(_cell(entry.get(column)) for column in columns)
        if not any(cells[2:]):
            raise UnfitError
        rows.append(cells)
    return tuple(rows)


def _chapters(value: Tree) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, Mapping) or not value:
        raise UnfitError
    return tuple(_chapter(title, entry) for title, entry in value.items())


def _chapter(title: str, entry: Tree) -> tuple[str, ...]:
    parts = entry if isinstance(entry, Mapping) else {"内容": entry}
    if not title or "\n" in title or title != title.strip() or not parts.keys() <= {"内容", "之后"}:
        raise UnfitError
    return (_fit(title), _cell(parts.get("之后")), _cell(parts.get("内容")))
