"""Paragraphs → a text whose quantities have been read once, for all checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.model.text_finding import TextPart
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.quantities.stated_quantity import StatedQuantity


class StatedIn(NamedTuple):
    """A quantity and the part of the text that states it."""

    part: TextPart
    quantity: StatedQuantity

    @property
    def words(self) -> str:
        """What it says, as it stands there: 学校现有学生900人."""
        return self.part.text[self.quantity.said_from : self.quantity.said_to]


class ReadText(NamedTuple):
    """A text: its parts, the quantities of each, and the words by which they were read."""

    parts: tuple[TextPart, ...]
    quantities: tuple[tuple[StatedQuantity, ...], ...]
    lexicon: Lexicon

    def statements(self) -> Iterator[StatedIn]:
        """All quantities in order, each with its part."""
        for part, found in zip(self.parts, self.quantities, strict=True):
            yield from (StatedIn(part, each) for each in found)


def read_whole_text(parts: Iterable[TextPart], lexicon: Lexicon, year: int = 0) -> ReadText:
    """The text of a report of that year (0: not known)."""
    told = tuple(parts)
    quantities = tuple([read_quantities(part.text, lexicon, year) for part in told])
    return ReadText(told, quantities, lexicon)
