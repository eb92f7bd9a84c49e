"""A phrase → what the page shows of it: where it speaks and what for, what its names mean, its
faults at their places, and what it says of several schools.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.template_folder import PHRASE, PHRASES, find_file
from reportgen.load.template_names import TemplateNames
from reportgen.model.default_display import print_value
from reportgen.model.facts import FactDictionary
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.template_tools.trials import Heard, say
from reportgen.web.shown.notes import ProblemNote, problem_note

_NOTE = late_regex(r"(?s)\A\s*\{#-?(.*?)-?#\}")
_TAG = late_regex(r"\{\{.*?\}\}|\{%.*?%\}|[^\n]+")
_MOST_SCHOOLS, _MOST_SAID, _LONGEST = 3, 8, 40


class UsedName(NamedTuple):
    """A name that a phrase may use: what it means, and its value for the chosen school."""

    name: str
    text: str
    value: str


class PhraseSaying(NamedTuple):
    """What a phrase says with some of its values, and what it said before it was changed; None
    where it cannot be said.
    """

    now: tuple[str, ...] | None
    before: tuple[str, ...] | None

    @property
    def is_changed(self) -> bool:
        """Whether it says something else now."""
        return self.now != self.before


class SaidOf(NamedTuple):
    """What a phrase says of a school, and how many sayings more there are."""

    name: str
    outcome: str
    said: tuple[PhraseSaying, ...]
    more: int


def phrase_file(name: str) -> str:
    """The file of the phrase in a folder of templates."""
    return f"{PHRASES}/{name}{PHRASE}"


def purpose(text: str) -> str:
    """What the phrase is for, as its file says at its beginning; empty where it does not."""
    found = _NOTE.match(text)
    return " ".join(found[1].split()) if found else ""


def place_faults(problems: Iterable[Problem], text: str) -> tuple[ProblemNote, ...]:
    """The problems as the page shows them, each with the words at its place."""
    return tuple(_placed(each, text) for each in problems)


def _placed(problem: Problem, text: str) -> ProblemNote:
    place, note = problem.location, problem_note(problem)
    if not place.line:
        return note
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    found = _TAG.match(text, at)
    told = f"第 {place.line} 行第 {place.column} 个字"
    return note._replace(place=told, quote=found[0] if found else "", at=at)


def usable_names(
    phrase: str,
    schools: Sequence[Heard],
    described: TemplateNames,
    dictionary: FactDictionary,
) -> tuple[UsedName, ...]:
    """The names that the phrase may use, with the first value that there is of each: its own
    names, then facts.
    """
    given: dict[str, object] = {}
    for school in schools:
        for values in school.asked.get(phrase, ()):
            given = {**values, **given}
    own = [name for name in given if name in described.phrases and name not in dictionary.facts]
    facts = [name for name in given if name in dictionary.facts]
    return (
        *(UsedName(name, described.phrases[name].text, _shown(given[name])) for name in own),
        *(_fact(name, given[name], dictionary) for name in facts),
    )


def _fact(name: str, value: object, dictionary: FactDictionary) -> UsedName:
    fact = dictionary.facts[name]
    return UsedName(name, fact.definition or fact.unit, _shown(value))


def _shown(value: object) -> str:
    """What it prints, in short; of what has parts, nothing."""
    if isinstance(value, (Mapping, list, tuple)):
        return ""
    text = " ".join(str(print_value(value)).split())
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text


def choose_schools(
    phrase: str, chosen: Heard, samples: Iterable[Heard], folders: Sequence[Path]
) -> tuple[Heard, ...]:
    """The chosen school, and bundled ones beside it whose reports have the same phrase: one of each
    way in which standards come out.
    """
    file = phrase_file(phrase)
    used = find_file(folders, chosen.genre.folder, file)
    found = [chosen] if phrase in chosen.asked else []
    for each in samples:
        known = {"", *(other.outcome for other in found)}
        is_new = not found or each.outcome not in known
        if is_new and phrase in each.asked and find_file(folders, each.genre.folder, file) == used:
            found.append(each)
        if len(found) >= _MOST_SCHOOLS:
            break
    return tuple(found)


def sayings_of(phrase: str, text: str, saved: str, schools: Sequence[Heard]) -> Iterator[SaidOf]:
    """What the phrase would say of each school if it were that text; what is changed by it comes
    first.
    """
    for school in schools:
        pairs = zip(say(phrase, text, school), say(phrase, saved, school), strict=True)
        told = dict.fromkeys(PhraseSaying(*each) for each in pairs if each != ((), ()))
        ordered = sorted(told, key=lambda each: not each.is_changed)
        more = max(len(ordered) - _MOST_SAID, 0)
        yield SaidOf(school.name, school.outcome, tuple(ordered[:_MOST_SAID]), more)
