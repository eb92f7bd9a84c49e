"""县域基本情况: composed from the sums over the schools and the district's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model.facts import Value
from reportgen.model.figure_source import together_code
from reportgen.model.report import Block
from reportgen.model.school import School
from reportgen.model.sourced_figure import sourced_figure
from reportgen.model.stages import Stage
from reportgen.sections.basic_facts import sourced_value
from reportgen.sections.builder import Material
from reportgen.sections.district.material import (
    OWN_INDICATORS,
    DistrictMaterial,
    LeftOut,
    Registers,
    name_list,
)
from reportgen.sections.district.sums import present_stages, teaching_types, whole_totals


def build_overview(material: DistrictMaterial) -> tuple[Block, ...]:
    """The clerk's own text, if any, then the phrase 县域基本情况."""
    return (
        *material.own.whole("基本情况"),
        *material.say("县域基本情况", district_values(material)),
    )


def district_values(material: DistrictMaterial) -> dict[str, object]:
    """The names that phrases may use of a district.

    They are its own facts, but for those that its own indicators tell, 区县, 年度, 合计, 各学段,
    各类学校 and more. 合计 and each of 各学段 hold the facts that every school gave; one that a
    school did not give is a hole.
    """
    own, summary = material.own.school, material.summary
    present = present_stages(material)
    left_out = _by_reason(material.left_out)
    names = [each.name for group in left_out.values() for each in group]
    return {
        **_own_facts(material.own),
        **name_district(own),
        "学校总数": len(summary.schools),
        "各类学校": _types(summary.types, material.registers),
        "合计": whole_totals(material, present),
        "各学段": [_stage_values(material, stage) for stage in present],
        "另计学段": [
            material.registers.stages[each].division for each in _beyond(material, present)
        ],
        "未计入": len(names),
        "未计入名单": name_list(tuple(names)),
        "未计入情况": [{"情况": told, "所数": len(group)} for told, group in left_out.items()],
        "决定计入": [{"名称": each.name, "情况": each.told} for each in summary.taken],
    }


def name_district(own: School) -> dict[str, object]:
    """区县 and 年度, by which phrases and templates name the district whose file says `own`."""
    return {"区县": {"名称": own.name}, "年度": own.settings.year}


def _by_reason(left_out: Iterable[LeftOut]) -> Mapping[str, list[LeftOut]]:
    found: dict[str, list[LeftOut]] = {}
    for each in left_out:
        found.setdefault(each.told, []).append(each)
    return found


def _own_facts(own: Material) -> dict[str, Value]:
    """The district's own facts; without those that the chapter on its own indicators tells."""
    facts = {
        name: sourced_value((name, stage), value)
        for (name, stage), value in own.assessment.facts.items()
        if stage is None
    }
    if not own.title_of(OWN_INDICATORS):
        return facts
    told = {name for result in own.assessment.results for name in result.indicator.names}
    return {name: facts[name] for name in facts if not told & {name, *_made_from(name, own)}}


def _made_from(name: str, own: Material) -> tuple[str, ...]:
    """The facts that a derived one is made from; nothing for one that is given."""
    fact = own.dictionary.find(name)
    return fact.formula.names if fact is not None and fact.formula else ()


def _types(counts: Mapping[str, int], registers: Registers) -> list[dict[str, object]]:
    known = [name for name in registers.types if counts.get(name)]
    others = [name for name in counts if name not in registers.types]
    return [
        {"类型": name, "称呼": registers.type_noun(name), "所数": counts[name]}
        for name in (*known, *others)
    ]


def _beyond(material: DistrictMaterial, present: list[Stage]) -> list[Stage]:
    """The stages that are counted in the figures of whole schools only."""
    return [
        stage
        for stage in material.registers.stages
        if stage not in present and teaching_types(material, stage)
    ]


def _stage_values(material: DistrictMaterial, stage: Stage) -> dict[str, object]:
    types = teaching_types(material, stage)
    facts = {
        name: sourced_figure(each.total, together_code(name, stage))
        for (name, found), each in material.summary.sums.items()
        if found == stage and not each.missing
    }
    made_of = [_made_of(material.registers, stage, name) + f"{types[name]}所" for name in types]
    return {**facts, "学段": str(stage), "学校数": sum(types.values()), "组成": "、".join(made_of)}


def _made_of(registers: Registers, stage: Stage, type_name: str) -> str:
    """The schools of that type, as they are counted for the stage: 九年一贯制学校小学部."""
    return registers.type_noun(type_name) + registers.division(type_name, stage)
