"""基本情况: composed from facts."""

from __future__ import annotations

from reportgen.model.report import Block
from reportgen.sections.builder import Material


def build_basic_facts(material: Material) -> tuple[Block, ...]:
    """The clerk's own text, if any, then what the phrase 基本情况 says with the facts known."""
    return (*material.whole("基本情况"), *material.say("基本情况", school_values(material)))


def school_values(material: Material) -> dict[str, object]:
    """The names that phrases may use of a school: 学校, 年度, 各学段, every known fact."""
    school, facts = material.school, material.assessment.facts
    return {
        **{name: value for (name, stage), value in facts.items() if stage is None},
        "学校": {
            "名称": school.name,
            "类型": school.type.name,
            "所在区县": school.district,
            "地址": school.address,
            "代码": school.code,
        },
        "年度": school.settings.year,
        "分学段": school.type.is_combined,
        "各学段": [
            {
                "学段": str(stage),
                "部": material.dictionary.stages[stage].division,
                **{name: value for (name, each), value in facts.items() if each == stage},
            }
            for stage in school.type.stages
        ],
    }
