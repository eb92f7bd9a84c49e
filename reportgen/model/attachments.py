"""The attachments that the program makes of a school's or district's data, by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.late_regex import late_regex
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.named_tuple import NamedTuple

if TYPE_CHECKING:
    # A school has facts, whose dictionary has these.
    from reportgen.model.school import Attachment, School


class AttachmentKind(NamedTuple):
    """An attachment that the program makes.

    `aliases` are other names for it. `needs` says what it is made of, for whoever has not given it.
    `of_district`: a district may have it too.
    """

    name: str
    aliases: tuple[str, ...]
    needs: str
    of_district: bool = False


FACTS, INDICATORS, CLASS_SIZES = "学校基本情况统计表", "指标达标情况表", "班额明细表"
TEACHERS, ROOMS, OUTLAYS = "教师结构表", "功能室一览表", "经费投入明细表"
ACHIEVEMENTS, EVIDENCE, LEDGER = "成绩一览表", "佐证材料目录", "整改台账"
SELF_EVALUATION, SOURCES = "自评表", "数据来源表"
# Each has a maker in `sections.attachments.makers` and its other names in `data/vocabulary.yaml`.
ATTACHMENT_NAMES = (
    *(FACTS, INDICATORS, CLASS_SIZES, TEACHERS, ROOMS, OUTLAYS, ACHIEVEMENTS, EVIDENCE, LEDGER),
    *(SELF_EVALUATION, SOURCES),
)

_YEAR = r"[12]\d{3}(?:[—-][12]\d{3})?(?:学年度?|年度|年)?"
_WHOSE = "学校|本校|我校|本园|全校|全园|县域|全县|区县|全区"
# 10项, 十项, 三十九项, 各项.
_HOW_MANY = r"\w{1,3}项"
_BEFORE = late_regex(f"^(?:{_YEAR}|{_WHOSE}|{_HOW_MANY})+(?=.)")


@dataclass(frozen=True, eq=False)
class AttachmentKinds:
    """The attachments that the program makes, in the order in which they are offered."""

    kinds: tuple[AttachmentKind, ...] = ()

    def kinds_for(self, owner: School) -> Sequence[AttachmentKind]:
        """Those that a report of that school or district may have."""
        is_district = _is_district(owner)
        return [kind for kind in self.kinds if kind.of_district or not is_district]

    def kind_of(self, attachment: Attachment, owner: School) -> AttachmentKind | None:
        """The kind that it names for that school or district; None for a name of nothing made, and
        for a file.

        Before the name may stand whose it is, the year, and how many indicators it lists.
        """
        if attachment.file:
            return None
        kind = self._by_name.get(_bare(attachment.name, owner.name, owner.type.name))
        return kind if kind is not None and (kind.of_district or not _is_district(owner)) else None

    @cached_property
    def _by_name(self) -> Mapping[str, AttachmentKind]:
        """The kinds by each of their names, as `_bare` leaves it."""
        return {_bare(name): kind for kind in self.kinds for name in (kind.name, *kind.aliases)}


def _is_district(owner: School) -> bool:
    return owner.type is DISTRICT_TYPE


def _bare(title: str, *owner: str) -> str:
    """The name alone: 2024年度示例小学十项指标核算表 is 指标核算表.

    `owner` are words for whose it is.
    """
    text = _BEFORE.sub("", "".join(title.strip("《》“”").split()))
    for word in owner:
        text = _BEFORE.sub("", text.removeprefix(word) or text)
    return text
