"""领导小组: who leads the work, role by role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.model.report import Block, Paragraph, Roster, RosterLine
from reportgen.model.school import Leader
from reportgen.sections.builder import Material
from reportgen.words.padding import pad_words

_GROUP = "领导小组"
# A sentence that says it was set up, and what for.
_SET_UP = re.compile(rf"(?:成立|组建|设立|建立)([^。；！？\n]{{0,40}}){_GROUP}")
_OF_WORK = "工作"


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
    subject = material.genre.school.title
    found = _SET_UP.findall(text)
    return any(_OF_WORK not in each or _share_a_word(each, subject) for each in found)


def _share_a_word(text: str, subject: str) -> bool:
    return any(text[at : at + 2] in subject for at in range(len(text) - 1))


def _lines(leaders: Sequence[Leader]) -> tuple[RosterLine, ...]:
    roles = tuple(dict.fromkeys(leader.role for leader in leaders))
    members = (_members(leaders, role) for role in roles)
    return tuple(map(RosterLine, pad_words(roles), members))


def _members(leaders: Sequence[Leader], role: str) -> str:
    return "、".join(_member(leader) for leader in leaders if leader.role == role)


def _member(leader: Leader) -> str:
    return f"{leader.name}（{leader.post}）" if leader.post else leader.name
