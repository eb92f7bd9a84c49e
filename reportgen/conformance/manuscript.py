"""A document whose paragraphs are recognised: values to look at."""

from __future__ import annotations

from enum import Enum, auto

from reportgen.conformance.document import FormattedDocument, FormattedParagraph
from reportgen.named_tuple import NamedTuple
from reportgen.words.ordinals import Ordinal

LONGEST_TITLE = 80
"""A longer paragraph is no title, heading, caption or line of a form."""


class ParagraphRole(Enum):
    """What a paragraph is in an official document."""

    HEAD = auto()
    TITLE = auto()
    ADDRESSEE = auto()
    HEADING = auto()
    ITEM = auto()
    BODY = auto()
    LIST = auto()
    ATTACHMENT = auto()
    SIGNATURE = auto()
    DATE = auto()
    ANNEX_NUMBER = auto()
    ANNEX_TITLE = auto()
    ANNEX = auto()
    IMPRINT = auto()
    OTHER = auto()


class RecognisedParagraph(NamedTuple):
    """A paragraph that holds text, and what it is. `heading_end` is where a heading ends that
    the text runs on from.
    """

    paragraph: FormattedParagraph
    role: ParagraphRole
    level: int = 0
    ordinal: Ordinal | None = None
    heading_end: int | None = None
    above: str = ""
    blank_before: bool = False

    @property
    def text(self) -> str:
        """The paragraph's text with its number."""
        return self.paragraph.text


class Manuscript(NamedTuple):
    """A document whose paragraphs are recognised."""

    document: FormattedDocument
    parts: tuple[RecognisedParagraph, ...]

    def of(self, *roles: ParagraphRole) -> tuple[RecognisedParagraph, ...]:
        """The parts of these roles, in order."""
        return tuple(part for part in self.parts if part.role in roles)
