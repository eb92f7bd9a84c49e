"""What is found in a text by its rules, as tests write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from reportgen.load.words_file import load_wordings
from reportgen.model.text_finding import TextPart, TextRule
from reportgen.pipeline import Workshop
from reportgen.problems import Quote
from reportgen.resources import data_folder
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures

Finder = Callable[..., list[str]]


@pytest.fixture(scope="session")
def find(workshop: Workshop) -> Finder:
    """The words that a rule finds in some paragraphs; of all rules, with their names, for None."""
    known = KnownFigures({}, workshop.library.dictionary)
    wordings = load_wordings(data_folder() / "words")

    @lru_cache(maxsize=8)
    def quotes_in(paragraphs: tuple[str, ...], year: int) -> tuple[Quote, ...]:
        # Several rules are asked for one after the other.
        parts = [TextPart(text, paragraph=at) for at, text in enumerate(paragraphs, 1)]
        found = check_texts(parts, known, year, wordings)
        return tuple(each.quote for each in found if each.quote)

    def words(rule: TextRule | None, *paragraphs: str, year: int = 0) -> list[str]:
        quotes = quotes_in(paragraphs, year)
        if rule is None:
            return [f"{quote.rule}：{quote.text}" for quote in quotes]
        return [quote.text for quote in quotes if quote.rule == rule]

    return words
