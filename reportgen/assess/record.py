"""A school and its assessment → what its district keeps of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.answers import Answers
from reportgen.model.assessment import (
    Assessment,
    GroupResult,
    Result,
    StandardResult,
    Verdict,
    judge_whole,
)
from reportgen.model.district import (
    ResultRecord,
    SchoolPlan,
    SchoolRecord,
    StageRecord,
    StandardRecord,
)
from reportgen.model.facts import FactDictionary, Scope, Value
from reportgen.model.roles import ROW_COUNTS, Role
from reportgen.model.school import FigureKey, School
from reportgen.model.stages import Stage
from reportgen.model.standard import judged_stages
from reportgen.named_tuple import NamedTuple

# A district has no pictures of its schools'.
_PICTURE = late_regex(r"!\[[^\]]{0,1000}+\]\([^)]{0,1000}+\)")


def make_record(school: School, assessment: Assessment, dictionary: FactDictionary) -> SchoolRecord:
    """The school's record: results that its district compares, figures that it adds up."""
    judged = _judged(school, assessment)
    return SchoolRecord(
        name=school.name,
        file=school.file,
        type=school.type.name,
        code=school.code,
        stages=judged,
        standards=tuple(
            _standard_record(each, school, _Lists(assessment, dictionary))
            for each in assessment.standards
        ),
        facts=_sums(school, assessment, dictionary),
        counts={stage: _counts(stage, assessment, dictionary) for stage in judged},
        sponsor=str(_find(Role.SPONSOR, None, assessment, dictionary) or ""),
        plans=_plans(school, assessment),
    )


class _Lists(NamedTuple):
    """Where the figures stand that are judged one by one."""

    assessment: Assessment
    dictionary: FactDictionary

    def count_beyond(self, result: Result) -> int:
        """How many of them are on the wrong side of the limit; 0 for a result without any."""
        if result.verdict is not Verdict.UNMET or result.indicator.denominator is not None:
            return 0
        fact = self.dictionary.listed(result.indicator.numerator)
        values = self.assessment.facts.get((fact.name, result.stage)) if fact else None
        return sum(map(result.is_beyond, values)) if isinstance(values, tuple) else 0


def _plans(school: School, assessment: Assessment) -> tuple[SchoolPlan, ...]:
    """The school's plans that answer an indicator which it fails or lacks data for, in order."""
    names = dict.fromkeys(
        each.indicator.name for each in assessment.results if each.verdict.is_open
    )
    known = Answers(school)
    answers = {name: {id(plan) for plan in known.find({name})} for name in names}
    return tuple(
        SchoolPlan(
            tuple(answered),
            plan.title,
            _PICTURE.sub("", plan.content.text).strip(),
            plan.owner,
            plan.deadline,
        )
        for plan in school.plans
        if (answered := [name for name, plans in answers.items() if id(plan) in plans])
    )


def _counts(
    stage: Stage, assessment: Assessment, dictionary: FactDictionary
) -> Mapping[Role, Decimal]:
    """The counts that the stage's row in the district's table has."""
    found = {role: _find(role, stage, assessment, dictionary) for role in ROW_COUNTS}
    return {role: value for role, value in found.items() if isinstance(value, Decimal)}


def _find(
    role: Role, stage: Stage | None, assessment: Assessment, dictionary: FactDictionary
) -> Value | None:
    fact = dictionary.find_role(role, stage)
    return assessment.facts.get((fact.name, stage)) if fact is not None else None


def _judged(school: School, assessment: Assessment) -> tuple[Stage, ...]:
    return judged_stages([each.standard for each in assessment.standards], school.type)


def _standard_record(result: StandardResult, school: School, lists: _Lists) -> StandardRecord:
    judged = result.standard.judged(school.type)
    stages = tuple(_stage_record(result, stage, lists) for stage in judged)
    by_stage = [group for group in _varying(result) if group.stage is not None]
    compared = {id(each) for group in by_stage for each in group.results}
    beside = [each for each in result.results if id(each) not in compared]
    return StandardRecord(
        result.standard.id,
        result.verdict,
        result.excluded,
        stages,
        _records((each for each in beside if each.verdict.is_open), lists),
        _groups_beside(result),
        tuple((each.indicator.id, each.stage) for each in beside if each.is_limited),
    )


def _groups_beside(result: StandardResult) -> tuple[tuple[str, Verdict], ...]:
    """The verdicts on the groups that the district's tables do not compare, by their names."""
    found: dict[str, list[Verdict]] = {}
    for each in result.groups:
        if not result.standard.compares(each.group):
            found.setdefault(each.group.name, []).append(each.verdict)
    return tuple((name, judge_whole(verdicts)) for name, verdicts in found.items())


def _varying(result: StandardResult) -> list[GroupResult]:
    """The groups that stand in the district's tables: the one that varies, or all."""
    return [group for group in result.groups if result.standard.compares(group.group)]


def _stage_record(result: StandardResult, stage: Stage, lists: _Lists) -> StageRecord:
    groups = [group for group in _varying(result) if group.stage in (stage, None)]
    own = (group for group in groups if group.stage == stage)
    results = (each for group in own for each in group.results)
    return StageRecord(
        stage, judge_whole(group.verdict for group in groups), _records(results, lists)
    )


def _records(results: Iterable[Result], lists: _Lists) -> tuple[ResultRecord, ...]:
    return tuple(
        ResultRecord(
            indicator=each.indicator.id,
            stage=each.stage,
            verdict=each.verdict,
            display=each.display,
            required=each.required,
            limit=_number(each.limit),
            value=_number(each.value),
            numerator=_number(each.numerator),
            denominator=each.denominator,
            shortfall=each.shortfall,
            shortfall_unit=each.shortfall_unit,
            shortfall_display=each.shortfall_display,
            floor_met=each.floor_met,
            beyond=lists.count_beyond(each),
        )
        for each in results
    )


def _number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _sums(
    school: School, assessment: Assessment, dictionary: FactDictionary
) -> Mapping[FigureKey, Decimal]:
    """The figures that a district adds up: those of people by stage, all others as a whole.

    Stages that no standard judges count only in the latter.
    """
    summed, stages = _summed_by_stage(dictionary), _judged(school, assessment)
    return {
        (name, stage): value
        for (name, stage), value in assessment.facts.items()
        if name in summed
        and isinstance(value, Decimal)
        and (stage in stages if summed[name] else stage is None)
    }


@lru_cache(maxsize=16)
def _summed_by_stage(dictionary: FactDictionary) -> Mapping[str, bool]:
    """The facts that a district adds up, and whether it does so by stage."""
    summed = (fact for fact in dictionary.facts.values() if fact.is_summed)
    return {fact.name: fact.scope is Scope.BY_STAGE for fact in summed}
