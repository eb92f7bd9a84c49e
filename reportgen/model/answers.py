"""A school's (or district's) shortcomings and plans → which of them speak of an indicator.

A shortcoming and an indicator are named by texts: a plan answers what its `target` names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from reportgen.model.school import Plan, School, Shortcoming
from reportgen.model.standard import Indicator

Kin = Mapping[str, frozenset[str]]


def names_of(shortcoming: Shortcoming) -> frozenset[str]:
    """The names by which a plan may answer it: its title, and the indicators it is about."""
    return (_indicators_of(shortcoming) | {shortcoming.title}) - {""}


def _indicators_of(shortcoming: Shortcoming) -> frozenset[str]:
    return (shortcoming.also | {shortcoming.indicator}) - {""}


def mentioned_names(school: School) -> frozenset[str]:
    """What its shortcomings speak of: a failing indicator of another name is told on its own."""
    return frozenset(name for each in school.shortcomings for name in names_of(each))


def find_answers(school: School, names: Collection[str]) -> tuple[Plan, ...]:
    """The plans that answer an indicator or shortcoming of these names, in their order.

    One that answers a shortcoming answers the indicator that this is about, and so every other
    shortcoming about it.
    """
    sought = set(names) - {""}
    titles = {each.title for each in school.shortcomings if _indicators_of(each) & sought}
    wanted = (titles | sought) - {""}
    return tuple(plan for plan in school.plans if wanted & {plan.target, *plan.also})


def is_answered(school: School, name: str) -> bool:
    """Whether a plan answers the indicator or shortcoming of that name."""
    return bool(find_answers(school, {name}))


def find_parents(indicators: Iterable[Indicator]) -> Kin:
    """The indicators of the district that sum up one of its schools, by the name of that."""
    found: dict[str, frozenset[str]] = {}
    for each in indicators:
        for name in each.of_schools:
            found[name] = found.get(name, frozenset()) | {each.name}
    return found


def find_kin(indicators: Iterable[Indicator]) -> Kin:
    """The indicators of schools by that of the district which sums them up, and the other way."""
    known = tuple(indicators)
    return {**find_parents(known), **{each.name: frozenset(each.of_schools) for each in known}}


def relate(school: School, kin: Kin) -> School:
    """The district's file, in which what is said of an indicator is said of its kin too."""
    none: frozenset[str] = frozenset()
    return replace(
        school,
        shortcomings=tuple(
            each._replace(also=kin.get(each.indicator, none)) for each in school.shortcomings
        ),
        plans=tuple(replace(each, also=kin.get(each.target, none)) for each in school.plans),
    )
