"""Texts of cells and the unit beside them → nodes of figures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import yaml

from reportgen.load.faults import DoubtfulValue
from reportgen.load.workbooks.tree import mapping, scalar, sequence
from reportgen.load.written_lists import split_list
from reportgen.model.facts import Fact, FactKind
from reportgen.model.form import join_figure
from reportgen.model.numbers import exact_text
from reportgen.words.written_numbers import is_number_alone, read_written_number

# These say by themselves what they are: a unit beside them adds nothing.
_WITHOUT_UNIT = frozenset(
    {FactKind.RATIO, FactKind.YEAR, FactKind.SHARE, FactKind.TEXT, FactKind.YES_NO}
)


def figure_node(text: str, unit: str, fact: Fact | None, mark: yaml.Mark) -> yaml.Node:
    """The node of a figure in that unit (`41.5` and `亩`); only a bare number takes the unit.

    A list of numbers may stand in one cell: `45、46、44`.
    """
    if fact is not None and fact.kind is FactKind.COUNTS:
        with suppress(DoubtfulValue):
            texts = [figure_text(part, unit, fact) for part in split_list(text, fact)]
            return sequence([scalar(each, mark) for each in texts], mark)
        # Whoever reads the tree asks which is meant.
        return scalar(text, mark)
    return scalar(figure_text(text, unit, fact), mark)


def figure_text(text: str, unit: str, fact: Fact | None) -> str:
    """A figure's text with its unit, where that is not the fact's own."""
    if not unit or unit == "%" or not is_number_alone(text):
        return text
    if fact is not None and (fact.kind in _WITHOUT_UNIT or unit == fact.unit):
        return text
    number = _in_digits(text)
    return number + unit if fact is None else join_figure(number, unit, fact)


def _in_digits(text: str) -> str:
    """The number without what stands around it, numerals as digits."""
    written = read_written_number(text)
    if written is None:
        return text
    is_numeral = not written.digits[-1].isascii()
    return (exact_text(written.number) if is_numeral else written.digits) + written.rest


def list_node(lines: Sequence[tuple[str, yaml.Node]]) -> yaml.Node:
    """The node of a list of numbers, with their labels if every one has its own."""
    labels = {label for label, _ in lines if label}
    mark = lines[0][1].start_mark
    if len(labels) == len(lines):
        return mapping(lines, mark)
    return sequence([node for _, node in lines], mark)
