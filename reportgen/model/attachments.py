"""The attachments that the program makes of a school's or district's data, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.model.school import Attachment, School
from reportgen.model.stages import DISTRICT_TYPE


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
SELF_EVALUATION = "自评表"
# A kind is a line here, and a maker in `sections.attachments.makers`.
ATTACHMENT_KINDS = (
    AttachmentKind(
        FACTS,
        ("基本情况表", "基本情况一览表", "办学条件统计表", "办学基本情况统计表", "基本数据表"),
        "数据",
        of_district=True,
    ),
    AttachmentKind(
        INDICATORS,
        (
            *("指标达标表", "达标情况表", "指标达标情况一览表", "达标情况一览表", "达标表"),
            *("指标核算表", "指标核算情况表", "指标核查表", "指标情况表", "指标完成情况表"),
        ),
        "标准",
    ),
    AttachmentKind(
        CLASS_SIZES,
        (
            *("班级人数明细表", "各班人数明细表", "班级人数表", "各班人数表", "班额情况表"),
            *("班额统计表", "班额一览表", "各班班额明细表", "班级明细表", "各班人数统计表"),
        ),
        "各班人数",
    ),
    AttachmentKind(
        TEACHERS,
        (
            *("教师结构统计表", "教师队伍结构表", "专任教师结构表", "师资结构表", "师资情况表"),
            *("教师情况统计表", "师资情况统计表", "教师队伍情况统计表", "教师学历职称结构表"),
        ),
        "教师结构",
    ),
    AttachmentKind(
        ROOMS,
        (
            *("功能室明细表", "功能室统计表", "功能室情况表", "功能教室一览表", "专用教室明细表"),
            *("专用教室一览表", "功能室及专用教室一览表", "功能用房一览表"),
        ),
        "功能室和各种教室的数据",
    ),
    AttachmentKind(
        OUTLAYS,
        (
            *("投入明细表", "投入明细账", "经费投入一览表", "经费投入情况表", "资金投入明细表"),
            *("经费投入明细账", "硬件建设投入明细表", "硬件建设投入明细账", "经费投入明细"),
        ),
        "投入",
    ),
    AttachmentKind(
        ACHIEVEMENTS,
        (
            *("取得成绩一览表", "荣誉一览表", "所获荣誉一览表", "获得荣誉一览表", "获奖一览表"),
            *("获奖情况一览表", "获奖情况统计表", "荣誉统计表", "办学成绩一览表"),
        ),
        "成绩",
        of_district=True,
    ),
    AttachmentKind(
        EVIDENCE,
        ("佐证材料清单", "佐证材料一览表", "支撑材料目录", "支撑材料清单", "档案材料目录"),
        "佐证材料",
        of_district=True,
    ),
    AttachmentKind(
        LEDGER,
        (
            *("问题整改台账", "存在问题整改台账", "问题整改清单", "整改清单", "整改任务清单"),
            *("隐患整改台账", "隐患排查整改台账", "安全隐患整改台账"),
        ),
        "未达标的指标或存在问题",
        of_district=True,
    ),
    AttachmentKind(SELF_EVALUATION, ("指标自评表", "自查自评表"), "标准"),
)

_YEAR = r"[12]\d{3}(?:[—-][12]\d{3})?(?:学年度?|年度|年)?"
_WHOSE = "学校|本校|我校|本园|全校|全园|县域|全县|区县|全区"
# 10项, 十项, 三十九项, 各项.
_HOW_MANY = r"\w{1,3}项"
_BEFORE = re.compile(f"^(?:{_YEAR}|{_WHOSE}|{_HOW_MANY})+(?=.)")


def kinds_for(owner: School) -> Sequence[AttachmentKind]:
    """Those that a report of that school or district may have."""
    is_district = _is_district(owner)
    return [kind for kind in ATTACHMENT_KINDS if kind.of_district or not is_district]


def _is_district(owner: School) -> bool:
    return owner.type is DISTRICT_TYPE


def kind_of(attachment: Attachment, owner: School) -> AttachmentKind | None:
    """The kind that it names for that school or district; None for a name of nothing made, and for
    a file.

    Before the name may stand whose it is, the year, and how many indicators it lists.
    """
    if attachment.file:
        return None
    kind = _by_name().get(_bare(attachment.name, owner.name, owner.type.name))
    return kind if kind is not None and (kind.of_district or not _is_district(owner)) else None


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, AttachmentKind]:
    """The kinds by each of their names, as `_bare` leaves it."""
    return {_bare(name): kind for kind in ATTACHMENT_KINDS for name in (kind.name, *kind.aliases)}


def _bare(title: str, *owner: str) -> str:
    """The name alone: 2024年度示例小学十项指标核算表 is 指标核算表.

    `owner` are words for whose it is.
    """
    text = _BEFORE.sub("", "".join(title.strip("《》“”").split()))
    for word in owner:
        text = _BEFORE.sub("", text.removeprefix(word) or text)
    return text
