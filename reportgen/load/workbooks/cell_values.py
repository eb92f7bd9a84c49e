"""Texts of cells and the unit beside them → nodes of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from reportgen.load.workbooks.tree import mapping, scalar, sequence
from reportgen.model.facts import Fact, FactKind
from reportgen.model.form import LIST_SEPARATOR, join_figure

_CLEAN = re.compile(r"[+-]?[0-9０-９,，.．]+")
_SEPARATORS = re.compile(r"[,，;；\s]+")
# These say by themselves what they are: a unit beside them adds nothing.
_WITHOUT_UNIT = frozenset(
    {FactKind.RATIO, FactKind.YEAR, FactKind.SHARE, FactKind.TEXT, FactKind.YES_NO}
)


def figure_node(text: str, unit: str, fact: Fact | None, mark: yaml.Mark) -> yaml.Node:
    """The node of a figure in that unit (`41.5` and `亩`); only a bare number takes the unit.

    A list of numbers may stand in one cell: `45、46、44`.
    """
    if fact is not None and fact.kind is FactKind.COUNTS:
        parts = text.split(LIST_SEPARATOR) if LIST_SEPARATOR in text else _SEPARATORS.split(text)
        texts = [figure_text(part.strip(), unit, fact) for part in parts if part.strip()]
        return sequence([scalar(each, mark) for each in texts], mark)
    return scalar(figure_text(text, unit, fact), mark)


def figure_text(text: str, unit: str, fact: Fact | None) -> str:
    """A figure's text with its unit, where that is not the fact's own."""
    if not unit or unit == "%" or not _CLEAN.fullmatch(text):
        return text
    if fact is None:
        return text + unit
    if fact.kind in _WITHOUT_UNIT or unit == fact.unit:
        return text
    return join_figure(text, unit, fact)


def list_node(lines: Sequence[tuple[str, yaml.Node]]) -> yaml.Node:
    """The node of a list of numbers, with their labels if every one has its own."""
    labels = {label for label, _ in lines if label}
    mark = lines[0][1].start_mark
    if len(labels) == len(lines):
        return mapping(lines, mark)
    return sequence([node for _, node in lines], mark)
