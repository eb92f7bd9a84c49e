"""A text → the standards that it names."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.roles import Role
from reportgen.model.standard import Standard

_BRACKETS = str.maketrans("[［【（(〈{]］】）)〉}", "〔〔〔〔〔〔〔〕〕〕〕〕〕〕")
_BLANK = late_regex(r"\s+")
# 江苏 alone is the name of a province.
_SHORTEST_ALIAS = 4


def find_cited(text: str, standards: Iterable[Standard]) -> tuple[Standard, ...]:
    """Those whose title, number or short name stands in it; all parts of one that are files."""
    plain = _BLANK.sub("", text).translate(_BRACKETS)
    every = tuple(standards)
    named = {each.title for each in every if _is_named(each, plain)}
    numbers = {each.number for each in every if each.title in named and each.number}
    return tuple(each for each in every if each.title in named or each.number in numbers)


def find_class_limits(
    standards: Iterable[Standard], dictionary: FactDictionary
) -> tuple[tuple[str, Decimal], ...]:
    """How large classes may be in each stage, by the most lenient of the standards."""
    sizes = (Role.CLASS_SIZES, Role.MEAN_CLASS)
    named = {fact.name for fact in dictionary.facts.values() if fact.role in sizes}
    found: dict[str, Decimal] = {}
    for each in (one for standard in standards for one in standard.indicators):
        if not named.isdisjoint(each.numerator.names):
            for stage, limit in each.limits.by_stage.items():
                if stage is not None and isinstance(limit, Decimal):
                    found[str(stage)] = max(limit, found.get(str(stage), limit))
    return tuple(found.items())


def _is_named(standard: Standard, text: str) -> bool:
    # Without a number it is of a place, and its short name may be another's.
    short = (each for each in standard.aliases if len(each) >= _SHORTEST_ALIAS)
    aliases = tuple(short) if standard.number else ()
    names = (standard.title, *filter(None, (standard.number,)), *aliases)
    return any(name.translate(_BRACKETS) in text for name in names)
