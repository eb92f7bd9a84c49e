"""A district's words held against what its schools came to → Problems at their lines."""

from __future__ import annotations

from reportgen.assess.narrative import (
    check_answers,
    check_placeholders,
    check_targets,
    refute_claims,
)
from reportgen.model.assessment import Verdict
from reportgen.model.district import COMPOSITE, DistrictSummary, StandardSummary
from reportgen.model.school import School
from reportgen.problems import Problem


def check_district_words(own: School, summary: DistrictSummary) -> tuple[Problem, ...]:
    """What is not filled in, claims that the schools' results refute, plans about nothing, lacks
    without a plan.
    """
    standards = {each.standard.id: _names(each) for each in summary.standards}
    failing = [
        (standards[each.standard.id][found.result.indicator], found.result.verdict)
        for each in summary.standards
        for found in each.failing
    ]
    known = [*(name for names in standards.values() for name in names.values()), COMPOSITE]
    return (
        *check_placeholders(own),
        *refute_claims(own, [f"{name}（{verdict.label}）" for name, verdict in failing]),
        *check_targets(own, list(dict.fromkeys(known))),
        *check_answers(own, [name for name, verdict in failing if verdict is Verdict.UNMET]),
    )


def _names(summary: StandardSummary) -> dict[str, str]:
    return {indicator.id: indicator.name for indicator in summary.standard.indicators}
