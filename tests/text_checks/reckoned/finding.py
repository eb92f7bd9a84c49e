"""What the checks of numbers find in some paragraphs."""

from __future__ import annotations

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder

_RULES = (TextRule.CALCULATION, TextRule.PERCENTAGE, TextRule.PARTS, TextRule.UNIT_WORD)


def all_told(find: Finder, *paragraphs: str) -> list[str]:
    """The numbers that are told to be wrong."""
    return [words for rule in _RULES for words in find(rule, *paragraphs, year=2024)]


def is_told(find: Finder, said: str, *paragraphs: str) -> bool:
    """Whether one of them stands in what is said."""
    return any(words in said for words in all_told(find, *paragraphs))
