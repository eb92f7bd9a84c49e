"""The same thing with two values in one text, whether or not any fact is of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.agreement import may_stand_for
from reportgen.text_checks.counted_things import Thing, find_things
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

# What has more values than these is counted here and there.
_MOST_VALUES = 3
_SCHOOLS = "所"
_HINT = "请核对，使两处一致；说的不是同一件事的，写明各是什么"


def check_repeated_things(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at each place where a thing is counted otherwise than elsewhere in the text."""
    groups: dict[tuple[str, ...], list[Thing]] = {}
    for each in find_things(text, known.dictionary):
        groups.setdefault(each.key, []).append(each)
    for group in groups.values():
        values = {each.stated.quantity.number for each in group}
        if 1 < len(values) <= _MOST_VALUES and not _is_told_of_several(group):
            yield from _check(group, text)


def _is_told_of_several(group: Sequence[Thing]) -> bool:
    """Whether one paragraph has two values of it: those are not of the same one."""
    pairs = pairwise(group)
    return any(one.stated.part is two.stated.part and _differ(one, two) for one, two in pairs)


def _differ(one: Thing, other: Thing) -> bool:
    first, second = one.stated.quantity, other.stated.quantity
    unit = next((each for each, _ in first.units), "")
    agree = may_stand_for(first, _value(other, unit), unit)
    return not agree and not may_stand_for(second, _value(one, unit), unit)


def _value(thing: Thing, unit: str) -> Decimal:
    quantity = thing.stated.quantity
    return quantity.number * dict(quantity.units).get(unit, Decimal(1))


def _check(group: Sequence[Thing], text: ReadText) -> Iterator[TextFinding]:
    """One for each way of writing it: a number may stand in a long text a thousand times."""
    written = {each.stated.quantity.number: each for each in reversed(group)}
    others = tuple(reversed(written.values()))
    for each in (one for one in group if not one.is_sum):
        different = (one for one in others if _differ(each, one))
        other = next((one for one in different if not _is_told_elsewhere(each, one, text)), None)
        if other is not None:
            yield _finding(each, other.stated)


def _is_told_elsewhere(one: Thing, other: Thing, text: ReadText) -> bool:
    """Whether both are subjects and nothing more, of which another check tells."""
    quantity = one.stated.quantity
    several = text.figures.is_of_stages and not quantity.scope.stage
    return one.is_plain and other.is_plain and not several and quantity.unit != _SCHOOLS


def _finding(thing: Thing, other: StatedIn) -> TextFinding:
    stated = thing.stated
    message = f"文中写的是“{stated.words}”，另一处写的是{quote_stated((other,), stated)}"
    span = stated.quantity.start, stated.quantity.end
    return remind(TextRule.REPEATED, stated.part, span, message, _HINT)
