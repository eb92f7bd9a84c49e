"""Findings of layout as a bureau's settings have them: off, of another weight, or accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.finding import LayoutFinding, LayoutPlace, QuotedWords
from reportgen.model.check_settings import Acceptance, CheckSettings
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Quote, Severity


class SettledLayout(NamedTuple):
    """What still holds, and what was accepted, a place each."""

    findings: tuple[LayoutFinding, ...]
    accepted: tuple[Problem, ...]


def settle_layout(
    findings: Iterable[LayoutFinding],
    document: FormattedDocument,
    file: str,
    settings: CheckSettings,
) -> SettledLayout:
    """The findings of that document under those settings."""
    numbered = enumerate(document.paragraphs, 1)
    paragraphs = {each.number: (at, each.typed) for at, each in numbered if each.text}
    levels = dict(settings.levels)
    kept: list[LayoutFinding] = []
    accepted: list[Problem] = []
    for finding in findings:
        level = levels.get(finding.requirement.name, finding.severity)
        if level is not None:
            told = dict(_find_accepted(finding, paragraphs, file, settings))
            places = tuple(each for each in finding.places if each not in told)
            accepted += told.values()
            kept += [finding._replace(severity=level, places=places)] if places else []
    return SettledLayout(tuple(kept), tuple(accepted))


def _find_accepted(
    finding: LayoutFinding,
    paragraphs: Mapping[int, tuple[int, str]],
    file: str,
    settings: CheckSettings,
) -> Iterator[tuple[LayoutPlace, Problem]]:
    for place in finding.places if settings.accepted else ():
        at, text = paragraphs.get(place.number, (0, ""))
        for start, end, words in place.quoted or (QuotedWords(0, len(text), text),):
            around = words if place.where else text
            quote = Quote(finding.requirement.name, at, start, end, words, around)
            found = settings.find(quote, file)
            if found is not None:
                yield place, _accept(finding._replace(places=(place,)), quote, file, found)
                break


def _accept(finding: LayoutFinding, quote: Quote, file: str, found: Acceptance) -> Problem:
    problem = finding.problem(file)
    return problem._replace(severity=Severity.ACCEPTED, hint=found.reason, quote=quote)
