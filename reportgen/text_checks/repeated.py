"""The same thing with two values in one text."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.text_checks.against_data import is_of_today
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated


def check_repeated(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Both places where a text states two values of the same subject, scope and kind.

    An error where the same words name it, else a reminder. What the data know is held against them
    instead.
    """
    groups: dict[object, list[StatedIn]] = {}
    for each in text.stated:
        quantity = each.quantity
        scope = text.figures.scope_of(each)
        alone = scope.stage or not text.figures.is_of_stages
        if is_of_today(quantity) and not quantity.among and alone:
            key = quantity.subjects, quantity.per, scope
            groups.setdefault(key, []).append(each)
    for group in groups.values():
        first = group[0].quantity
        if len(group) > 1 and not known.find(first.subjects, first.per):
            yield from _check(group, text)


def _check(group: list[StatedIn], text: ReadText) -> Iterator[TextFinding]:
    unit = text.lexicon.unit_of[group[0].quantity.subjects[0]]
    # One for each way of writing it: a figure may stand in a long text a thousand times.
    written = {writing_of(each): each for each in reversed(group)}
    others = tuple(reversed(written.values()))
    for each in group:
        other = next((one for one in others if not _agree(one, each, unit)), None)
        if other is not None:
            yield _finding(each, other)


def writing_of(stated: StatedIn) -> tuple[object, ...]:
    said = stated.quantity
    return said.number, said.step, said.high, said.nearness, said.units


def _agree(one: StatedIn, other: StatedIn, unit: str) -> bool:
    first, second = one.quantity, other.quantity
    return may_stand_for(first, stated_value(second, unit), unit) or may_stand_for(
        second, stated_value(first, unit), unit
    )


def _finding(stated: StatedIn, other: StatedIn) -> TextFinding:
    quantity = stated.quantity
    same = quantity.noun == other.quantity.noun
    message = f"文中写的是“{stated.words}”，另一处写的是{quote_stated((other,), stated)}"
    return TextFinding(
        TextRule.REPEATED,
        Severity.ERROR if same else Severity.WARNING,
        stated.part,
        quantity.start,
        quantity.end,
        message,
        "请核对，使两处一致；说的不是同一件事的，写明各是什么",
    )
