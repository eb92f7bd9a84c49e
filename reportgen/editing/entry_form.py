"""A data file's tree and what its standards ask → the fields in which a person fills it in.

The chapters, labels and hints are those of the Excel form; each field knows its address in the
file, so that what is typed goes to its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.editing.addresses import Address, value_at
from reportgen.editing.column_choices import Choices, Offers, column_choices
from reportgen.editing.entry_fields import (
    EntryField,
    FieldGroup,
    FieldKind,
    FieldTable,
    FormChapter,
)
from reportgen.editing.entry_lists import TableMaker, with_past
from reportgen.editing.entry_tables import WHOLE_NOTE, FormTables, for_page, other_chapters
from reportgen.editing.last_year import PastSchool
from reportgen.editing.list_shapes import ATTACHMENTS_LIST
from reportgen.editing.whole_fields import whole_fields
from reportgen.forms.content import FIGURES_BLOCK, FigureName
from reportgen.forms.form_rows import group_titles
from reportgen.forms.plan import FormPlan
from reportgen.model.default_display import yes_no
from reportgen.model.facts import FactDictionary, FactKind, Value
from reportgen.model.form import (
    FACTS_SHEET,
    INFO_FIELDS,
    INFO_SHEET,
    OVERVIEW_SHEET,
    WHOLE_SHEET,
    InfoField,
)
from reportgen.model.form_labels import TOTAL_STAGE
from reportgen.model.needed_figures import FormRow, needed_rows, told_rows
from reportgen.model.numbers import exact_text
from reportgen.model.stages import Stage
from reportgen.model.tree import Tree

_YES_NO = ("是", "否")
_LIST_NOTE = "可以从 Excel 里复制几列，粘贴到第一格"


def entry_form(
    tree: Tree,
    plan: FormPlan,
    last: PastSchool | None = None,
    offers: Offers = Offers(),
    extra: tuple[str, ...] = (),
) -> tuple[FormChapter, ...]:
    """The chapters for that tree, what is given and what is asked for besides, and the `extra`
    facts; with what `last` year's data say beside it, and what may be chosen.
    """
    past = last.tree if last is not None else None
    choices = column_choices(tree, plan, offers)
    maker = TableMaker(plan.dictionary, choices)
    asked = _Asked(tree, replace(plan, told=plan.told | set(extra)), last, maker, extra)
    tables = FormTables(tree, past, plan, maker)
    info = FieldGroup("", tuple(_info_fields(tree, plan, choices)))
    whole = FieldGroup("", tuple(whole_fields(tree, past)))
    return (
        FormChapter(INFO_SHEET, (info,), (tables.attachments(),)),
        FormChapter(
            FACTS_SHEET,
            tuple(asked.groups(words=False)),
            tuple(asked.lists()),
            tuple(asked.others()),
        ),
        FormChapter(OVERVIEW_SHEET, tuple(asked.groups(words=True))),
        *tables.staff(),
        *tables.texts(),
        tables.outline(),
        FormChapter(WHOLE_SHEET, (whole,), hint=WHOLE_NOTE),
        *other_chapters(tree),
    )


def _info_fields(tree: Tree, plan: FormPlan, offered: Choices) -> Iterator[EntryField]:
    for field in INFO_FIELDS:
        address: Address = (field.block, field.key)
        if address == ATTACHMENTS_LIST:
            continue
        kind, text = _info_text(field, value_at(tree, address))
        choices = offered.get(((field.block,), field.key), ())
        choices = plan.type_names if field.key == "类型" else choices
        is_one = bool(choices) and not field.is_list
        yield EntryField(
            address,
            field.label,
            FieldKind.CHOICE if is_one else kind,
            text,
            hint=_info_hint(field, plan),
            choices=choices,
            required=field.required,
        )


def _info_hint(field: InfoField, plan: FormPlan) -> str:
    titles = "、".join(f"《{each.title}》" for each in plan.standards)
    named = f"现在按{titles}" if field.key == "标准" and titles else ""
    return "；".join(filter(None, (for_page(field.note), named)))


def _info_text(field: InfoField, value: Tree) -> tuple[FieldKind, str]:
    kind = FieldKind.LINES if field.is_list else FieldKind.LINE
    return kind, _text_of(value)


def _text_of(value: Tree) -> str:
    """A value in one field: the entries of a list a line each."""
    if isinstance(value, tuple):
        return "\n".join(_text_of(each) for each in value)
    if isinstance(value, Mapping):
        return "\n".join(f"{key}：{_text_of(each)}" for key, each in value.items())
    return value or ""


class _Asked:
    """The figures that are asked for or given, with their addresses."""

    def __init__(
        self,
        tree: Tree,
        plan: FormPlan,
        last: PastSchool | None,
        maker: TableMaker,
        extra: tuple[str, ...] = (),
    ) -> None:
        self._tree, self._plan, self._maker = tree, plan, maker
        self._last = last.figures if last is not None else None
        self._past_tree = last.tree if last is not None else None
        self._dictionary = plan.dictionary
        self._places = _figure_places(tree, plan.dictionary)
        needed = needed_rows(plan.standards, plan.dictionary, plan.school_type)
        told = _told_rows(plan, {row.fact.name for row in needed})
        besides = (*self._given(), *self._made(extra))
        self._rows = _in_order((*needed, *told), besides, plan.dictionary)

    def groups(self, words: bool) -> Iterator[FieldGroup]:
        """Figures, or words, under the titles of the dictionary."""
        titles, found = group_titles(self._dictionary), dict[str, list[EntryField]]()
        for row in self._rows:
            is_word = row.fact.kind is FactKind.TEXT
            if not row.is_list and is_word is words:
                found.setdefault(titles[row.fact.name], []).append(self._field(row))
        yield from (FieldGroup(title, tuple(fields)) for title, fields in found.items())

    def lists(self) -> Iterator[FieldTable]:
        """Those facts that are lists of numbers with names."""
        for row in self._rows:
            if row.is_list:
                address = self._address(row)
                items = value_at(self._tree, address)
                hint = "；".join(filter(None, (row.fact.definition, _LIST_NOTE)))
                made = self._maker.make(address, items, _label(row), hint)
                table = made._replace(
                    fact=row.fact.name,
                    stage=str(row.stage or ""),
                    unit=row.fact.unit,
                    required=row.required,
                )
                yield with_past(table, value_at(self._past_tree, address))

    def others(self) -> Iterator[str]:
        """The facts that such a school may give, and that are not asked for."""
        known = {row.fact.name for row in self._rows}
        for name, fact in self._dictionary.facts.items():
            if name not in known and fact.is_asked(self._plan.school_type):
                yield name

    def _field(self, row: FormRow) -> EntryField:
        fact, address = row.fact, self._address(row)
        choices = fact.choices or (_YES_NO if fact.kind is FactKind.YES_NO else ())
        kind = FieldKind.TEXT if fact.kind is FactKind.TEXT else FieldKind.LINE
        value = value_at(self._tree, address)
        if isinstance(value, (Mapping, tuple)):
            # As it is written there, no line can hold it.
            kind, choices = FieldKind.FIXED, ()
        return EntryField(
            address,
            fact.name,
            FieldKind.CHOICE if choices else kind,
            _text_of(value),
            fact.unit,
            "；".join(filter(None, (fact.definition, fact.source and f"来源：{fact.source}"))),
            choices,
            row.required,
            self._past(row),
            fact.name,
            str(row.stage or ""),
        )

    def _past(self, row: FormRow) -> str:
        stage = str(row.stage) if row.stage else None
        value = self._last and self._last.find(row.fact.name, stage, self._plan.school_type)
        return "" if value is None else _shown(value)

    def _address(self, row: FormRow) -> Address:
        name, stage = row.fact.name, str(row.stage) if row.stage else None
        found = self._places.get((name, stage))
        if found is not None:
            return found
        only = self._plan.school_type.stages[0]
        if len(self._plan.school_type.stages) == 1:
            other = self._places.get((name, None if stage else str(only)))
            if other is not None:
                return other
        key = next((at[1] for (known, _), at in self._places.items() if known == name), name)
        return (FIGURES_BLOCK, key, stage) if stage else (FIGURES_BLOCK, key)

    def _made(self, extra: tuple[str, ...]) -> Iterator[FigureName]:
        """Those of the facts that others make: whoever has only them gives them themselves."""
        school_type = self._plan.school_type
        for fact in (self._dictionary.facts[name] for name in extra):
            if fact.formula is not None:
                parts = fact.asked_in(school_type.stages) if school_type.is_combined else ()
                yield from ((fact.name, str(part)) for part in parts)
                yield from () if parts else ((fact.name, None),)

    def _given(self) -> Iterator[FigureName]:
        asked = self._plan.school_type
        for name, stage in self._places:
            if self._dictionary.facts[name].is_asked(asked):
                yield name, stage


def _figure_places(tree: Tree, dictionary: FactDictionary) -> Mapping[FigureName, Address]:
    """Where each figure stands, by the names that the file has for facts."""
    block, found = value_at(tree, (FIGURES_BLOCK,)), dict[FigureName, Address]()
    for key, value in block.items() if isinstance(block, Mapping) else ():
        fact = dictionary.find(key)
        if fact is None:
            continue
        parts = {*dictionary.stages, TOTAL_STAGE}
        stages = [stage for stage in value if stage in parts] if isinstance(value, Mapping) else []
        for stage in stages:
            found[fact.name, str(stage)] = (FIGURES_BLOCK, key, str(stage))
        if not stages:
            found[fact.name, None] = (FIGURES_BLOCK, key)
    return found


def _told_rows(plan: FormPlan, needed: set[str]) -> list[FormRow]:
    """What the report tells besides: words, and the facts that its text names."""
    words = (each.name for each in plan.dictionary.facts.values() if each.kind is FactKind.TEXT)
    told = told_rows((*words, *plan.told), plan.dictionary, plan.school_type)
    return [row for row in told if row.fact.name not in needed]


def _in_order(
    rows: Sequence[FormRow], given: Iterable[FigureName], dictionary: FactDictionary
) -> Sequence[FormRow]:
    """The rows, and one for each figure that is given besides, in the dictionary's order."""
    places = {name: at for at, name in enumerate(dictionary.facts)}
    stages: dict[str | None, int] = {None: 0}
    stages |= {str(stage): at for at, stage in enumerate((*dictionary.stages, TOTAL_STAGE), 1)}
    asked = {(row.fact.name, str(row.stage) if row.stage else None): row for row in rows}
    named = {name for name, _ in asked}
    for name, stage in given:
        if name not in named or stage == TOTAL_STAGE:
            part = Stage(stage) if stage else None
            asked[name, stage] = FormRow(dictionary.facts[name], part, required=False)
    ordered = sorted(asked.items(), key=lambda each: (places[each[0][0]], stages[each[0][1]]))
    return [row for _, row in ordered]


def _label(row: FormRow) -> str:
    return f"{row.fact.name}（{row.stage}）" if row.stage else row.fact.name


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "、".join(exact_text(each) for each in value)
    if isinstance(value, bool):
        return yes_no(value)
    return value if isinstance(value, str) else exact_text(value)
