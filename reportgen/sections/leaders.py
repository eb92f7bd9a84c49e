"""领导小组: who leads the work, role by role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model.report import Block, Roster, RosterLine
from reportgen.model.school import Leader, School
from reportgen.sections.builder import Material
from reportgen.words.padding import pad_words

_GROUP = "领导小组"
# A sentence that says it was set up.
_SET_UP = re.compile(rf"(?:成立|组建|设立|建立)[^。；！？\n]{{0,40}}{_GROUP}")


def build_leaders(material: Material) -> tuple[Block, ...]:
    """A sentence, then a line for each role with all its members; nothing without leaders."""
    school = material.school
    if not school.leaders:
        return ()
    values = {"已述": _is_told(school), "县域": material.is_district, "名称": school.name}
    return (*material.say(_GROUP, values), Roster(_lines(school.leaders)))


def _is_told(school: School) -> bool:
    """Whether the school's own words say already that the group was set up."""
    return any(_SET_UP.search(narrative.text) for narrative in school.narratives)


def _lines(leaders: Sequence[Leader]) -> tuple[RosterLine, ...]:
    roles = tuple(dict.fromkeys(leader.role for leader in leaders))
    members = (_members(leaders, role) for role in roles)
    return tuple(map(RosterLine, pad_words(roles), members))


def _members(leaders: Sequence[Leader], role: str) -> str:
    return "、".join(_member(leader) for leader in leaders if leader.role == role)


def _member(leader: Leader) -> str:
    return f"{leader.name}（{leader.post}）" if leader.post else leader.name
