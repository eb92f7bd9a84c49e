"""The lists of a data file that are no figures, as chapters of the form: teachers, texts, pictures,
the outline; and what no field can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.editing.addresses import Address, value_at
from reportgen.editing.entry_fields import (
    EntryField,
    FieldGroup,
    FieldKind,
    FieldTable,
    FormChapter,
)
from reportgen.editing.entry_lists import TableMaker, with_past
from reportgen.editing.list_rows import cell_words, entries_of, row_cells
from reportgen.editing.list_shapes import (
    AGES_LIST,
    ATTACHMENTS_LIST,
    NAMED_PICTURES,
    OUTLINE_LIST,
    STAFF_LIST,
)
from reportgen.forms.outline_rows import entry_rows
from reportgen.forms.plan import FormPlan
from reportgen.forms.staff_sheets import AGES_NOTE, STAFF_NOTE, offered_labels
from reportgen.forms.yaml_text import yaml_text
from reportgen.late_regex import late_regex
from reportgen.model.attachments import FACTS, SOURCES, TEACHERS
from reportgen.model.form import (
    AGES_SHEET,
    OTHER_SHEET,
    OUTLINE_SHEET,
    PICTURES_SHEET,
    STAFF_SHEET,
    TABLES,
    figure_examples,
)
from reportgen.model.staff import STAGE_KEY
from reportgen.model.tree import Tree

# How a line is begun within a cell, which a page does as any text does.
_EXCEL = late_regex(r"（格内换行按 Alt\+回车）|，格内换行按 Alt\+回车")
_ATTACHMENTS_NOTE = (
    f"报告后面附什么，一行一项，不写序号。写“{FACTS}”“{TEACHERS}”“{SOURCES}”等名称的，"
    "程序按填的数做好；自备的用“添加文件”放进来，报告里只列名称。"
)
_PICTURES_NOTE = (
    "一行一张：用“添加图片”放进来（PNG、JPEG），再选“位置”放在哪一章，也可以写某项措施的标题；"
    "“标题”是图题，可以不写。"
)
_NAMED_NOTE = "只有模板里写了名称的图片才填，例如页眉里的“校徽”。"
_OUTLINE_NOTE = (
    "报告有哪几章、按什么次序，平时不用改。要换次序就上移、下移；标题另起就写在“标题”里；"
    "几部分合成一章的，“章节”里一行写一个；“写法”不选就是通常的写法。全部删去，就是通常的提纲。"
)
# What is otherwise where the clerk chooses it.
_ON_PAGE = {
    "由教育局填好，不要改；一行一个": "按哪个标准评，一行一个；教育局指定了的不要改",
    "由教育局填好，不要改；不写就按标准的体裁": "报告讲什么；不选就按标准的体裁",
    "从下拉列表里选": "",
}
WHOLE_NOTE = (
    "已经写好一整章的，不用逐项填，全文写在这里，空一行另起一段。基本情况、达标情况、取得成绩印在程序写的话前面；"
    "其余各章代替逐项填的，那一张表就不要再填。“引言”代替开头“根据……”那一段。"
)
"""How chapters are given whole."""
_BY_HAND = {"自定标准": "本校、本县自己的标准，由懂的人在数据文件里改（写法见使用手册第三节）。"}
_ELSEWHERE = "网页上没有它的格子，原样留在数据文件里；要改，请用记事本打开数据文件改。"


def for_page(note: str) -> str:
    """What a form says of a field, as a page says it."""
    return _ON_PAGE.get(note, _EXCEL.sub("", note))


class FormTables:
    """The lists of one data file, with what they were the year before."""

    def __init__(self, tree: Tree, past: Tree, plan: FormPlan, maker: TableMaker) -> None:
        self._tree, self._past, self._plan, self._maker = tree, past, plan, maker

    def attachments(self) -> FieldTable:
        """What is attached to the report."""
        return self._table(ATTACHMENTS_LIST, "附件", _ATTACHMENTS_NOTE)

    def staff(self) -> Iterator[FormChapter]:
        """The teachers by degree and rank, and by age; none where there are no words for them."""
        if not self._plan.dictionary.staff.degrees:
            return
        tables = (
            self._counted(STAFF_LIST, STAFF_SHEET, STAFF_NOTE),
            self._counted(AGES_LIST, AGES_SHEET, AGES_NOTE),
        )
        yield FormChapter(STAFF_SHEET, tables=tables)

    def texts(self) -> Iterator[FormChapter]:
        """A chapter for each table of texts and for the pictures."""
        examples = figure_examples(self._plan.dictionary, self._plan.school_type)
        for table in TABLES:
            is_pictures = table.name == PICTURES_SHEET
            sample = for_page(table.sample.format(examples=examples))
            hint = _PICTURES_NOTE if is_pictures else sample
            tables = [self._table((table.key,), table.name, hint)]
            if is_pictures:
                tables.append(self._table(NAMED_PICTURES, "模板用的图片", _NAMED_NOTE))
            yield FormChapter(table.name, tables=tuple(tables))

    def outline(self) -> FormChapter:
        """The chapters of the report: the school's own, else the usual ones to be changed."""
        table = self._table(OUTLINE_LIST, OUTLINE_SHEET, _OUTLINE_NOTE)
        if not table.value:
            table = self._maker.offering(table, entry_rows(self._plan.outline))
        return FormChapter(OUTLINE_SHEET, tables=(table,))

    def _table(self, address: Address, title: str, hint: str) -> FieldTable:
        made = self._maker.make(address, value_at(self._tree, address), title, hint)
        return with_past(made, value_at(self._past, address))

    def _counted(self, address: Address, title: str, hint: str) -> FieldTable:
        """A table with lines for all that may be counted."""
        table = self._table(address, title, hint)
        cells = [row_cells(each, table.shape) for each in entries_of(table.value, table.shape)]
        known = [(cell_words(stage), cell_words(label)) for stage, label, *_ in cells]
        table = self._maker.offering(table, offered_labels(self._plan, title, known))
        is_staged = self._plan.school_type.is_combined or any(stage for stage, _ in known)
        return table._replace(hidden=frozenset(() if is_staged else (STAGE_KEY,)))


def other_chapters(tree: Tree) -> Iterator[FormChapter]:
    """What stands in the file that no field has, as it is written there; nothing where there is
    no such thing.
    """
    fields = tuple(_others(tree))
    if fields:
        yield FormChapter(OTHER_SHEET, (FieldGroup("", fields),))


def _others(tree: Tree) -> Iterator[EntryField]:
    for key, hint in _BY_HAND.items():
        value = value_at(tree, (key,))
        if isinstance(value, (Mapping, tuple)) and value:
            yield EntryField((key,), key, FieldKind.FIXED, yaml_text(value), hint=hint)
