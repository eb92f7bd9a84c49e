"""领导小组: who leads the work, role by role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportgen.model.report import Block, Paragraph, Roster, RosterLine
from reportgen.model.school import Leader
from reportgen.sections.builder import Material
from reportgen.words.padding import pad_words

_GROUP = "领导小组"
# A sentence that says it was set up, and what for.
_SET_UP = re.compile(rf"(?:成立|组建|设立|建立)([^。；！？\n]{{0,60}}?)({_GROUP}|小组|专班|工作组)")
_OF_WORK = "工作"
_HEADED = re.compile(r".*(?:组长|组员|成员)的|^了?(?:学校|专门的?)?")
# What such a group is called where its name says no more.
_FOR_THE_REPORT = re.compile(r"(?:创建|迎检|迎评|自查|自评|评估|督导|验收|达标)+(?:工作)?")
# Words that any group of a school may have in its name.
_COMMON = frozenset({"教育", "学校", "工作"})


def build_leaders(material: Material) -> tuple[Block, ...]:
    """A sentence, then a line for each role with all its members; nothing without leaders."""
    school = material.school
    if not school.leaders:
        return ()
    values = {"已述": _is_told(material), "县域": material.is_district, "名称": school.name}
    return (*material.say(_GROUP, values), Roster(_lines(school.leaders)))


def place_leaders(blocks: tuple[Block, ...], material: Material) -> tuple[Block, ...]:
    """The blocks of a chapter; the list stands behind the paragraph that says the group was set up.

    It stays where it is if the outline says where it stands, or no paragraph behind it says so.
    """
    named = any(_GROUP in entry.parts for entry in material.school.settings.outline)
    roster = Roster(_lines(material.school.leaders))
    if named or roster not in blocks:
        return blocks
    end = blocks.index(roster) + 1
    start = end - len(build_leaders(material))
    told = (at for at in range(end, len(blocks)) if _says_so(blocks[at], material))
    place = next(told, None)
    if place is None:
        return blocks
    return (*blocks[:start], *blocks[end : place + 1], *blocks[start:end], *blocks[place + 1 :])


def _says_so(block: Block, material: Material) -> bool:
    if not isinstance(block, Paragraph):
        return False
    return _tells("".join(run.text for run in block.runs), material)


def _is_told(material: Material) -> bool:
    """Whether the school's own words say already that the group was set up."""
    return any(_tells(narrative.text, material) for narrative in material.school.narratives)


def _tells(text: str, material: Material) -> bool:
    """Whether the text says that the group was set up.

    One for other work (安全工作领导小组 in a report on something else) is another group.
    """
    subject = _subject(material)
    return any(_is_this(_Group(*each), subject) for each in _SET_UP.findall(text))


def _subject(material: Material) -> str:
    """What the report calls what it is about."""
    standards = (each.standard.title for each in material.assessment.standards)
    own = material.school.settings.title
    return "\n".join((material.genre.school.title, own, *standards))


class _Group(NamedTuple):
    """A group that was set up: what stands in front of its kind (领导小组, 小组 …)."""

    named: str
    kind: str


def _is_this(group: _Group, subject: str) -> bool:
    """Whether it is the group for what the report is about."""
    name = _HEADED.sub("", group.named, count=1)
    if _share_a_word(name, subject) or _FOR_THE_REPORT.fullmatch(name):
        return True
    if group.kind == _GROUP:
        return _OF_WORK not in name
    return "组长" in group.named and name in ("", _OF_WORK)


def _share_a_word(text: str, subject: str) -> bool:
    words = {text[at : at + 2] for at in range(len(text) - 1)} - _COMMON
    return any(word in subject for word in words)


def _lines(leaders: Sequence[Leader]) -> tuple[RosterLine, ...]:
    roles = tuple(dict.fromkeys(leader.role for leader in leaders))
    members = (_members(leaders, role) for role in roles)
    return tuple(map(RosterLine, pad_words(roles), members))


def _members(leaders: Sequence[Leader], role: str) -> str:
    return "、".join(_member(leader) for leader in leaders if leader.role == role)


def _member(leader: Leader) -> str:
    return f"{leader.name}（{leader.post}）" if leader.post else leader.name
