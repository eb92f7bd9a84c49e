"""今后措施: the school's plans, answers to failing indicators, and what the plans bring."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.model.answers import is_answered
from reportgen.model.assessment import Prospect, Result, Verdict
from reportgen.model.report import Block, Heading
from reportgen.model.school import Plan
from reportgen.model.standard import with_unit
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.wording import (
    requirement,
    result_title,
    result_values,
    stage_suffix,
)
from reportgen.words.ordinals import strip_ordinal


def build_plans(material: Material) -> tuple[Block, ...]:
    """Each plan under its title; a failing indicator without a plan gets a sentence of its own."""
    blocks: list[Block] = list(material.whole("今后措施"))
    for plan in material.school.plans:
        blocks.extend(plan_blocks(plan, material))
    for result in _unanswered(material):
        blocks.append(Heading(2, result_title("措施标题", result, material)))
        blocks.extend(material.say("措施", result_values(result, material)))
    for prospect in material.assessment.prospects:
        blocks.extend(material.say("前景", _prospect_values(prospect, material)))
    return tuple(blocks)


def plan_blocks(plan: Plan, material: Material) -> Iterator[Block]:
    """One plan under its title, with who is in charge and by when."""
    title = plan.title or (f"针对“{plan.target}”" if plan.target else "")
    if title:
        yield Heading(2, strip_ordinal(title))
    yield from material.narrative(plan.content, 3)
    duties = [("责任人", plan.owner), ("完成时限", deadline_text(plan.deadline))]
    stated = "；".join(f"{name}：{value}" for name, value in duties if value)
    if stated:
        yield paragraph(f"{stated}。")


def deadline_text(text: str) -> str:
    """2025-12 as 2025年12月; anything else as it was written."""
    match = re.fullmatch(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", text.strip())
    if not match:
        return text
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _unanswered(material: Material) -> Iterator[Result]:
    for result in material.assessment.failing:
        if not is_answered(material.school, result.indicator.name):
            yield result


def _prospect_values(prospect: Prospect, material: Material) -> dict[str, object]:
    before, after = prospect.before, prospect.after
    return {
        "名称": before.indicator.name,
        "学段": stage_suffix(before, material.combined),
        "现在": with_unit(before.indicator, before.display),
        "将来": with_unit(after.indicator, after.display),
        "标准": requirement(after),
        "将来达标": after.verdict is Verdict.MET,
        "还差": after.shortfall_display,
    }
