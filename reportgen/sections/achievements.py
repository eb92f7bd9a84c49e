"""取得成绩: the honours of the school."""

from __future__ import annotations

from reportgen.model.report import Block
from reportgen.sections.builder import Material


def build_achievements(material: Material) -> tuple[Block, ...]:
    """The clerk's own text, if any, then a sentence for every honour."""
    said = (
        paragraph
        for each in material.school.achievements
        for paragraph in material.say(
            "成绩",
            {"名称": each.name, "级别": each.level, "颁发单位": each.awarded_by, "年份": each.year},
        )
    )
    return (*material.whole("取得成绩"), *said)
