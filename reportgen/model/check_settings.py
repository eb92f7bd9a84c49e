"""What a bureau says of the checks of texts and layout: which hold, how much they weigh, and which
findings it has accepted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, Quote, Severity, warning


class Acceptance(NamedTuple):
    """One finding that somebody accepted, and why.

    `words` are words of the text that hold those of the finding, or stand in them; none for what is
    found in no words (the margins of pages). `files` are absolute. `place` is where it was written.
    """

    rule: str
    words: str
    files: tuple[str, ...]
    reason: str
    place: Location = Location()

    def meets(self, quote: Quote, file: str) -> bool:
        """Whether it accepts what that rule found at those words of the file."""
        return (
            quote.rule == self.rule and os.path.abspath(file) in self.files and self._is_at(quote)
        )

    def _is_at(self, quote: Quote) -> bool:
        if not self.words:
            return not quote.around
        at = quote.around.find(self.words)
        while at >= 0:
            end = at + len(self.words)
            is_around = at <= quote.start and quote.end <= end
            if is_around or (quote.start <= at and end <= quote.end):
                return True
            at = quote.around.find(self.words, at + 1)
        return False


class CheckSettings(NamedTuple):
    """`levels` are the rules that weigh otherwise than by themselves, by name; None is off."""

    levels: tuple[tuple[str, Severity | None], ...] = ()
    accepted: tuple[Acceptance, ...] = ()

    @property
    def switched_off(self) -> tuple[str, ...]:
        """The rules that do not hold."""
        return tuple(rule for rule, level in self.levels if level is None)

    def find(self, quote: Quote, file: str) -> Acceptance | None:
        """What accepts the finding at those words of the file."""
        return next((each for each in self.accepted if each.meets(quote, file)), None)


AS_THEY_ARE = CheckSettings()
"""Every rule as it is, nothing accepted."""


def settle_findings(problems: Iterable[Problem], settings: CheckSettings) -> Iterator[Problem]:
    """The problems as the settings have them: what is found in texts by rules that are off is left
    out, and what is accepted is told as such, its reason for a hint.

    What is wrong with data, which quotes no rule, stays as it is.
    """
    levels = dict(settings.levels)
    for problem in problems:
        quote = problem.quote
        if quote is None:
            yield problem
            continue
        level = levels.get(quote.rule, problem.severity)
        if level is not None:
            stops = problem.stops and level is Severity.ERROR
            yield _settled(problem._replace(severity=level, stops=stops), quote, settings)


def _settled(problem: Problem, quote: Quote, settings: CheckSettings) -> Problem:
    found = settings.find(quote, problem.location.file)
    if found is None:
        # What stands around the words was for that question.
        return problem._replace(quote=quote._replace(around=""))
    return problem._replace(severity=Severity.ACCEPTED, hint=found.reason, stops=False, remedy=None)


def without_accepted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is still to be mended."""
    return tuple(each for each in problems if each.severity is not Severity.ACCEPTED)


def find_unmet(
    settings: CheckSettings, told: Iterable[Problem], files: Iterable[str]
) -> Iterator[Problem]:
    """A reminder of each acceptance for one of those files that accepts nothing of what is told."""
    accepted = [each for each in told if each.severity is Severity.ACCEPTED]
    looked_at = {os.path.abspath(file) for file in files}
    for each in settings.accepted:
        if looked_at.issuperset(each.files) and not _has_met(each, accepted):
            words = f"“{each.words}”" if each.words else "这个问题"
            message = f"这一条接受没有用上：文件里已没有{words}（{each.rule}）"
            hint = "请删去这一条；话改过的，把原文改成现在的"
            yield warning("unmet_acceptance", message, each.place, hint)


def _has_met(acceptance: Acceptance, accepted: Iterable[Problem]) -> bool:
    quoted = ((each.quote, each.location.file) for each in accepted)
    return any(quote is not None and acceptance.meets(quote, file) for quote, file in quoted)
