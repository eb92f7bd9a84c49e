"""What a document's layout is held against: requirements as data, and their verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity

# A list of accepted names is cut after so many when it is printed.
_MOST_PRINTED = 3


class Basis(StrEnum):
    """Where the text of a requirement was read."""

    ORIGINAL = "原文"
    QUOTED = "转述"
    DERIVED = "推算"
    UNVERIFIED = "待核实"


class Requirement(NamedTuple):
    """One thing a layout must have.

    `accepted` are the values that fulfil it, numbers or words as written. `local` are values that
    the standard does not have and many offices prescribe. `tolerance` is in the unit of the
    numbers. `wording` prints what is required, `{}` being the accepted values.
    """

    name: str
    document: str
    clause: str
    basis: Basis
    severity: Severity
    accepted: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    tolerance: Decimal = Decimal(0)
    wording: str = "{}"
    remedy: str = ""
    active: bool = True

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The accepted values as numbers; the loader has seen to it that they are."""
        return tuple(map(Decimal, self.accepted))

    @property
    def required(self) -> str:
        """What is required, as messages print it."""
        return self.wording.replace("{}", "、".join(self.accepted[:_MOST_PRINTED]))

    @property
    def source(self) -> str:
        """Document and clause; what was not seen in the document is marked."""
        doubt = "，待核实" if self.basis is Basis.UNVERIFIED else ""
        return f"{self.document}，{self.clause}{doubt}"

    @property
    def weight(self) -> Severity:
        """How much a breach weighs; a requirement that was not verified makes no error."""
        doubtful = self.basis is Basis.UNVERIFIED and self.severity is Severity.ERROR
        return Severity.WARNING if doubtful else self.severity

    def judge_word(self, word: str) -> Severity | None:
        """None if the word is accepted, else how much it weighs; case does not count."""
        folded = word.casefold()
        if folded in map(str.casefold, self.accepted):
            return None
        return Severity.LOCAL if folded in map(str.casefold, self.local) else self.weight

    def judge_number(self, number: Decimal) -> Severity | None:
        """None if the number is within the tolerance of an accepted one, else its weight."""
        if any(abs(number - each) <= self.tolerance for each in self.numbers):
            return None
        near = any(abs(number - Decimal(each)) <= self.tolerance for each in self.local)
        return Severity.LOCAL if near else self.weight


class LayoutProfile(NamedTuple):
    """A layout standard, its variations chosen: requirements by name, in order of checking.

    `levels` are the rules of texts that weigh otherwise than by themselves, by name; None is off.
    """

    title: str
    requirements: Mapping[str, Requirement]
    levels: Mapping[str, Severity | None] = MappingProxyType({})

    def without(self, *names: str) -> LayoutProfile:
        """The profile that leaves these requirements out."""
        left_out = {name: self.requirements[name]._replace(active=False) for name in names}
        return self._replace(requirements={**self.requirements, **left_out})

    def settle(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """What was found in a text, as heavy as the layout says; without what it leaves out."""
        for problem in problems:
            rule = problem.quote.rule if problem.quote else ""
            level = self.levels.get(rule, problem.severity)
            if level is not None:
                yield problem._replace(severity=level)
