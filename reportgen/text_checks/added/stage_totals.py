"""What a sentence tells of each stage and then of all: 小学部1080人，初中部560人，全校1660人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding
from reportgen.text_checks.added.amounts import (
    alike,
    any_run_fits,
    counts_of,
    sum_of,
)
from reportgen.text_checks.added.other_sums import tell_of_total
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_CUE = late_regex("全[校县区镇](?![^，。；]{0,12}[共合总])")
_OF_ALL = late_regex(r"全[校县区镇][^，。；共合总率均每]{0,24}$")
_STOPS, _FEWEST, _MOST, _NEAR = "。；\n", 2, 12, Decimal("0.05")


def check_stage_totals(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each total that is nearly what the stages before it come to, but not quite."""
    if not text.figures.is_of_stages:
        return
    for at in text.find_parts(_CUE):
        stated = counts_of(text, at)
        for place, each in enumerate(stated):
            before = stated[max(place - _MOST, 0) : place]
            row = _stages_before(each, before) if _is_total(each) else []
            added = sum_of(row)
            missed = not added.fits(each) and added.is_near(each, _NEAR)
            if len(row) >= _FEWEST and missed and not any_run_fits(before, each):
                yield tell_of_total(each, row, (one.words for one in row))


def _is_total(each: StatedIn) -> bool:
    quantity = each.quantity
    told = each.is_count and bool(quantity.subjects) and not quantity.scope.stage
    head = each.part.text[: quantity.start]
    sentence = head[max(map(head.rfind, _STOPS)) + 1 :]
    return told and not quantity.kind and _OF_ALL.search(sentence) is not None


def _stages_before(total: StatedIn, before: Sequence[StatedIn]) -> list[StatedIn]:
    """One of each stage, of the same thing, in its sentence."""
    found: dict[str, StatedIn] = {}
    text, subjects = total.part.text, total.quantity.subjects
    for each in alike(total, before):
        between = text[each.quantity.end : total.quantity.start]
        stage = each.quantity.scope.stage
        if any(sign in between for sign in _STOPS) or each.quantity.subjects != subjects:
            continue
        if each.quantity.kind or stage in found or not stage:
            return []
        found[stage] = each
    return list(found.values())
