"""Texts to check, with or without figures of a school."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.facts import FactDictionary
from reportgen.model.school import FigureKey
from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import Wordings
from reportgen.problems import Problem
from reportgen.text_checks.checks import check_texts, read_texts
from reportgen.text_checks.known_figures import KnownFigures, no_figures
from reportgen.text_checks.read_text import ReadText


def check(text: str, dictionary: FactDictionary, year: int = 0) -> list[Problem]:
    """What is wrong with a text in itself, a line a paragraph."""
    parts = (TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))
    return list(check_texts(parts, no_figures(dictionary), year))


def check_with(text: str, dictionary: FactDictionary, **figures: int | str) -> list[Problem]:
    """What is wrong with a text of 2024 beside those figures of a school."""
    numbers: dict[FigureKey, Decimal] = {
        (name, None): Decimal(value) for name, value in figures.items()
    }
    known = KnownFigures(numbers, dictionary, name="示例县青岭小学")
    parts = (TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))
    return list(check_texts(parts, known, 2024))


def read_by(words: Wordings, line: str, dictionary: FactDictionary) -> ReadText:
    """A text of one paragraph, to be checked for those words."""
    text = read_texts([TextPart(line)], no_figures(dictionary))
    return text._replace(wordings=words)


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """How much each weighs, its rule, and the words that it is about."""
    quoted = ((each, each.quote) for each in problems)
    return [(str(each.severity), q.rule, q.text) for each, q in quoted if q is not None]
