"""A school's (or district's) shortcomings and plans → which of them speak of an indicator.

A shortcoming and an indicator are named by texts: a plan answers what its `target` names.
"""

from __future__ import annotations

from collections.abc import Collection

from reportgen.model.school import Plan, School, Shortcoming


def names_of(shortcoming: Shortcoming) -> frozenset[str]:
    """The names by which a plan may answer it: its title, and the indicator it is about."""
    return frozenset({shortcoming.title, shortcoming.indicator} - {""})


def mentioned_names(school: School) -> frozenset[str]:
    """What its shortcomings speak of: a failing indicator of another name is told on its own."""
    return frozenset(name for each in school.shortcomings for name in names_of(each))


def find_answers(school: School, names: Collection[str]) -> tuple[Plan, ...]:
    """The plans that answer an indicator or shortcoming of these names, in their order.

    One that answers a shortcoming answers the indicator that this is about, and so every other
    shortcoming about it.
    """
    titles = {each.title for each in school.shortcomings if each.indicator in names}
    wanted = (titles | set(names)) - {""}
    return tuple(plan for plan in school.plans if plan.target in wanted)


def is_answered(school: School, name: str) -> bool:
    """Whether a plan answers the indicator or shortcoming of that name."""
    return bool(find_answers(school, {name}))
