"""The same thing with two values in one text."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.quantities.claims import sentence_start
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, is_own_total, quote_stated

_ALL, _LONGEST_ROW = 100, 80
# Of which kind they are is looked at with all else that is counted.
_SCHOOLS, _SCHOOL = "所", "学校"
_ADDED = late_regex("共|合计|总")
# 达到生均20册的标准: that is what is asked.
_STANDARD = late_regex("的(?:国家|省定|规定|基本)?(?:标准|要求|规定)")


def check_repeated(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Both places where a text states two values of the same subject, scope and kind.

    An error where the same words name it, else a reminder. What the data know is held against them
    instead.
    """
    groups: dict[object, list[StatedIn]] = {}
    only = {each.quantity.subjects[0] for each in text.stated if len(each.quantity.subjects) == 1}
    before: StatedIn | None = None
    for each in text.stated:
        quantity = each.quantity
        if quantity.subjects and _is_compared(each, before):
            scope = text.figures.scope_of(each)
            if scope.stage or not text.figures.is_of_stages:
                key = _meant(quantity, only), quantity.per, scope
                groups.setdefault(key, []).append(each)
        before = each
    for group in groups.values():
        first = group[0].quantity
        if len(group) > 1 and not known.find(first.subjects, first.per):
            yield from _check(group, text)


def _is_compared(stated: StatedIn, before: StatedIn | None) -> bool:
    """Whether it says what something is now, in the unit of its subject, and of no part of it."""
    quantity = stated.quantity
    unit_told = bool(quantity.unit) or quantity.form is not QuantityForm.AMOUNT
    if not unit_told or quantity.kind or quantity.scope.period or quantity.unit == _SCHOOLS:
        return False
    if quantity.scope.grade and _is_of_all_grades(stated):
        return False
    if _STANDARD.match(stated.part.text, quantity.end) or _is_of_a_part(stated):
        return False
    return not quantity.among or is_own_total(stated, before)


def _is_of_a_part(stated: StatedIn) -> bool:
    """Whether it is a rate of those who are named behind 其中: 其中女童35720人，入学率为98.3%."""
    quantity, text = stated.quantity, stated.part.text
    begin = sentence_start(text, quantity.start)
    return quantity.form is QuantityForm.SHARE and "其中" in text[begin : quantity.start]


def _is_of_all_grades(stated: StatedIn) -> bool:
    """九年级4个班180人，共10个班480人: the last are of all grades."""
    text, quantity = stated.part.text, stated.quantity
    first = max(quantity.start - _LONGEST_ROW, 0)
    named = max(text.rfind(quantity.scope.grade, first, quantity.start), first)
    return _ADDED.search(text, named, quantity.start) is not None


def _meant(quantity: StatedQuantity, only: AbstractSet[str]) -> tuple[str, ...]:
    """Who are counted behind a class (9个班423人): those of whom the text speaks elsewhere."""
    told = tuple(each for each in quantity.subjects if each in only)
    return told if len(told) == 1 and not quantity.noun else quantity.subjects


def _check(group: list[StatedIn], text: ReadText) -> Iterator[TextFinding]:
    unit = text.lexicon.unit_of[group[0].quantity.subjects[0]]
    # One for each way of writing it: a figure may stand in a long text a thousand times.
    written = {writing_of(each): each for each in reversed(group)}
    others = tuple(reversed(written.values()))
    for each in group:
        unlike = (one for one in others if not _agree(one, each, unit))
        other = next((one for one in unlike if not _are_of_two(one, each, text)), None)
        if other is not None:
            yield _finding(each, other)


def _are_of_two(one: StatedIn, other: StatedIn, text: ReadText) -> bool:
    """Whether one is told of an area (全镇26个班) and the other of a school in it (学校24个班)."""
    prose = text.lexicon.prose
    areas, own = (*prose.areas, *prose.other_areas), (_SCHOOL, *prose.own)
    first, second = one.words, other.words
    return (first.startswith(areas) and second.startswith(own)) or (
        second.startswith(areas) and first.startswith(own)
    )


def writing_of(stated: StatedIn) -> tuple[object, ...]:
    said = stated.quantity
    return said.number, said.step, said.high, said.nearness, said.units


def _agree(one: StatedIn, other: StatedIn, unit: str) -> bool:
    first, second = one.quantity, other.quantity
    if _is_all(first) is not _is_all(second):
        return False
    return may_stand_for(first, stated_value(second, unit), unit) or may_stand_for(
        second, stated_value(first, unit), unit
    )


def _is_all(quantity: StatedQuantity) -> bool:
    """Whether it is 100%, to which nobody rounds 99.8%."""
    return quantity.form is QuantityForm.SHARE and quantity.number == _ALL


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
