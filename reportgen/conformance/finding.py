"""What departs from a requirement at its places → findings, the same fault told once → Problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportgen.conformance.roles import RecognisedParagraph
from reportgen.model.layout_profile import Requirement
from reportgen.problems import Location, Problem, Severity

_FIRST_WORDS = 12
_PLACES_TOLD = 3


class LayoutPlace(NamedTuple):
    """Where something stands: in short, and what tells more of it.

    Of words that are wrong, `span` is where they stand in what was typed of the paragraph with that
    `number`, and `words` are they.
    """

    short: str
    more: str = ""
    number: int = 0
    span: tuple[int, int] = (0, 0)
    words: str = ""

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

    def problem(self, file: str) -> Problem:
        """The finding as a problem of that file."""
        required = f"，应为{self.required}" if self.required else ""
        message = f"{self.requirement.name}：{self.found}{required}（{self.requirement.source}）"
        return Problem(
            self.severity,
            "layout",
            message,
            Location(file, path=self.place),
            self.requirement.remedy,
        )


def describe_place(part: RecognisedParagraph, span: tuple[int, int] = (0, 0)) -> LayoutPlace:
    """Where a person finds the paragraph: its number, its first words, the heading above; pages
    are unknown. `span` are the words of the text that are wrong.
    """
    short = f"第{part.paragraph.number}段"
    above = f"（在{quote_words(part.above)}下）" if part.above else ""
    place = LayoutPlace(short, f"{quote_words(part.text)}{above}", part.paragraph.number)
    typed = part.paragraph.typed
    # The number that Word writes by itself was not typed.
    moved = len(typed) - len(typed.lstrip()) - (len(part.text) - len(typed.strip()))
    start, end = max(span[0] + moved, 0), max(span[1] + moved, 0)
    return place._replace(span=(start, end), words=typed[start:end])


def quote_words(text: str) -> str:
    """The first words of a text in quotation marks."""
    words = " ".join(text.split())
    return f"“{words[:_FIRST_WORDS]}{'…' if len(words) > _FIRST_WORDS else ''}”"


def group_mismatches(
    requirement: Requirement, mismatches: Iterable[Mismatch]
) -> tuple[LayoutFinding, ...]:
    """One finding for each fault, with its places."""
    groups: dict[tuple[str, str, Severity], dict[LayoutPlace, None]] = {}
    for each in mismatches:
        key = (each.found, each.required or requirement.required, each.severity)
        groups.setdefault(key, {})[each.place] = None
    return tuple(
        LayoutFinding(requirement, found, required, severity, tuple(places))
        for (found, required, severity), places in groups.items()
    )
