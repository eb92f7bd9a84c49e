"""Where a figure comes from: what it was worked out of, down to what somebody wrote, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from reportgen.model.assessment import Result
from reportgen.model.facts import Value
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location


class Origin(StrEnum):
    """How a figure came to its value; the value is the word that says so."""

    GIVEN = "填写"
    DERIVED = "推算"
    ADDED = "各学段相加"
    SPLIT = "按学生权数拆分"
    KNOWN = "学校信息"
    MISSING = "没有填"


class Traced(NamedTuple):
    """A figure of a stage (None: the whole school) and what it comes of.

    `name` is that of its fact, empty for a part of a formula that is no fact by itself; `formula`
    is what it was worked out by, over the names of `parts`. `location` is where it was written,
    also where the formula goes before that.
    """

    name: str
    stage: Stage | None
    value: Value | None
    way: Origin
    formula: str = ""
    location: Location | None = None
    parts: tuple[Traced, ...] = ()

    @property
    def given(self) -> Iterator[Traced]:
        """The figures that somebody wrote, of which it comes; itself where it is one."""
        if self.location is not None:
            yield self
        else:
            yield from (each for part in self.parts for each in part.given)


class TracedResult(NamedTuple):
    """What an indicator of a standard came to, and what was divided by what.

    `denominator` is None where nothing is divided.
    """

    standard: Standard
    result: Result
    numerator: Traced
    denominator: Traced | None = None

    @property
    def given(self) -> Iterator[Traced]:
        """The figures that somebody wrote, of which it comes."""
        yield from self.numerator.given
        yield from self.denominator.given if self.denominator else ()


class Provenance(NamedTuple):
    """Where each figure of a school or district comes from: what its indicators came to, in the
    order of the standards, and every known fact.
    """

    results: tuple[TracedResult, ...] = ()
    facts: Mapping[FigureKey, Traced] = MappingProxyType({})
