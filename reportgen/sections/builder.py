"""What a section builder gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from reportgen.model.assessment import Assessment, Result
from reportgen.model.facts import FactDictionary
from reportgen.model.genre import Genre
from reportgen.model.provenance import Provenance
from reportgen.model.report import Block, Paragraph, Run, label_of
from reportgen.model.school import Narrative, OutlineEntry, School
from reportgen.model.sourced_text import marked, read_marks
from reportgen.model.stages import DISTRICT_TYPE, SpokenWords, speak, spoken_words
from reportgen.model.standard import judged_stages
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.sections.typed.markdown import to_blocks
from reportgen.sections.typed.numbering import NEXT_TABLE
from reportgen.words.quoting import nest_quotes

# The way of writing (写法) that gives every indicator a line of its own.
ITEM_BY_ITEM = "逐项"
# The one that makes a table of a list.
AS_TABLE = "表格"
# The names that a phrase may use, with their values.
Values = Mapping[str, object]
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Material:
    """All that a section is made from.

    `dictionary` holds the facts that the school was asked; `genre` is what the report is about;
    `outline` are the chapters of the report that is being written; `trace` finds where the figures
    come from, for whoever asks.
    """

    school: School
    assessment: Assessment
    phrases: Phrases
    dictionary: FactDictionary
    genre: Genre
    outline: tuple[OutlineEntry, ...] = ()
    trace: Callable[[], Provenance] = Provenance
    _texts: dict[str, str] = field(default_factory=dict)
    _built: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    _values: dict[int, tuple[Result, Values]] = field(default_factory=dict)
    _made: dict[Callable[..., object], Any] = field(default_factory=dict)

    @cached_property
    def combined(self) -> bool:
        """Whether results must name their stage."""
        standards = [each.standard for each in self.assessment.standards]
        return len(judged_stages(standards, self.school.type)) > 1

    @cached_property
    def spoken_words(self) -> SpokenWords:
        """The school's own words for those for several stages."""
        return spoken_words(self.dictionary.stages, self.school.type.stages)

    def spoken(self, text: str) -> str:
        """The text with the school's own words for those for several stages (校（园）长)."""
        return speak(text, self.spoken_words) if "（" in text else text

    @property
    def is_district(self) -> bool:
        """Whether it is a district's own file, not that of a school."""
        return self.school.type is DISTRICT_TYPE

    def annex_label(self, name: str) -> str:
        """What the text calls the attachment of that kind (附件2); empty where there is none."""
        listed = self.school.settings.attachments
        known = self.dictionary.vocabulary.attachments
        kinds = ((each, known.kind_of(each, self.school)) for each in listed)
        found = next((each for each, kind in kinds if kind is not None and kind.name == name), None)
        return label_of(found.name, [each.name for each in listed]) if found is not None else ""

    def unless_attached(self, name: str, *tables: Block) -> tuple[Block, ...]:
        """The tables; nothing where the attachment of that kind has them, so that each stands once.

        What the text then says of it comes of `refer`.
        """
        return () if self.annex_label(name) else tables

    def refer(
        self, name: str, said: tuple[Paragraph, ...], *, judged: bool = True
    ) -> tuple[Paragraph, ...]:
        """The paragraphs; where there is an attachment of that kind, the last ends with a reference
        to it.

        `judged`: what it lists is held against limits, if it lists indicators.
        """
        label = self.annex_label(name)
        values = {"附件": label, "名称": name, "有限值": judged}
        reference = self.say("见附件", values) if label else ()
        return _run_on(said, reference)

    def with_table(self, name: str, said: tuple[Paragraph, ...], table: Block) -> tuple[Block, ...]:
        """The paragraphs, the last of which refers to the table below them or to its attachment."""
        if self.annex_label(name):
            return self.refer(name, said)
        reference = self.say("见表", {"名称": name, "下表": NEXT_TABLE, "有限值": True})
        return (*_run_on(said, reference), table)

    def style(self, part: str) -> str:
        """The way in which the outline asks for that part; empty: the usual one."""
        return next((entry.style for entry in self.outline if part in entry.parts), "")

    def title_of(self, part: str) -> str:
        """The title of the chapter that holds the part; empty where the outline has none."""
        return self._titles.get(part, "")

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {part: entry.title for entry in reversed(self.outline) for part in entry.parts}

    def build(self, part: str, build: Builder) -> tuple[Block, ...]:
        """What the builder makes of the part; made once, also where another part asks first."""
        if part not in self._built:
            self._built[part] = build(self)
        return self._built[part]

    def text_of(self, part: str, build: Builder) -> str:
        """The text of the paragraphs that the builder makes of the part; made once."""
        if part not in self._texts:
            blocks = self.build(part, build)
            runs = (each.runs for each in blocks if isinstance(each, Paragraph))
            self._texts[part] = "\n".join("".join(run.text for run in each) for each in runs)
        return self._texts[part]

    def once(self, make: Callable[[Material], Made]) -> Made:
        """What `make` makes of the school's figures, whatever the outline is; made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def values_of(self, result: Result, word: Callable[[Result, Material], Values]) -> Values:
        """What `word` says of that result; said once."""
        kept = self._values.get(id(result))
        if kept is None or kept[0] is not result:
            kept = self._values[id(result)] = result, word(result, self)
        return kept[1]

    def narrative(self, narrative: Narrative | None, level: int = 2) -> tuple[Block, ...]:
        """The clerk's Markdown as blocks, its headings beginning at `level`."""
        if narrative is None or not narrative.text:
            return ()
        in_cell = bool(narrative.location.cell)
        return to_blocks(narrative.text, self.school.pictures, level, in_cell)

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
    """A paragraph of plain text, quotes within quotes as single ones."""
    return Paragraph((Run(read_marks(nest_quotes(marked(text)))),))


def _run_on(said: tuple[Paragraph, ...], more: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, the last of them continued by what more is said."""
    if not said or not more:
        return (*said, *more)
    runs = (run for each in (said[-1], *more) for run in each.runs)
    return (*said[:-1], Paragraph(tuple(runs)))
