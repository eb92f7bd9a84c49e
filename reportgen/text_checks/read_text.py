"""Paragraphs → a text whose quantities have been read once, for all checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import NO_WORDINGS, Wordings
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn

# The title, which is no sentence, says whose report it is.
_HEAD, _SENTENCE_END = 3, "。"


class ReadText(NamedTuple):
    """A text: its parts, what is stated in them in order, and what that says of each subject.

    `lexicon` has the words by which it was read.
    `year` is that of the report (0: not known), `wordings` are the words that it is checked for.
    """

    parts: tuple[TextPart, ...]
    stated: tuple[StatedIn, ...]
    figures: StatedFigures
    lexicon: Lexicon
    year: int = 0
    wordings: Wordings = NO_WORDINGS


def read_whole_text(
    parts: Iterable[TextPart], lexicon: Lexicon, dictionary: FactDictionary, year: int = 0
) -> ReadText:
    """The text of a report of that year (0: not known)."""
    told = tuple(parts)
    stated = tuple(
        [
            StatedIn(at, part, each)
            for at, part in enumerate(told)
            for each in read_quantities(part.text, lexicon, year)
        ]
    )
    head = "\n".join(part.text for part in told[:_HEAD] if _SENTENCE_END not in part.text)
    figures = StatedFigures(stated, head, lexicon, dictionary)
    return ReadText(told, stated, figures, lexicon, year)
