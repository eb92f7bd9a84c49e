"""A school's (or district's) shortcomings and plans → which of them speak of an indicator.

A shortcoming and an indicator are named by texts: a plan answers what its `target` names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

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
    return Answers(school).find(names)


def is_answered(school: School, name: str) -> bool:
    """Whether a plan answers the indicator or shortcoming of that name."""
    return bool(find_answers(school, {name}))


class Answers:
    """The same, for whoever asks about many: the file is gone through once."""

    def __init__(self, school: School) -> None:
        self._plans = school.plans
        self._titles: dict[str, list[str]] = {}
        self._places: dict[str, list[int]] = {}
        self._known: dict[str, bool] = {}
        for each in school.shortcomings:
            for name in _indicators_of(each):
                self._titles.setdefault(name, []).append(each.title)
        for place, plan in enumerate(school.plans):
            for name in {plan.target, *plan.also} - {""}:
                self._places.setdefault(name, []).append(place)

    def find(self, names: Collection[str]) -> tuple[Plan, ...]:
        """The plans that answer an indicator or shortcoming of these names, in their order."""
        wanted = {*names, *(title for name in names for title in self._titles.get(name, ()))}
        places = {place for name in wanted for place in self._places.get(name, ())}
        return tuple(self._plans[place] for place in sorted(places))

    def has(self, names: Collection[str]) -> bool:
        """Whether a plan answers an indicator or shortcoming of these names."""
        return any(self._is_answered(name) for name in names)

    def _is_answered(self, name: str) -> bool:
        if name not in self._known:
            titles = self._titles.get(name, ())
            self._known[name] = any(each in self._places for each in (name, *titles))
        return self._known[name]


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
    return school._replace(
        shortcomings=tuple(
            each._replace(also=kin.get(each.indicator, none)) for each in school.shortcomings
        ),
        plans=tuple(each._replace(also=kin.get(each.target, none)) for each in school.plans),
    )
