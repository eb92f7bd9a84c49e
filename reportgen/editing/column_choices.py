"""What may be chosen in the columns of lists and in single fields, as the Excel form offers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reportgen.editing.addresses import Address, value_at
from reportgen.editing.list_shapes import AGES_LIST, ATTACHMENTS_LIST, OUTLINE_LIST, STAFF_LIST
from reportgen.forms.content import CHAPTERS_BLOCK
from reportgen.forms.plan import FormPlan
from reportgen.forms.table_sheets import ROLES, STATES
from reportgen.model.attachments import ATTACHMENT_NAMES
from reportgen.model.staff import DEGREE_KEY, STAGE_KEY
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.words.levels import LEVELS

Column = tuple[Address, str]
"""A list and one of its columns; a single field is a column of its block."""
Choices = Mapping[Column, tuple[str, ...]]

CLOSED_COLUMNS = frozenset({"状态", STAGE_KEY})
"""The columns in which nothing else may stand."""
_REPORT: Address = ("报告",)


class Offers(NamedTuple):
    """What the program knows besides what a school is asked: the names of standards and genres."""

    standards: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()


NOTHING: Choices = MappingProxyType({})


def column_choices(tree: Tree, plan: FormPlan, offers: Offers) -> Choices:
    """What is offered, by list and column."""
    indicators = _distinct(_indicators(plan))
    chapters = _distinct((*_chapters(tree, plan), *_own_chapters(tree)))
    groups = (each.name for standard in plan.standards for each in standard.groups)
    stages = tuple(map(str, plan.school_type.stages))
    return {
        (_REPORT, "标准"): offers.standards,
        (_REPORT, "体裁"): offers.genres,
        (_REPORT, "过渡条款"): _distinct(_provisions(plan)),
        (ATTACHMENTS_LIST, "名称"): ATTACHMENT_NAMES,
        (OUTLINE_LIST, "章节"): _distinct((*plan.parts, *_own_chapters(tree))),
        (OUTLINE_LIST, "写法"): plan.styles,
        (STAFF_LIST, STAGE_KEY): stages,
        (AGES_LIST, STAGE_KEY): stages,
        (STAFF_LIST, DEGREE_KEY): tuple(plan.dictionary.staff.degrees),
        (("领导小组",), "职责"): ROLES,
        (("成绩",), "级别"): LEVELS,
        (("投入",), "状态"): STATES,
        (("存在问题",), "指标"): indicators,
        (("今后措施",), "针对"): _distinct((*indicators, *_titles(tree, "存在问题"))),
        (("佐证材料",), "指标"): _distinct((*indicators, *groups)),
        ((CHAPTERS_BLOCK,), "之后"): chapters,
        (("插图",), "位置"): _distinct((*chapters, *_titles(tree, "主要措施"))),
    }


def _distinct(names: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def _indicators(plan: FormPlan) -> Iterator[str]:
    stages = set(plan.school_type.stages)
    for standard in plan.standards:
        yield from (each.name for each in standard.indicators if stages & set(each.stages))


def _provisions(plan: FormPlan) -> Iterator[str]:
    for standard in plan.standards:
        for indicator in standard.indicators:
            yield from (each.name for each in indicator.variants if each.optional)


def _chapters(tree: Tree, plan: FormPlan) -> Iterator[str]:
    """The titles of the chapters: of the school's own outline, else of the usual one."""
    own = value_at(tree, OUTLINE_LIST)
    if not isinstance(own, tuple):
        yield from (entry.title for entry in plan.outline)
        return
    for entry in own:
        keys = ("章节", "标题") if isinstance(entry, Mapping) else ()
        named = [entry.get(key) for key in keys] if isinstance(entry, Mapping) else [entry]
        yield from (each for each in named if isinstance(each, str))


def _own_chapters(tree: Tree) -> tuple[str, ...]:
    block = value_at(tree, (CHAPTERS_BLOCK,))
    return tuple(block) if isinstance(block, Mapping) else ()


def _titles(tree: Tree, key: str) -> Iterator[str]:
    entries = value_at(tree, (key,))
    for entry in entries if isinstance(entries, tuple) else ():
        title = entry.get("标题") if isinstance(entry, Mapping) else None
        if isinstance(title, str):
            yield title
