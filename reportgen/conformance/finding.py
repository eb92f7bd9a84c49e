"""What departs from a requirement at its places → findings, the same fault told once → Problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, Severity
from reportgen.words.listing import list_first

if TYPE_CHECKING:
    from reportgen.conformance.document import FormattedCell
    from reportgen.conformance.manuscript import RecognisedParagraph
    from reportgen.model.layout_profile import Requirement

_FIRST_WORDS = 12
_PLACES_TOLD = 3
_WORDS_TOLD = 2
_MOST_KINDS, _OTHERS = 100, "其余各处各不相同"


class QuotedWords(NamedTuple):
    """Words of a paragraph: where they stand in what was typed of it, the end excluded."""

    start: int
    end: int
    words: str


class LayoutPlace(NamedTuple):
    """Where something stands: in short, and what tells more of it.

    `quoted` are the words that are wrong, in what was typed of the paragraph with that `number`:
    all of them where it is the paragraph that is wrong; none where there is no paragraph. `is_text`
    tells whether it is about what they say, not how they are set. `where` is the cell or text box
    that it is in; `at` counts the body's paragraphs, empty ones too, for one that holds no text.
    `required` is what is required as it reads there: “2.” behind “1.”.
    """

    short: str
    more: str = ""
    number: int = 0
    quoted: tuple[QuotedWords, ...] = ()
    is_text: bool = False
    where: str = ""
    at: int = 0
    required: str = ""

    def __str__(self) -> str:
        return self.short + self.more


class Mismatch(NamedTuple):
    """What was found at a place instead of what is required; `required` only where it is not the
    same everywhere.
    """

    place: LayoutPlace
    found: str
    severity: Severity
    required: str = ""


class LayoutFinding(NamedTuple):
    """A fault with all its places, in the document's order."""

    requirement: Requirement
    found: str
    required: str
    severity: Severity
    places: tuple[LayoutPlace, ...]

    @property
    def place(self) -> str:
        """The first place in full; how many there are, and the next ones in short."""
        first, *others = self.places
        if not others:
            return str(first)
        more = "、".join(each.short for each in others[:_PLACES_TOLD])
        rest = "等" if len(others) > _PLACES_TOLD else ""
        return f"{first}等 {len(self.places)} 处（还有{more}{rest}）"

    @property
    def required_here(self) -> str:
        """What is required, as it reads at the first place."""
        return self.places[0].required or self.required

    def problem(self, file: str) -> Problem:
        """The finding as a problem of that file."""
        told = self.required_here
        required = f"，应为{told}" if told else ""
        message = f"{self.requirement.name}：{self.found}{required}（{self.requirement.source}）"
        return Problem(
            self.severity,
            "layout",
            message,
            Location(file, path=self.place),
            self.requirement.remedy,
        )


def describe_place(part: RecognisedParagraph, span: tuple[int, int] | None = None) -> LayoutPlace:
    """Where a person finds the paragraph: its number, its first words, the heading above; pages
    are unknown. `span` are the words whose text is wrong; None for a paragraph that is set wrong.
    """
    typed = part.paragraph.typed
    if span is None:
        return _place_of(part, (QuotedWords(0, len(typed), typed),))
    # The number that Word writes by itself was not typed.
    moved = len(typed) - len(typed.lstrip()) - (len(part.text) - len(typed.strip()))
    start, end = max(span[0] + moved, 0), max(span[1] + moved, 0)
    quoted = (QuotedWords(start, end, typed[start:end]),) if end > start else ()
    return _place_of(part, quoted)._replace(is_text=True)


def describe_words(
    part: RecognisedParagraph, spans: Iterable[tuple[int, int]], *, is_all: bool
) -> LayoutPlace:
    """The paragraph, and which words of what was typed of it are wrong, unless it `is_all`."""
    typed = part.paragraph.typed
    quoted = tuple(QuotedWords(start, end, typed[start:end]) for start, end in spans)
    told = [quote_words(each.words) for each in quoted if each.words.strip()]
    place = _place_of(part, quoted)
    return (
        place if is_all else place._replace(more=f"{place.more}中的{list_first(told, _WORDS_TOLD)}")
    )


def describe_cell(cell: FormattedCell, text: str) -> LayoutPlace:
    """A cell or a text box, by where it is, and its text."""
    quoted = (QuotedWords(0, len(text), text),) if text else ()
    more = quote_words(text) if text else ""
    return LayoutPlace(cell.place, more, quoted=quoted, where=cell.outer_place)


def _place_of(part: RecognisedParagraph, quoted: tuple[QuotedWords, ...]) -> LayoutPlace:
    short = f"第{part.paragraph.number}段"
    above = f"（在{quote_words(part.above)}下）" if part.above else ""
    return LayoutPlace(short, f"{quote_words(part.text)}{above}", part.paragraph.number, quoted)


def quote_words(text: str) -> str:
    """The first words of a text in quotation marks."""
    words = " ".join(text.split())
    return f"“{words[:_FIRST_WORDS]}{'…' if len(words) > _FIRST_WORDS else ''}”"


def group_mismatches(
    requirement: Requirement, mismatches: Iterable[Mismatch]
) -> tuple[LayoutFinding, ...]:
    """One finding for each fault, with its places; of more kinds of faults than anyone looks at one
    for all that are left.
    """
    groups: dict[tuple[str, str, Severity], dict[LayoutPlace, None]] = {}
    for each in mismatches:
        key = (each.found, each.required or requirement.required, each.severity)
        if key not in groups and len(groups) >= _MOST_KINDS:
            key = (_OTHERS, requirement.required, each.severity)
        groups.setdefault(key, {})[each.place] = None
    return tuple(
        LayoutFinding(requirement, found, required, severity, tuple(places))
        for (found, required, severity), places in groups.items()
    )
