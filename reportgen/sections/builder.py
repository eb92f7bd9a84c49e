"""What a section builder gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.assessment import Assessment
from reportgen.model.facts import FactDictionary
from reportgen.model.genre import Genre
from reportgen.model.report import Block, Paragraph, Run
from reportgen.model.school import Narrative, School
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.model.standard import judged_stages
from reportgen.sections.markdown import to_blocks
from reportgen.sections.phrases import Phrases


@dataclass(frozen=True)
class Material:
    """All that a section is made from.

    `dictionary` holds the facts that the school was asked; `genre` is what the report is about.
    """

    school: School
    assessment: Assessment
    phrases: Phrases
    dictionary: FactDictionary
    genre: Genre

    @cached_property
    def combined(self) -> bool:
        """Whether results must name their stage."""
        standards = [each.standard for each in self.assessment.standards]
        return len(judged_stages(standards, self.school.type)) > 1

    @property
    def is_district(self) -> bool:
        """Whether it is a district's own file, not that of a school."""
        return self.school.type is DISTRICT_TYPE

    def narrative(self, narrative: Narrative | None, level: int = 2) -> tuple[Block, ...]:
        """The clerk's Markdown as blocks, its headings beginning at `level`."""
        if narrative is None or not narrative.text:
            return ()
        return to_blocks(narrative.text, self.school.pictures, level)

    def whole(self, key: str) -> tuple[Block, ...]:
        """The section as the clerk gave it whole, or nothing."""
        return self.narrative(self.school.whole_sections.get(key))

    def say(self, phrase: str, values: Mapping[str, object]) -> tuple[Paragraph, ...]:
        """The phrase's paragraphs."""
        return tuple(paragraph(text) for text in self.phrases.paragraphs(phrase, values))

    def title(self, phrase: str, values: Mapping[str, object]) -> str:
        """What the phrase says, as a heading."""
        return self.phrases.sentence(phrase, values).rstrip("。")


# Headings come without numbers; the outline numbers them.
Builder = Callable[[Material], tuple[Block, ...]]


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(text),))
