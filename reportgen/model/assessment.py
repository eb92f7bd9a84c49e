"""What came out of holding a school against its standards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from reportgen.model.facts import Value
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, IndicatorGroup, Limit, Standard
from reportgen.named_tuple import NamedTuple


class Verdict(StrEnum):
    """How an indicator, a group or a standard came out."""

    MET = "met"
    UNMET = "unmet"
    NO_DATA = "no_data"
    NO_LIMIT = "no_limit"

    @property
    def label(self) -> str:
        """The Chinese word that reports and the terminal print."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: the limit is not met, or data are missing."""
        return self in (Verdict.UNMET, Verdict.NO_DATA)


_LABELS = {"met": "达标", "unmet": "未达标", "no_data": "缺数据", "no_limit": "未设标准"}


def judge_whole(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on a whole from those on its parts: one that fails is enough to fail."""
    found = set(verdicts)
    for verdict in (Verdict.UNMET, Verdict.NO_DATA, Verdict.MET):
        if verdict in found:
            return verdict
    return Verdict.NO_LIMIT


class Result(NamedTuple):
    """One indicator for one stage (None: the whole school).

    `value` is exact, `display` rounded and as printed, `shown` its number: both are on the same
    side of the limit, and of the floor, as the value is. `shortfall` is how much of
    `shortfall_unit` is lacking, None unless unmet and countable. `missing` are the facts
    that were not given. `floor_met` says whether a failing value still reaches the `floor`
    of its group, a share of the limit (None: the group has none). `variant` names the variant that
    set the limit.
    """

    indicator: Indicator
    stage: Stage | None
    verdict: Verdict
    value: Value | None = None
    display: str = ""
    shown: Decimal | None = None
    limit: Limit | None = None
    required: str = ""
    numerator: Value | None = None
    denominator: Decimal | None = None
    shortfall: Decimal | None = None
    shortfall_unit: str = ""
    shortfall_display: str = ""
    missing: tuple[str, ...] = ()
    floor: Decimal | None = None
    floor_met: bool | None = None
    variant: str = ""

    @property
    def is_limited(self) -> bool:
        """Whether the standard sets a limit for it, also where no figure is held against it."""
        return self.limit is not None or self.indicator.is_limited(self.stage)

    def is_beyond(self, value: Decimal) -> bool:
        """Whether one of the figures that are judged one by one is on the wrong side of the
        limit.
        """
        if not isinstance(self.limit, Decimal):
            return False
        return value < self.limit if self.indicator.wants_more else value > self.limit


class GroupResult(NamedTuple):
    """A group of indicators for one stage (None: judged for the whole school) and its verdict."""

    group: IndicatorGroup
    stage: Stage | None
    results: tuple[Result, ...]
    verdict: Verdict


class StandardResult(NamedTuple):
    """One standard: its groups by stage, and the verdict on the whole.

    `results` are those of all groups in the standard's order, stages side by side. `excluded`
    says why the school does not count between its district's schools; empty: it counts.
    """

    standard: Standard
    groups: tuple[GroupResult, ...]
    verdict: Verdict
    results: tuple[Result, ...]
    excluded: str = ""

    def in_group(self, name: str) -> tuple[Result, ...]:
        """The results of the groups of that name, in the same order."""
        groups = [group for group in self.groups if group.group.name == name]
        members = {id(result) for group in groups for result in group.results}
        return tuple([result for result in self.results if id(result) in members])

    @property
    def failing(self) -> tuple[Result, ...]:
        """The unmet results, in the same order."""
        return tuple(result for result in self.results if result.verdict is Verdict.UNMET)

    @property
    def sets_limits(self) -> bool:
        """Whether any of its indicators has a limit for this school."""
        return any(result.is_limited for result in self.results)

    def count(self, verdict: Verdict) -> int:
        """How many results have that verdict."""
        return sum(result.verdict is verdict for result in self.results)


class Prospect(NamedTuple):
    """What a failing indicator comes to when every plan brings what it promises."""

    before: Result
    after: Result

    @property
    def changes(self) -> bool:
        """Whether its value becomes another."""
        return self.before.value != self.after.value


class Assessment(NamedTuple):
    """A school held against its standards; `facts` holds every known figure, derived ones too."""

    standards: tuple[StandardResult, ...]
    facts: Mapping[FigureKey, Value] = MappingProxyType({})
    prospects: tuple[Prospect, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        """All results, in the order of the standards."""
        return tuple([result for standard in self.standards for result in standard.results])

    @property
    def failing(self) -> tuple[Result, ...]:
        """All unmet results, in the order of the standards."""
        return tuple(result for standard in self.standards for result in standard.failing)
