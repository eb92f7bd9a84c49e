"""The failings of a district's schools, gathered by indicator and stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from reportgen.model.assessment import Verdict
from reportgen.model.district import (
    COMPOSITE,
    DistrictSummary,
    Failing,
    SchoolKey,
    StageSummary,
    StandardSummary,
)
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.lack_amounts import (
    counted_failing,
    lack_text,
    large_lacks,
    total_lack,
)
from reportgen.sections.district.material import Registers
from reportgen.sections.district.notes import coefficient_text, exact_limit
from reportgen.sections.district.ranking import worst_first


class Lack(NamedTuple):
    """Schools of one stage (None: whole schools) that fail an indicator or lack its data."""

    indicator: Indicator
    stage: Stage | None
    verdict: Verdict
    failings: tuple[Failing, ...]


class IndicatorLack(NamedTuple):
    """An indicator of a standard that schools fail, by stage (None: whole schools).

    `large`: the money that is lacking is told in 万元. `headed`: the heading names the only school,
    so that the text need not.
    """

    summary: StandardSummary
    indicator: Indicator
    lacks: tuple[Lack, ...]
    large: bool = False
    headed: bool = False

    @property
    def schools(self) -> int:
        """How many schools, or stages of schools, fail it."""
        return sum(len(lack.failings) for lack in self.lacks)

    @property
    def failings(self) -> tuple[Failing, ...]:
        """What its schools fail, stage by stage."""
        return tuple(chain.from_iterable(lack.failings for lack in self.lacks))

    @property
    def keys(self) -> frozenset[SchoolKey]:
        """The keys of the schools that fail it."""
        return frozenset(each.key for each in self.failings)

    def only(self, wanted: Callable[[Failing], bool]) -> IndicatorLack:
        """The same with some of the schools; without lacks where none is wanted."""
        kept = (each._replace(failings=tuple(filter(wanted, each.failings))) for each in self.lacks)
        return self._replace(lacks=tuple(each for each in kept if each.failings))


class Missing(NamedTuple):
    """Schools, a stage of one as that, and indicators whose data they all lack."""

    schools: tuple[str, ...]
    indicators: tuple[str, ...]


class Excess(NamedTuple):
    """A coefficient of variation over its limit; `name` is the indicator's, or 综合差异系数."""

    name: str
    stage: Stage
    coefficient: str
    limit: str


def find_lacks(summary: StandardSummary, verdict: Verdict) -> Iterator[Lack]:
    """What schools fail, or lack data for, by indicator in the standard's order, then by stage.

    The schools that are farthest from what is asked come first.
    """
    found: dict[tuple[str, Stage | None], list[Failing]] = {}
    for each in counted_failing(summary, verdict):
        found.setdefault((each.result.indicator, each.result.stage), []).append(each)
    for indicator in summary.standard.indicators:
        for stage in (*summary.standard.stages, None):
            failing = found.get((indicator.id, stage), ())
            if failing:
                yield Lack(indicator, stage, verdict, worst_first(indicator, failing))


def gather_lacks(summary: DistrictSummary) -> tuple[IndicatorLack, ...]:
    """What schools fail, in the order of the standards and of their indicators."""
    gathered = (_gather(each, Verdict.UNMET) for each in summary.standards)
    return tuple(chain.from_iterable(gathered))


def _gather(standard: StandardSummary, verdict: Verdict) -> Iterator[IndicatorLack]:
    # Of all schools, so asked once.
    large = large_lacks(standard)
    for indicator, lacks in groupby(find_lacks(standard, verdict), lambda lack: lack.indicator):
        yield IndicatorLack(standard, indicator, tuple(lacks), large=indicator.id in large)


def lack_total(lacks: Sequence[Lack], large: bool) -> str:
    """What the schools lack together, as a sentence says it; empty where it cannot be added up."""
    results = [each.result for lack in lacks for each in lack.failings]
    total = total_lack(lacks[0].indicator, results, large)
    return lack_text(total, lacks[0].indicator.shortfall_unit, large) if total is not None else ""


def find_excesses(summary: StandardSummary) -> Iterator[Excess]:
    """The coefficients that are over their limits, for a composite one only that."""
    rule = summary.standard.variation
    if rule is not None:
        find = _composite_excess if rule.composite else _indicator_excesses
        for stage in summary.stages:
            yield from find(stage)


def all_excesses(summary: DistrictSummary) -> tuple[Excess, ...]:
    """Those of every standard."""
    return tuple(chain.from_iterable(map(find_excesses, summary.standards)))


def _composite_excess(stage: StageSummary) -> Iterator[Excess]:
    if stage.verdict is Verdict.UNMET and stage.composite is not None and stage.limit is not None:
        yield Excess(
            COMPOSITE,
            stage.stage,
            coefficient_text(stage.composite, stage.limit),
            exact_limit(stage.limit),
        )


def _indicator_excesses(stage: StageSummary) -> Iterator[Excess]:
    for each in stage.indicators:
        if each.verdict is Verdict.UNMET and each.variation is not None and each.limit is not None:
            coefficient = coefficient_text(each.variation.coefficient, each.limit)
            yield Excess(each.name, stage.stage, coefficient, exact_limit(each.limit))


def gather_missing(
    summary: DistrictSummary,
    registers: Registers,
    wanted: Callable[[Failing], bool] = lambda _: True,
) -> tuple[Missing, ...]:
    """Missing data, each once for all standards and stages; only the `wanted`.

    Indicators for which the same schools lack data are put together.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for standard in summary.standards:
        names: dict[tuple[SchoolKey, Stage | None], str] = {
            (row.key, row.stage): registers.row_name(row)
            for stage in standard.stages
            for row in stage.rows
        }
        for lack in _unknown(standard, wanted):
            schools = _who_lack(lack.lacks, names, registers)
            found.setdefault(schools, []).append(lack.indicator.name)
    return tuple(Missing(schools, tuple(dict.fromkeys(names))) for schools, names in found.items())


def gather_unknown(
    summary: DistrictSummary, wanted: Callable[[Failing], bool]
) -> tuple[IndicatorLack, ...]:
    """The indicators for which such schools lack data, in the order of the standards."""
    return tuple(chain.from_iterable(_unknown(each, wanted) for each in summary.standards))


def _unknown(
    standard: StandardSummary, wanted: Callable[[Failing], bool]
) -> Iterator[IndicatorLack]:
    asked = (each.only(wanted) for each in _gather(standard, Verdict.NO_DATA))
    return (each for each in asked if each.lacks)


def _who_lack(
    lacks: Sequence[Lack], names: Mapping[tuple[SchoolKey, Stage | None], str], registers: Registers
) -> tuple[str, ...]:
    """Each school once: by its stage where one lacks data, as a whole where several do."""
    called: dict[SchoolKey, list[str]] = {}
    schools: dict[SchoolKey, str] = {}
    for lack in lacks:
        for each in lack.failings:
            schools[each.key] = registers.called(each.school)
            name = names.get((each.key, lack.stage), schools[each.key])
            called.setdefault(each.key, []).append(name)
    return tuple(own[0] if len(own) == 1 else schools[key] for key, own in called.items())


def has_lacks(summary: DistrictSummary) -> bool:
    """Whether any school fails, lacks data, or a coefficient is over its limit."""
    return any(
        (*counted_failing(each), *counted_failing(each, Verdict.NO_DATA), *find_excesses(each))
        for each in summary.standards
    )
