"""Figures that people wrote in words or with commas → as Excel counts with them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.forms.content import FIGURES_BLOCK
from reportgen.model.facts import Fact, FactDictionary, FactKind, Value
from reportgen.model.form import is_cell_number, split_figure
from reportgen.model.form_labels import TOTAL_STAGE
from reportgen.model.numbers import exact_text
from reportgen.model.school import School
from reportgen.model.tree import Tree


def with_read_figures(tree: Tree, school: School, dictionary: FactDictionary) -> Tree:
    """The data with the numbers of 数据 that a cell would take for words (8，000, 126万, 四十九) as
    they were read for the school; what was not read stays as it was written.
    """
    figures = tree.get(FIGURES_BLOCK) if isinstance(tree, Mapping) else None
    if not isinstance(tree, Mapping) or not isinstance(figures, Mapping):
        return tree
    read = _Read(school, dictionary)
    told = {name: read.figure(name, value) for name, value in figures.items()}
    return {**tree, FIGURES_BLOCK: told}


class _Read:
    """What was read of a school's figures, by fact and by the name of the stage."""

    def __init__(self, school: School, dictionary: FactDictionary) -> None:
        self._dictionary = dictionary
        self._stages = school.type.stages
        self._names = {*map(str, dictionary.stages), TOTAL_STAGE}
        self._values = {
            (fact, str(stage or "")): figure.value
            for (fact, stage), figure in school.figures.items()
        }

    def figure(self, name: str, value: Tree) -> Tree:
        """The figure of that name as it was read."""
        fact = self._dictionary.find(name)
        if fact is None or not _is_counted(fact):
            return value
        if isinstance(value, Mapping) and value.keys() <= self._names:
            return {stage: self._as_read(fact, part, stage) for stage, part in value.items()}
        return self._as_read(fact, value, "")

    def _as_read(self, fact: Fact, written: Tree, stage: str) -> Tree:
        found = self._values.get((fact.name, stage), self._of_only_stage(fact, stage))
        if isinstance(found, tuple):
            return _list_as_read(written, found)
        if not isinstance(written, str) or not isinstance(found, Decimal):
            return written
        return written if is_cell_number(split_figure(written, fact)[0]) else exact_text(found)

    def _of_only_stage(self, fact: Fact, stage: str) -> Value | None:
        alone = len(self._stages) == 1 and not stage
        return self._values.get((fact.name, str(self._stages[0]))) if alone else None


def _is_counted(fact: Fact) -> bool:
    is_number = fact.kind.is_typed_number and fact.kind is not FactKind.SHARE
    return is_number or fact.kind is FactKind.COUNTS


def _list_as_read(written: Tree, found: tuple[Decimal, ...]) -> Tree:
    """The items of a list, with or without labels, where each was read."""
    items = tuple(written.values()) if isinstance(written, Mapping) else written
    if not isinstance(items, tuple) or len(items) != len(found):
        return written
    told = tuple(_item(text, number) for text, number in zip(items, found, strict=True))
    return dict(zip(written, told, strict=True)) if isinstance(written, Mapping) else told


def _item(text: Tree, number: Decimal) -> Tree:
    return text if isinstance(text, str) and is_cell_number(text) else exact_text(number)
