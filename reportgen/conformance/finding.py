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
    """Where something stands: in short, and what tells more of it."""

    short: str
    more: str = ""

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


def describe_place(part: RecognisedParagraph) -> LayoutPlace:
    """Where a person finds the paragraph: its number, its first words, the heading above; pages
    are unknown.
    """
    short = f"第{part.paragraph.number}段"
    above = f"（在{quote_words(part.above)}下）" if part.above else ""
    return LayoutPlace(short, f"{quote_words(part.text)}{above}")


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
