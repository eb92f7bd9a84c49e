"""The records of a district's schools → its summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.assess.variation import Share, average, measure_variation
from reportgen.model.assessment import Verdict, judge_whole
from reportgen.model.district import (
    DistrictSummary,
    FactSum,
    Failing,
    IndicatorVariation,
    ResultRecord,
    SchoolPlan,
    SchoolRecord,
    SchoolRow,
    SchoolVerdict,
    StageRecord,
    StageSummary,
    StandardRecord,
    StandardSummary,
)
from reportgen.model.facts import FactDictionary
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, IndicatorKind, Standard, join_dictionaries


def summarise_district(
    records: Iterable[SchoolRecord], standards: Sequence[Standard], dictionary: FactDictionary
) -> DistrictSummary:
    """The summary of the schools, in the order in which they come; each is looked at once.

    `dictionary` holds the facts that schools are asked besides those of the standards.
    """
    own = tuple(standard for standard in standards if standard.is_of_district)
    gathered = {each.id: _Gathered(each) for each in standards if not each.is_of_district}
    names: list[str] = []
    types: Counter[str] = Counter()
    sums = _Sums()
    for record in records:
        names.append(record.name)
        types[record.type] += 1
        sums.add(record)
        for result in record.standards:
            if result.id in gathered:
                gathered[result.id].add(record, result)
    summaries = tuple(each.summarise() for each in gathered.values())
    totals = sums.totals(join_dictionaries(dictionary, standards))
    return DistrictSummary(tuple(names), dict(types), totals, summaries, own)


class _Sums:
    """Facts being added up, and how many schools could have given each."""

    def __init__(self) -> None:
        self._totals: dict[FigureKey, Decimal] = {}
        self._given: Counter[FigureKey] = Counter()
        self._schools: Counter[tuple[Stage, ...]] = Counter()

    def add(self, record: SchoolRecord) -> None:
        self._schools[record.stages] += 1
        self._given.update(record.facts.keys())
        for key, value in record.facts.items():
            self._totals[key] = self._totals.get(key, Decimal(0)) + value

    def totals(self, dictionary: FactDictionary) -> Mapping[FigureKey, FactSum]:
        found = ((key, total, self._given[key]) for key, total in self._totals.items())
        return {
            key: FactSum(total, self._count_asked(key, dictionary) - given, given)
            for key, total, given in found
        }

    def _count_asked(self, key: FigureKey, dictionary: FactDictionary) -> int:
        """How many schools were asked for that figure."""
        name, stage = key
        if stage is not None:
            return sum(count for stages, count in self._schools.items() if stage in stages)
        fact = dictionary.find(name)
        return sum(
            count
            for stages, count in self._schools.items()
            if fact is None or any(map(fact.is_for, stages or (None,)))
        )


class _Gathered:
    """One standard's rows and failings, being gathered."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._names = {each.id: each.name for each in standard.indicators}
        self._rows: dict[Stage, list[SchoolRow]] = {stage: [] for stage in standard.stages}
        self._failing: list[Failing] = []
        self._schools: list[SchoolVerdict] = []
        compared = chain.from_iterable(group.indicators for group in standard.compared_groups)
        self._whole_school = frozenset(each.id for each in compared if each.whole_school)

    def add(self, record: SchoolRecord, result: StandardRecord) -> None:
        key = record.key
        self._schools.append(
            SchoolVerdict(key, result.verdict, result.excluded, result.groups, result.asked)
        )
        for stage in result.stages:
            self._rows[stage.stage].append(_row(record, result, stage, self._whole_school))
        self._failing.extend(
            Failing(record.name, key, each, record.type, self._plans_for(record, each))
            for each in result.results
            if each.verdict.is_open
        )

    def _plans_for(self, record: SchoolRecord, result: ResultRecord) -> tuple[SchoolPlan, ...]:
        name = self._names.get(result.indicator, "")
        return tuple(each for each in record.plans if name in each.indicators)

    def summarise(self) -> StandardSummary:
        order = {indicator.id: place for place, indicator in enumerate(self._standard.indicators)}
        failing = sorted(self._failing, key=lambda each: order[each.result.indicator])
        stages = tuple(
            _summarise_stage(self._standard, stage, rows)
            for stage, rows in self._rows.items()
            if rows
        )
        return StandardSummary(self._standard, stages, tuple(failing), tuple(self._schools))


def _row(
    record: SchoolRecord, result: StandardRecord, stage: StageRecord, whole_school: frozenset[str]
) -> SchoolRow:
    """`whole_school` are the compared indicators that are judged once for a school."""
    return SchoolRow(
        school=record.name,
        key=record.key,
        type=record.type,
        stage=stage.stage,
        counted=not result.excluded,
        excluded=result.excluded,
        verdict=stage.verdict,
        results=stage.results,
        counts=record.counts.get(stage.stage, {}),
        sponsor=record.sponsor,
        others=tuple(each for each in result.others if each.indicator in whole_school),
    )


def _summarise_stage(standard: Standard, stage: Stage, rows: Sequence[SchoolRow]) -> StageSummary:
    rule, has_limits = standard.variation, any(map(_is_judged, rows))
    if rule is None:
        return StageSummary(stage, tuple(rows), (), None, None, Verdict.NO_LIMIT, has_limits)
    limit = rule.limits.get(stage)
    counted = [row for row in rows if row.counted]
    indicators = tuple(
        _vary(indicator, counted, None if rule.composite else limit)
        for indicator in standard.compared(stage)
        if indicator.kind is IndicatorKind.RATIO
    )
    composite = average(
        each.variation.coefficient if each.variation else None for each in indicators
    )
    if rule.composite:
        complete = all(not each.missing for each in indicators)
        verdict = _judge(composite if complete else None, limit)
    else:
        verdict = judge_whole(each.verdict for each in indicators)
    return StageSummary(stage, tuple(rows), indicators, composite, limit, verdict, has_limits)


def _is_judged(row: SchoolRow) -> bool:
    if not row.results:
        return row.verdict is not Verdict.NO_LIMIT
    return any(each.is_limited for each in row.results)


def _vary(
    indicator: Indicator, rows: Sequence[SchoolRow], limit: Decimal | None
) -> IndicatorVariation:
    shares: list[Share] = []
    missing: list[str] = []
    for row in rows:
        share = _share(indicator, row.results)
        if share is None:
            missing.append(row.school)
        else:
            shares.append(share)
    variation = measure_variation(shares, indicator.multiple)
    verdict = _judge(variation.coefficient if variation and not missing else None, limit)
    return IndicatorVariation(
        indicator.id, indicator.name, variation, limit, verdict, tuple(missing)
    )


def _share(indicator: Indicator, results: Iterable[ResultRecord]) -> Share | None:
    found = next((each for each in results if each.indicator == indicator.id), None)
    if found is None or found.numerator is None or found.denominator is None:
        return None
    return Share(found.numerator, found.denominator)


def _judge(coefficient: Decimal | None, limit: Decimal | None) -> Verdict:
    if coefficient is None:
        return Verdict.NO_DATA
    if limit is None:
        return Verdict.NO_LIMIT
    return Verdict.MET if coefficient <= limit else Verdict.UNMET
