"""Ratios that are not written as they are named: 师生比11.1∶1."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.reckoning_words import ReckoningWords
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.reckoned.quotients import ratio_things
from reportgen.text_checks.reckoned.told_rows import ToldRow

_SIDES = late_regex(r"(\d+(?:\.\d+)?)\s?[：:∶]\s?(\d+(?:\.\d+)?)")


def check_ratio_form(row: ToldRow, at: int, words: ReckoningWords) -> Iterator[TextFinding]:
    """A reminder where the side that is 1 stands in the other's place."""
    told, clause = row.stated[at], row.clause(at)
    names = ratio_things(clause, words) if "比" in clause else None
    sides = _SIDES.search(told.written)
    if names is None or sides is None:
        return
    span = told.quantity.start, told.quantity.end
    name = f"{names[0]}和{names[1]}"
    if _is_told_right(names, Decimal(sides[1]), Decimal(sides[2]), words):
        return
    message = f"“{told.words}”是{name}的比，前后写反了，应为 {sides[2]}∶{sides[1]}"
    yield remind(TextRule.UNIT_WORD, told.part, span, message, "请核对哪一边写在前面")


def _is_told_right(
    names: tuple[str, str], one: Decimal, other: Decimal, words: ReckoningWords
) -> bool:
    """Whether what there are fewer of is the smaller number; true where nobody knows."""
    fewer, beside = (name in words.smaller for name in names)
    return one == other or fewer is beside or fewer is (one < other)
