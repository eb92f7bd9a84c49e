"""存在问题: what the school names itself, and every failing indicator with its figures."""

from __future__ import annotations

from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Result
from reportgen.model.report import Block, Heading
from reportgen.sections.builder import Material
from reportgen.sections.wording import result_title, result_values
from reportgen.words.ordinals import strip_ordinal


def build_shortcomings(material: Material) -> tuple[Block, ...]:
    """Each shortcoming under its title, then the failing indicators not mentioned.

    Figures stand with the indicators that fail.
    """
    blocks: list[Block] = list(material.whole("存在问题"))
    failing = material.assessment.failing
    mentioned = mentioned_names(material.school)
    for each in material.school.shortcomings:
        blocks.append(Heading(2, strip_ordinal(each.title)))
        for result in failing:
            if result.indicator.name in names_of(each):
                blocks.extend(_say(result, material))
        blocks.extend(material.narrative(each.content, 3))
    for result in failing:
        if result.indicator.name not in mentioned:
            blocks.append(Heading(2, result_title("问题标题", result, material)))
            blocks.extend(_say(result, material))
    return tuple(blocks)


def _say(result: Result, material: Material) -> tuple[Block, ...]:
    return material.say("问题", result_values(result, material))
