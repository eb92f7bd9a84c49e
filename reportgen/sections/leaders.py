"""领导小组: who leads the work, role by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.report import Block, Paragraph, Roster, RosterLine
from reportgen.model.school import Leader, OutlineEntry
from reportgen.model.vocabulary import GroupWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, warning
from reportgen.sections.builder import Material
from reportgen.sections.typed.rosters import is_head
from reportgen.words.padding import pad_words

_GROUP = "领导小组"
_OF_WORK = "工作"
_LEADER = "组长"
_SHARED = "请核对谁是组长、谁是副组长；确实是双组长的不用管"
_ONE_NAME = "是同一个小组的，请写同一个名称；是两个小组的不用管"
# A name of its own: no clause, and not only what all such groups are called.
_NAME = late_regex(r"[\u4e00-\u9fff（）“”]{2,24}")
_HEADED = late_regex(r".*(?:组长|组员|成员|组成|参加|参与|负责|牵头)的|^了?(?:学校|专门的?)?")


def build_leaders(material: Material) -> tuple[Block, ...]:
    """A sentence, then a line for each role with all its members; nothing without leaders."""
    school = material.school
    if not school.leaders:
        return ()
    values = {
        "已述": _is_told(material),
        "县域": material.is_district,
        "名称": school.name,
        "小组": _own_name(material),
    }
    return (*material.say(_GROUP, values), Roster(_lines(school.leaders)))


def is_usual(entry: OutlineEntry, default: Sequence[OutlineEntry]) -> bool:
    """Whether the entry's parts follow one another as in the default one that has the list.

    A clerk who changes anything else in an outline has not said where in its chapter the list
    stands.
    """
    usual = next((each.parts for each in default if _GROUP in each.parts), ())
    kept = tuple(part for part in usual if part in entry.parts)
    return len(kept) > 1 and entry.parts == kept


def place_leaders(blocks: tuple[Block, ...], material: Material) -> tuple[Block, ...]:
    """The blocks of a usual chapter; the list stands behind the paragraph that says the group was
    set up, or stays where it is if no paragraph behind it says so.
    """
    roster = Roster(_lines(material.school.leaders))
    if roster not in blocks:
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
    return bool(material.once(_told_groups))


def _told_groups(material: Material) -> tuple[_Group, ...]:
    """The groups for the report that the school's own words say were set up."""
    texts = (narrative.text for narrative in material.school.narratives)
    return tuple(group for text in texts for group in _groups_in(text, material))


def _tells(text: str, material: Material) -> bool:
    """Whether the text says that the group was set up."""
    return any(_groups_in(text, material))


def _groups_in(text: str, material: Material) -> Iterator[_Group]:
    """The groups for the report that the text says were set up.

    One for other work (安全工作领导小组 in a report on something else) is another group.
    """
    words = material.dictionary.vocabulary.groups
    groups = (_Group(*each) for each in words.set_up.findall(text))
    return (group for group in groups if _is_this(group, material.once(_subject), words))


def _own_name(material: Material) -> str:
    """What the clerk's text calls the group; empty where it says no more than what it is."""
    return next(filter(None, map(_name_of, material.once(_told_groups))), "")


def _name_of(group: _Group) -> str:
    """教育均衡发展验收小组 of 以校长为组长的教育均衡发展验收小组; empty for a bare 工作领导小组."""
    name = _HEADED.sub("", group.named, count=1).strip('“”"')
    told = name.removesuffix(_OF_WORK)
    return f"{name}{group.kind}" if told and _NAME.fullmatch(told) else ""


def check_leaders(material: Material) -> Iterator[Problem]:
    """Reminders of a list that nobody leads, or two do, and of a group that has two names."""
    leaders = material.school.leaders
    if leaders and not any(is_head(leader.role) for leader in leaders):
        message = "领导小组名单里没有组长"
        yield warning("no_leader", message, leaders[0].location, "请加一行，职责写“组长”")
    heads = [leader for leader in leaders if leader.role.replace("\u3000", "") == _LEADER]
    if len(heads) > 1:
        message = f"领导小组名单里有{len(heads)}个组长：{'、'.join(each.name for each in heads)}"
        yield warning("two_leaders", message, heads[1].location, _SHARED)
    yield from _check_names(material)


def _check_names(material: Material) -> Iterator[Problem]:
    """A reminder of the second name that the school's texts give the group."""
    first = ""
    for narrative in material.school.narratives:
        for name in filter(None, map(_name_of, _groups_in(narrative.text, material))):
            first = first or name
            if name != first:
                message = f"领导小组前面叫“{first}”，这里叫“{name}”"
                yield warning("two_groups", message, narrative.location, _ONE_NAME)
                return


def _subject(material: Material) -> str:
    """What the report calls what it is about."""
    standards = (each.standard.title for each in material.assessment.standards)
    own = material.school.settings.title
    return "\n".join((material.genre.school.title, own, *standards))


class _Group(NamedTuple):
    """A group that was set up: what stands in front of its kind (领导小组, 小组 …)."""

    named: str
    kind: str


def _is_this(group: _Group, subject: str, words: GroupWords) -> bool:
    """Whether it is the group for what the report is about."""
    name = _HEADED.sub("", group.named, count=1)
    if _share_a_word(name, subject, words.common) or words.for_the_report.fullmatch(name):
        return True
    if group.kind == _GROUP:
        return _OF_WORK not in name
    return "组长" in group.named and name in ("", _OF_WORK)


def _share_a_word(text: str, subject: str, common: frozenset[str]) -> bool:
    words = {text[at : at + 2] for at in range(len(text) - 1)} - common
    return any(word in subject for word in words)


def _lines(leaders: Sequence[Leader]) -> tuple[RosterLine, ...]:
    roles = tuple(dict.fromkeys(leader.role for leader in leaders))
    members = (_members(leaders, role) for role in roles)
    return tuple(map(RosterLine, pad_words(roles), members))


def _members(leaders: Sequence[Leader], role: str) -> str:
    return "、".join(_member(leader) for leader in leaders if leader.role == role)


def _member(leader: Leader) -> str:
    return f"{leader.name}（{leader.post}）" if leader.post else leader.name
