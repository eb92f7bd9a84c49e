"""Limits that a text quotes beside a figure (高于省定20册), held against those of the standards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.model.numbers import format_short
from reportgen.model.standard import Indicator
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn


def check_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each limit, quoted behind the figure that it is for, that no standard of the
    school has, whatever the stage or the variant.
    """
    bounds = _pattern(text.lexicon.prose.bounds)
    before: StatedIn | None = None
    for each in text.stated:
        if before is not None and _is_limit(each, before, bounds):
            yield from _check(each, before, known)
        elif each.quantity.subjects and not each.quantity.kind:
            before = each


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest)) or '(?!)'}|[的了、])+")


def _is_limit(each: StatedIn, before: StatedIn, bounds: re.Pattern[str]) -> bool:
    """Whether nothing but words of limits stands before it, in the sentence of the figure."""
    quantity, figure = each.quantity, before.quantity
    if each.part is not before.part or quantity.subjects or not quantity.kind:
        return False
    between = each.part.text[figure.said_to : quantity.start]
    alike = quantity.form is figure.form and quantity.units == figure.units
    return alike and bounds.fullmatch(quantity.kind) is not None and "。" not in between


def _check(each: StatedIn, before: StatedIn, known: KnownFigures) -> Iterator[TextFinding]:
    figure = before.quantity
    indicators = known.indicators(figure.subjects, figure.per)
    limits = {value for one in indicators for value in _limits(one)}
    if not limits or any(may_stand_for(each.quantity, value, "") for value in limits):
        return
    told = "、".join(format_short(value) for value in sorted(limits))
    names = "、".join(dict.fromkeys(one.name for one in indicators))
    message = f"文中写的标准是“{each.words}”，{names}的标准是 {told}"
    quantity = each.quantity
    yield TextFinding(
        TextRule.QUOTED_LIMIT,
        Severity.WARNING,
        each.part,
        quantity.start,
        quantity.end,
        message,
        "请对照标准核对；写的是别的标准的，写明是哪一个",
    )


def _limits(indicator: Indicator) -> Iterable[Decimal]:
    every = (indicator.limits, *(variant.limits for variant in indicator.variants))
    found = (value for each in every for value in each.by_stage.values())
    return (value for value in found if isinstance(value, Decimal))
