"""What a school, or a district's schools, came to → what words are held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.model.answers import find_parents
from reportgen.model.assessment import Assessment, Prospect, Verdict
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple

if TYPE_CHECKING:
    from reportgen.model.district import DistrictSummary


class Outcome(NamedTuple):
    """What words are held against.

    `indicators` are the names that a plan may be about, `verdicts` each verdict with its
    indicator's name, `easements` those that the standards offer, `prospects` what plans bring,
    `groups` the names of indicators by that of their group, `parents` those of the district that
    sum up one of its schools, by the name of that. `planned` are those about which every school
    that fails them has a plan of its own. `schools` are the verdicts on a district's schools, by
    name; empty for a school.
    """

    indicators: tuple[str, ...]
    verdicts: tuple[tuple[str, Verdict], ...]
    easements: tuple[str, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    parents: Mapping[str, frozenset[str]] = MappingProxyType({})
    planned: frozenset[str] = frozenset()
    schools: tuple[tuple[str, Verdict], ...] = ()

    @property
    def not_met(self) -> tuple[str, ...]:
        """The indicators that are not met or lack data, each once, with its verdict in Chinese."""
        told = (f"{name}（{verdict.label}）" for name, verdict in self.verdicts if verdict.is_open)
        return tuple(dict.fromkeys(told))

    @property
    def met(self) -> frozenset[str]:
        """The indicators that are met wherever they are judged."""
        others = {name for name, verdict in self.verdicts if verdict is not Verdict.MET}
        return frozenset(name for name, _ in self.verdicts) - others

    @property
    def failing(self) -> tuple[str, ...]:
        """The indicators that are not met, each once."""
        return tuple(dict.fromkeys(name for name, each in self.verdicts if each is Verdict.UNMET))


def school_outcome(assessment: Assessment) -> Outcome:
    """What one school came to."""
    results = assessment.results
    return Outcome(
        indicators=tuple(dict.fromkeys(result.indicator.name for result in results)),
        verdicts=tuple((result.indicator.name, result.verdict) for result in results),
        easements=_easements(each.standard for each in assessment.standards),
        prospects=assessment.prospects,
        groups=_groups(each.standard for each in assessment.standards),
    )


def district_outcome(summary: DistrictSummary, own: Assessment) -> Outcome:
    """What a district came to by its `own` figures, and its schools: one that fails leaves the
    indicator open.
    """
    from reportgen.model.district import COMPOSITE

    itself = school_outcome(own)
    standards = [each.standard for each in summary.standards]
    names = {
        (standard.id, indicator.id): indicator.name
        for standard in standards
        for indicator in standard.indicators
    }
    verdicts = tuple(
        (names[each.standard.id, found.result.indicator], found.result.verdict)
        for each in summary.standards
        for found in each.failing
    )
    known = tuple(dict.fromkeys((*itself.indicators, *names.values(), COMPOSITE)))
    easements = (*itself.easements, *_easements(standards))
    groups = {**itself.groups, **_groups(standards)}
    parents = find_parents(each.indicator for each in own.results)
    return Outcome(
        known,
        (*itself.verdicts, *verdicts),
        easements,
        groups=groups,
        parents=parents,
        planned=_planned(summary, names) - set(itself.failing),
        schools=tuple(
            (school.key[1], school.verdict) for each in summary.standards for school in each.schools
        ),
    )


def _planned(summary: DistrictSummary, names: Mapping[tuple[str, str], str]) -> frozenset[str]:
    """The indicators about which every school that fails them has a plan."""
    planned: set[str] = set()
    left: set[str] = set()
    for each in summary.standards:
        for found in each.failing:
            if found.result.verdict is Verdict.UNMET:
                name = names[each.standard.id, found.result.indicator]
                (planned if found.plans else left).add(name)
    return frozenset(planned - left)


def _groups(standards: Iterable[Standard]) -> dict[str, tuple[str, ...]]:
    groups = (group for standard in standards for group in standard.groups)
    named = (group for group in groups if group.name)
    return {group.name: tuple(each.name for each in group.indicators) for group in named}


def _easements(standards: Iterable[Standard]) -> tuple[str, ...]:
    indicators = (indicator for standard in standards for indicator in standard.indicators)
    variants = (variant for indicator in indicators for variant in indicator.variants)
    return tuple(dict.fromkeys(each.name for each in variants if each.optional))
